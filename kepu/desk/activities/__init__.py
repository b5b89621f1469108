"""活动: the list, one activity, its form, its drafts on a device, what is filed again and again."""
