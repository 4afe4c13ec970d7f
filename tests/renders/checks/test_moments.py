"""What is wrong between the ends of beats is found, alone, and what is only motion is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Indicate,
    ReplacementTransform,
    ShowPassingFlash,
    there_and_back,
)

from attention_math.softmax_steps import temperature_sweep
from renders.checks.audit import Audit
from renders.checks.failure import Failure
from renders.checks.moments import Watch
from renders.rehearsal import rehearse_class
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.icons import parcel
from scenes.mobjects.motion import passing
from scenes.mobjects.row_labels import RowLabels
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.softmax.heated_line import HeatedLine
from scenes.pieces.softmax.share_line import ShareLine
from scenes.softmax import Softmax
from scenes.stage.claims import Sent, shows
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.shapes import Panel
from scenes.stage.text import Numeral, Text

Move = Callable[["Plays"], object]


class Plays(Softmax):
    """A grid of weights on the right half, and before it stands at its end, what ``moves``."""

    sentence = "the white cat"

    def construct(self) -> None:
        self.beat("only", "A grid stands, and something else moves.")
        self.left, right = stage().halves()
        self.table = right.hold(self.grid("weights"))
        self.play(FadeIn(self.table))
        self.wait(1)
        self.moves()
        self.wait(1)

    def moves(self) -> None:
        """Move nothing."""

    def word(self, said: str) -> Text:
        return self.left.hold(Text(said))

    def score(self, key: int = 0) -> Numeral:
        return self.left.hold(Numeral(self.of_head("scaled").cite(1, key), size=0.5))

    def panel(self) -> Panel:
        return self.left.hold(Panel(width=1, height=1))

    def scores(self) -> AttentionGrid:
        scores = self.grid("scaled")
        return scores.shift(self.table.cells.get_center() - scores.cells.get_center())

    def show(self, *shown: object, run_time: float = 0.5) -> None:
        self.play(FadeIn(*shown), run_time=run_time)


def seen(moves: Move) -> list[Failure]:
    """Play the chapter with what moves, and watch it."""
    watch = Watch(Audit())
    chapter = rehearse_class(Plays, lambda *_: None, on_moment=watch.look, moves=moves)
    watch.finish(chapter)
    return watch.failures


# --- what is only motion -------------------------------------------------------------------------


def exchange_numbers_with_their_cells(s: Plays) -> None:
    old, new = s.table, s.scores()
    s.play(ReplacementTransform(old.cells, new.cells), FadeOut(old.marks), FadeIn(new.marks))


def take_away_what_the_camera_has_left(s: Plays) -> None:
    word = s.word("large")
    s.show(word)
    s.play(FadeOut(s.table), run_time=0.5)
    panel = s.left.hold(Panel(width=1, height=0.1), LEFT)
    s.show(panel)
    s.zoom(word)
    s.remove(panel)
    s.wait(0.5)
    s.add(panel)
    s.step_back()


def let_a_copy_leave_its_original(s: Plays) -> None:
    number = s.score()
    s.show(number)
    s.play(number.copy().animate.shift(DOWN), run_time=3)


def go_near_and_back(s: Plays) -> None:
    s.show(s.word("a word beside it"))
    s.zoom(s.table)
    s.step_back()


def slide_a_temperature(s: Plays) -> None:
    sweep, (upper, lower) = derive(temperature_sweep, s.of_head("scaled")[1]), stage().rows(1, 1)
    look = {"unit": upper.width, "thickness": 1, "color": theme.WEIGHT, "group": "weights"}
    heated = HeatedLine(sweep, ShareLine(sweep.weights[20], upper, **look), lower, at=20)
    s.keep(beside=[FadeIn(heated)], run_time=1)
    s.wait(1)
    s.play(heated.slide(20, 0), run_time=2)
    s.wait(1)


def bring_what_goes_on(s: Plays) -> None:
    s.keep(beside=[FadeIn(s.score())], run_time=1)


def send(s: Plays, *edges: tuple[int, int], width: float = 1.0) -> None:
    """Put a graph in the grid's place, and send messages along some of its edges."""
    words = s.tokens("query").words()
    graph = AttentionGraph(s.of_head("weights"), s.trace.visible, words)
    stage().hold(graph, shrink=True)
    s.play(FadeOut(s.table), FadeIn(graph))
    messages = [graph.edge(*edge).flow() for edge in edges]
    for message in messages:
        message.set_stroke(width=width * message.get_stroke_width())
    s.play(*map(ShowPassingFlash, messages))


def send_messages_along_a_row(s: Plays) -> None:
    send(s, (1, 0), (1, 1), (1, 2))


