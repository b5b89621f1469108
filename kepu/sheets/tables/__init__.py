"""表: where the header stands, which column gives which field, which rows are records. Knows fields only by their words."""
