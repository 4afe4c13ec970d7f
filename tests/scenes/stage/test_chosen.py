"""What attributes of a chapter a viewer chooses in the environment."""

from __future__ import annotations

import pytest

from scenes.stage.chosen import given_choices


def test_attributes_are_read_with_their_types() -> None:
    chosen = {"ATTENTION_SENTENCE": "1 cat", "ATTENTION_LAYER": "2", "ATTENTION_TRACE": "a"}
    assert given_choices(chosen | {"HOME": "x"}) == {"sentence": "1 cat", "layer": 2}
    assert given_choices({"ATTENTION_MODEL": "", "ATTENTION_HEAD": "3"}) == {"model": "", "head": 3}


@pytest.mark.parametrize("text", ["", "-1", "1.0", "one"])
def test_a_layer_is_a_number(text: str) -> None:
    with pytest.raises(ValueError, match="ATTENTION_LAYER must be a whole number"):
        given_choices({"ATTENTION_LAYER": text})
