"""Chapter 6: an id is the number of a learnt row, and a row is a place among words."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP, Create, FadeIn, FadeOut, LaggedStart, Succession, VGroup

from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.space_of_words import SpaceOfWords
from scenes.pieces.tokens_to_vectors.few_names import few_names
from scenes.pieces.tokens_to_vectors.id_column import IdColumn
from scenes.pieces.tokens_to_vectors.layouts import big_row, rooms, spelt
from scenes.pieces.tokens_to_vectors.numbers import Numbers
from scenes.pieces.tokens_to_vectors.row_lens import RowLens
from scenes.pieces.tokens_to_vectors.sheets import Sheets
from scenes.pieces.tokens_to_vectors.thread import Threads, meeting
from scenes.stage.layout import stage
from scenes.stage.refusal import StageError

Columns = tuple[IdColumn, IdColumn]  # a sentence and its twin


class TokensToVectors(Mechanism):
    """Ids pick rows of the table; rows become places, and a word has one place everywhere."""

    heading = "Tokens become vectors"
    lights = ()
    other_sentences = (
        "heavy box",
        "the white car sees the green cat",
        "this beautiful woman sees my beautiful airplane",
    )

    def construct(self) -> None:
        self.rooms, self.words = rooms(), self.tokens("query").words()
        lens, threads = self.open_table(column := self.ask())
        self.travel(lens, threads)
        row = self.take_out(lens, threads)
        other, sheets = self.look_up_two(column, lens, row)
        columns = column, other
        space = self.give_places(lens, sheets)
        self.meet_in_one_point(columns, self.sort(space, columns))

    def ask(self) -> IdColumn:
        self.beat("question", "A model reads numbers. What can a number know about a word?")
        column = IdColumn(self.words, self.cited.ids.each(), self.rooms.left).lie_down(stage())
        self.play(Succession(*column.appear()), run_time=2 * theme.NORMAL)
        self.guess(column.mark_below(self.pair.key))
        return column

    def open_table(self, column: IdColumn) -> tuple[RowLens, Threads]:
        self.beat("table", "It is the number of a row in a learnt table: go down to that row.")
        lens = RowLens(self.cited.table, self.cited.words, self.cited.rows, self.rooms.near)
        self.play(column.stand_up(), run_time=theme.NORMAL)
        self.play(lens.appear(), run_time=theme.NORMAL)
        self.add(lens)
        threads = Threads(column, lens, self.cited)
        self.play(LaggedStart(*map(Create, threads), lag_ratio=0.15), run_time=theme.NORMAL)
        return lens, threads

    def travel(self, lens: RowLens, threads: Threads) -> None:
        key = self.pair.key
        self.play(*threads.follow(key), lens.go_near(0), run_time=theme.NORMAL)
        self.play(lens.go_along(0, self.cited.row_of(key)), run_time=1.6 * theme.SLOW)

    def take_out(self, lens: RowLens, threads: Threads) -> VGroup:
        self.beat("vector", "A row of learnt numbers: blue above zero, orange below.")
        key, row = self.pair.key, self.cited.row_of(self.pair.key)
        grid, strip = big_row(self.cited.table, row, self.rooms.vector), lens.strips[row]
        moves = lens.go_back(row, self.rooms.table), threads.go_back(key)
        growing = FadeIn(grid.cells, target_position=strip, scale=0.6)
        self.play(*moves, growing, run_time=1.3)
        out, said = threads.lead_out(key, grid.cells.get_left()), spelt(self.words[key], grid)
        digits = LaggedStart(*map(FadeIn, grid.marks), lag_ratio=0.2)
        self.play(Create(out), digits, run_time=1.3)
        self.play(FadeIn(said, shift=UP * 0.2), run_time=0.8)
        return VGroup(grid.cells, grid.marks, out, said, threads[key])

    def look_up_two(self, column: IdColumn, lens: RowLens, row: VGroup) -> tuple[IdColumn, Sheets]:
        self.beat("batch", "Two sentences at once: each id picks its row.")
        cited = self.cited
        other = IdColumn(cited.other_words, cited.batch[1].each(), self.rooms.right, RIGHT)
        sheets = Sheets((column, other), cited, self.rooms.center)
        into = FadeOut(row[0], target_position=column.ids[self.pair.key], scale=0.2)
        self.play(FadeOut(*row[1:], run_time=theme.QUICK), into, lens.go_to(self.rooms.center))
        self.play(FadeIn(other, shift=LEFT * 0.3), FadeIn(sheets.shapes[0]), run_time=theme.QUICK)
        coming = sheets.look_up(lens, cited.batch), FadeIn(sheets.shapes[1])
        self.play(*coming, run_time=1.3 * theme.SLOW)
        return other, sheets

    def give_places(self, lens: RowLens, sheets: Sheets) -> SpaceOfWords:
        self.beat("places", "Now let each row be a place: near means alike.")
        room = self.rooms.middle
        size = {"width": room.width, "height": room.height, "air": 0.12, "radius": 0.12}
        space = room.hold(SpaceOfWords(self.cited.space, *self.cited.places, **size))
        self.spots = [space.lit(places[self.cited.kept]) for places in self.cited.places]
        self.play(FadeOut(sheets, sheets.shapes), *map(Create, (space.x_axis, space.y_axis)))
        self.play(lens.fly_out(self.cited.rows_of_space(), space.dots), run_time=2.1 * theme.SLOW)
        self.add(space)
        return space

    def sort(self, space: SpaceOfWords, columns: Columns) -> VGroup:
        self.beat("guess", "What sorts these nouns from left to right?")
        nouns, shares = space.of_kind("noun"), space.shares()
        left, right, up = space.ends(size=theme.SIZE_TOKEN)
        names = few_names(space, self.cited, [left, right, up, shares, *self.spots])
        self.play(LaggedStart(*map(FadeIn, names.waiting()), lag_ratio=0.1), run_time=theme.NORMAL)
        self.guess(left, right)
        self.beat("kinds", "French gender; and upwards lie the adjectives.")
        painting = LaggedStart(*space.painted(nouns), *names.painted(), lag_ratio=0.02)
        words = (word for column in columns for word in column.words)
        self.play(painting, *space.tinted(words, nouns), run_time=1.7)
        ends = FadeIn(left, shift=LEFT), FadeIn(right, shift=RIGHT)
        self.play(*ends, FadeIn(shares[0]), run_time=theme.QUICK)
        others = LaggedStart(*space.painted(space.of_kind("adjective", "verb")), lag_ratio=0.05)
        self.play(others, FadeIn(up, shift=UP * 0.5), FadeIn(shares[1]), run_time=theme.SLOW)
        return VGroup(names, left, right, up, shares)

    def meet_in_one_point(self, columns: Columns, told: VGroup) -> None:
        word = self.words[kept := self.cited.kept]
        self.beat("same", "Both “{word}” are one point: whose it is, no row can know.", word=word)
        threads = meeting(columns, kept, self.spots[0].get_center(), self.cited)
        lit = (column.words[kept].animate.set_fill(theme.HIGHLIGHT) for column in columns)
        self.play(FadeOut(told), *lit, run_time=theme.QUICK)
        self.play(*map(Create, threads), run_time=1.2 * theme.SLOW)
        spots = (FadeIn(spot, scale=4) for spot in self.spots)
        self.play(LaggedStart(*spots, lag_ratio=0.5))
        self.leave_with(*columns[0].words)

    def badge_text(self) -> str:
        return self.trace.source.label

    def _check_numbers(self) -> None:
        super()._check_numbers()
        try:
            self.cited = Numbers(self.quantity("query_side.ids"), self.sentence, self.model)
        except ValueError as error:
            raise StageError(str(error)) from None
