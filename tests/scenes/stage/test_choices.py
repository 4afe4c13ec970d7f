"""What a viewer chooses in the environment, which one module reads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scenes.stage.choices import CHOICES, given_choices, named_files, shows_captions

ROOT = Path(__file__).parents[3]


def test_attributes_are_read_with_their_types() -> None:
    chosen = {"ATTENTION_SENTENCE": "1 cat", "ATTENTION_LAYER": "2", "ATTENTION_TRACE": "a"}
    assert given_choices(chosen | {"HOME": "x"}) == {"sentence": "1 cat", "layer": 2}
    assert given_choices({"ATTENTION_MODEL": "", "ATTENTION_HEAD": "3"}) == {"model": "", "head": 3}


@pytest.mark.parametrize("text", ["", "-1", "1.0", "one"])
def test_a_layer_is_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="ATTENTION_LAYER must be a whole number"):
        given_choices({"ATTENTION_LAYER": text})


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
