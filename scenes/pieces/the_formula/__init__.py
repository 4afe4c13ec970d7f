"""The pictures of the chapter `the_formula` alone."""
