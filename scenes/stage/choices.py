"""What a viewer may choose in the environment: its variables, and what needs no mathematics."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# A chapter whose code brings in these texts depends on the choices: see `renders.fingerprint`.
SENTENCE, MODEL = "ATTENTION_SENTENCE", "ATTENTION_MODEL"
LAYER, HEAD, TRACE = "ATTENTION_LAYER", "ATTENTION_HEAD", "ATTENTION_TRACE"
ARRAYS, KIND = "ATTENTION_ARRAYS", "ATTENTION_KIND"  # the kind is for a Hugging Face model
CAPTIONS, THEME = "ATTENTION_CAPTIONS", "ATTENTION_THEME"
ATTRIBUTES = {"sentence": SENTENCE, "model": MODEL, "layer": LAYER, "head": HEAD}  # of a chapter
FILES = (TRACE, ARRAYS)  # variables that name files
CHOICES = (*ATTRIBUTES.values(), *FILES)  # of numbers


def chooses_numbers(environment: Mapping[str, str]) -> bool:
    """Say whether the viewer has chosen any of the numbers that are shown."""
    return any(name in environment for name in CHOICES)


def chooses_nothing(environment: Mapping[str, str]) -> bool:
    """Say whether the film is shown as it is: with its own numbers, its captions, in its theme."""
    return not any(name in environment for name in (*CHOICES, CAPTIONS, THEME))


def named_files(environment: Mapping[str, str], variable: str) -> list[Path]:
    """List the files that the viewer has named in one of `FILES`, separated as in ``PATH``."""
    return [Path(path) for path in environment.get(variable, "").split(os.pathsep) if path]


def shows_captions(environment: Mapping[str, str]) -> bool:
    """Say whether captions stand in the picture, or beside it in the subtitles alone."""
    return environment.get(CAPTIONS, "1") != "0"
