"""The command line: a file a subcommand, named as it is typed."""
