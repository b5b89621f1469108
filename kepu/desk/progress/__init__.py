"""进度: the board, who is behind, reminders to paste, papers."""
