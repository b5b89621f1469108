"""审核: the work list, one activity under review, the office's sentences, absences."""
