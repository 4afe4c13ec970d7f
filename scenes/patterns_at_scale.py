"""Chapter 24: a grid grows with the square of its text, and a real model has many of them."""

from __future__ import annotations

from manim import DOWN, LEFT, Create, FadeIn, FadeOut, LaggedStart

from attention_math.derived import so_many
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import exchange, rippling
from scenes.mobjects.unicorn import Unicorn
from scenes.pieces.patterns_at_scale.counts import AllGrids, CellCounts
from scenes.pieces.patterns_at_scale.growing_grid import GrowingGrid
from scenes.pieces.patterns_at_scale.head_wall import HeadWall
from scenes.pieces.patterns_at_scale.look import Look
from scenes.pieces.patterns_at_scale.named_heads import NamedHeads
from scenes.pieces.patterns_at_scale.numbers import BLOCK, Numbers
from scenes.pieces.patterns_at_scale.provenance import Provenance
from scenes.pieces.patterns_at_scale.time_plane import TimePlane
from scenes.pieces.patterns_at_scale.told import how_it_grows
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Square

FIRST, PLACE = (1.2, 0.5), (60.5, 66.5)  # of the first heads, and of what is none


class PatternsAtScale(Mechanism):
    """A sentence's grid becomes that of a long text, then one of many heads, then of very many."""

    heading = "Patterns at scale"
    lights = ()
    model = "agreement"
    other_sentences = (
        "heavy box",
        "the white car sees the green cat",
        "this beautiful woman sees my beautiful airplane",
    )

    def construct(self) -> None:
        self.square, self.aside = stage().columns(5.9, 7.3, gap=0.4)
        grid, count = self.grow(self.ask())
        wall = self.enter_a_head(grid, self.measure(grid, count))
        self.fly_over(wall)
        self.name_two(wall)
        grids = self.see_them_all(wall)
        self.look_around(wall)
        self.rest(wall, grids)

    def ask(self) -> AttentionGrid:
        self.beat("question", "Every word looks at every word. And if the text grows?")
        count = len(self.tokens("query").words())
        side = self.square.inset(left=0.95).width / count
        view = {"view": "heat", "visible": self.trace.visible, "axes": None}
        shown = self.grid("weights", cell=(side, side), **view)
        grid = self.square.hold(shown, LEFT + DOWN, shrink=True)
        self.play(FadeIn(grid.row_labels, grid.column_labels))
        self.play(rippling(grid), run_time=1.2 * theme.NORMAL)
        return grid

    def grow(self, grid: AttentionGrid) -> tuple[GrowingGrid, CellCounts]:
        counted = self.cited.cells
        counts = CellCounts(counted, self.aside)
        self.play(FadeIn(counts), run_time=theme.QUICK)
        self.guess(self.aside.rows(2, 1)[1].center, seconds=1.3, larger=1.6)
        self.beat("growing", "Each new word adds a whole row and a whole column.")
        growing = GrowingGrid(self.of_head("weights"), counted.tokens, grid.cells)
        self.play(FadeIn(growing), FadeOut(grid), run_time=theme.QUICK)
        for step in range(1, len(counted.tokens)):
            self.play(growing.grow(step), counts.change(step), run_time=theme.SLOW)
        return growing, counts

    def measure(self, grid: GrowingGrid, count: CellCounts) -> Square:
        self.beat("time", how_it_grows(self.cited.compared))
        plane = TimePlane(self.cited.costs, self.cited.fit, self.cited.compared, self.aside)
        frames = [grid.outline(length) for length in self.cited.costs.lengths.each()]
        frame = frames[0].copy()
        entering = FadeIn(plane, plane.dots[0], frame)
        self.keep(grid, beside=[entering], badge=False)
        for place in range(1, len(frames)):
            moves = [frame.animate.become(frames[place]), FadeIn(plane.dots[place], scale=3)]
            if place in plane.numbers:
                moves.append(FadeIn(plane.numbers[place]))
            self.play(*moves, run_time=0.65 * theme.QUICK)
        self.play(Create(plane.curve), FadeIn(plane.named), run_time=theme.NORMAL)
        return frame

    def enter_a_head(self, grid: GrowingGrid, frame: Square) -> HeadWall:
        many = derive(so_many, self.cited.roles[:, :, 0], 72)
        said = phrase("And a model has many heads: here seventy-two read a page.", holds=many)
        self.beat("head", said)
        window, foot = stage().rows(5.1, 0.45, gap=0.25)
        sizes = self.cited.grids.layers, self.cited.grids.heads
        wall = HeadWall(self.cited.patterns, BLOCK, [int(one.limit()) for one in sizes], window)
        wall.look(Look(*FIRST, side=window.height)).put(Unicorn(height=1.0), *PLACE, height=0.75)
        self.note = Provenance(self.cited, foot)
        half = self.cited.costs.lengths.cite(int(self.cited.compared.places.values[0]))
        narrower = frame.animate.become(grid.outline(half))
        self.keep(grid, frame, badge=False, beside=[narrower])
        growing = frame.animate.become(wall.outline(0, 0))
        self.play(FadeOut(grid), growing, FadeIn(wall), run_time=1.2 * theme.NORMAL)
        self.play(FadeOut(frame), FadeIn(self.note), run_time=theme.QUICK)
        return wall

    def fly_over(self, wall: HeadWall) -> None:
        layers, heads = wall.measured
        for across, down, shown in ((0.75, 0.2, 2.2), (0.4, 0.8, 1.8)):
            there = Look(across * heads, down * layers, wall.room.height / shown)
            self.play(wall.fly(there), run_time=0.85 * theme.SLOW)
        self.play(wall.fly(wall.all_in(wall.room, *wall.measured)), run_time=theme.SLOW)

    def name_two(self, wall: HeadWall) -> None:
        two = derive(so_many, self.cited.positional[:, 0], 2)
        self.beat("place", phrase("Two of them give one neighbour more than half.", holds=two))
        room, aside = wall.room.columns(4.9, 8.1, gap=0.5)
        named = NamedHeads(wall, self.cited, aside)
        self.play(FadeIn(named.frames, scale=2), exchange([self.note.patterns], [self.note.shares]))
        self.play(wall.fly(wall.all_in(room, *wall.measured)), named.follow())
        coming = (named.come(which) for which in range(len(named.maps)))
        self.play(LaggedStart(*coming, lag_ratio=0.2), run_time=theme.SLOW)

    def see_them_all(self, wall: HeadWall) -> AllGrids:
        self.beat("all", "How many such grids has a really large model?")
        first = self.of_head("weights")
        grids = AllGrids(self.cited.grids, first, self.cited.cells, self.aside)
        self.keep(wall, badge=False)
        wall.show_in(stage())
        self.play(wall.show_others(), run_time=theme.QUICK)
        self.play(wall.fly(wall.all_in(self.square, *wall.wall)), run_time=1.3 * theme.SLOW)
        self.guess(grids.product, seconds=1.5, larger=1.6)
        self.play(FadeIn(grids.above, lag_ratio=0.3), run_time=0.8 * theme.NORMAL)
        return grids

    def look_around(self, wall: HeadWall) -> None:
        self.beat("somewhere", "Among so many, even a unicorn can hide.")
        wall.show_in(self.square)
        near = Look(*PLACE, side=0.9 * self.square.height)
        self.play(wall.fly(near), run_time=1.4 * theme.SLOW)
        self.hold(theme.QUICK)

    def rest(self, wall: HeadWall, grids: AllGrids) -> None:
        self.beat("answer", "Here is the bill, if every word looks at every word.")
        back = wall.fly(wall.all_in(self.square, *wall.wall))
        self.play(back, FadeOut(grids.above[1:]), run_time=1.1 * theme.SLOW)
        self.play(FadeIn(grids.below, lag_ratio=0.3), run_time=theme.NORMAL)
        self.hold(3 - theme.POSTER)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        try:
            self.cited = Numbers.of(len(self.tokens("query")))
        except ValueError as error:
            raise StageError(str(error)) from None
