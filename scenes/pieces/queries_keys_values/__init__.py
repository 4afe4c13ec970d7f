"""The pictures of the chapter `queries_keys_values` alone."""
