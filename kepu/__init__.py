"""kepu (科普): a city's National Science Day, from the work plan to the awards."""
