"""Chapter 26: a thick edge is cut and nothing happens, then a thin one, and then every edge."""

from __future__ import annotations

from manim import AnimationGroup, FadeIn, FadeOut, GrowFromCenter, LaggedStart, there_and_back

from attention_math.story import Pair
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.motion import become
from scenes.pieces.a_weight_is_not_a_reason.cut_plane import LARGE, CutPlane
from scenes.pieces.a_weight_is_not_a_reason.cut_sentence import CutSentence
from scenes.pieces.a_weight_is_not_a_reason.glass import WIDE, Glass, Share
from scenes.pieces.a_weight_is_not_a_reason.two_edges import TwoEdges
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Dot


class AWeightIsNotAReason(Mechanism):
    """Two edges are cut, and leave dots at a glass; out of these grows a plane of all edges."""

    heading = "A weight is not a reason"
    lights = ("softmax",)
    sentence = "the green bird sees the white river"
    other_sentences = (
        "white cat sees car",
        "the cat sees the car",
        "the white cat sees the green car",
        "this old queen slept behind a bridge",
        "the white car sees the green cat",
    )

    def construct(self) -> None:
        cut = self.ask_which_is_needed()
        self.cut_the_thick(cut)
        self.cut_the_thin(cut)
        self.turn_the_word(cut)
        self.pull_dots_out(cut)
        self.cut_every_edge(cut)
        self.conclude()

    def _check_numbers(self) -> None:
        super()._check_numbers()
        arrays = self.of_head("scaled"), self.of_head("weights")
        self.told = TwoEdges(self.model, self.head, self.tokens("query"), *arrays)

    def ask_which_is_needed(self) -> CutSentence:
        self.plane, (thick, thin) = CutPlane(stage()), (self.told.thick, self.told.thin)
        cut = CutSentence(stage().inset(left=WIDE + 0.5), self.told)
        self.open_with(*cut.tokens)
        word, french = self.told.words[thin.query], self.told.french[thin.query]
        if self.told.are_of_one_word:
            said = phrase(
                "“{word}” looks at two words: which makes it “{french}”?", word=word, french=french
            )
        else:
            said = phrase("Two edges, one a little thinner: which does the French need?")
        self.beat("question", said)
        self.play(cut.speak(), run_time=1.2)
        word = self.told.french[thick.query]
        self.glass = Glass(self.plane, word, self.told.whole(thick.query))
        filling = self.glass.fill(cut.french[thick.query])
        self.play(FadeIn(self.plane.sure), filling, run_time=1.2)
        self.play(cut.link(), run_time=1.8)
        self.guess(*cut.edges.values(), seconds=1.3)
        return cut

    def cut_the_thick(self, cut: CutSentence) -> None:
        thick = self.told.thick
        word = self.told.french[thick.query]
        self.beat("thick", "Cut the thicker one: how sure does it stay of “{word}”?", word=word)
        self.play(FadeOut(self.glass.number), run_time=theme.QUICK)
        self.guess(self.glass.number, seconds=1.3)
        self.play(cut.cut(thick), run_time=1.5)
        self.marks = [self.answer(thick)]

    def cut_the_thin(self, cut: CutSentence) -> None:
        thick, thin = self.told.thick, self.told.thin
        self.beat("thin", "Just as sure as before. Now the thinner one: your guess?")
        whole = Glass(self.plane, self.told.french[thin.query], self.told.whole(thin.query))
        gone = FadeOut(self.glass.number)
        self.play(cut.mend(thick), gone, self.glass.pour(whole), run_time=theme.NORMAL)
        self.glass = whole
        self.guess(whole.number, seconds=1.3)
        self.play(cut.cut(thin), run_time=1.2)
        self.marks += [self.answer(thin, self.told.instead(thin), run_time=1.8)]

    def turn_the_word(self, cut: CutSentence) -> None:
        thin = self.told.thin
        old, new = self.told.french[thin.query], self.told.instead(thin)[0]
        self.beat("turn", "On the thin one it all hangs: “{old}” is “{new}” now.", old=old, new=new)
        self.play(cut.turn(thin), run_time=2.2)
        self.hold(0.6)

    def answer(self, pair: Pair, *instead: Share, run_time: float = 0.8) -> Dot:
        """Let the glass say what is left of a word, and leave a dot as high as that."""
        word = self.told.french[pair.query]
        glass = Glass(self.plane, word, self.told.kept(pair), *instead)
        self.play(self.glass.pour(glass), run_time=run_time)
        self.glass, mark = glass, self.plane.mark(self.told.point(pair), word)
        self.play(GrowFromCenter(mark), FadeIn(glass.number), run_time=theme.QUICK)
        return mark

    def pull_dots_out(self, cut: CutSentence) -> None:
        self.beat("dots", "Each cut left a dot. Pull it as far as its edge was thick.")
        two, plane = (self.told.thick, self.told.thin), self.plane
        back = cut.mend(two[1]), cut.turn_back(two[1])
        gone = FadeOut(self.glass, self.glass.number)
        self.play(*back, gone, FadeIn(plane.plane), run_time=1.4)
        points = [self.told.point(pair) for pair in two]
        self.names = list(map(plane.tell, points))
        gone = FadeOut(cut.tokens), cut.rise()
        pairs = zip(self.marks, two, strict=True)
        sent = (FadeOut(cut.edges[pair], target_position=mark) for mark, pair in pairs)
        flying = become(cut.numbers.values(), (name[1] for name in self.names))
        grown = FadeIn(plane.ticks, plane.weight)
        both = AnimationGroup(*gone), AnimationGroup(*sent, flying, grown)
        self.play(LaggedStart(*both, lag_ratio=0.4), run_time=1.8)
        pairs = zip(points, (self.told.french[pair.query] for pair in two), strict=True)
        self.dots = [plane.dot(*pair, LARGE) for pair in pairs]
        words = (FadeIn(name[0]) for name in self.names)
        self.play(become(self.marks, self.dots), *words, run_time=1.8)

    def cut_every_edge(self, cut: CutSentence) -> None:
        self.beat("all", "All other edges of this head wait on top. Cut each: which fall?")
        pairs, told = self.told.others(), self.told
        waiting, fallen = (
            [self.plane.dot(told.point(one, cut=gone), told.french[one.query]) for one in pairs]
            for gone in (False, True)
        )
        words = (cut.french[pair.query] for pair in pairs)
        coming = (
            FadeIn(dot, target_position=word) for dot, word in zip(waiting, words, strict=True)
        )
        self.play(LaggedStart(*coming, lag_ratio=0.05), run_time=1.8)
        self.guess(*self.plane.floor(), seconds=1.3)
        self.play(self.plane.sweep(waiting, fallen))

    def conclude(self) -> None:
        self.beat("answer", "A weight is a clue, not an explanation.")
        told, plane = self.told, self.plane
        swelling = (dot.animate(rate_func=there_and_back).scale(1.6) for dot in self.dots)
        self.play(LaggedStart(*swelling, lag_ratio=0.7), run_time=1.6)
        said = plane.turned(told.written(), self.names)
        self.play(LaggedStart(*map(FadeIn, said), lag_ratio=0.4), run_time=1.6)
