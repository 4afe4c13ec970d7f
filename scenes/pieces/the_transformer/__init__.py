"""The pictures of the chapter `the_transformer` alone."""
