"""The pictures of the chapter `a_weight_is_not_a_reason` alone."""
