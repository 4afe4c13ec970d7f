"""The pictures of the chapter `context_changes_meaning` alone."""
