"""The player of a page: pause a clip anywhere, and ask where a number in it comes from."""
