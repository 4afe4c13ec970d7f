"""The pictures of the chapter `word_plus_position` alone."""
