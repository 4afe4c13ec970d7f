"""The pictures of the chapter `weighted_sum` alone."""
