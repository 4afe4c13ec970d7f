"""The one reader of the environment, in which a viewer chooses what the film shows."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from attention_math.huggingface.names import is_path, named

# A chapter whose code brings in these texts depends on the choices: see `renders.fingerprint`.
SENTENCE, MODEL = "ATTENTION_SENTENCE", "ATTENTION_MODEL"
LAYER, HEAD, TRACE = "ATTENTION_LAYER", "ATTENTION_HEAD", "ATTENTION_TRACE"
ARRAYS, KIND = "ATTENTION_ARRAYS", "ATTENTION_KIND"  # the kind is for a Hugging Face model
CAPTIONS, THEME = "ATTENTION_CAPTIONS", "ATTENTION_THEME"
ATTRIBUTES = {"sentence": SENTENCE, "model": MODEL, "layer": LAYER, "head": HEAD}  # of a chapter
FILES = (TRACE, ARRAYS)  # variables that name files
CHOICES = (*ATTRIBUTES.values(), *FILES)  # of numbers


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


def chooses_numbers(environment: Mapping[str, str]) -> bool:
    """Say whether the viewer has chosen any of the numbers that are shown."""
    return any(name in environment for name in CHOICES)


def named_files(environment: Mapping[str, str], variable: str) -> list[Path]:
    """List the files that the viewer has named in one of `FILES`, separated as in ``PATH``."""
    return [Path(path) for path in environment.get(variable, "").split(os.pathsep) if path]


def shows_captions(environment: Mapping[str, str]) -> bool:
    """Say whether captions stand in the picture, or beside it in the subtitles alone."""
    return environment.get(CAPTIONS, "1") != "0"
