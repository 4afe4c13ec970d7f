"""The camera of every chapter."""

from __future__ import annotations

from manim import Camera


class FilmCamera(Camera):
    """Draws what manim's own camera draws."""
