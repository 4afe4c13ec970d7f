"""The pictures of the chapter `dot_product_scores` alone."""
