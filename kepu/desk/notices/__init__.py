"""通知: the inbox, and the units' chat groups."""
