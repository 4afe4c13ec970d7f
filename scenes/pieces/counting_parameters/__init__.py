"""The pictures of the chapter `counting_parameters` alone."""
