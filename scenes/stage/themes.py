"""The themes by their names, and how one is chosen; known without manim."""

from __future__ import annotations

from collections.abc import Mapping

from scenes.stage.choices import THEME
from scenes.stage.refusal import StageError

USUAL = "dark"

# What each theme has otherwise than `scenes.theme`, whose own is the usual one: colours by name.
THEMES: Mapping[str, Mapping[str, str]] = {USUAL: {}}


def chosen(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return the colours of the theme that the environment names.

    Raises
    ------
    StageError
        If there is no such theme.
    """
    name = environment.get(THEME, USUAL)
    if name not in THEMES:
        raise StageError(f"{THEME}: there is no theme {name!r}; there are {', '.join(THEMES)}")
    return THEMES[name]
