"""Chapter 10: every query is scored on every key by their dot product."""

from __future__ import annotations

from functools import cached_property

from manim import LEFT, AnimationGroup, Create, FadeIn, FadeOut, VGroup

from attention_math.principal import Sweep, sweep_query
from attention_math.story import leaders, stays_ahead
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import become
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
        self.point_straight(pointer, bars)
        self.fan_out(pointer, bars)
        self.swing_home(pointer, bars)
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
        pointer = Pointer(self.sweep, words, plane, followed=self.winner[0])
        told = {"limit": scores.limit(), "room": right, "decimals": self.decimals("scores")}
        bars = ScoreBars(words, scores[AGAINST], **told)
        self.note = note.hold(kept_in_plane(self.sweep.percent), LEFT)
        self.open_with(*bars.names)
        q, k = self.words[self.query], self.winner[1]
        self.beat("question", "Keys are arrows. Where must “{q}” point to pick “{k}”?", q=q, k=k)
        self.play(pointer.grow_keys(), run_time=1.2 * theme.SLOW)
        self.play(*pointer.show(AGAINST).grow_query(), run_time=theme.NORMAL)
        return pointer, bars

    def turn_the_question(self, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("sweep", "Each drop line gives a score. Turn, and all change.")
        self.play(FadeIn(pointer.drops, bars.axis, self.note), run_time=theme.QUICK)
        self.play(bars.receive(pointer.drops), run_time=theme.NORMAL)
        for end in (AGAINST + ROCKED, AGAINST - ROCKED, AGAINST):
            self.play(pointer.turn(bars, end), run_time=0.9 * theme.NORMAL)
        self.say("Where must it point, so that “{word}” wins?", word=self.winner[1])
        drawn = AnimationGroup(Create(pointer.fan.ring), FadeOut(self.note))
        self.guess(*pointer.ways, seconds=1.6, beside=drawn)

    def point_straight(self, pointer: Pointer, bars: ScoreBars) -> None:
        (place, word), at = self.winner, pointer.fan.straight
        wins = derive(stays_ahead, self.sweep.scores, place, at, at)
        if wins.values:
            straight = phrase("Straight at “{word}” will do, of course.", holds=wins, word=word)
            question = phrase("How far may it turn away, and “{word}” still wins?", word=word)
        else:
            straight = phrase("Straight at “{word}”, another key is ahead.", word=word)
            question = phrase("From where to where does “{word}” win?", word=word)
        self.beat("straight", straight)
        self.play(pointer.turn(bars, at), run_time=1.6 * theme.NORMAL)
        self.say(question)
        self.guess(*pointer.limits, beside=pointer.sway(bars))

    def fan_out(self, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("fan", "Until another overtakes “{word}”: here, and there.", word=self.winner[1])
        self.play(FadeIn(pointer.fan.shape), run_time=theme.SWAP)
        for end, rival in pointer.fan.beyond:
            self.play(pointer.turn(bars, end, fans=True), run_time=1.4 * theme.NORMAL)
            self.play(pointer.point_at(rival), bars.point_at(rival), run_time=theme.QUICK)

    def swing_home(self, pointer: Pointer, bars: ScoreBars) -> None:
        place = self.winner[0]
        ahead = derive(stays_ahead, self.sweep.scores, place, *pointer.fan.ends)
        self.say(phrase("Its own query? Inside the fan: that is enough.", holds=ahead))
        self.play(pointer.turn(bars, pointer.fan.home), run_time=1.6 * theme.NORMAL)
        bars.show(self.row)
        self.play(bars.come_closer(self.row), pointer.point_at(place), run_time=0.8)
        self.large = bars.large(place)
        self.play(FadeIn(self.large, shift=0.4 * LEFT), run_time=theme.QUICK)

    def measure_along_it(self, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("along", "Long and along scores high; against, below zero.")
        self.play(become(pointer.drops, pointer.heights), run_time=1.2 * theme.NORMAL)
        self.play(*bars.tell(self.large, self.winner[0]), run_time=1.2 * theme.NORMAL)

    def turn_keys(self, pointer: Pointer, bars: ScoreBars) -> ScoreTable:
        self.beat("turn", "K turns, and the bars lie down: one row of scores.")
        keys, room = StandingKeys(self.of_head("key"), bars), stage()
        cell = ScoreTable.cell(len(self.row), bars.pitch, room)
        grid = self.grid("scores", digits=[self.query], cell=cell, axes=None)
        table = ScoreTable(grid, self.of_head("query"), self.of_head("key"), room)
        taken = table.take_query(pointer.query, pointer.icon, self.query)
        comes = FadeIn(table.query[self.query], grid.row_labels[self.query])
        gone = FadeOut(pointer.heights, pointer.zero, pointer.names, *pointer.fan.drawn)
        self.play(gone, *keys.lay_down(pointer.arrows), *taken, comes, run_time=theme.NORMAL)
        self.play(keys.open(pointer.arrows), run_time=0.7)
        self.play(keys.turn(table.corner, grid.column_labels), run_time=1.4)
        self.remove(keys)
        self.add(table.key, grid.column_labels)
        self.play(*table.take_scores(bars, self.query), run_time=theme.NORMAL)
        self.play(*table.settle(room, self.query), run_time=0.8)
        return table

    def fill_the_grid(self, table: ScoreTable) -> None:
        self.beat("grid", "Each row ranks keys for one query only.")
        self.play(table.drop_rows_but(self.query), run_time=theme.SLOW)

    def end_on_its_row(self, table: ScoreTable) -> None:
        (place, k), q = self.winner, self.words[self.query]
        self.beat("row", "So “{q}” picks “{k}”. How much should that count?", q=q, k=k)
        lifted = table.lift(self.query, stage())
        self.keep(*lifted.mobject, beside=[lifted])
        frame = table.grid.frame(VGroup(table.grid.cell(self.query, place)))
        self.play(Create(frame), run_time=theme.QUICK)
        self.leave_with(*table.grid.column_labels, *table.grid.filled_cells(self.query))
