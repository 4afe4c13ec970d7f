"""The pictures of the chapter `one_step_away` alone."""
