"""The pictures of the chapter `causal_mask` alone."""
