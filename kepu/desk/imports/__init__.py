"""从表格导入: a spreadsheet from the upload to the undoing."""
