"""Chapter 14: whoever is to guess the next word must not see it; the mask hides what follows."""

from __future__ import annotations

from functools import cached_property

from manim import DOWN, RIGHT, FadeIn, FadeOut, ReplacementTransform, TransformFromCopy, VGroup

from attention_math.arrays import softmax
from attention_math.derived import mask_after_softmax, row_sums
from attention_math.story import freed_row, most_ahead
from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.causal_mask.freed_weight import FreedWeight
from scenes.pieces.causal_mask.full_rows import FullRows
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
        given, later = self.peek(grid, weights)
        open_levels, scores = self.listen_to_the_future(grid, given, later)
        self.hide_the_future(grid, scores)
        self.mask_too_late(grid, *self.share_what_is_freed(grid, open_levels))
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
        self.play(FadeIn(grid), run_time=theme.QUICK)
        self.play(weights.rise(), run_time=theme.NORMAL)
        self.guess(*grid.shutters)
        return grid, weights

    def peek(self, grid: ShutteredGrid, weights: Levels) -> tuple[VGroup, VGroup]:
        self.beat("peek", "Each row has to guess its next word. Left open, it can read it.")
        given, later = grid.words(grid.seen), grid.words(grid.later, theme.QUIET)
        self.play(FadeOut(weights, shift=DOWN * 0.2), run_time=theme.QUICK)
        self.play(grid.take_in(given), run_time=2 * theme.NORMAL)
        self.add(grid.behind, later)
        self.play(grid.raise_shutters(), run_time=theme.SLOW)
        self.play(grid.light_answers(later), run_time=theme.NORMAL)
        return given, later

    def listen_to_the_future(
        self, grid: ShutteredGrid, given: VGroup, later: VGroup
    ) -> tuple[Levels, tuple[VGroup, VGroup]]:
        word, row = self.words[self.query], self.unmasked[self.query]
        heard = self.tokens("key").chosen(derive(most_ahead, row, self.query)).words()[0]
        self.beat("open", "Left open, “{word}” would listen to “{heard}”.", word=word, heard=heard)
        levels = grid.levels(self.unmasked, [*grid.seen, *grid.later])
        scores = grid.scores_of(self.query)
        gone = FadeOut(given, later, run_time=theme.NORMAL)
        self.play(gone, *grid.follow(self.query), levels.rise(), run_time=1.5 * theme.SLOW)
        self.play(FadeIn(*scores), run_time=theme.QUICK)
        self.hold(theme.QUICK)
        return levels, scores

    def hide_the_future(self, grid: ShutteredGrid, scores: tuple[VGroup, VGroup]) -> None:
        self.beat("mask", "The mask makes every later score minus infinity.")
        hidden = grid.numbers(grid.quantity, grid.later)
        self.play(FadeOut(scores[1], run_time=theme.QUICK), grid.close_shutters().set_run_time(2))
        self.remove(grid.behind)
        self.play(FadeIn(hidden, lag_ratio=0.15), run_time=theme.NORMAL)

    def share_what_is_freed(self, grid: ShutteredGrid, levels: Levels) -> tuple[Levels, FullRows]:
        self.beat("flow", "So the weight that is freed flows to the words before.")
        after = grid.levels(self.of_head("weights"))
        freed = FreedWeight(levels, after)
        self.play(freed.flow(), run_time=5)
        self.remove(freed, levels)
        sums = FullRows(grid, derive(row_sums, self.of_head("weights")))
        self.play(FadeIn(sums, shift=RIGHT * 0.2))
        return after, sums

    def mask_too_late(self, grid: ShutteredGrid, levels: Levels, sums: FullRows) -> None:
        late = derive(mask_after_softmax, self.scaled, self.quantity("visible"))
        self.beat("too late", "Mask after softmax instead, and the freed weight is lost.")
        wrong, short = grid.levels(late), FullRows(grid, derive(row_sums, late))
        lower = map(ReplacementTransform, (*levels, sums.bars), (*wrong, short.bars))
        self.play(*lower, FadeOut(sums.numbers), run_time=1.5 * theme.SLOW)
        self.play(FadeIn(short.numbers, scale=1.3))

    def meet_two_models(self, grid: ShutteredGrid) -> TwoModels:
        self.beat("cheat", "Two small models, one may peek: it seems far better.")
        models = TwoModels(stage(), len(self.words))
        labels = grid.row_labels, grid.column_labels, grid.axis_titles
        self.keep(grid.cells, *labels, beside=grid.drop_labels())
        masked, may_peek = (mask.cells for mask in models.masks)
        self.play(ReplacementTransform(grid.cells, masked), TransformFromCopy(grid.cells, may_peek))
        coming = FadeIn(models.names, models.unit), models.tell(0)
        self.keep(masked, may_peek, badge=False, beside=coming)
        return models

    def let_them_write(self, models: TwoModels) -> None:
        self.beat("write", "Now they write, with nothing to peek at. What will the cheat write?")
        self.guess(*models.written)
        self.play(models.write(), run_time=2 * theme.SLOW)

    def answer(self, models: TwoModels) -> None:
        self.beat("answer", "It learnt to copy: so nobody may see what follows.")
        self.play(models.tell(1), run_time=1.7 * theme.SLOW)
        self.hold(1.0)
