"""The pictures of the chapter `sentence_as_graph` alone."""
