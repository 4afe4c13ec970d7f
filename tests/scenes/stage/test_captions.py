"""A viewer is left time: to guess before a number comes, and to look when it has come."""

from __future__ import annotations

import pytest
from manim import LEFT, Mobject, Rotate

from renders.moment import Moment
from renders.rehearsal import rehearse_class
from scenes import theme
from scenes.chapter import Chapter
from scenes.stage.text import Numeral
from tests.stage import texts


class Asks(Chapter):
    """A number is guessed, comes and is held."""

    heading = "A guess"

    def construct(self) -> None:
        self.beat("guess", "How much?")
        self.number = Numeral(self.of_head("weights").cite(3, 1)).shift(3 * LEFT)
        self.guess(self.number)
        self.add(self.number)
        self.hold(1.5)


def test_a_question_mark_stands_in_place_of_a_number_until_it_comes() -> None:
    held: list[tuple[float, list[str]]] = []
    places: list[Mobject] = []

    def look(chapter: Chapter, moment: Moment) -> None:
        stand = [text for text in texts(chapter) if text.text == "?"]
        if chapter.is_holding:
            held.append((moment.lasts, [text.text for text in stand]))
            places.extend(stand)

    chapter = rehearse_class(Asks, lambda chapter, beat: None, on_moment=look)
    assert held == [(theme.GUESS, ["?"]), (1.5, []), (theme.POSTER, [])]
    assert places[0].get_center() == pytest.approx(chapter.number.get_center())
    assert "?" not in [text.text for text in texts(chapter)]
    begun = theme.SWAP + theme.QUICK / 2  # the caption comes first, then the mark
    assert chapter.guesses == (pytest.approx(begun + theme.GUESS),)


class AsksInMotion(Asks):
    """Asks how much a weight is while something tells the time."""

    def guess(self, *places: Mobject) -> None:
        super().guess(*places, seconds=1.0, beside=Rotate(self.title, 0.1))


def test_what_tells_the_time_moves_while_a_viewer_guesses() -> None:
    held: list[float] = []

    def look(chapter: Chapter, moment: Moment) -> None:
        if chapter.is_holding:
            held.append(moment.lasts)

    chapter = rehearse_class(AsksInMotion, lambda chapter, beat: None, on_moment=look)
    assert held == [1.5, theme.POSTER]
    assert chapter.guesses == (pytest.approx(theme.SWAP + theme.QUICK / 2 + 1.0),)


class SaysTwice(Chapter):
    """Says a second sentence while nobody can have read the first."""

    heading = "Twice"

    def construct(self) -> None:
        self.beat("only", "This sentence has forty-three letters, or so.")
        self.say("And another.")


def test_a_caption_is_read_before_the_next_is_said() -> None:
    shown: list[tuple[str, float]] = []

    def look(chapter: Chapter, moment: Moment) -> None:
        shown.append((chapter._caption.text, chapter._caption_since))

    rehearse_class(SaysTwice, lambda chapter, beat: None, on_moment=look)
    (first, began), (second, followed) = dict(shown).items()
    assert second == "And another."
    assert followed - began >= len(first) / theme.READING_RATE
