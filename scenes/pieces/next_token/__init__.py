"""The pictures of the chapter `softmax` alone."""
