"""What a chapter shows otherwise than it was approved is told, and what is no change is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from manim import LEFT, RIGHT, UP, Group, Square

from renders.checks import approved
from renders.checks.approved import Sighting, approve, compare
from renders.checks.failure import Failure
from renders.checks.snapshot import Snapshot
from renders.checks.staged import Staged, staged
from renders.moment import Moment
from renders.rehearsal import rehearse, rehearse_class
from scenes.chapter import Chapter
from scenes.pieces.no_notion_of_space.role_plane import RolePlane
from scenes.pieces.self_and_cross.asked_grid import AskedGrid
from scenes.pieces.translation_step_by_step.two_lines import TwoLines
from tests.standins import Own, Turns

BOX = -1.0, 0.0, 1.0, 0.5
WORD = Sighting("ask", 1.0, "ask", 3.0, "cat", BOX, "ffffffff", "", 0.0, 0.0, True)
RISING = 0.0, 0.0, 4.0, 1.0  # a box, and both ends of a line in it
ARROW = Sighting("ask", 2.0, "tell", 0.4, "", (*RISING, *RISING), "", "58c4ddff", 4.0, 0.0, True)
LATER = WORD._replace(beat="tell", since=0.2, last="tell", until=5.0, said="sky")
SHOWN = [WORD, ARROW, LATER]


@pytest.fixture(autouse=True)
def _folder(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Approve nothing of the film by chance: only tests of the film itself read its snapshots."""
    if "film" not in request.fixturenames:
        monkeypatch.setattr(approved, "SNAPSHOTS", tmp_path)


def changed(*shown: Sighting) -> list[Failure]:
    approve("Chapter", SHOWN)
    return list(compare("Chapter", shown))


# --- by hand --------------------------------------------------------------------------------------


def test_what_is_the_same_is_no_change_in_whatever_order_it_is_seen() -> None:
    assert changed(ARROW, WORD, LATER) == []


def test_less_than_an_eye_can_tell_is_no_change() -> None:
    nudged = WORD._replace(since=1.2, place=(-0.95, 0.05, 1.05, 0.55), fill="fff6ffff")
    assert changed(nudged, ARROW, LATER) == []


@pytest.mark.parametrize(
    ("now", "expected", "seen"),
    [
        (WORD._replace(place=(2.0, 0.0, 4.0, 0.5)), "in (-1.0, 0.0) to (1.0, 0.5)",
         "in (2.0, 0.0) to (4.0, 0.5)"),
        (WORD._replace(since=1.8), "from 1.0 to 3.0 s", "from 1.8 to 3.0 s"),
        (WORD._replace(last="tell"), "from 1.0 to 3.0 s", "from 1.0 to 3.0 s of “tell”"),
        (WORD._replace(fill="ff0000ff"), "filled #ffffffff", "filled #ff0000ff"),
        (WORD._replace(fill="ffffff60"), "filled #ffffffff", "filled #ffffff60"),
        (WORD._replace(fill=""), "filled #ffffffff", "no ink"),
        (WORD._replace(layer=2.0), "in layer 0", "in layer 2"),
    ],
)  # fmt: skip
def test_one_change_is_told_with_what_was_approved_and_what_is_so_now(
    now: Sighting, expected: str, seen: str
) -> None:
    assert changed(now, ARROW, LATER) == [
        Failure("Chapter", "ask", "approved", "“cat”", expected, seen)
    ]


def test_an_arrow_the_other_way_round_fills_the_same_box_and_is_found() -> None:
    (found,) = changed(WORD, ARROW._replace(place=(*ARROW.place[:4], 4.0, 1.0, 0.0, 0.0)), LATER)
    assert found.mobject == "a shape at (2.0, 0.5), by “cat”"
    assert found.expected.endswith("drawn from (0.0, 0.0) to (4.0, 1.0)")
    assert found.seen.endswith("drawn from (4.0, 1.0) to (0.0, 0.0)")


def test_other_words_are_another_thing_and_so_is_what_is_missing_or_too_much() -> None:
    gone, new = changed(WORD._replace(said="car"), ARROW, LATER)
    assert (gone.mobject, gone.seen) == ("“cat”", "none")
    assert (new.mobject, new.expected) == ("“car”", "none")
    (missing,) = changed(ARROW, LATER)
    assert (missing.mobject, missing.seen) == ("“cat”", "none")
    (twice,) = changed(*SHOWN, ARROW)
    assert (twice.beat, twice.expected) == ("ask", "none")


def test_two_that_are_alike_need_two() -> None:
    approve("Chapter", [WORD, WORD])
    assert len(list(compare("Chapter", [WORD]))) == 1
    assert list(compare("Chapter", [WORD, WORD])) == []


def test_each_has_its_own_like_even_if_it_is_not_the_nearest() -> None:
    lower, upper = WORD, WORD._replace(place=(-1.0, 0.08, 1.0, 0.58))
    approve("Chapter", [lower, upper])
    higher = WORD._replace(place=(-1.0, 0.16, 1.0, 0.66))
    assert list(compare("Chapter", [upper, higher])) == []


