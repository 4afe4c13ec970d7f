"""The pictures of the chapter `next_token` alone."""
