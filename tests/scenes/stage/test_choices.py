"""What a viewer chooses in the environment, which one module reads."""

from __future__ import annotations

import os
from pathlib import Path

from scenes.stage.choices import CHOICES, named_files, shows_captions

ROOT = Path(__file__).parents[3]


def test_traces_are_separated_as_paths_are() -> None:
    named = os.pathsep.join(("a.safetensors", "", "b/c.safetensors"))
    found = named_files({"ATTENTION_TRACE": named}, "ATTENTION_TRACE")
    assert found == [Path("a.safetensors"), Path("b/c.safetensors")]
    for none in ({}, {"ATTENTION_TRACE": ""}):
        assert named_files(none, "ATTENTION_TRACE") == []


def test_captions_are_shown_unless_they_are_not_wanted() -> None:
    assert shows_captions({}) and shows_captions({"ATTENTION_CAPTIONS": "1"})
    assert not shows_captions({"ATTENTION_CAPTIONS": "0"})


def test_one_module_knows_the_environment() -> None:
    paths = [path for room in ("scenes", "renders") for path in (ROOT / room).rglob("*.py")]
    knowing = [path for path in paths if "ATTENTION_" in path.read_text(encoding="utf-8")]
    assert [path.relative_to(ROOT).as_posix() for path in knowing] == ["scenes/stage/choices.py"]
    assert all(name.startswith("ATTENTION_") for name in CHOICES)
