"""A cheap and safe way from a manim scene to videos: of manim, NumPy and PyAV alone."""
