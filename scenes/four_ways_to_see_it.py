"""Chapter 27: one row seen as a dictionary, a search engine, a switchboard and a memory."""

from __future__ import annotations

from manim import DOWN, LEFT, FadeIn, FadeOut, LaggedStart, VGroup

from attention_math.readings import noun_places
from attention_math.story import Pair
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import flowing, rippling, stirring
from scenes.mobjects.unicorn import Unicorn
from scenes.pieces.four_ways_to_see_it.clothes import Book, Drawers, Field
from scenes.pieces.four_ways_to_see_it.columns import Columns
from scenes.pieces.four_ways_to_see_it.divider import Divider
from scenes.pieces.four_ways_to_see_it.names import Names
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.rooms import Rooms
from scenes.pieces.four_ways_to_see_it.switchboard import Switchboard
from scenes.pieces.four_ways_to_see_it.twins import Twins
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.layout import stage
from scenes.stage.text import Text


class FourWaysToSeeIt(Mechanism):
    """The weights of one row stand up as bars; four small changes show four old ideas in them."""

    heading = "Four ways to see it"
    lights = PARTS
    exceptions = {"faded, then used": "bars rise elsewhere; French is each time the answer"}
    other_sentences = "this old queen slept behind a bridge", "the black dog sees a house"

    def construct(self) -> None:
        self.stand_up(self.show_grid())
        self.look_up()
        self.find_by_content(self.search())
        self.return_to_both_sentences(self.swap(*self.route()))

    def _check_numbers(self) -> None:
        super()._check_numbers()
        row = self.of_head("scores")[self.pair.query], self.of_head("query")
        follows = self.pair if self.asks(self.pair) else None
        self.ways = Ways(self.model, self.head, self.tokens("key"), follows, row)
        self.word = self.tokens("query").words()[self.pair.query]
        self.rooms = Rooms()
        self.names = Names(self.rooms.names)
        self.columns = Columns(self.rooms.columns, self.ways.words, self.ways.row)

    def asks(self, pair: Pair) -> str | None:
        """Follow only a word that looks most at its own noun."""
        own = noun_places(self.trace.query_side.shown)[pair.query]
        return super().asks(pair) if own == pair.key else None

    def show_grid(self) -> AttentionGrid:
        count = len(self.story.weights)
        room = stage().inset(left=1.7, top=1.0, bottom=0.1)
        cell = room.cell(count, count, most=(1.5, 0.9))
        grid = stage().hold(self.grid("weights", view="heat", cell=cell))
        self.open_with(grid.row_labels, grid.column_labels, grid.axis_titles)
        self.beat("question", "“{word}” finds its noun: which old idea is this?", word=self.word)
        self.play(rippling(grid), run_time=0.9)
        grid.add(grid.frame(grid.row(self.pair.query)))
        self.play(FadeIn(grid[-1]), run_time=theme.QUICK)
        return grid

    def stand_up(self, grid: AttentionGrid) -> None:
        self.receiver = Receiver(self.rooms.asking, self.word)
        cells, query = grid.row(self.pair.query), self.pair.query
        self.keep(*cells, *grid.column_labels, grid.row_labels[query])
        self.play(self.columns.come_from(cells, grid.column_labels), run_time=0.6)
        asking = self.receiver.come_from(grid.row_labels[query])
        self.play(LaggedStart(asking, self.columns.rise(), lag_ratio=0.5), run_time=1.2)
        beside = stirring([self.receiver.icon])
        self.guess(self.rooms.place_of_name, seconds=1.0, larger=1.6, beside=beside)

    def look_up(self) -> None:
        ways, columns = self.ways, self.columns
        self.beat("dictionary", "A dictionary? Then one entry gets all.")
        slider = Divider(self.rooms.slider, ways.sweep.temperatures, at=ways.warm)
        self.book = VGroup(Book(self.rooms.columns), slider)
        self.play(self.names.put(Text("a dictionary?")), FadeIn(self.book), run_time=0.7)
        self.play(columns.slide(slider, ways.sweep, ways.warm, ways.cold), run_time=1.2)
        self.play(self.receiver.receive(columns.parcels()), run_time=0.8)
        self.say("But here others answer, too.")
        self.add(self.book.add(columns.whole()))
        back = columns.slide(slider, ways.sweep, ways.cold, ways.warm)
        self.play(back, self.receiver.let_go(), self.names.fall_short(), run_time=1.2)

    def search(self) -> Columns:
        ways, receiver = self.ways, self.receiver
        self.beat("search", "A search engine? It only ranks.")
        best = Columns(self.rooms.columns, ways.words, ways.row, ways.ranks)
        field = Field(receiver, self.rooms.asking)
        dressed = FadeOut(self.book), FadeIn(field)
        self.play(self.names.put(Text("a search engine?")), *dressed, run_time=0.9)
        self.play(self.columns.rearrange(best, 0.9))
        self.play(best.rise(), run_time=0.5)
        self.say("But here the hits are mixed by weight.")
        undressed = FadeOut(field), self.names.fall_short()
        self.play(receiver.receive(best.parcels()), *undressed, run_time=1.0)
        self.play(receiver.mix(), run_time=1.1)
        return best

    def find_by_content(self, best: Columns) -> None:
        ways, receiver = self.ways, self.receiver
        self.beat("memory", "A memory? Shuffle it: which drawer answers now?")
        self.drawers = Drawers(best, ways.words)
        self.columns = Columns(self.rooms.columns, ways.words, ways.row, ways.shuffled)
        drawn = LaggedStart(*map(FadeIn, self.drawers), lag_ratio=0.2)
        self.play(self.names.put(Text("a memory?")), drawn, run_time=0.8)
        self.play(best.rearrange(self.columns, 1.3))
        stirred = stirring(self.columns.words)
        self.guess(receiver.place_of_gifts, seconds=1.4, larger=1.6, beside=stirred)
        self.say("It holds: found by what it is, not where it lies.")
        self.play(self.columns.rise(), run_time=0.9)
        named = self.names.put(Text("a memory"))
        self.play(receiver.receive(self.columns.parcels()), named, run_time=1.4)

    def route(self) -> list[Switchboard]:
        ways, receiver = self.ways, self.receiver
        self.beat("switchboard", "A switchboard? Lines lead from all words.")
        asking, weights = self.tokens("query"), self.of_head("weights")
        board, other = Switchboard.both(self.rooms, ways, asking, weights)
        name = self.names.put(Text("a switchboard?"))
        self.play(name, board.take_over(self.columns, receiver, self.drawers), run_time=1.9)
        self.play(receiver.write_above(board.listener, ways.french[0]), run_time=0.5)
        return [board, other]

    def swap(self, board: Switchboard, other: Switchboard) -> Switchboard:
        ways, receiver = self.ways, self.receiver
        self.beat("swap", "The nouns change places: who is put through?")
        self.play(board.relay(other, ways.swapped()), receiver.forget(), run_time=1.2)
        self.guess(receiver.french, seconds=1.6, larger=1.6, beside=stirring(other.words))
        self.play(other.put_through(), run_time=theme.QUICK)
        written = receiver.write_above(other.listener, ways.french[1])
        self.say("It holds, too: the words themselves set the lines.")
        self.play(LaggedStart(flowing(other.graph.edges), written, lag_ratio=0.5), run_time=1.0)
        self.play(self.names.put(Text("a switchboard")), run_time=0.8)
        return other

    def return_to_both_sentences(self, board: Switchboard) -> None:
        self.beat("formula", "A bit of all four: Q asks, K answers, V carries.")
        formula = self.rooms.formula.hold(AttentionFormula(size=0.8).lit("rest"))
        corner, self.corner = self.corner or formula.copy(), None
        twins = Twins(self.rooms.twins, self.ways, formula)
        self.keep(corner, *board.words, board.listener, run_time=0.3)
        self.play(corner.turn_into(formula, DOWN), twins.come_from(board), run_time=1.2)
        self.play(twins.ask(), run_time=0.8)
        self.play(twins.answer(), run_time=0.8)
        self.play(twins.carry(), run_time=1.1)
        self.beat("farewell", "Now you can read it.")
        self.play(twins.write(), run_time=0.6)
        self.hold(0.3)
        if cats := twins.tokens("cat"):
            unicorn = self.rooms.unicorn.hold(Unicorn(height=2.4).flip(), DOWN, shrink=True)
            self.play(FadeIn(unicorn, shift=LEFT), run_time=0.7)
            self.play(stirring(cats), run_time=0.8)
