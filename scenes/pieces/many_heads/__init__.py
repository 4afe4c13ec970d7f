"""The pictures of the chapter `many_heads` alone."""
