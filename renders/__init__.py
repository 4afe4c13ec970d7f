"""Runs the scenes and writes files: clips, captions, the film. Nothing imports this package."""
