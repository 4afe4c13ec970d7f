"""Trains the models that ship with the film: `python -m attention_math.training --help`."""
