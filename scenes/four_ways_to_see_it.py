"""Chapter 27: one row seen as a dictionary, a search engine, a switchboard and a memory."""

from __future__ import annotations

from manim import Animation, FadeIn, FadeOut, ReplacementTransform, Succession, VGroup

from attention_math.readings import noun_places
from attention_math.story import Pair, ranking
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import PARTS, AttentionFormula
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.motion import become, rippling, stirring
from scenes.pieces.four_ways_to_see_it.cooled_shelf import CooledShelf
from scenes.pieces.four_ways_to_see_it.receiver import Receiver
from scenes.pieces.four_ways_to_see_it.shelf import Shelf
from scenes.pieces.four_ways_to_see_it.twins import Twins
from scenes.pieces.four_ways_to_see_it.ways import NEEDED, Ways
from scenes.stage.cited import Word
from scenes.stage.layout import stage
from scenes.stage.refusal import StageError
from scenes.stage.text import Text


class FourWaysToSeeIt(Mechanism):
    """The weights of one row stand up as bars; four small changes show four old ideas in them."""

    heading = "Four ways to see it"
    lights = PARTS
    exceptions = {"faded, then used": "which of both French forms stands is each time the answer"}
    other_sentences = (
        "the white car sees the green cat",
        "this old queen slept behind a bridge",
        "the black dog sees a house",
    )

    def construct(self) -> None:
        shelf = self.stand_up(self.show_grid())
        self.cool(shelf)
        shelf = self.find_by_content(self.route(self.rank(shelf)))
        self.say_who_does_what(shelf)
        self.return_to_both_sentences(shelf)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if self.asks(self.pair) is None:
            raise StageError(NEEDED)
        row = self.of_head("scores")[self.pair.query], self.of_head("query")
        self.ways = Ways(self.model, self.head, self.tokens("key"), self.pair, row)
        self.word = self.tokens("query").words()[self.pair.query]
        self.names = VGroup()
        left, right = stage().columns(8.6, 4.6, gap=0.2)
        self.right, self.foot = right.rows(4.4, 1.4)
        self.name_room, self.left = left.rows(1, 6.2)

    def asks(self, pair: Pair) -> str | None:
        """Follow only a word that looks most at its own noun."""
        own = noun_places(self.trace.query_side.shown)[pair.query]
        return super().asks(pair) if own == pair.key else None

    def show_grid(self) -> AttentionGrid:
        count = len(self.story.weights)
        room = stage().inset(left=1.7, top=1.0, bottom=0.1)
        grid = self.grid("weights", view="heat", cell=room.cell(count, count, most=(1.5, 0.9)))
        stage().hold(grid)
        self.open_with(grid.row_labels, grid.column_labels, grid.axis_titles)
        self.beat("question", "One grid of weights. What does it remind you of?")
        self.play(rippling(grid), run_time=1.5 * theme.SLOW)
        grid.add(grid.frame(grid.row(self.pair.query)))
        self.play(FadeIn(grid[-1]), run_time=theme.QUICK)
        self.guess(grid.row(self.pair.query), seconds=1.5)
        return grid

    def stand_up(self, grid: AttentionGrid) -> Shelf:
        self.beat("row", "Take the row of “{word}”, and let it stand up.", word=self.word)
        shelf = Shelf(self.left, self.ways.words, self.ways.row)
        self.receiver = Receiver(self.right, self.word)
        cells, query = grid.row(self.pair.query), self.pair.query
        others = [one for i in range(len(grid.quantity)) if i != query for one in grid.row(i)]
        others += [one for i, one in enumerate(grid.row_labels) if i != query]
        self.play(FadeOut(*others, grid.axis_titles, grid[-1]), run_time=theme.QUICK)
        asking = ReplacementTransform(grid.row_labels[query], self.receiver.word)
        standing = become([*cells, *grid.column_labels], [*shelf.bars, *shelf.words])
        self.play(standing, asking, FadeIn(self.receiver.icon, shelf.number), run_time=theme.SLOW)
        self.play(self.receiver.write(self.ways.french[0]))
        return shelf

    def cool(self, shelf: Shelf) -> None:
        ways = self.ways
        self.beat("dictionary", "Cool the softmax down: a dictionary, where one entry answers.")
        cooled = CooledShelf(shelf, ways.sweep, self.foot, at=ways.warm)
        self.call(Text("a dictionary", size=0.75), FadeIn(cooled.slider))
        self.play(cooled.slide(ways.warm, ways.cold), run_time=1.3 * theme.SLOW)
        self.say("Warm, it looks up every entry, and mixes what they say.")
        self.play(cooled.slide(ways.cold, ways.warm), run_time=1.6 * theme.SLOW)
        sent = shelf.send(self.receiver.word.get_center())
        self.play(sent, FadeOut(cooled.slider), run_time=theme.SLOW)

    def rank(self, shelf: Shelf) -> Shelf:
        self.beat("search", "Sort it: a search engine, with the best hit first.")
        hits = Shelf(self.left, self.ways.words, row := self.ways.row, ranking(row.values))
        self.call(Text("a search engine", size=0.75), shelf.turn(hits))
        self.play(hits.send(self.receiver.word.get_center()), run_time=theme.SLOW)
        return hits

    def route(self, shelf: Shelf) -> Shelf:
        self.beat("switchboard", "Back in order. Now the nouns change places: who is put through?")
        ways = self.ways
        ordered = Shelf(self.left, ways.words, ways.row)
        twin = Shelf(self.left, ways.twin.words, ways.twin.weights)
        self.call(Text("a switchboard", size=0.75), shelf.turn(ordered))
        self.guess(self.receiver.below(), seconds=1.5)
        turning = ordered.turn(twin, ways.swapped())
        self.play(turning, self.receiver.forget(), run_time=1.3 * theme.SLOW)
        self.say("Every sentence lays its own lines: routing.")
        self.deliver(twin, ways.french[1])
        return twin

    def find_by_content(self, shelf: Shelf) -> Shelf:
        ways = self.ways
        self.beat("memory", "Back, and the noun goes one place on.")
        home = Shelf(self.left, ways.words, ways.row)
        turning = shelf.turn(home, ways.swapped())
        self.call(Text("a memory", size=0.75), turning, self.receiver.forget())
        moved = Shelf(self.left, ways.moved.words, ways.moved.weights)
        self.play(home.turn(moved, ways.shifted()), run_time=1.5 * theme.SLOW)
        self.say(ways.says_it_is_found())
        self.deliver(moved, ways.french[2])
        return moved

    def say_who_does_what(self, shelf: Shelf) -> None:
        self.beat("roles", "Four times the same: Q asks, K answers, V carries.")
        hands = FadeIn(shelf.hands(), lag_ratio=0.2)
        self.play(FadeOut(self.names), stirring([self.receiver.icon]), hands)
        self.play(shelf.send(self.receiver.word.get_center()), run_time=theme.SLOW)

    def return_to_both_sentences(self, shelf: Shelf) -> None:
        self.beat("answer", "Now you can read it.")
        above, below = stage().rows(1.25, 1.2, gap=0.2)
        formula = above.hold(AttentionFormula(size=1.1).lit(*PARTS, "rest"))
        corner, self.corner = self.corner or formula.copy(), None
        ways, receiver = self.ways, self.receiver
        twins = Twins(below, (ways.words, ways.twin.words), ways.french[:2], self.pair.query)
        kept = corner, *shelf.words, receiver.word, receiver.french
        coming = corner.turn_into(formula), twins.come_from(shelf, ways.shifted(), receiver)
        self.keep(*kept, beside=coming, run_time=theme.SLOW)
        self.play(twins.write(), run_time=theme.SLOW)

    def call(self, name: Text, *moves: Animation) -> None:
        """Put a name over the shelf, in place of the one that stands there."""
        self.names.add(self.name_room.hold(name))
        *old, _ = self.names
        coming = Succession(*(FadeOut(one, run_time=theme.QUICK) for one in old), FadeIn(name))
        self.play(coming, *moves, run_time=theme.SLOW)
        self.names.remove(*old)

    def deliver(self, shelf: Shelf, french: Word) -> None:
        """Let all values go to who asks, and the French follow."""
        self.play(shelf.send(self.receiver.word.get_center()), run_time=theme.SLOW)
        self.play(self.receiver.write(french))
