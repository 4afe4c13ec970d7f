"""The pictures of the chapter `same_scores_four_masks` alone."""