def hand_over(s: Plays, start: int = 2, end: int = 1) -> None:
    """Let the value of the third word go to the second one, or another way, below a row."""
    row = stage().hold(TokenRow(s.tokens("query").words()))
    s.play(FadeOut(s.table), FadeIn(row))
    sent = parcel(s.of_head("weights").cite(1, 2), 0.5).next_to(row[start], DOWN, buff=0)
    s.play(passing(sent, sent.animate.next_to(row[end], DOWN, buff=0)), run_time=2)


def send_the_first_word(s: Plays, end: int = 2) -> None:
    """Let a copy of the first word, which says that it is sent to the last one, stop at a word."""
    words = s.tokens("query").words()
    row = stage().hold(TokenRow(words))
    s.play(FadeOut(s.table), FadeIn(row))
    sent = Token(words[0], size=0.4).next_to(row[0], UP, buff=0.2)
    shows(sent.box, Sent(words[0].citation, words[2].citation))
    s.play(FadeIn(sent))
    s.play(sent.animate.next_to(row[end], UP, buff=0.2))
    s.wait(0.5)
    s.play(FadeOut(sent))


def let_a_word_swell(s: Plays, place: int = 1) -> None:
    """Name the second word, and let the name of a row swell."""
    s.say("A word “{word}” looks around.", word=s.tokens("query").words()[1])
    s.play(Indicate(s.table.row_labels[place], color=theme.HIGHLIGHT))


def let_who_leads_swell(s: Plays, *others: int) -> None:
    """Let the name before the longest bar swell, or another one, without colour."""
    row, heights = s.of_head("weights")[1], s.left.heights(3, most=0.6)
    bars = BarColumn(row, unit=2, left=s.left.left + 2, heights=heights, pitch=0.6,
                     color=theme.WEIGHT, group="weights")  # fmt: skip
    names = RowLabels(s.tokens("key").words(), heights, right=s.left.left + 1.8)
    s.show(bars, names)
    s.wait(1)
    place, *_ = others or [int(row.values.argmax())]
    s.play(names[place].animate(rate_func=there_and_back).scale(1.3))


def let_all_swell(s: Plays) -> None:
    s.play(*(Indicate(name) for name in s.table.row_labels))


MOTIONS = (send_the_first_word, let_a_word_swell, let_who_leads_swell, let_all_swell,
           exchange_numbers_with_their_cells, let_a_copy_leave_its_original, go_near_and_back,
           hand_over, take_away_what_the_camera_has_left, slide_a_temperature, bring_what_goes_on,
           send_messages_along_a_row, Plays.moves)  # fmt: skip


@pytest.mark.parametrize("moves", MOTIONS)
def test_what_only_moves_is_no_fault(moves: Move) -> None:
    assert seen(moves) == []


# --- faults --------------------------------------------------------------------------------------


def let_a_word_cross_another(s: Plays) -> None:
    word = s.word("a word that moves").shift(0.6 * UP)
    s.show(word, s.word("a word that stands"))
    s.play(word.animate.shift(1.2 * DOWN), run_time=3)


def leave_an_old_number_under_a_new_one(s: Plays) -> None:
    old, new = s.score(0), s.left.hold(Numeral(s.of_head("query").cite(1, 0), size=0.5))
    s.show(old)
    s.wait(1)
    s.show(new)
    s.wait(1)
    s.play(FadeOut(old))


def let_a_shape_fly_off(s: Plays) -> None:
    panel = s.panel()
    s.show(panel)
    s.play(panel.animate.shift(8 * LEFT), run_time=2)


def let_a_text_fly_off(s: Plays) -> None:
    word = s.word("a word that leaves")
    s.show(word)
    s.play(word.animate.shift(6 * LEFT), run_time=2)
    s.play(word.animate.shift(6 * RIGHT), run_time=2)


def move_a_shape_over_the_title(s: Plays) -> None:
    panel = s.panel()
    s.show(panel)
    s.play(panel.animate.move_to(s.title).shift(0.3 * DOWN + RIGHT), run_time=1)
    s.play(panel.animate.move_to(s.left.center), run_time=1)


def move_a_shape_into_the_band(s: Plays) -> None:
    panel = s.panel().shift(2 * LEFT)
    s.show(panel)
    s.play(panel.animate.set_y(-3.4).set_x(-6.5), run_time=1)
    s.play(panel.animate.move_to(s.left.center), run_time=1)


def fly_in_a_hue_that_means_something(s: Plays) -> None:
    panel = s.panel().set_fill(theme.KEY, 1)
    s.show(panel)
    s.play(panel.animate.shift(DOWN), run_time=1)
    s.play(FadeOut(panel))


def hand_back(s: Plays) -> None:
    hand_over(s, 1, 2)


def hand_over_to_a_third(s: Plays) -> None:
    hand_over(s, 2, 0)


def stop_at_the_last_word_but_one(s: Plays) -> None:
    send_the_first_word(s, 1)


