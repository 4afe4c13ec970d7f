"""The worked example shows every published number, and no choice of the viewer changes it."""

from __future__ import annotations

import numpy as np
import pytest

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from tests.attention_math.test_examples import PUBLISHED
from tests.stage import numerals, texts

IDS = (2500, 4335, 21872, 382, 448, 4994, 2201, 13)
TENSORS = {"query_side.inputs": "inputs"} | {
    f"head1.{name}": name for name in PUBLISHED if name != "inputs"
}


@pytest.fixture(scope="module")
def shown() -> dict[str, dict[tuple[int, ...], str]]:
    """What was written for each entry of each tensor at the end of any beat."""
    seen: dict[str, dict[tuple[int, ...], str]] = {}

    def look(chapter: Chapter, _beat: Beat) -> None:
        for numeral in numerals(chapter):
            entries = seen.setdefault(numeral.citation.tensor, {})
            entries[numeral.citation.index] = numeral.text.replace("−", "-")

    rehearse("WorkedExample", look)
    return seen


@pytest.mark.parametrize("tensor", TENSORS)
def test_every_published_number_stands_on_screen_to_four_decimals(
    tensor: str, shown: dict[str, dict[tuple[int, ...], str]]
) -> None:
    published = np.array(PUBLISHED[TENSORS[tensor]], dtype=float)
    for index, value in np.ndenumerate(published):
        text = shown[tensor][index]
        hidden = tensor == "head1.weights" and index[1] > index[0]
        assert text in (("0", "0.0000") if hidden else (f"{value:.4f}",)), f"{tensor}{index}"


def test_both_samples_ids_and_vectors_are_shown(
    shown: dict[str, dict[tuple[int, ...], str]],
) -> None:
    ids = shown["worked_example_batch().ids"]
    assert tuple(int(ids[b, t]) for b in range(2) for t in range(4)) == IDS
    second = shown["worked_example_batch().inputs"]
    assert set(second) == {(1, t, c) for t in range(4) for c in range(2)}
    masked = shown["head1.masked"]
    third = [masked[2, j] for j in range(4)]
    assert third == ["0.7466", "0.1773", "0.2088", "-∞"]


def test_the_output_is_worked_out_from_its_terms(
    shown: dict[str, dict[tuple[int, ...], str]],
) -> None:
    terms = shown["head1.weights[2, :, None] * head1.value"]
    assert [terms[j, 0] for j in range(3)] == ["-0.1694", "0.5466", "0.3948"]


def test_no_choice_of_the_viewer_changes_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    choices = {"SENTENCE": "the cat", "MODEL": "speaker", "LAYER": "2", "HEAD": "3"}
    for name, value in choices.items():
        monkeypatch.setenv(f"ATTENTION_{name}", value)
    words: set[str] = set()

    def look(chapter: Chapter, _beat: Beat) -> None:
        words.update(text.text for text in texts(chapter))

    chapter = rehearse("WorkedExample", look)
    assert chapter.trace.source.label == "worked-example"
    assert chapter.sentence == "This given sentence is an example text."
    assert {"worked-example · random weights", " sentence"} <= words
    assert any("iamaryav/posts, Apache-2.0" in word for word in words)
    assert "cat" not in words
