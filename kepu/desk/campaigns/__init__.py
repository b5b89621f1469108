"""科普日: the campaigns, one of them, its sections."""
