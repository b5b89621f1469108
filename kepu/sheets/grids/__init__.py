"""From a file to grids: one a sheet, cells as typed values."""
