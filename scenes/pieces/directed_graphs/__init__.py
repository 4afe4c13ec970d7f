"""The pictures of the chapter `directed_graphs` alone."""
