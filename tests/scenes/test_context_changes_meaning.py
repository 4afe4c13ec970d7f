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
from scenes.stage.claims import Claiming, Encoding, Placement
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Circle, Dot
from tests.stage import numerals, texts

GIVEN = load_file(senses.FILE)
RIGHT = (4, 9, 11, 11, 11, 10, 11)  # published
WALKED = "one point", "layers"  # the beats that end before and after all layers


@pytest.fixture(scope="module")
def seen() -> dict[str, dict]:
    """Rehearse once, and note of each beat what its last picture says."""
    found: dict[str, dict] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        parts = [part for one in chapter.mobjects for part in one.get_family()]
        found[beat.name] = {
            "numbers": [int(n.value) for n in numerals(chapter) if n.citation.index],
            "said": [(str(text.text), text.get_fill_color()) for text in texts(chapter)],
            "hues": [part.get_fill_color() for part in parts if _is_point(part)],
            "points": [part.get_center()[:2] for part in parts if _is_point(part)],
            "rings": [part.get_center()[:2] for part in parts if _is_ring(part)],
            "bars": [part.width for part in parts if _is_bar(part)],
        }

    rehearse("ContextChangesMeaning", look)
    return found


def _is_point(part: object) -> bool:
    return isinstance(part, Dot) and _is_placed(part)


def _is_ring(part: object) -> bool:
    return isinstance(part, Circle) and not isinstance(part, Dot) and _is_placed(part)


def _is_placed(part: Claiming) -> bool:
    return isinstance(part.claim, Placement)


def _is_bar(part: object) -> bool:
    claim = getattr(part, "claim", None)
    return isinstance(claim, Encoding) and claim.channel == "width"


def test_the_counts_are_the_published_ones(seen: dict[str, dict]) -> None:
    assert tuple(seen["count"]["numbers"]) == RIGHT


def test_all_three_begin_as_good_as_at_one_point(seen: dict[str, dict]) -> None:
    start, end = (cdist(seen[beat]["points"], seen[beat]["points"]).max() for beat in WALKED)
    assert len(seen[WALKED[0]]["points"]) == 3
    assert start < end / 20


def test_each_of_the_three_has_the_hue_of_its_word(seen: dict[str, dict]) -> None:
    """And the tags say whole sentences and senses."""
    hues = [hue for said, hue in seen["layers"]["said"] if said == "mole"]
    assert hues == seen["layers"]["hues"] == [theme.SENSES[sense] for sense in (1, 2, 0)]
    said = [said for said, _ in seen["layers"]["said"]]
    assert {"on her left cheek.", "chemistry", "skin", "animal"} <= {*said}
    assert "…" not in " ".join(said)


def test_the_guessed_one_lands_by_another_meaning(seen: dict[str, dict]) -> None:
    *three, stray = seen["stray"]["points"]
    near = int(cdist([stray], three).argmin())
    hues = seen["stray"]["hues"]
    assert (hues[-1], hues[near]) == (theme.SENSES[2], theme.SENSES[0])
    assert "It means “skin”, and lands by “animal”." in dict(seen["stray"]["said"])


def test_points_spread_from_layer_to_layer_by_one_scale(seen: dict[str, dict]) -> None:
    """Distances on stage are those in numpy's own principal plane, by one factor."""
    vectors = GIVEN["mole.vectors"].astype(float)
    vectors -= vectors.mean(axis=1, keepdims=True)
    plane = np.linalg.svd(vectors[-1])[2][:2]
    three = [5, 9, 0]  # from the top, as they end
    factors = [
        cdist(seen[beat]["points"], seen[beat]["points"]).sum()
        / cdist(vectors[layer, three] @ plane.T, vectors[layer, three] @ plane.T).sum()
        for beat, layer in zip(WALKED, (0, -1), strict=True)
    ]
    assert factors[0] == pytest.approx(factors[1], rel=1e-3)


def test_among_all_twelve_it_is_the_one_that_strays(seen: dict[str, dict]) -> None:
    assert "The doctor decided to take a biopsy of the" in dict(seen["count"]["said"])
    (ring,), points, hues = (seen["count"][what] for what in ("rings", "points", "hues"))
    stray, near = cdist([ring], points)[0].argsort()[:2]
    assert points[stray] == pytest.approx(ring)
    assert (hues[stray], hues[near]) == (theme.SENSES[2], theme.SENSES[0])


def test_the_bars_are_as_long_as_the_sentence_is_like_the_lines(seen: dict[str, dict]) -> None:
    given = GIVEN["mole.sentences"].astype(float)[8:9], GIVEN["mole.lines"].astype(float)
    alike = 1 - cdist(*given, "cosine")[0]
    assert alike.argmax() == 2
    bars = np.array(seen["dictionary"]["bars"])
    assert bars / bars.sum() == pytest.approx(alike / alike.sum(), rel=1e-3)


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
    for word in ("mole", "bank"):
        assert len(senses.senses_of(word)) <= len(theme.SENSES)
