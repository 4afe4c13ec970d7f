"""What holds a chapter to its promise: its numbers are true, and they can be read."""
