"""Measures what the film costs, beside stock manim doing the same: `python -m bench`."""
