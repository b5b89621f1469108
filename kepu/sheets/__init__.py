"""表格: reads clerks' spreadsheets – pure Python, no Django. grid → table → columns → cells → rows, see docs/sheet-reader.md."""
