"""Chapter 26: ropes that weigh alike are cut; on one hangs a word, and on the others nothing."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, AnimationGroup, FadeIn, FadeOut, ReplacementTransform

from scenes import theme
from scenes.mechanism import Mechanism
from scenes.pieces.a_weight_is_not_a_reason.cut_sentence import CutSentence
from scenes.pieces.a_weight_is_not_a_reason.heavy_edges import HeavyEdges
from scenes.pieces.a_weight_is_not_a_reason.lone_rope import LoneRope
from scenes.pieces.a_weight_is_not_a_reason.swing import Swing
from scenes.pieces.a_weight_is_not_a_reason.whole_row import WholeRow
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase


class AWeightIsNotAReason(Mechanism):
    """Three edges of equal ink are cut one by one, and then all edges into a word."""

    heading = "A weight is not a reason"
    lights = ("softmax",)
    other_sentences = (
        "white cat sees car",
        "the cat sees the car",
        "the king sees my old house",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )

    exceptions = {
        "faded, then used": "the word is one of another sentence, which another model reads"
    }

    def construct(self) -> None:
        cut = self.ask_which_matters()
        self.cut_two(cut)
        self.cut_the_last(cut)
        self.turn_the_word(cut)
        swing = self.hang_another_word(cut)
        self.cut_the_faint(swing)
        self.cut_two_alike(swing)
        self.cut_the_heavy(swing)
        self.cut_the_rope_of_the_film(swing)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        arrays = self.of_head("scaled"), self.of_head("weights")
        self.heavy = HeavyEdges(self.model, self.head, self.tokens("query"), *arrays)

    def ask_which_matters(self) -> CutSentence:
        cut = CutSentence(stage(), self.heavy, self.heavy.chosen)
        self.open_with(*cut.tokens)
        self.beat("question", "Three ropes, as good as equal. Which one holds its word?")
        self.play(cut.hang(), run_time=1.9)
        self.play(cut.weigh(), run_time=0.5)
        self.guess(*cut.chances, seconds=0.8)
        return cut

    def cut_two(self, cut: CutSentence) -> None:
        self.beat("two", "Cut one: the rest of its row takes over, and nothing falls.")
        self.play(cut.cut(0))
        self.play(*cut.take_over(0), FadeIn(cut.likely), run_time=0.9)
        self.play(*cut.mend(0), cut.cut(1))
        self.play(*cut.take_over(1), run_time=0.6)

    def cut_the_last(self, cut: CutSentence) -> None:
        self.beat("last", "Nothing, both times. And the last one: your guess?")
        self.play(*cut.mend(1), run_time=0.5)
        self.guess(cut.chances[2], seconds=0.6)
        self.play(cut.cut(2))
        self.play(cut.drop(2))

    def turn_the_word(self, cut: CutSentence) -> None:
        old, new = cut.turning(2)
        self.say("Without it “{old}” falls, and “{new}” comes.", old=old, new=new)
        self.play(cut.replace(2), run_time=2.5)

    def hang_another_word(self, cut: CutSentence) -> Swing:
        row = self.row = WholeRow()
        swing = Swing(stage(), row)
        twelve = row.are_twelve
        said = phrase("Another model, the speaker: twelve ropes from each word.", holds=twelve)
        self.beat("model", said)
        (first, *others), ropes = row.words, cut.whole()
        heavy = row.heavy[-len(ropes) :]
        box = cut.tokens[0].box
        moving = *swing.catch(ropes, heavy), ReplacementTransform(box, first.box)
        coming = FadeIn(first.label, *others, shift=DOWN * 0.3)
        self.keep(*ropes, box, badge=False, beside=[AnimationGroup(*moving, coming, run_time=0.8)])
        self.play(swing.grow(ropes, heavy), run_time=2.4)
        return swing

    def cut_the_faint(self, swing: Swing) -> None:
        self.beat("faint", "Sort them, cut one at a time. Faint ones: nothing.")
        self.play(*swing.sort(), FadeIn(swing.plane), run_time=1.2)
        self.play(swing.cut_each(self.row.faint), run_time=1.7)

    def cut_two_alike(self, swing: Swing) -> None:
        low, high = self.row.parting
        self.told = swing.tell(low, high)
        self.beat("alike", "Now two that weigh the same.")
        self.play(*swing.light(low, high), FadeIn(self.told), run_time=0.7)
        self.cut_one(swing, low)
        self.say("That one held the word up. And the other?")
        self.guess(swing.word.copy().next_to(swing.bar, UP, aligned_edge=RIGHT), seconds=0.8)
        self.cut_one(swing, high)

    def cut_one(self, swing: Swing, place: int) -> None:
        self.play(swing.snip(place))
        self.told.add(number := swing.read(place))
        self.play(swing.cut(place), FadeIn(number), run_time=0.8)
        self.play(swing.mend(place), run_time=0.4)

    def cut_the_heavy(self, swing: Swing) -> None:
        self.beat("plane", "A weight: how much a rope could matter, not which way.")
        self.play(*swing.light(), FadeOut(self.told), run_time=0.3)
        others = [place for place in self.row.heavy if place not in self.row.parting]
        self.play(swing.cut_each(others), run_time=2.0)
        self.play(*swing.lay_out(), FadeOut(self.row.words), run_time=1.6)
        self.play(FadeIn(swing.plane.weights(), swing.plane.note()), run_time=0.8)
        self.hold(0.8)

    def cut_the_rope_of_the_film(self, swing: Swing) -> None:
        self.beat("hero", "And the rope that this film has followed? Your guess.")
        cut = LoneRope(stage(), self.heavy, self.pair)
        coming = swing.fall(), FadeIn(cut.tokens, shift=DOWN * 0.4), FadeIn(self.badge)
        self.keep(swing.points, beside=[AnimationGroup(*coming, run_time=0.8)])
        self.play(cut.hang(), cut.weigh(), run_time=1.2)
        self.guess(cut.ask(), seconds=1.4)
        self.play(cut.cut(0))
        self.play(*cut.sag(), run_time=0.4)
        old, new = cut.turning(0)
        stays = self.heavy.stays(self.pair.query)
        if stays.values:
            said = phrase(
                "Still “{word}”. A weight is a clue, not an explanation.", holds=stays, word=old
            )
            self.beat("answer", said)
            self.play(*cut.take_over(0), FadeIn(cut.likely), run_time=3.0)
        else:
            said = phrase(
                "Now it is “{word}”. A weight is a clue, not an explanation.",
                holds=1 - stays,
                word=new,
            )
            self.beat("answer", said)
            self.play(cut.drop(0), FadeIn(cut.likely))
            self.play(cut.replace(0), run_time=theme.NORMAL)
