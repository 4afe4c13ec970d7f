"""Chapter 21: from one matrix of one head out to the model, and how much of it is attention."""

from __future__ import annotations

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    ReplacementTransform,
    VGroup,
    linear,
)

from scenes import theme
from scenes.mobjects.motion import aside, become, dimming, exchange
from scenes.pieces.counting_parameters.counted import count, named, product
from scenes.pieces.counting_parameters.counting import Counting
from scenes.pieces.counting_parameters.four_matrices import FourMatrices
from scenes.pieces.counting_parameters.one_matrix import OneMatrix
from scenes.pieces.counting_parameters.part_names import part_names
from scenes.pieces.counting_parameters.published import called, name_of, published
from scenes.pieces.counting_parameters.told import answer, beside_attention, side_by_side
from scenes.pieces.counting_parameters.whole_bar import WholeBar, filling
from scenes.stage.layout import line, stage
from scenes.stage.phrases import phrase
from scenes.stage.text import Text


class CountingParameters(Counting):
    """One matrix, a head, a block, all layers are counted, and compared with the whole model.

    ``preset`` may be gpt3, gpt2, llama3-8b, transformer-base or one of the film's own models.
    """

    heading = "Counting parameters"

    def construct(self) -> None:
        self.upper, self.gauge = stage().rows(5.0, 0.75)
        self.rooms = stage().rows(1.5, 2.4, 1.9)  # for the bar where it is large
        self.ask_how_much()
        four = self.add_up_a_head(self.narrow_one_matrix())
        self.join_heads(four)
        self.lay_on_the_whole(four)
        self.fill()
        self.compare()
        self.answer()

    def ask_how_much(self) -> None:
        name = called(self.preset)
        asked = phrase("Attention is all you need. How much of {name} is it?", name=name)
        self.beat("question", asked, published(self.preset))
        head, body, _ = self.rooms
        counts = self.counts
        self.bar = WholeBar(body.inset(left=0.3, right=0.3), counts, counts.total, counts.parts)
        words = Text("numbers in its matrices", size=theme.SIZE_TOKEN)
        total = line(count(counts.total.cite(), size=0.6), words, gap=0.35)
        name = name_of(self.preset, 0.7)
        self.opening = head.hold(VGroup(name, total).arrange(DOWN, buff=0.2), UP)
        self.play(FadeIn(name), filling(self.bar.whole))
        edge, mark = self.bar.asked()
        self.play(FadeIn(total, edge), run_time=theme.QUICK)
        far = self.bar.whole.width * RIGHT
        self.play(edge.animate.shift(far), run_time=theme.NORMAL)
        self.play(edge.animate.shift(-far / 2), run_time=theme.QUICK)
        self.guess(mark.match_x(edge), seconds=0.8)
        self.play(FadeOut(edge), run_time=theme.QUICK / 2)

    def narrow_one_matrix(self) -> OneMatrix:
        self.beat("narrow", "A full value matrix for every head? No: down to few, and up again.")
        left, right = self.upper.inset(bottom=0.35).columns(5.6, 7.8)
        one = OneMatrix(left.inset(left=1.1, top=0.5), right, self.counts)
        away = AnimationGroup(FadeOut(self.opening), self.bar.moved(self.gauge.inset(top=0.25)))
        coming = AnimationGroup(filling(one.square), FadeIn(one.sides, one.dear))
        self.play(LaggedStart(away, coming, lag_ratio=0.5), run_time=theme.SLOW)
        cross = one.cross()
        self.play(Create(cross), FadeIn(one.outline), dimming(one.dear))
        down = ReplacementTransform(one.square, one.down)
        self.play(down, FadeIn(one.up), FadeOut(cross), run_time=theme.SLOW)
        self.play(FadeIn(one.way, lag_ratio=0.2), FadeIn(one.cheap))
        return one

    def add_up_a_head(self, one: OneMatrix) -> FourMatrices:
        self.beat("head", "With a query and a key, that is one head.")
        four = FourMatrices(self.upper, self.counts)
        self.keep(self.bar, one.down, one.up, one.outline)
        old, new = (one.down, one.up, one.outline), (*four.strips[2:], four.outlines[2])
        self.play(become(old, new), FadeIn(four.outlines[3], four.names[2:]), run_time=0.7)
        coming = FadeIn(four.outlines[:2], four.strips[:2], four.names[:2])
        self.play(coming, Create(four.brace), run_time=0.7)
        self.play(FadeIn(four.in_head), run_time=theme.QUICK)
        return four

    def join_heads(self, four: FourMatrices) -> None:
        self.beat("block", side_by_side(self.counts))
        self.play(FadeOut(four.in_head, four.brace), exchange(four.names, four.weights))
        self.play(four.beside_each_other(), run_time=1.4 * theme.SLOW)
        self.play(FadeIn(four.held), Create(four.brace_of_all))
        self.play(FadeIn(four.in_block), run_time=theme.QUICK)

    def lay_on_the_whole(self, four: FourMatrices) -> None:
        self.beat("hair", "Laid on the whole, one block is a hair.")
        counts, bar = self.counts, self.bar
        above, room, _ = self.rooms
        self.product = above.hold(product(counts.blocks, counts.block, makes=counts.attention))
        self.named = named(self.product, "blocks", "in one block", "attention")
        self.play(FadeIn(four.wholes), run_time=theme.QUICK / 2)
        self.keep(bar, four.in_block, *four.wholes)
        (number, words), (_, block) = four.in_block, self.product.terms
        over = ReplacementTransform(words, self.named[1], path_func=aside(0.5 * UP))
        moves = become((*four.wholes, number), (*bar.blocks[0], block))
        self.play(bar.moved(room), moves, over, run_time=theme.SLOW)

    def fill(self) -> None:
        self.beat("fill", "Now all blocks, side by side: how far will they reach?")
        bar, (times, _), (words, _, sum_of) = self.bar, self.product.terms, self.named
        edge, self.guessed, seconds = bar.asked()[0], bar.guessed(), 2.2 * theme.SLOW
        coming = FadeIn(times, words, self.product.signs[0], edge, self.guessed)
        self.play(coming, run_time=theme.NORMAL)
        riding = edge.animate(run_time=seconds, rate_func=linear).shift(bar.blocks.width * RIGHT)
        self.play(*bar.fill(seconds), riding)
        self.hold(theme.QUICK)
        made = FadeIn(self.product.signs[1], self.product.total, sum_of)
        self.play(FadeOut(edge), made)

    def compare(self) -> None:
        self.beat("compare", beside_attention(self.counts))
        bar, counts = self.bar, self.counts
        told = part_names([bar.blocks, *bar.others], counts.names, counts.parts)
        fitting, left = bar.measured()
        total = VGroup(VGroup(self.named[-1]), self.product.total)
        gone = FadeOut(*self.product.terms, *self.product.signs, *self.named[:-1])
        self.play(gone, run_time=theme.QUICK / 2)
        self.play(ReplacementTransform(total, told[0]))
        for other, words in zip(bar.others[:fitting], told[1:], strict=False):
            laid = bar.blocks.copy()
            self.play(laid.animate.move_to(other, aligned_edge=LEFT), run_time=0.8)
            self.play(FadeIn(other, words), FadeOut(laid), run_time=0.6)
        rest = VGroup(*bar.others[fitting:], *told[len(told) - left :])
        self.play(FadeIn(rest, lag_ratio=0.2))

    def answer(self) -> None:
        self.beat("answer", answer(self.counts))
        (brace, share), (frame, rest) = self.bar.shares(self.counts.share)
        self.play(Create(brace))
        self.play(FadeIn(share, scale=1.2), run_time=theme.NORMAL)
        self.play(FadeOut(self.guessed), Create(frame), run_time=theme.SLOW)
        self.play(FadeIn(rest, scale=1.2), run_time=theme.NORMAL)
        self.hold(theme.NORMAL)
