"""The pictures of the chapter `self_and_cross` alone."""
