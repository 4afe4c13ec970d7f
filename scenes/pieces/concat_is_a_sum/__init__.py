"""The pictures of the chapter `concat_is_a_sum` alone."""