def let_another_word_swell(s: Plays) -> None:
    let_a_word_swell(s, 2)


def let_who_is_last_swell(s: Plays) -> None:
    let_who_leads_swell(s, int(s.of_head("weights")[1].values.argmin()))


def hurry_a_number(s: Plays) -> None:
    number = s.score()
    s.show(number)
    s.play(FadeOut(number), run_time=0.5)


def put_at_once(s: Plays) -> None:
    s.add(s.panel())


def take_at_once(s: Plays) -> None:
    s.remove(s.table.row_labels[1])


def jump(s: Plays) -> None:
    s.table.axis_titles[0].shift(0.3 * DOWN)


def change_a_word_at_once(s: Plays) -> None:
    word, other = s.word("seven"), s.word("eleven")
    s.show(word)
    s.wait(1)
    s.remove(word)
    s.add(other)


def blink(s: Plays) -> None:
    s.show(s.panel(), run_time=1 / 15)


def let_cells_run_ahead_of_numbers(s: Plays) -> None:
    scores = s.scores()
    s.play(ReplacementTransform(s.table.cells, scores.cells))
    s.wait(0.5)
    s.play(FadeOut(s.table.marks), FadeIn(scores.marks))


def empty_the_stage(s: Plays) -> None:
    s.keep()
    s.wait(0.5)
    s.show(s.score())


def cite_what_is_not_so(s: Plays) -> None:
    number = s.score()
    number.citation = replace(number.citation, value=number.value + 0.001)
    s.show(number)
    s.wait(1)
    s.play(FadeOut(number))


def stand_at_the_edge(s: Plays) -> None:
    word = s.word("a word at the edge").shift(2.2 * LEFT)
    s.show(word)
    s.wait(0.5)
    s.play(word.animate.shift(2.2 * RIGHT))


def let_rows_become_other_rows(s: Plays) -> None:
    other = s.scores()
    s.play(FadeOut(s.table.marks))
    pairs = ((s.table.row(i), other.row(2 - i)) for i in range(3))
    s.play(*(ReplacementTransform(*pair) for pair in pairs))
    s.play(FadeIn(other.marks))


def send_messages_too_wide(s: Plays) -> None:
    send(s, (1, 0), (1, 1), (1, 2), width=1.5)


def send_a_message_from_who_is_not_heard_most(s: Plays) -> None:
    send(s, (1, 0))


FAULTS: dict[Move, tuple[str, str]] = {
    let_rows_become_other_rows: ("change", "head1.weights"),
    send_messages_too_wide: ("stroke width", "message along"),
    send_a_message_from_who_is_not_heard_most: ("message", "head1.weights[1]"),
    let_a_word_cross_another: ("overlap", "moves"),
    leave_an_old_number_under_a_new_one: ("overlap", "Numeral"),
    let_a_shape_fly_off: ("off stage", "Panel"),
    let_a_text_fly_off: ("off stage", "leaves"),
    move_a_shape_over_the_title: ("overlap", "Softmax"),
    move_a_shape_into_the_band: ("captions' band", "Panel"),
    fly_in_a_hue_that_means_something: ("claim", "Panel"),
    hand_back: ("message", "parcel of head1.weights[1, 2]"),
    hand_over_to_a_third: ("message", "parcel of head1.weights[1, 2]"),
    stop_at_the_last_word_but_one: ("message", "“the”"),
    let_another_word_swell: ("lit", "query_side.shown[2]"),
    let_who_is_last_swell: ("lit", "key_side.shown["),
    hurry_a_number: ("short number", "Numeral"),
    put_at_once: ("pop", "Panel"),
    take_at_once: ("pop", "white"),
    jump: ("pop", "Text"),
    change_a_word_at_once: ("pop", "seven"),
    blink: ("pop", "Panel"),
    let_cells_run_ahead_of_numbers: ("number", "head1.weights"),
    empty_the_stage: ("empty stage", "the stage"),
    cite_what_is_not_so: ("value", "Numeral"),
    stand_at_the_edge: ("safe margin", "edge"),
}


@pytest.mark.parametrize("moves", FAULTS)
def test_a_fault_between_beats_is_the_one_that_is_found(moves: Move) -> None:
    check, mentioned = FAULTS[moves]
    failures = seen(moves)
    assert {failure.check for failure in failures} == {check}, "\n".join(map(str, failures))
    assert any(mentioned in str(failure) for failure in failures), "\n".join(map(str, failures))
    assert all(" s" in failure.seen and " at " in failure.seen for failure in failures)


def test_the_time_of_a_fault_is_told() -> None:
    (failure,) = seen(put_at_once)
    began = float(failure.seen.split(" at ")[-1].removesuffix(" s"))
    assert began == pytest.approx(2.5, abs=0.3)  # after the caption, the grid and its rest
