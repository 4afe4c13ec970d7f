"""Chapter 10: every query is scored on every key by their dot product."""

from __future__ import annotations

from functools import cached_property

from manim import LEFT, Create, FadeIn, FadeOut, VGroup

from attention_math.principal import Sweep, sweep_query
from attention_math.story import leaders, stays_ahead
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import become, stirring
from scenes.pieces.dot_product_scores.near_keys import NearKeys
from scenes.pieces.dot_product_scores.near_row import NearRow
from scenes.pieces.dot_product_scores.pointer import Pointer
from scenes.pieces.dot_product_scores.score_bars import ScoreBars
from scenes.pieces.dot_product_scores.score_table import ScoreTable
from scenes.pieces.dot_product_scores.standing_keys import StandingKeys
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase

STEPS, ANY = 720, 360  # of the sweep, once round; one, away from where it really points


class DotProductScores(Mechanism):
    """One query sweeps over all keys like a pointer, until it is seen why it picks one."""

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
        self.keys, self.rooms = self.tokens("key").words(), stage().columns(7.7, 5.7)
        table, bars = self.ask_how_it_picks()
        pointer = self.point_keys()
        self.turn_the_query(pointer, bars)
        self.point_straight(pointer, bars)
        self.fan_out(pointer, bars)
        self.swing_home(pointer, bars)
        self.turn_keys(table, pointer, bars)
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

    def ask_how_it_picks(self) -> tuple[ScoreTable, ScoreBars]:
        scores, room = self.sweep.scores, stage()
        bars = ScoreBars(self.keys, scores[ANY], limit=scores.limit(), room=self.rooms[1])
        cell = ScoreTable.cell(len(self.row), bars.pitch, room)
        grid = self.grid("scores", digits=[self.query], cell=cell, axes=None)
        table = ScoreTable(grid, self.of_head("query"), self.of_head("key"), room)
        self.asked = NearRow(table, self.query).copy().fill(room)
        self.open_with(self.asked.word, *self.asked.words)
        q, (place, k), outlines = self.words[self.query], self.winner, self.asked.empty()
        self.beat("question", "How does “{q}” pick “{k}” out of all keys?", q=q, k=k)
        self.play(*self.asked.ask(outlines), run_time=1.2 * theme.NORMAL)
        self.guess(outlines[place], seconds=1.2, larger=1.6, beside=stirring(self.asked.words))
        self.beat("keys", "Each key is an arrow.")
        self.play(FadeOut(outlines, self.asked.query, self.asked.word), run_time=theme.QUICK)
        return table, bars

    def point_keys(self) -> Pointer:
        plane, followed = self.rooms[0], self.winner[0]
        pointer = Pointer(self.sweep, self.keys, plane, followed=followed, start=ANY)
        self.near = NearKeys(self.sweep, self.keys, stage())
        self.play(self.asked.turn_into(self.near))
        return pointer

    def turn_the_query(self, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("sweep", "Try any query: each drop line gives a score.")
        self.play(*self.near.go_to(pointer), bars.come(), run_time=theme.NORMAL)
        self.play(*self.near.leave_to(pointer), *pointer.grow_query(), run_time=0.9)
        for places in pointer.first_and_others:  # one becomes a bar before all others do
            self.play(bars.receive(pointer.drops, places), run_time=1.2 * theme.NORMAL)
        self.play(FadeOut(pointer.others), *bars.quieten(pointer.quiet), run_time=theme.QUICK)

    def point_straight(self, pointer: Pointer, bars: ScoreBars) -> None:
        (place, word), at = self.winner, pointer.fan.straight
        wins = derive(stays_ahead, self.sweep.scores, place, at, at)
        if wins.values:
            straight = phrase("Straight at “{word}” will do, of course.", holds=wins, word=word)
            question = phrase("How far can it turn while “{word}” still wins?", word=word)
        else:
            straight = phrase("Straight at “{word}”, another key is ahead.", word=word)
            question = phrase("From where to where does “{word}” win?", word=word)
        self.beat("straight", straight)
        self.play(pointer.turn(bars, at), FadeIn(pointer.fan.shape), run_time=1.4 * theme.NORMAL)
        self.say(question)
        self.guess(*pointer.limits, seconds=1.7, larger=1.5, beside=pointer.sway(bars))

    def fan_out(self, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("fan", "Until another overtakes “{word}”: here, and there.", word=self.winner[1])
        for end, rival in pointer.fan.beyond:
            self.play(pointer.turn(bars, end, fans=True), run_time=1.25 * theme.NORMAL)
            self.play(pointer.point_at(rival), bars.point_at(rival), run_time=1.3 * theme.QUICK)

    def swing_home(self, pointer: Pointer, bars: ScoreBars) -> None:
        (place, word), q = self.winner, self.words[self.query]
        ahead = derive(stays_ahead, self.sweep.scores, place, *pointer.fan.ends)
        self.say("Now “{q}” itself asks: does “{word}” win?", q=q, word=word)
        self.best = bars.write(self.row.cite(place), self.decimals("scores"))
        here, sways = bars.put_beside(self.best, place), pointer.sway(bars)
        self.guess(here, seconds=1.5, larger=1.5, beside=sways)
        self.play(pointer.turn(bars, pointer.fan.home), run_time=1.5 * theme.NORMAL)
        self.play(pointer.name_query(q), run_time=0.6)
        self.say(phrase("Inside the fan: “{word}” wins.", holds=ahead, word=word))
        self.play(bars.come_closer(self.row, self.best), pointer.point_at(place), run_time=0.8)
        self.play(FadeIn(bars.put_beside(self.best, place), shift=0.4 * LEFT), run_time=theme.QUICK)
        self.hold(0.8 * theme.NORMAL)
        self.beat("along", "Only the way along the query counts.")
        lit = pointer.arrows.animate.set_opacity(1)
        self.play(FadeIn(pointer.others), lit, *bars.light(), run_time=theme.QUICK)
        self.play(become(pointer.drops, pointer.heights), run_time=1.2 * theme.NORMAL)

    def turn_keys(self, table: ScoreTable, pointer: Pointer, bars: ScoreBars) -> None:
        self.beat("grid", "K turns, and the bars lie down: one row of scores.")
        keys = StandingKeys(self.of_head("key"), bars)
        gone = FadeOut(pointer.heights, pointer.names, pointer.zero, *pointer.fan.drawn)
        self.play(gone, run_time=theme.QUICK)
        self.play(keys.lay_down(pointer.arrows), run_time=0.8 * theme.NORMAL)
        self.play(keys.open(pointer.arrows), *table.take_query(pointer, self.query), run_time=0.7)
        self.play(keys.turn(table.corner, table.grid.column_labels), run_time=1.2)
        self.add(table.key, table.grid.column_labels)
        self.row_near = NearRow(table, self.query)
        for moves in self.row_near.receive(table, bars, self.winner[0], self.best, stage()):
            self.play(*moves, run_time=0.85)

    def end_on_its_row(self, table: ScoreTable) -> None:
        self.say("Each row ranks keys for one query only.")
        self.play(self.row_near.go_back(table.take_all(self.query)), run_time=1.4)
        (place, k), q = self.winner, self.words[self.query]
        self.beat("row", "So “{q}” picks “{k}”: no key scores higher.", q=q, k=k)
        self.keep(self.row_near, beside=[self.row_near.come_near(stage())])
        frame = table.grid.frame(VGroup(table.grid.cell(self.query, place)))
        self.play(Create(frame), run_time=theme.QUICK)
        self.leave_with(*table.grid.column_labels, *table.grid.filled_cells(self.query))
