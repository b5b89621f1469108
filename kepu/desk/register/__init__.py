"""名册: units and people – registered, changed, merged, moved, handed over, let in."""
