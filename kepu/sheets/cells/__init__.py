"""单元格: what one cell says, one file for a family of fields."""
