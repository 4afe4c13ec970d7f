"""The chapter on one word's meanings shows what was measured: places, neighbours, lines found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from scipy.spatial.distance import cdist

from attention_math import senses
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.stage.claims import Placement
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Dot
from scenes.stage.shapes import Path as Link
from tests.stage import numerals, texts

GIVEN = load_file(senses.FILE)
RIGHT = {"mole": (4, 9, 11, 11, 11, 10, 11), "bank": (5, 12, 12, 12, 12, 12, 12)}  # published


@pytest.fixture(scope="module")
def seen() -> dict[str, dict]:
    """Rehearse once, and note of each beat what its last picture says."""
    found: dict[str, dict] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        parts = [part for one in chapter.mobjects for part in one.get_family()]
        found[beat.name] = {
            "numbers": [int(n.value) for n in numerals(chapter) if n.citation.index],
            "texts": [str(text.text) for text in texts(chapter)],
            "hues": [part.get_fill_color() for part in parts if _is_point(part)],
            "points": [part.get_center()[:2] for part in parts if _is_point(part)],
            "links": [part for part in parts if isinstance(part, Link)],
        }

    rehearse("ContextChangesMeaning", look)
    return found


def _is_point(part: object) -> bool:
    return isinstance(part, Dot) and isinstance(part.claim, Placement)


def test_the_counts_are_the_published_ones(seen: dict[str, dict]) -> None:
    assert tuple(seen["count"]["numbers"]) == RIGHT["mole"]
    assert tuple(seen["answer"]["numbers"]) == RIGHT["bank"]


def test_senses_have_no_colour_before_the_guess(seen: dict[str, dict]) -> None:
    assert set(seen["layers"]["hues"]) == {theme.QUIET}
    assert seen["guess"]["hues"] == [hue for hue in theme.SENSES for _ in range(4)]


def test_points_spread_from_layer_to_layer_by_one_scale(seen: dict[str, dict]) -> None:
    """Distances on stage are those in numpy's own principal plane, by one factor."""
    units = [v - v.mean(axis=0) for v in GIVEN["mole.vectors"].astype(float)[[0, -1]]]
    units = [v / np.linalg.norm(v, axis=1, keepdims=True) for v in units]
    plane = np.linalg.svd(units[1] - units[1].mean(axis=0))[2][:2]
    factors = [
        cdist(p, p).sum() / cdist(u @ plane.T, u @ plane.T).sum()
        for p, u in zip((seen["points"]["points"], seen["layers"]["points"]), units, strict=True)
    ]
    assert factors[0] == pytest.approx(factors[1], rel=1e-3)


def test_the_stray_is_named_with_the_one_that_it_is_near(seen: dict[str, dict]) -> None:
    said = seen["stray"]["texts"]
    assert "The doctor decided to take a biopsy of the" in said
    assert "has tiny eyes and broad front paws." in said
    assert len(seen["count"]["links"]) == 12 and len(seen["stray"]["links"]) == 1


def test_a_missing_measurement_is_refused_in_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(senses, "FILE", tmp_path / "none.safetensors")
    senses._measured.cache_clear()
    nothing: Callable = lambda *_: None  # noqa: E731
    with pytest.raises(StageError, match="attention_math.training senses"):
        rehearse("ContextChangesMeaning", nothing)
    senses._measured.cache_clear()


def test_every_sense_has_a_hue() -> None:
    for word in RIGHT:
        told = Measured.of(word)
        assert len(told.names) <= len(theme.SENSES)
