"""The pictures of the chapter `what_does_this_even_mean` alone."""
