"""The worked example follows the published numbers, and no choice of the viewer changes it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
import torch
from manim import Mobject

from renders.moment import Moment
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.stage.claims import Placement
from scenes.stage.shapes import Circle, Dot
from tests.attention_math.test_examples import PUBLISHED
from tests.stage import numerals, texts

IDS = (2500, 4335, 21872, 382)
# What a pencil needs of each array: the row that is followed, and what it is multiplied by.
PENCILLED = {
    "query_side.inputs": ("inputs", [(2, 0), (2, 1)]),
    "head1.query": ("query", [(2, 0), (2, 1)]),
    "head1.value": ("value", [(i, j) for i in range(3) for j in range(2)]),
    "head1.output": ("output", [(2, 0), (2, 1)]),
}
THIRD = ("scores", "scaled", "weights")  # of these the row that is followed has digits


@dataclass
class Played:
    """What was seen of the chapter at the ends of its beats, and which numbers in its holds."""

    shown: dict[str, dict[tuple[int, ...], str]] = field(default_factory=dict)
    beats: list[str] = field(default_factory=list)
    read: list[set[str]] = field(default_factory=list)
    guessed: dict[str, np.ndarray] = field(default_factory=dict)
    led: set[tuple[float, float]] = field(default_factory=set)
    asked: dict[str, int] = field(default_factory=dict)

    def look(self, chapter: Chapter, beat: Beat) -> None:
        self.beats.append(beat.name)
        self.asked[beat.name] = len(chapter.guesses)
        self.read_numerals(chapter)
        numbers = {numeral.text for numeral in numerals(chapter)}
        self.read.append({text.text for text in texts(chapter)} | numbers)
        claims = [(one, one.claim) for one in placed(chapter)]
        for ring, claim in claims:
            if isinstance(ring, Circle) and not isinstance(ring, Dot):
                self.guessed[beat.name] = on_plane(claim, ring.get_center())
        if beat.name == "vectors":
            self.led = {tuple(on_plane(claim, one.get_end()).round(3)) for one, claim in claims}

    def hold(self, chapter: Chapter, _moment: Moment) -> None:
        if chapter.is_holding:
            self.read_numerals(chapter)

    def read_numerals(self, chapter: Chapter) -> None:
        for numeral in numerals(chapter):
            entries = self.shown.setdefault(numeral.citation.tensor, {})
            entries[numeral.citation.index] = numeral.text.replace("−", "-")


def placed(chapter: Chapter) -> list[Mobject]:
    """List what claims a place on the plane."""
    family = (part for one in chapter.mobjects for part in one.get_family())
    return [one for one in family if isinstance(getattr(one, "claim", None), Placement)]


def on_plane(claim: Placement, point: np.ndarray) -> np.ndarray:
    """Measure on the axes where a point of the stage is."""
    (left, low, _), (right, high, _) = claim.plane.at(0, 0), claim.plane.at(1, 1)
    return (point[:2] - (left, low)) / (right - left, high - low)


@pytest.fixture(scope="module")
def played() -> Played:
    found = Played()
    rehearse("WorkedExample", found.look, on_moment=found.hold)
    return found


@pytest.fixture
def shown(played: Played) -> dict[str, dict[tuple[int, ...], str]]:
    """What was written for each entry of each tensor, at the end of any beat or in a hold."""
    return played.shown


@pytest.mark.parametrize("tensor", PENCILLED)
def test_what_is_computed_stands_on_screen_to_four_decimals_as_published(
    tensor: str, shown: dict[str, dict[tuple[int, ...], str]]
) -> None:
    name, entries = PENCILLED[tensor]
    published = {at: f"{PUBLISHED[name][at[0]][at[1]]:.4f}" for at in entries}
    assert shown[tensor] == published


@pytest.mark.parametrize("name", THIRD)
def test_the_third_token_has_its_published_table(
    name: str, shown: dict[str, dict[tuple[int, ...], str]]
) -> None:
    published = [f"{value:.4f}" for value in PUBLISHED[name][2]]
    if name == "weights":
        published[3] = "0"  # it is hidden, and exact
    seen = 3 if name == "scaled" else 4  # the mask hides the fourth before the beat ends
    entries = [shown[f"head1.{name}"][2, key] for key in range(seen)]
    assert entries == published[:seen]
    assert shown["head1.masked"][2, 3] == "-∞"


def test_the_sample_has_its_ids(shown: dict[str, dict[tuple[int, ...], str]]) -> None:
    ids = shown["worked_example_batch().ids"]
    assert tuple(int(ids[0, t]) for t in range(4)) == IDS


def test_the_output_is_worked_out_from_its_terms(
    shown: dict[str, dict[tuple[int, ...], str]],
) -> None:
    terms = shown["head1.weights[2, :, None] * head1.value"]
    assert [terms[j, 0] for j in range(3)] == ["-0.1694", "0.5466", "0.3948"]
    assert shown["head1.output"][2, 0] == "0.7720"


def test_the_guess_goes_from_the_mean_to_what_leaves(played: Played) -> None:
    """Read off the plane: the mean of what may be seen, then number by number the output."""
    mean = torch.tensor(PUBLISHED["inputs"])[:3].mean(dim=0).numpy()
    across, up = PUBLISHED["output"][2]
    for beat in ("question", "score", "softmax"):
        assert played.guessed[beat] == pytest.approx(mean, abs=1e-3)
    assert played.guessed["output"] == pytest.approx((across, mean[1]), abs=1e-3)
    for beat in ("second", "moved", "answer"):
        assert played.guessed[beat] == pytest.approx((across, up), abs=1e-3)


def test_what_is_said_of_up_and_down_is_so() -> None:
    """In what is published: down come in the third token and the guess, up point the values."""
    inputs, value = (torch.tensor(PUBLISHED[name]) for name in ("inputs", "value"))
    assert inputs[2, 1] < 0
    assert inputs[:3, 1].mean() < 0
    assert (value[:3, 1] > 0).all()
    assert PUBLISHED["output"][2][1] > 0


def test_two_sums_are_left_to_the_viewer(played: Played) -> None:
    asked = [played.asked[beat] for beat in ("paper", "softmax", "output", "second")]
    assert asked == [0, 0, 1, 2]


def test_nothing_of_the_last_number_is_seen_before_it_is_asked_for(played: Played) -> None:
    assert not {"1.0779", "up!"} & set().union(*played.read[: played.beats.index("output") + 1])


def test_a_pencil_is_told_that_last_digits_may_differ(played: Played) -> None:
    """From what is shown the sums of the output miss its last digit."""
    weights, value = ([round(one, 4) for one in PUBLISHED["weights"][2][:3]], PUBLISHED["value"])
    for entry, shown in enumerate(PUBLISHED["output"][2]):
        by_hand = sum(weight * row[entry] for weight, row in zip(weights, value[:3], strict=True))
        assert f"{by_hand:.4f}" != f"{shown:.4f}"
        assert by_hand == pytest.approx(shown, abs=2e-4)
    assert any("give or take a digit" in text for read in played.read for text in read)


def test_every_vector_comes_in(played: Played) -> None:
    """Read off the plane: arrows lead to all published vectors."""
    led = np.array(sorted(played.led))
    for row in PUBLISHED["inputs"]:
        assert np.abs(led - row).max(axis=1).min() < 2e-3


def test_the_words_are_rubbed_out_and_the_numbers_stay(played: Played) -> None:
    before, after = played.read[-2:]
    assert {" given", " sentence"} <= before
    assert not {"This", " given", " sentence", " is"} & after
    numbers = {one for one in before if one[-1:].isdigit()}
    assert {"0.7720", "1.0779"} <= numbers == {one for one in after if one[-1:].isdigit()}


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
