"""Chapter 27: one row seen as a dictionary, a search engine, a switchboard and a memory."""

from __future__ import annotations

from manim import LEFT, RIGHT, FadeIn, FadeOut, ReplacementTransform, VGroup

from attention_math.readings import noun_places
from attention_math.story import Pair
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become, flowing, rippling, stirring
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
    exceptions = {"faded, then used": "which of both French forms stands is each time the answer"}
    other_sentences = "this old queen slept behind a bridge", "the black dog sees a house"

    def construct(self) -> None:
        shelf = self.stand_up(self.show_grid())
        self.look_up(shelf)
        drawers = self.find_by_content(self.route(self.search(shelf)))
        self.say_who_does_what(drawers)
        self.return_to_both_sentences(drawers)

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
        self.beat("question", "One grid of weights. What does it remind you of?")
        self.play(rippling(grid), run_time=1.2)
        grid.add(grid.frame(grid.row(self.pair.query)))
        self.play(FadeIn(grid[-1]), run_time=theme.QUICK)
        self.guess(grid.row(self.pair.query), seconds=0.8)
        return grid

    def stand_up(self, grid: AttentionGrid) -> Shelf:
        self.beat("row", "Take the row of “{word}”, and let it stand up.", word=self.word)
        shelf = Shelf(self.rooms.shelf, self.ways.words, self.ways.row)
        self.receiver = Receiver(self.rooms.receiver, self.word)
        cells, query = grid.row(self.pair.query), self.pair.query
        self.keep(*cells, *grid.column_labels, grid.row_labels[query])
        asking = ReplacementTransform(grid.row_labels[query], self.receiver.word)
        standing = become([*cells, *grid.column_labels], [*shelf.bars, *shelf.words])
        self.play(standing, asking, FadeIn(self.receiver.icon, shelf.number), run_time=1.3)
        self.play(self.receiver.write(self.ways.french[0]))
        return shelf

    def look_up(self, shelf: Shelf) -> None:
        ways, receiver = self.ways, self.receiver
        self.beat("dictionary", "Divide by less: a dictionary, where one entry answers.")
        cooled = CooledShelf(shelf, ways.sweep, self.rooms.foot, at=ways.warm)
        self.book = VGroup(Book(shelf, self.rooms.page), cooled.slider)
        self.play(self.names.put(Text("a dictionary")), FadeIn(self.book))
        self.play(cooled.slide(ways.warm, ways.cold), run_time=1.2)
        self.play(shelf.send(receiver.word.get_center()), run_time=theme.NORMAL)
        self.say("With the root, every entry answers, and they mix.")
        self.play(cooled.slide(ways.cold, ways.warm), run_time=theme.NORMAL)
        self.play(shelf.send(receiver.word.get_center()), run_time=theme.NORMAL)

    def search(self, shelf: Shelf) -> Hits:
        self.beat("search", "Ask, and sort: a search engine, with the best hit first.")
        hits = Hits(self.rooms, self.ways, self.receiver)
        laid = FadeIn(hits), FadeOut(self.book), shelf.turn(hits.found)
        self.play(self.names.put(Text("a search engine")), *laid, run_time=theme.NORMAL)
        self.play(hits.take(self.receiver), run_time=0.7)
        self.play(stirring([hits.glass]), hits.found.turn(hits.shelf), run_time=theme.NORMAL)
        sent = hits.shelf.send(self.receiver.french.get_center())
        self.play(hits.choose(), sent, run_time=theme.NORMAL)
        return hits

    def route(self, hits: Hits) -> Switchboard:
        ways, receiver, query = self.ways, self.receiver, self.pair.query
        self.beat("switchboard", "Lines between all words: a switchboard.")
        given = ways, self.tokens("query"), self.of_head("weights")
        board, other = Switchboard.both(self.rooms.board, *given)
        moved = receiver.follow(self.rooms.beyond, board.listeners[query])
        laid = board.take_over(hits.shelf, hits.word), FadeOut(hits, hits.icon, hits.shelf.number)
        self.play(self.names.put(Text("a switchboard")), moved, *laid, run_time=1.3)
        self.play(board.open_up(), run_time=1.2)
        self.say("The nouns change places: who is put through?")
        self.guess(receiver.below(), seconds=0.8)
        self.play(board.relay(other, ways.swapped()), receiver.forget(), run_time=theme.SLOW)
        self.say("Every sentence lays its own lines: routing.")
        self.play(flowing(other.graph.incoming(query)), run_time=theme.NORMAL)
        self.play(receiver.write(ways.french[1]))
        return other

    def find_by_content(self, board: Switchboard) -> Drawers:
        ways, receiver = self.ways, self.receiver
        self.beat("memory", "Each word in a drawer: a memory.")
        home, moved = Drawers.both(self.rooms.drawers, ways)
        rising = receiver.stand_above(self.rooms.asking, board.listeners[self.pair.query])
        self.play(FadeOut(*board.besides(), receiver.french), run_time=theme.QUICK)
        laid = home.take_over(board, ways.swapped()), *rising
        self.play(self.names.put(Text("a memory")), *laid, run_time=0.8 * theme.SLOW)
        self.say(ways.says_it_moves())
        self.play(home.turn(moved, ways.shifted()), run_time=theme.SLOW)
        self.say(ways.says_it_is_found())
        self.play(moved.send(receiver.word.get_center()), run_time=0.8 * theme.SLOW)
        self.play(receiver.write(ways.french[2]), FadeOut(receiver.icon))
        return moved

    def say_who_does_what(self, drawers: Drawers) -> None:
        self.beat("roles", "Four times the same: Q asks, K answers, V carries.")
        letters = self.corner or AttentionFormula.in_its_corner(badge=self.badge)
        ask, answer, carry = map(letters.part, ("query", "key", "value"))
        self.play(FadeOut(self.names), FadeIn(self.receiver.icon, target_position=ask, scale=0.3))
        self.play(drawers.raise_hands(answer), run_time=0.8)
        self.play(drawers.send(self.receiver.word.get_center(), carry), run_time=1.2)

    def return_to_both_sentences(self, drawers: Drawers) -> None:
        self.beat("answer", "Now you can read it.")
        formula = self.rooms.formula.hold(AttentionFormula(size=1.0).lit(*PARTS, "rest"))
        corner, self.corner = self.corner or formula.copy(), None
        twins, receiver = Twins(self.rooms.twins, self.ways), self.receiver
        self.keep(corner, *drawers.words, receiver.word)
        self.play(corner.turn_into(formula), twins.come_from(drawers, receiver), run_time=1.3)
        for step in twins.work(formula):
            self.play(step)
        self.hold(1.5)
        if cats := twins.tokens("cat"):
            self.beat("farewell", "And the unicorn sees the cats.")
            unicorn = self.rooms.unicorn.hold(Unicorn(height=1.5), LEFT)
            self.play(FadeIn(unicorn, shift=RIGHT * 0.6), run_time=0.8)
            self.play(stirring(cats), run_time=0.8)
