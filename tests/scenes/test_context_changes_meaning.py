"""The chapter on one word shows what was measured: places, neighbours, distances, lines."""

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
from scenes.stage.shapes import Circle, Dot, Line
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
            "bars": [part.width for part in parts if _is_bar(part, "width")],
            "counts": [part.height for part in parts if _is_bar(part, "height")],
            "threads": [part.get_length() for part in parts if _is_thread(part)],
        }

    rehearse("ContextChangesMeaning", look)
    return found


def _is_point(part: object) -> bool:
    return isinstance(part, Dot) and _is_placed(part)


def _is_ring(part: object) -> bool:
    return isinstance(part, Circle) and not isinstance(part, Dot) and _is_placed(part)


def _is_placed(part: Claiming) -> bool:
    return isinstance(part.claim, Placement)


def _is_thread(part: object) -> bool:
    return isinstance(part, Line) and _is_placed(part)


def _is_bar(part: object, channel: str) -> bool:
    claim = getattr(part, "claim", None)
    return isinstance(claim, Encoding) and claim.channel == channel


def test_the_counts_are_the_published_ones(seen: dict[str, dict]) -> None:
    """The bars are as high as they say, and the first and the last are written."""
    assert tuple(seen["count"]["numbers"]) == (RIGHT[0], RIGHT[-1])
    bars = np.array(seen["count"]["counts"])
    assert bars / bars[0] == pytest.approx(np.array(RIGHT) / RIGHT[0])


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
    *three, stray = seen["landed"]["points"]
    near = int(cdist([stray], three).argmin())
    assert seen["landed"]["hues"][near] == theme.SENSES[0]
    assert seen["landed"]["rings"][0] == pytest.approx(three[near])
    said = [said for said, _ in seen["landed"]["said"]]
    assert {"on your skin changes its colour, see a doctor.",
            "It means “skin”, and lands by “animal”!"} <= {*said}  # fmt: skip


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


def test_the_bars_are_as_long_as_the_threads_and_then_as_the_distances(
    seen: dict[str, dict],
) -> None:
    """Both times by the plane's scale; and all dimensions turn round who is nearer."""
    ends = GIVEN["mole.vectors"].astype(float)[-1]
    true = cdist(ends[[10]], ends[[9, 0]])[0]
    flat, full = (np.array(seen[beat]["bars"]) for beat in ("flat", "true"))
    assert flat == pytest.approx(np.sort(seen["flat"]["threads"])[::-1], rel=1e-3)
    assert full / full.sum() == pytest.approx(true / true.sum(), rel=1e-3)
    assert flat[0] > flat[1] and full[0] < full[1]


def test_the_ring_jumps_to_its_own_sense(seen: dict[str, dict]) -> None:
    (ring,), points, hues = (seen["true"][what] for what in ("rings", "points", "hues"))
    assert hues[int(cdist([ring], points).argmin())] == theme.SENSES[2] == hues[-1]


def test_another_word_parts_too(seen: dict[str, dict]) -> None:
    assert seen["another"]["numbers"][-1] == 12
    assert {*seen["another"]["hues"]} == {*theme.SENSES[:2]}


def test_at_last_each_sentence_has_its_line_of_the_dictionary(seen: dict[str, dict]) -> None:
    hues = {said: hue for said, hue in seen["answer"]["said"] if said != "mole"}
    assert [hue for said, hue in seen["answer"]["said"] if said == "mole"] == [
        theme.SENSES[sense] for sense in (1, 2, 0)
    ]
    assert hues["a small dark raised spot on a person's skin"] == theme.SENSES[2]


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
