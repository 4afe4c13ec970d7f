"""The gender of a French word: its hue, and the line of values on which it lies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manim.utils.color import ManimColor

from attention_math.directions import line_of_gender, noun_ids, projected
from attention_math.readings import gender_of
from attention_math.tables import embedding_table, look_up
from scenes import theme
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive


def hue_of_gender(french: str) -> ManimColor:
    """Return the hue of a word's gender; a word that has none is plain."""
    return getattr(theme, (gender_of(french) or "ink").upper())


def found_line(model: str, arrays: Mapping[str, Quantity], place: int) -> Any:  # noqa: ANN401
    """Find the line of a head's values, and every noun on it as it would be at one place.

    Parameters
    ----------
    arrays
        ``value`` and its projection, of the head, and ``key_side.positions``.
    """
    label = arrays["value"].source
    table = derive(embedding_table, model, source=label)
    rows = derive(look_up, derive(noun_ids, model, source=label), table)
    entering = rows + arrays["key_side.positions"][place]
    projection = arrays["value_weight"], arrays["value_bias"]
    return derive(line_of_gender, arrays["value"], derive(projected, entering, *projection))
