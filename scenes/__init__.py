"""Draws what `attention_math` computed; never computes a number of its own."""
