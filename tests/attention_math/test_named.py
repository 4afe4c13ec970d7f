"""A wrong name: what was perhaps meant, and what there is."""

from __future__ import annotations

import pytest

from attention_math.named import nearest, unknown
from scenes.storyboard import CHAPTERS, find

NAMES = [entry.name for entry in CHAPTERS]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CasualMask", "CausalMask"),
        ("casual_mask", "CausalMask"),
        ("softmx", "Softmax"),
        ("why-divide-by-rootd", "WhyDivideByRootD"),
    ],
)
def test_the_nearest_name_comes_first(typed: str, meant: str) -> None:
    assert nearest(typed, NAMES)[0] == meant


def test_a_name_like_none_suggests_nothing_and_all_are_listed() -> None:
    assert nearest("zzz", NAMES) == []
    assert unknown("chapter", "zzz", ["A", "B"]) == "unknown chapter 'zzz'; the chapters are A, B"
    assert "did you mean" not in unknown("model", "", ["agreement"])


@pytest.mark.parametrize("entry", CHAPTERS, ids=NAMES)
def test_a_chapter_is_found_by_number_and_by_name_however_written(entry: object) -> None:
    module = entry.module.rpartition(".")[2]
    for name in (str(entry.number), module, module.replace("_", "-"), entry.name.upper()):
        assert find(name) == entry


def test_a_number_of_no_chapter_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown chapter '99'; the chapters are "):
        find("99")
