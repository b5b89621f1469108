"""要素: what is found in a plan, one file a family."""
