"""Chapter 10: every query is scored on every key by their dot product."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from manim import LEFT, Create, FadeIn, FadeOut, LaggedStart, ReplacementTransform, VGroup

from attention_math.principal import Sweep, sweep_query
from attention_math.story import leaders, points_aside, ranking, stays_ahead
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.pieces.dot_product_scores.kept import kept_in_plane
from scenes.pieces.dot_product_scores.pointer import Pointer
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.pieces.dot_product_scores.score_table import ScoreTable
from scenes.pieces.dot_product_scores.standing_keys import StandingKeys
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase

STEPS = 720  # of the sweep, once round
AGAINST = STEPS // 2  # where it points away from where the query really does
ROCKED = STEPS // 5  # to either side: a key that scores above zero lies farther away


class DotProductScores(Mechanism):
    """One query sweeps over all keys like a pointer; then every query meets every key."""

    heading = "Dot-product scores"
    lights = ("query", "key")
    needs = ("query", "key", "scores", "weights")
    other_sentences = (
        "heavy box",
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
    )

    def construct(self) -> None:
        self.words, self.query = self.tokens("query").words(), self.pair.query
        pointer, bars = self.ask_where_to_point()
        self.turn_the_question(pointer, bars)
        self.swing_home(pointer, bars)
        self.fan_out(pointer, bars)
        self.measure_along_it(pointer, bars)
        table = self.turn_keys(pointer, bars)
        self.fill_the_grid(table)
        self.end_on_its_row(table)

    @cached_property
    def sweep(self) -> Sweep:
        """That query in all directions, and what it would score."""
        query = self.of_head("query")[self.pair.query]
        return derive(sweep_query, query, self.of_head("key"), steps=STEPS)

    @cached_property
    def row(self) -> Quantity:
        """What the query that the chapter follows scores on every key."""
        return self.of_head("scores")[self.pair.query]

    @cached_property
    def winner(self) -> tuple[int, Word]:
        """The key that scores highest on that query: its place, and its word to be quoted."""
        found = derive(leaders, self.row)
        return int(found.values[0]), self.tokens("key").chosen(found).words()[0]

    def ask_where_to_point(self) -> tuple[Pointer, ScoreBars]:
        left, right = stage().columns(8.0, 5.4)
        plane, _, note = left.inset(top=0.5).rows(4.45, 0.55, 0.35)
        words, scores = self.tokens("key").words(), self.sweep.scores
        pointer = Pointer(self.sweep, words, plane, likely=ranking(self.row.values)[:2])
        told = {"limit": scores.limit(), "room": right, "decimals": self.decimals("scores")}
        bars = ScoreBars(words, scores[AGAINST], **told)
        self.note = note.hold(kept_in_plane(self.sweep.percent), LEFT)
        self.open_with(*bars.names)
        q, k = self.words[self.query], self.winner[1]
        self.beat("question", "Keys are arrows. Where must “{q}” point to pick “{k}”?", q=q, k=k)
        self.play(pointer.grow_keys(), run_time=1.4 * theme.SLOW)
        self.play(*pointer.show(AGAINST).grow_query(), run_time=theme.NORMAL)
        return pointer, bars

    def turn_the_question(self, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("sweep", "Not its own way yet. Turn it, and every score changes.")
        self.play(FadeIn(pointer.drops, bars.axis, bars.bars, self.note), run_time=theme.QUICK)
        for start, end in pairwise((AGAINST, AGAINST + ROCKED, AGAINST - ROCKED, AGAINST)):
            self.play(pointer.turn(bars, start, end), run_time=1.5 * theme.NORMAL)
        word = self.winner[1]
        self.say("Where does its own query point: straight at “{word}”?", word=word)
        self.guess(*pointer.spots)

    def swing_home(self, pointer: Pointer, bars: ScoreBars) -> None:
        (place, word), at = self.winner, AGAINST
        if points_aside(self.sweep.query.values[0], self.sweep.key.values[place]):
            self.beat("straight", "Straight at it, “{word}” would score the most.", word=word)
            self.play(pointer.turn(bars, at, pointer.straight), run_time=2.5 * theme.NORMAL)
            self.beat("rest", "But no: it swings on, and “{word}” still wins.", word=word)
            at = pointer.straight
        else:
            self.beat("rest", "Yes: there it stops, and “{word}” scores best.", word=word)
        self.play(pointer.turn(bars, at, pointer.home), run_time=2 * theme.NORMAL)

    def fan_out(self, pointer: Pointer, bars: ScoreBars) -> None:
        (place, word), home, (first, last) = self.winner, pointer.home, pointer.ends
        ahead = derive(stays_ahead, self.sweep.scores, place, first, last)
        self.beat(
            "fan",
            phrase("Anywhere in this fan will do: “{word}” scores best.", holds=ahead, word=word),
        )
        self.play(pointer.turn(bars, home, first), FadeIn(pointer.fan), run_time=theme.QUICK)
        self.play(pointer.turn(bars, first, last, fans=True), run_time=2 * theme.NORMAL)
        self.play(pointer.turn(bars, last, home), run_time=theme.NORMAL)
        bars.show(self.row)
        self.play(bars.come_closer(self.row), pointer.point_at(place), run_time=0.8)
        self.large = bars.large(place)
        self.play(FadeIn(self.large, shift=0.4 * LEFT), run_time=theme.QUICK)
        self.hold(theme.QUICK)

    def measure_along_it(self, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("along", "Long and along it scores high; against it, below zero.")
        heights, place = pointer.heights, self.winner[0]
        grown = map(ReplacementTransform, pointer.drops, heights)
        self.play(LaggedStart(*grown, lag_ratio=0.2), run_time=theme.QUICK)
        copies = heights.copy()
        others = VGroup(*(one for one in bars.numbers if one is not bars.numbers[place]))
        told = ReplacementTransform(self.large, bars.numbers[place]), FadeIn(others, lag_ratio=0.2)
        self.play(bars.receive(copies), *told, run_time=1.2 * theme.SLOW)
        self.remove(*copies)

    def turn_keys(self, pointer: Pointer, bars: ScoreBars) -> ScoreTable:
        self.beat("turn", "K turns, and the bars lie down: one row of scores.")
        keys, room = StandingKeys(self.of_head("key"), bars), stage()
        cell = ScoreTable.cell(len(self.row), bars.pitch, room)
        grid = self.grid("scores", digits=[self.query], cell=cell, axes=None)
        table = ScoreTable(grid, self.of_head("query"), self.of_head("key"), room)
        taken = table.take_query(pointer.query, pointer.icon, self.query)
        comes = FadeIn(table.query[self.query], grid.row_labels[self.query])
        gone = FadeOut(pointer.heights, pointer.zero, pointer.names, pointer.fan, self.note)
        self.play(gone, *keys.come_from(pointer.arrows), *taken, comes)
        self.play(keys.turn(table.corner, grid.column_labels), run_time=theme.SLOW)
        self.remove(keys)
        self.add(table.key, grid.column_labels)
        self.play(*table.take_scores(bars, self.query), run_time=1.2)
        self.play(*table.settle(room, self.query), run_time=theme.NORMAL)
        return table

    def fill_the_grid(self, table: ScoreTable) -> None:
        self.beat("grid", "Each row ranks the keys for one query only.")
        self.play(table.drop_rows_but(self.query), run_time=1.6 * theme.SLOW)

    def end_on_its_row(self, table: ScoreTable) -> None:
        place, word = self.winner
        self.beat("row", "“{word}” leads here. How much should that count?", word=word)
        lifted = table.lift(self.query, stage())
        self.keep(*lifted.mobject, beside=[lifted])
        frame = table.grid.frame(VGroup(table.grid.cell(self.query, place)))
        self.play(Create(frame), run_time=theme.QUICK)
        self.leave_with(*table.grid.column_labels, *table.grid.filled_cells(self.query))
