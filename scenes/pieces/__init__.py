"""Pictures that one chapter uses, in a folder of its name."""
