"""The pictures of the chapter `translation_step_by_step` alone."""
