"""导入: rows of a spreadsheet laid beside what stands, and what each of them would do."""
