"""The laws from a value to a colour, a size or a width, a second time and from their definitions.

Of the theme only the palette is asked. Colours are levels between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from manim import ManimColor

from scenes import theme

Array = np.ndarray


def parts(law: object) -> tuple[str, dict[str, object]]:
    """Name a claimed law, and what it is given beside the value."""
    if isinstance(law, partial) and not law.args:
        return law.func.__name__, law.keywords
    return getattr(law, "__name__", repr(law)), {}


def lawful(law: object, values: Array | float) -> Array:
    """Say what the definition of a claimed law makes of values."""
    name, options = parts(law)
    return LAWS[name](np.asarray(values, dtype=np.float64), **options)


def other_hues(own: ManimColor | None) -> set[str]:
    """List the hues that mean something, but for one's own."""
    return {hue.to_hex() for hue in theme.meanings()} - {own.to_hex() if own else ""}


def _share(values: Array, limit: float) -> Array:
    return np.abs(values) / limit if limit else np.zeros_like(values)


def _between(shares: Array, start: ManimColor, end: ManimColor) -> Array:
    """Go from one colour to another in a straight line; beyond them there is nothing."""
    along = np.clip(shares, 0.0, 1.0)[..., None]
    return (1 - along) * start.to_rgb() + along * end.to_rgb()


def _by_sign(scores: Array, shares: Array | float = 1.0) -> Array:
    """Go from the panel to the hue of each score's sign."""
    positive, negative = (
        _between(np.broadcast_to(shares, scores.shape), theme.PANEL, hue)
        for hue in (theme.POSITIVE, theme.NEGATIVE)
    )
    return np.where(scores[..., None] < 0, negative, positive)


def _radius(areas: Array, largest: float) -> Array:
    """Let areas be to each other as the values are, and so radii as their roots."""
    return np.maximum(largest * np.sqrt(np.clip(areas, 0.0, None)), _SMALLEST_DOT)


_SMALLEST_DOT = 0.01  # of which nothing would be left otherwise
_WIDEST_EDGE, _FAINTEST_EDGE = 22.0, 0.8

# By the names under which pictures claim them, with the options that they have there.
LAWS: dict[str, Callable[..., Array]] = {
    "weight_color": lambda w, hue=None: _between(w, theme.PANEL, hue or theme.WEIGHT),
    "score_color": lambda z, limit: np.where(
        np.isneginf(z)[..., None], theme.HIDDEN.to_rgb(), _by_sign(z, _share(z, limit))
    ),
    "hidden_color": lambda x: _between(
        ((x == 0) | np.isneginf(x)) * 1.0, theme.PANEL, theme.HIDDEN
    ),
    "plain_color": lambda x: _between(x, theme.PANEL, theme.PANEL),
    "sign_color": lambda z: _by_sign(z),
    "score_radius": lambda z, limit, largest: _radius(
        np.where(np.isneginf(z), 0.0, np.minimum(_share(z, limit), 1.0)), largest
    ),
    "dot_radius": lambda w, largest: _radius(w, largest),
    "proportional": lambda x, unit=1.0: unit * x,
    "length": lambda x, unit=1.0: unit * np.abs(x),
    "edge_width": lambda w: np.maximum(_FAINTEST_EDGE, _WIDEST_EDGE * w),
    "size_color": lambda x, limit, hue: (  # the hue of a sign is that of such values alone
        _by_sign(x, _share(x, limit))
        if hue in (theme.POSITIVE, theme.NEGATIVE)
        else _between(_share(x, limit), theme.PANEL, hue)
    ),  # fmt: skip
}
