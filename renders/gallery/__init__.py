"""A static site of the film, its chapters and some of their beats."""
