"""活动: the rows of a table as activities."""
