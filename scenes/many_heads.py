"""Chapter 19: heads look for different things at the same time, and one matrix joins them."""

from __future__ import annotations

from manim import DOWN, FadeIn, FadeOut, LaggedStart

from attention_math.heads_apart import update_walk
from attention_math.readings import told_place
from attention_math.trace import AttentionTrace
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.motion import settle
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.many_heads.fan import large, small
from scenes.pieces.many_heads.habits import Habits
from scenes.pieces.many_heads.ribbons import Ribbons
from scenes.pieces.many_heads.rooms import for_all, for_few, for_mixing
from scenes.pieces.many_heads.shorter import Shorter
from scenes.pieces.many_heads.told import Told
from scenes.pieces.many_heads.walk import Walk
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError

MOST = 12  # heads
_WORDS, _GAP = 0.62, 0.5
SURVEYED = "translator", 2, "self"


class ManyHeads(Chapter):
    """All heads of one layer on one sentence, what each does as measured, and how they join."""

    heading = "Many heads"
    lights = ()
    needs = ("weights", "output", ".output_weight")
    sentence = "the white cat sees the green car"
    model = "translator"  # alone on its line: by this the clip is known to depend on it
    layer, kind = SURVEYED[1:]
    most_tokens = 7
    exceptions = {"faded, then used": "three heads are counted alone, and read again among all"}
    other_sentences = ("the cat", "the old man reads a book", "the old queen sees a small bird")

    def construct(self) -> None:
        numbers = range(1, len(self.trace.heads) + 1)
        weights, outputs = (
            [self.of_head(name, number) for number in numbers] for name in ("weights", "output")
        )
        place = told_place(self.trace.query_side.tokens, weights[0].values)
        seen, joined = self.trace.visible[place], (self.quantity("concat"), outputs[0])
        told = self.told = Told(self.tokens("query"), weights, place, joined, seen=seen)
        row = TokenRow(told.words, size=_WORDS, gap=_GAP, widest=stage().width)
        self.row = for_few().sentence.hold(row)
        self.large, self.small = large(for_few(), row, told), small(for_all(), row, told)
        concat, rooms = self.quantity("concat")[place], for_mixing()
        self.ribbons = Ribbons(rooms.joined, outputs, row=place, limit=concat.limit())
        mixing = self.quantity("output_weight"), self.quantity("output")[place]
        walked = derive(update_walk, concat, *mixing, heads=len(weights))
        heard = {one.head: one.heard for one in self.small}
        self.walk = Walk(rooms, walked, told.word, heard, told.heroes)
        self.ask()
        self.look()
        if not self.trace.given:
            self.count()
        self.gather()
        self.mix()
        self.answer()

    def ask(self) -> None:
        self.beat("question", self.told.asks())
        self.play(FadeIn(self.row, lag_ratio=0.1), run_time=theme.NORMAL)
        token = self.row[self.told.row]
        lit = token.box.animate.set_stroke(theme.QUERY, theme.STROKE_FRAME)
        self.play(lit, run_time=theme.QUICK)
        asking = (one.ask() for one in self.large)
        self.play(LaggedStart(*asking, lag_ratio=0.4), run_time=1.2 * theme.NORMAL)
        self.guess(*(one.heard for one in self.large), seconds=1.2 * theme.NORMAL)

    def look(self) -> None:
        self.beat("fans", self.told.says())
        for one in self.large:
            self.play(one.beams.come(), run_time=0.8 * theme.NORMAL)
            self.play(*one.hear(), run_time=theme.NORMAL)

    def count(self) -> None:
        self.beat("luck", "Luck? Two hundred sentences: each head keeps its habit, more or less.")
        self.habits = habits = Habits(self.large, for_few())
        titles = [one.title for one in self.large]
        self.keep(*titles, beside=[FadeIn(habits.outlines)])
        for moves in habits.steps():
            self.play(*moves)
        self.play(habits.tell(), run_time=theme.NORMAL)
        self.hold(theme.NORMAL)

    def gather(self) -> None:
        self.beat("all", self.told.gathers())
        titles = [one.title for one in self.large]
        self.keep(*titles, *([self.row] if self.trace.given else []), run_time=theme.QUICK / 2)
        back = [] if self.trace.given else [FadeIn(self.row)]
        self.play(FadeOut(*titles), *back, run_time=theme.QUICK)
        coming = (one.come() for one in self.small)
        self.play(LaggedStart(*coming, lag_ratio=0.15), run_time=2 * theme.SLOW)
        self.hold(theme.QUICK)

    def mix(self) -> None:
        self.beat("mix", "End to end, through one matrix: each becomes a step.")
        ribbons, walk, rooms = self.ribbons, self.walk, for_mixing()
        columns = rooms.heard.columns(*[1] * len(self.small))
        lifted = [settle(one.heard, columns[one.head]) for one in self.small]
        coming = FadeIn(walk.block, walk.before, walk.asked)
        heard = [one.heard for one in self.small]
        self.keep(*heard, beside=[*lifted, coming], run_time=theme.NORMAL)
        coming = (ribbons.come(head) for head in range(len(ribbons)))
        self.play(LaggedStart(*coming, lag_ratio=0.12), run_time=theme.NORMAL)
        steps = [walk.take(place, ribbons[head]) for place, head in enumerate(walk.heads)]
        few = len(self.told.heroes)
        for step in steps[:few]:
            self.play(step, run_time=theme.NORMAL)
        rest = LaggedStart(*steps[few:], walk.close(), lag_ratio=0.4)
        self.play(rest, run_time=1.6 * theme.SLOW)

    def answer(self) -> None:
        walk, told, (near, below) = self.walk, self.told, stage().rows(9, 1)
        self.beat("landing", "All steps, tip to tail, lead “{word}” to here.", word=told.word)
        self.play(*walk.add_up(), run_time=theme.NORMAL)
        self.beat("without", "Without the longest step: where would “{word}” end?", word=told.word)
        self.play(FadeOut(walk.block), run_time=theme.QUICK / 2)
        self.zoom(Shorter(walk).with_landing(), room=near, run_time=theme.NORMAL)
        shorter = Shorter(walk)
        self.guess(walk.after.copy().next_to(walk.after, DOWN), seconds=theme.NORMAL)
        self.remove(*shorter.later)  # copies of them move, and cite where they lead then
        self.play(shorter.leave_out(), run_time=theme.SLOW)
        self.hold(theme.NORMAL)
        self.beat("answer", told.answers())
        self.play(shorter.put_back(), run_time=theme.NORMAL)
        self.remove(*shorter.moved)
        self.add(*shorter.later)
        self.zoom(walk, room=near)
        self.play(FadeIn(below.hold(walk.kept)), run_time=theme.QUICK)

    def badge_text(self) -> str:
        return phrase("{source} · all heads", source=self.trace.source.label)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        if self.trace.given:
            _check_count(self.trace)
            return
        if (self.model, self.layer, self.kind) != SURVEYED:
            raise StageError(
                "ManyHeads names the heads that were measured over many sentences: "
                "choose model translator, layer 2, kind self"
            )


def _check_count(trace: AttentionTrace) -> None:
    """Refuse a layer of which not all heads have room."""
    count, label = len(trace.heads), trace.source.label
    if not 2 <= count <= MOST:
        raise StageError(f"ManyHeads has room for 2 to {MOST} heads, and {label} has {count}")
