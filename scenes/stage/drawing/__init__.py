"""How the camera draws: paths, pixels, quick copies. Knows nothing of the film."""
