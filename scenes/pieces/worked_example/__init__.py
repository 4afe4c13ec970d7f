"""The pictures of the chapter `worked_example` alone."""
