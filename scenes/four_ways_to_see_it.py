"""Chapter 27: one row seen as a dictionary, a search engine, a switchboard and a memory."""

from __future__ import annotations

from manim import LEFT, RIGHT, FadeIn, FadeOut, LaggedStart, Succession, VGroup

from attention_math.readings import noun_places
from attention_math.story import Pair
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import PARTS, AttentionFormula, hue_of_part
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import flowing, rippling, stirring
from scenes.mobjects.unicorn import Unicorn
from scenes.pieces.four_ways_to_see_it.cooled_shelf import CooledShelf
from scenes.pieces.four_ways_to_see_it.drawers import Drawers
from scenes.pieces.four_ways_to_see_it.grounds import Book, Hits
from scenes.pieces.four_ways_to_see_it.names import Names
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.rooms import Rooms
from scenes.pieces.four_ways_to_see_it.shelf import Shelf
from scenes.pieces.four_ways_to_see_it.switchboard import Switchboard
from scenes.pieces.four_ways_to_see_it.twins import Twins
from scenes.pieces.four_ways_to_see_it.ways import Ways
from scenes.stage.layout import stage
from scenes.stage.text import Text


class FourWaysToSeeIt(Mechanism):
    """The weights of one row stand up as bars; four small changes show four old ideas in them."""

    heading = "Four ways to see it"
    lights = PARTS
    exceptions = {"faded, then used": "French is each time the answer; all goes dark but the cats"}
    other_sentences = "this old queen slept behind a bridge", "the black dog sees a house"

    def construct(self) -> None:
        shelf = self.stand_up(self.show_grid())
        self.look_up(shelf)
        board = self.route(self.find_by_content(self.search(shelf)))
        self.return_to_both_sentences(board)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        row = self.of_head("scores")[self.pair.query], self.of_head("query")
        follows = self.pair if self.asks(self.pair) else None
        self.ways = Ways(self.model, self.head, self.tokens("key"), follows, row)
        self.word = self.tokens("query").words()[self.pair.query]
        self.rooms = Rooms()
        self.names = Names(self.rooms.name)

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
        self.beat("question", "What does this grid remind you of?")
        self.play(rippling(grid), run_time=1.1)
        grid.add(grid.frame(grid.row(self.pair.query)))
        self.play(FadeIn(grid[-1]), run_time=theme.QUICK)
        return grid

    def stand_up(self, grid: AttentionGrid) -> Shelf:
        self.beat("row", "“{word}” seeks its noun. Four ways to see how.", word=self.word)
        shelf = Shelf(self.rooms.shelf, self.ways.words, self.ways.row)
        self.receiver = Receiver(self.rooms.receiver, self.word)
        cells, query = grid.row(self.pair.query), self.pair.query
        self.keep(*cells, *grid.column_labels, grid.row_labels[query])
        self.play(self.receiver.come_from(grid.row_labels[query]), run_time=0.7)
        standing = shelf.stand_up(cells, grid.column_labels)
        self.play(LaggedStart(standing, self.receiver.rise(), lag_ratio=0.7), run_time=1.6)
        return shelf

    def look_up(self, shelf: Shelf) -> None:
        ways, receiver = self.ways, self.receiver
        self.beat("dictionary", "Divide by less: a dictionary, where one entry answers.")
        cooled = CooledShelf(shelf, ways.sweep, self.rooms.foot, at=ways.warm)
        self.book = VGroup(Book(shelf, self.rooms.page), cooled.slider)
        self.play(self.names.put(Text("a dictionary")), FadeIn(self.book), run_time=0.8)
        self.play(cooled.slide(ways.warm, ways.cold), run_time=1.1)
        self.play(receiver.receive(shelf.parcels()), run_time=0.9)
        self.say("With the root all answer, and they mix.")
        self.play(cooled.slide(ways.cold, ways.warm), run_time=theme.NORMAL)
        self.play(receiver.receive(shelf.parcels()), run_time=1.1)

    def search(self, shelf: Shelf) -> Hits:
        self.beat("search", "Best hit first: a search engine.")
        hits = Hits(self.rooms, self.ways, self.receiver)
        laid = FadeIn(hits), FadeOut(self.book), shelf.turn(hits.shelf)
        self.play(self.names.put(Text("a search engine")), *laid, run_time=1.1)
        self.play(hits.ask(), hits.choose(), run_time=0.7)
        return hits

    def find_by_content(self, hits: Hits) -> Drawers:
        ways, receiver, room = self.ways, self.receiver, self.rooms.drawers
        self.beat("memory", "A word in each drawer: a memory.")
        found, mixed = (Drawers(room, ways.words, ways.row, one) for one in (ways.ranks, None))
        gone = FadeOut(hits, hits.word, run_time=theme.QUICK)
        laid = gone, receiver.stand_above(self.rooms.asking), found.take_over(hits.shelf)
        self.play(self.names.put(Text("a memory")), *laid)
        self.say("Shuffle them. Which one answers now?")
        self.play(found.mix_up(mixed), run_time=2.0)
        self.say(ways.says_it_is_found())
        self.play(mixed.answer(), run_time=0.8)
        self.play(mixed.send(receiver.word), run_time=1.2)
        return mixed

    def route(self, drawers: Drawers) -> Switchboard:
        ways, receiver, query = self.ways, self.receiver, self.pair.query
        self.beat("switchboard", "Lines from all words to each: a switchboard.")
        given = ways, self.tokens("query"), self.of_head("weights")
        board, other = Switchboard.both(self.rooms.board, *given)
        name = self.names.put(Text("a switchboard"), self.rooms.beside)
        self.play(name, board.take_over(drawers, receiver), run_time=theme.SLOW)
        self.play(receiver.write_above(board.listeners[query], ways.french[0]), run_time=0.7)
        self.play(board.open_up(), run_time=0.8)
        self.say("The nouns change places: who is put through?")
        self.play(board.relay(other, ways.swapped()), receiver.forget(), run_time=1.5)
        self.guess(receiver.french, seconds=0.8)
        self.play(other.put_through(), run_time=theme.QUICK)
        written = receiver.write_above(other.listeners[query], ways.french[1])
        self.play(LaggedStart(flowing(other.followed()), written, lag_ratio=0.5), run_time=1.1)
        return other

    def return_to_both_sentences(self, board: Switchboard) -> None:
        self.beat("answer", "Now you can read it.")
        formula = self.rooms.formula.hold(AttentionFormula(size=1.1).lit("rest"))
        corner, self.corner = self.corner or formula.copy(), None
        twins = Twins(self.rooms.twins, self.ways)
        self.keep(corner, *board.words, *board.listeners)
        self.play(corner.turn_into(formula), twins.come_from(board), run_time=1.1)
        self.say("Q asks, K answers, the root softens, softmax shares, V carries.")
        scores, scaled, weights = self.ways.steps
        for part, acting in (
            ("query", [twins.take("query", formula.part("query"))]),
            ("key", [Succession(twins.take("key", formula.part("key")), twins.number(scores, 1))]),
            ("divisor", [twins.number(scaled, 1)]),
            ("softmax", [twins.number(weights, 2, color=theme.WEIGHT)]),
        ):
            self.play(formula.part(part).animate.set_color(hue_of_part(part)), *acting)
            self.play(stirring([formula.part(part)]), run_time=0.65)
        value = formula.part("value")
        self.play(value.animate.set_color(theme.VALUE), twins.carry(value, weights))
        self.play(twins.write(), run_time=0.9)
        self.hold(2.4)
        if cats := twins.tokens("cat"):
            others = twins.besides(cats)
            self.play(FadeOut(others), run_time=theme.QUICK)
            self.beat("farewell", "And the unicorn sees the cats.")
            unicorn = self.rooms.unicorn.hold(Unicorn(height=1.3), LEFT)
            self.play(FadeIn(unicorn, shift=RIGHT * 0.6), run_time=0.7)
            self.play(stirring(cats), run_time=0.7)
            self.play(FadeIn(others), run_time=theme.QUICK)
