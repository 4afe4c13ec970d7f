"""Chapter 21: from one matrix of one head out to the model, and how much of it is attention."""

from __future__ import annotations

from manim import LEFT, Create, FadeIn, FadeOut, GrowArrow, ReplacementTransform, VGroup

from scenes import theme
from scenes.mobjects.motion import become, dimming, exchange
from scenes.pieces.counting_parameters.counted import count, product
from scenes.pieces.counting_parameters.counting import Counting
from scenes.pieces.counting_parameters.four_matrices import FourMatrices
from scenes.pieces.counting_parameters.layer_stack import LayerStack
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
        self.ask_how_much()
        four = self.add_up_a_head(self.narrow_one_matrix())
        self.join_heads(four)
        self.pour(self.stack_layers(four))
        self.compare()
        self.answer()

    def ask_how_much(self) -> None:
        name = called(self.preset)
        asked = phrase("Attention is all you need. How much of {name} is it?", name=name)
        self.beat("question", asked, published(self.preset))
        head, body, foot = stage().rows(1.1, 2.8, 1.1)
        counts = self.counts
        self.bar = WholeBar(body.inset(left=0.3, right=0.3), counts, counts.total, counts.parts)
        words = Text("numbers in its matrices", size=theme.SIZE_TOKEN)
        total = foot.hold(line(count(counts.total.cite(), size=0.7), words, gap=0.35))
        self.opening = head.hold(name_of(self.preset, 0.8)), total
        self.play(FadeIn(self.opening[0]), filling(self.bar.whole))
        self.play(FadeIn(total), run_time=theme.QUICK)
        self.guess(self.bar.whole, seconds=1.3)

    def narrow_one_matrix(self) -> OneMatrix:
        self.beat("narrow", "A full value matrix for every head? No: down to few, and up again.")
        left, right = self.upper.inset(bottom=0.35).columns(5.6, 7.8)
        one = OneMatrix(left.inset(left=1.1, top=0.5), right, self.counts)
        gone = FadeOut(*self.opening, run_time=theme.QUICK)
        self.play(gone, *self.bar.moved(self.gauge.inset(top=0.25)))
        self.play(filling(one.square), FadeIn(one.sides, one.dear), run_time=theme.NORMAL)
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
        self.sliver = self.bar.sliver(self.counts.block.cite())
        self.play(FadeOut(four.in_head, four.brace), exchange(four.names, four.weights))
        self.play(four.beside_each_other(), run_time=1.4 * theme.SLOW)
        self.play(FadeIn(four.held), Create(four.brace_of_all))
        self.play(FadeIn(four.in_block, self.sliver), run_time=theme.QUICK)

    def stack_layers(self, four: FourMatrices) -> LayerStack:
        self.beat("layers", "That was one block. Now those of all layers, one on another.")
        counts, (room, foot) = self.counts, self.upper.rows(4.2, 0.6)
        stack = LayerStack(room, counts)
        self.play(FadeIn(four.wholes), run_time=theme.QUICK / 2)
        self.keep(self.bar, self.sliver, four.in_block, *four.wholes)
        self.play(become(four.wholes, stack.lowest))
        self.add(stack.layers)
        self.play(stack.turn(), GrowArrow(stack.up), FadeIn(stack.times), run_time=theme.SLOW)
        self.product = foot.hold(product(counts.blocks, counts.block, makes=counts.attention))
        (number, words), (times, block) = four.in_block, self.product.terms
        self.play(ReplacementTransform(number, block), FadeOut(words, self.sliver))
        self.play(FadeIn(times, self.product.signs, self.product.total), run_time=theme.QUICK)
        return stack

    def pour(self, stack: LayerStack) -> None:
        self.beat("pour", "That is all of attention. Pour it into the whole.")
        room = stage().rows(4.4, 1.3)[1].inset(top=0.1)
        self.play(FadeOut(self.product, stack.up, stack.times), *self.bar.moved(room))
        bands, seconds = self.bar.bands, 2.2 * theme.SLOW
        self.play(stack.pour(seconds), filling(bands, run_time=seconds))
        self.play(*self.bar.moved(stage().rows(1.5, 2.4, 1.9)[1], bands))

    def compare(self) -> None:
        self.beat("compare", beside_attention(self.counts))
        bar, counts = self.bar, self.counts
        told = part_names([bar.bands, *bar.others], counts.names, counts.parts)
        frame, (fitting, left) = bar.measure(), bar.measured()
        self.play(FadeIn(told[0]), Create(frame))
        for other, words in zip(bar.others[:fitting], told[1:], strict=False):
            self.play(frame.animate.move_to(other, aligned_edge=LEFT), run_time=0.7)
            self.play(filling(other), FadeIn(words), run_time=0.7)
        rest = VGroup(*bar.others[fitting:], *told[len(told) - left :])
        self.play(FadeOut(frame), FadeIn(rest, lag_ratio=0.2))

    def answer(self) -> None:
        self.beat("answer", answer(self.counts))
        bar = self.bar
        brace, share = bar.share_below(self.counts.share)
        self.play(Create(brace), bar.elsewhere())
        self.play(FadeIn(share, scale=1.2), run_time=theme.NORMAL)
        frame = bar.measure()
        self.play(FadeIn(frame), run_time=theme.QUICK / 2)
        for other in bar.others[: bar.measured()[0]]:
            self.play(frame.animate.move_to(other, aligned_edge=LEFT), run_time=theme.QUICK)
        self.play(FadeOut(frame), run_time=theme.QUICK / 2)
        self.hold(1.6 * theme.NORMAL)
