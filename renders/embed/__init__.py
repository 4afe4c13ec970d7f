"""What stands in somebody's page: a clip's files, and what is pasted there, by its engine."""
