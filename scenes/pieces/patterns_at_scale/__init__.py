"""The pictures of chapter 24 alone."""
