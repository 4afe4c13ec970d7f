"""Attention computed with real tensors. Nothing here draws; the trace is the only door out."""
