"""Chapter 14: whoever is to guess the next word must not see it; the mask hides what follows."""

from __future__ import annotations

from functools import cached_property

from manim import DOWN, RIGHT, FadeIn, FadeOut, ReplacementTransform, TransformFromCopy, VGroup

from attention_math.arrays import softmax
from attention_math.derived import mask_after_softmax, row_sums
from attention_math.story import freed_row, most_ahead
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import stirring
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
        open_levels = self.listen_to_the_future(grid, *self.peek(grid, weights))
        self.share_what_is_freed(grid, open_levels, self.hide_too_late(grid))
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
        weights = grid.levels(self.of_head("weights"))
        self.play(FadeIn(grid), run_time=theme.QUICK)
        self.play(weights.rise(), run_time=theme.NORMAL)
        self.guess(*grid.shutters, seconds=0.9 * theme.GUESS)
        return grid, weights

    def peek(self, grid: ShutteredGrid, weights: Levels) -> tuple[VGroup, VGroup]:
        self.beat("peek", "Training asks each row for its next word.")
        given, later = grid.words(grid.seen), grid.words(grid.later, theme.QUIET)
        self.play(FadeOut(weights, shift=DOWN * 0.2), run_time=theme.QUICK)
        self.play(grid.tell(given), run_time=2 * theme.NORMAL)
        self.guess(*grid.spots(), seconds=theme.SLOW, beside=stirring(given))
        self.beat("read", "With nothing hidden, the answer can be read.")
        self.add(grid.behind, later)
        self.play(grid.raise_shutters(), run_time=theme.SLOW)
        self.play(grid.light_answers(later), run_time=theme.NORMAL)
        return given, later

    def listen_to_the_future(self, grid: ShutteredGrid, given: VGroup, later: VGroup) -> Levels:
        word, row = self.words[self.query], self.unmasked[self.query]
        heard = self.tokens("key").chosen(derive(most_ahead, row, self.query)).words()[0]
        self.beat("open", "Left open, “{word}” would listen to “{heard}”.", word=word, heard=heard)
        levels = grid.levels(self.unmasked, [*grid.seen, *grid.later])
        self.play(FadeOut(given, later), *grid.follow(self.query), run_time=theme.QUICK)
        self.play(levels.rise(), run_time=1.5 * theme.SLOW)
        return levels

    def hide_too_late(self, grid: ShutteredGrid) -> FullRows:
        self.beat("too late", "Hide the weights alone, and rows fall short of one.")
        late = derive(mask_after_softmax, self.scaled, self.quantity("visible"))
        short = FullRows(grid, derive(row_sums, late))
        self.play(grid.close_shutters(), run_time=2 * theme.NORMAL)
        self.remove(grid.behind)
        self.play(FadeIn(short, shift=RIGHT * 0.2), run_time=theme.NORMAL)
        return short

    def share_what_is_freed(self, grid: ShutteredGrid, levels: Levels, short: FullRows) -> None:
        self.beat("flow", "Make their scores minus infinity: the weight flows left.")
        freed = FreedWeight(levels, grid.levels(self.of_head("weights")))
        sums = FullRows(grid, derive(row_sums, self.of_head("weights")))
        self.play(FadeIn(grid.hidden_scores(), lag_ratio=0.2), run_time=0.8)
        self.play(freed.flow(), short.fill(sums), run_time=3.5)
        self.remove(freed, levels)
        self.play(FadeIn(sums.numbers, lag_ratio=0.3), run_time=1.2)

    def meet_two_models(self, grid: ShutteredGrid) -> TwoModels:
        self.beat("cheat", "Two models train, and one may peek. Which errs less?")
        models = TwoModels(stage(), len(self.words))
        labels = grid.row_labels, grid.column_labels, grid.axis_titles
        self.keep(grid.cells, *labels, beside=grid.drop_labels())
        masked, may_peek = (mask.cells for mask in models.masks)
        self.play(ReplacementTransform(grid.cells, masked), TransformFromCopy(grid.cells, may_peek))
        coming = FadeIn(models.names), models.tell()
        self.keep(masked, may_peek, badge=False, beside=coming)
        return models

    def let_them_write(self, models: TwoModels) -> None:
        self.beat("write", "Nothing to peek at now: what will the cheat write?")
        self.play(models.quiet(), run_time=theme.QUICK)
        self.guess(*models.written, larger=2)
        self.play(models.write(0), run_time=1.2)
        self.play(models.write(1), run_time=1.5 * theme.SLOW)
        self.hold(theme.SLOW)

    def answer(self, models: TwoModels) -> None:
        self.beat("answer", "It learnt to copy: so nobody may see what follows.")
        for move in (*models.turn(0), *models.turn(1)):
            self.play(move)
        self.hold(theme.QUICK)
