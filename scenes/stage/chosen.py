"""The attributes of a chapter that a viewer has chosen in the environment."""

from __future__ import annotations

from collections.abc import Mapping

from attention_math.huggingface.names import is_path, named
from scenes.stage.choices import ATTRIBUTES


def given_choices(environment: Mapping[str, str]) -> dict[str, object]:
    """Read the attributes that the viewer has chosen.

    Raises
    ------
    ValueError
        If a layer or a head is no number.
    """
    given = {name: environment.get(variable) for name, variable in ATTRIBUTES.items()}
    found: dict[str, object] = {name: text for name, text in given.items() if text is not None}
    if is_path(given["model"]):
        found["model"] = named(given["model"])
    for name in ("layer", "head"):
        text = given[name]
        if text is not None and not text.isdecimal():
            raise ValueError(
                f"{ATTRIBUTES[name]} must be a whole number, counted from 1; it is {text!r}"
            )
        found |= {} if text is None else {name: int(text)}
    return found
