"""提示: what is unlikely in an activity, and which others it may be the same as."""
