"""The pictures of the chapter `tokens_to_vectors` alone."""
