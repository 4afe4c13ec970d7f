"""Chapter 14: whoever is to guess the next word must not see it; the mask hides what follows."""

from __future__ import annotations

from functools import cached_property

from manim import DOWN, RIGHT, FadeIn, FadeOut, ReplacementTransform, TransformFromCopy, VGroup

from attention_math.arrays import softmax
from attention_math.derived import mask_after_softmax, padded_in_front, row_sums
from attention_math.story import freed_row, most_ahead
from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.causal_mask.freed_weight import FreedWeight
from scenes.pieces.causal_mask.full_rows import FullRows
from scenes.pieces.causal_mask.padding import Padding
from scenes.pieces.causal_mask.shuttered_grid import Levels, ShutteredGrid
from scenes.pieces.causal_mask.two_models import TwoModels
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive
from scenes.stage.layout import stage


class CausalMask(Chapter):
    """Scores of later words become −∞, and the weight that they had flows to the words before."""

    heading = "The causal mask"
    lights = ()
    needs = ("scaled", "masked", "weights")
    sentence = "the sky is blue"
    model = "speaker"
    layer = 1
    head = 2
    kind = "masked"
    mask = "causal"
    most_tokens = 7
    other_sentences = (
        "birds sing",
        "the pilot flies the airplane",
        "the small girl reads the book",
    )

    def construct(self) -> None:
        self.words, self.scaled = self.tokens("key").words(), self.of_head("scaled")
        self.query = freed_row(self.unmasked.values, self.trace.visible)
        grid, weights = self.ask_why_it_is_empty()
        given = self.ask_every_prefix(grid, weights)
        later = self.peek(grid, given)
        open_levels, scores = self.listen_to_the_future(grid, given, later)
        self.hide_the_future(grid, scores)
        levels, sums = self.share_what_is_freed(grid, open_levels)
        self.hide_padding(grid, self.mask_too_late(grid, levels, sums))
        models = self.meet_two_models(grid)
        self.let_them_write(models)
        self.answer(models)

    @cached_property
    def unmasked(self) -> Quantity:
        """What the same head's weights are without the mask."""
        return derive(softmax, self.of_head("scaled"))

    def ask_why_it_is_empty(self) -> tuple[ShutteredGrid, Levels]:
        self.beat("question", "Nobody here listens to a word that follows: why?")
        asking, matrices = self.tokens("query").words(), (self.of_head("masked"), self.scaled)
        grid = ShutteredGrid(stage(), *matrices, self.trace.visible, asking, self.words)
        weights = grid.levels(self.of_head("weights"), aside=False)
        self.play(FadeIn(grid))
        self.play(weights.rise(), run_time=theme.SLOW)
        self.guess(*grid.shutters)
        return grid, weights

    def ask_every_prefix(self, grid: ShutteredGrid, weights: Levels) -> VGroup:
        self.beat("prefixes", "In training each beginning of a text is to guess its next word.")
        given = grid.words(grid.seen)
        self.play(FadeOut(weights, shift=DOWN * 0.2), run_time=theme.QUICK)
        self.play(grid.take_in(given), run_time=2 * theme.SLOW)
        self.guess(*(grid.cell(*at) for at in grid.next_ones()), seconds=1.25)
        return given

    def peek(self, grid: ShutteredGrid, given: VGroup) -> VGroup:
        self.beat("peek", "But the text goes on behind the shutters: there stands each answer.")
        later, after_next = grid.words(grid.later, theme.QUIET), grid.beyond_next()
        self.add(grid.behind, later)
        self.play(grid.raise_shutters(grid.next_ones()), run_time=theme.SLOW)
        self.play(grid.light_answers(later), run_time=theme.NORMAL)
        if after_next:
            self.play(grid.raise_shutters(after_next), run_time=theme.SLOW)
        return later

    def listen_to_the_future(
        self, grid: ShutteredGrid, given: VGroup, later: VGroup
    ) -> tuple[Levels, tuple[VGroup, VGroup]]:
        word, row = self.words[self.query], self.unmasked[self.query]
        heard = self.tokens("key").chosen(derive(most_ahead, row, self.query)).words()[0]
        self.beat("open", "Left open, “{word}” would listen to “{heard}”.", word=word, heard=heard)
        levels = grid.levels(self.unmasked, [*grid.seen, *grid.later])
        scores = grid.scores_of(self.query)
        gone = FadeOut(given, later, run_time=theme.NORMAL)
        self.play(gone, *grid.follow(self.query), levels.rise(), run_time=2 * theme.SLOW)
        self.play(FadeIn(*scores), run_time=theme.NORMAL)
        return levels, scores

    def hide_the_future(self, grid: ShutteredGrid, scores: tuple[VGroup, VGroup]) -> None:
        self.beat("mask", "The mask makes every later score minus infinity.")
        hidden = grid.numbers(grid.quantity, grid.later)
        self.play(FadeOut(scores[1]), run_time=theme.QUICK)
        self.play(grid.close_shutters(), run_time=2)
        self.remove(grid.behind)
        self.play(FadeIn(hidden, lag_ratio=0.15), run_time=theme.NORMAL)

    def share_what_is_freed(self, grid: ShutteredGrid, levels: Levels) -> tuple[Levels, FullRows]:
        self.beat("flow", "So the weight that is freed flows to the words before.")
        after = grid.levels(self.of_head("weights"))
        freed = FreedWeight(levels, after)
        self.play(freed.flow(), run_time=5.5)
        self.remove(freed, levels)
        sums = FullRows(grid, derive(row_sums, self.of_head("weights")))
        self.play(FadeIn(sums, shift=RIGHT * 0.2))
        return after, sums

    def mask_too_late(self, grid: ShutteredGrid, levels: Levels, sums: FullRows) -> Levels:
        late = derive(mask_after_softmax, self.scaled, self.quantity("visible"))
        self.beat("too late", "Mask after softmax instead, and the freed weight is lost.")
        wrong, short = grid.levels(late), FullRows(grid, derive(row_sums, late))
        lower = map(ReplacementTransform, (*levels, sums.bars), (*wrong, short.bars))
        self.play(*lower, FadeOut(sums.numbers), run_time=theme.SLOW)
        self.play(FadeIn(short.numbers, scale=1.3))
        self.hold(0.5)
        self.play(FadeOut(short, sums.glasses, sums.title), run_time=theme.QUICK)
        return wrong

    def hide_padding(self, grid: ShutteredGrid, wrong: Levels) -> None:
        self.beat("padding", "Padding in front is no word at all: its columns are hidden too.")
        right = zip(wrong, grid.levels(self.of_head("weights")), strict=True)
        self.play(*(ReplacementTransform(*pair) for pair in right), run_time=theme.QUICK)
        whole = VGroup(grid.cells, grid.row_labels, grid.axis_titles)
        self.zoom(whole, room=Padding.room_for(stage()), run_time=theme.NORMAL)
        padding = Padding(grid, derive(padded_in_front, self.quantity("visible"), 2))
        self.play(*padding.make_room(), padding.enter(), run_time=theme.SLOW)

    def meet_two_models(self, grid: ShutteredGrid) -> TwoModels:
        self.beat("cheat", "Two models train: the one that may peek seems far better.")
        models = TwoModels(stage(), len(self.words))
        labels = grid.row_labels, grid.column_labels, grid.axis_titles
        self.keep(grid.cells, *labels, beside=grid.drop_labels())
        masked, may_peek = (mask.cells for mask in models.masks)
        self.play(ReplacementTransform(grid.cells, masked), TransformFromCopy(grid.cells, may_peek))
        self.keep(masked, may_peek, badge=False, beside=[FadeIn(models.names, models.unit)])
        self.play(models.tell(0), run_time=1.5 * theme.SLOW)
        return models

    def let_them_write(self, models: TwoModels) -> None:
        self.beat("write", "Now they write, with nothing to peek at. What will the cheat write?")
        self.guess(*models.written)
        self.play(models.write(), run_time=2.5 * theme.SLOW)
        self.hold(theme.QUICK)

    def answer(self, models: TwoModels) -> None:
        self.beat("answer", "It learnt to copy, not to guess: so nobody may see what follows.")
        self.play(models.tell(1), run_time=2.5 * theme.SLOW)
