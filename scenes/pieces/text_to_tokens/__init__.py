"""The pictures of the chapter `text_to_tokens` alone."""