def test_what_came_in_by_a_hair_may_stay_out() -> None:
    hardly = WORD._replace(since=2.0, sure=False)
    assert changed(*SHOWN, hardly) == []
    approve("Chapter", [*SHOWN, hardly])
    assert list(compare("Chapter", SHOWN)) == []
    assert list(compare("Chapter", [*SHOWN, hardly._replace(sure=True)])) == []


def test_of_a_beat_the_first_changes_are_told_and_how_many_follow() -> None:
    many = [WORD._replace(since=float(time), said=f"word {time}") for time in range(6)]
    *first, rest = changed(*SHOWN, *many)
    assert [one.mobject for one in first] == ["“word 0”", "“word 1”", "“word 2”"]
    assert (rest.mobject, rest.beat) == ("3 more", "ask")


def test_of_other_beats_nothing_but_their_names_is_told() -> None:
    (found,) = changed(WORD, ARROW, LATER._replace(beat="show"))
    assert (found.beat, found.expected, found.seen) == ("as a film", "ask, tell", "ask, show")


def test_what_nobody_has_approved_is_a_failure_that_names_the_remedy() -> None:
    (found,) = compare("Chapter", SHOWN)
    assert "attention-film check Chapter --approve" in found.expected


# --- as it is seen --------------------------------------------------------------------------------


def snapshot_of(chapter: str | type[Chapter], trembling: float = 0.0) -> list[Sighting]:
    found, stage = Snapshot(), dict[int, Staged]()

    def look(played: Chapter, moment: Moment) -> None:
        nonlocal stage, trembling
        Group(*played.mobjects).shift(trembling * UP)
        trembling = -trembling
        stage = staged(played.mobjects, stage)
        found.look(moment, stage)

    play = rehearse if isinstance(chapter, str) else rehearse_class
    play(chapter, lambda *_: None, on_moment=look)
    return found.sightings()


def test_a_shape_is_seen_on_its_way_and_where_it_stands() -> None:
    square = [one for one in snapshot_of(Turns) if one.line == "f7d96fff"]
    going, there, rising, above = (one.center.tolist() for one in square)
    assert (there, above) == ([-1.0, 0.0], [-1.0, 1.0])
    assert -2 < going[0] < -1
    assert (going[1], rising[0]) == pytest.approx((0.0, -1.0))
    assert 0 < rising[1] < 1
    assert [one.since == one.until for one in square] == [True, False, True, False]


def test_what_trembles_by_the_last_digits_stands_still() -> None:
    assert snapshot_of(Turns, trembling=1e-6) == snapshot_of(Turns)


class Bows(Own):
    """A square goes from left to right, and may do so in a bow."""

    bow = 0.0

    def construct(self) -> None:
        self.add(square := Square().shift(3 * LEFT))
        self.beat("only", "A square goes.")
        self.play(square.animate(path_arc=self.bow).shift(6 * RIGHT))


class Bowing(Bows):
    bow = 1.0


def test_another_way_to_the_same_place_is_found() -> None:
    approve("Bows", snapshot_of(Bows))
    (found,) = compare("Bows", snapshot_of(Bowing))
    assert (found.beat, found.expected[:2], found.seen[:2]) == ("only", "in", "in")
    assert list(compare("Bows", snapshot_of(Bows))) == []


def test_what_only_comes_and_goes_was_once_where_it_stands() -> None:
    (square,) = [one for one in snapshot_of(Own) if not one.said and one.width == 4]
    assert square.place == (-1.0, -1.0, 1.0, 1.0)


@pytest.fixture
def film() -> Callable[[str], set[str]]:
    """Name the beats in which a chapter of the film is otherwise than it was approved."""
    return lambda name: {one.beat for one in compare(name, snapshot_of(name))}


def test_a_light_on_the_thread_before_is_found(
    film: Callable[[str], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    light = TwoLines.light
    monkeypatch.setattr(TwoLines, "light", lambda one, rows: light(one, {i - 1 for i in rows}))
    assert film("TranslationStepByStep") == {"order", "who"}, "they stay lit"


def test_a_gift_to_the_pin_above_is_found(
    film: Callable[[str], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_back = AskedGrid.hand_back

    def miss(grid: AskedGrid, cartridge: object, names: SimpleNamespace) -> object:
        above = [names.pins[-1], *names.pins[:-1]]
        return hand_back(grid, cartridge, SimpleNamespace(pins=above))

    monkeypatch.setattr(AskedGrid, "hand_back", miss)
    assert film("SelfAndCross") == {"same sentence", "both answer"}


def test_an_arrow_between_two_roles_that_is_turned_round_is_found(
    film: Callable[[str], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    way = RolePlane.way
    turned = lambda one, start, end, **looks: way(one, end, start, **looks)  # noqa: E731
    monkeypatch.setattr(RolePlane, "way", turned)
    assert "answer" in film("NoNotionOfSpace")
