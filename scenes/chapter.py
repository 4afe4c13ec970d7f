"""The base of every chapter: its numbers, its beats and its captions."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import ClassVar, Literal

from manim import Animation, Camera, FadeOut, Mobject, Scene, config
from manim.renderer.cairo_renderer import CairoRenderer

from attention_math.request import Request
from attention_math.shipped import MODELS
from attention_math.trace import AttentionTrace, HeadTrace, Kind, Mask, Side
from scenes import storyboard, theme
from scenes.mobjects.attention_formula import AttentionFormula
from scenes.stage import manim_command
from scenes.stage.camera import FilmCamera
from scenes.stage.captions import Narrated
from scenes.stage.carrying import Carrying
from scenes.stage.cited import Quantity
from scenes.stage.drawing.quick import quick_mobjects
from scenes.stage.heading import title_and_badge
from scenes.stage.leaving import leaving
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError
from scenes.stage.requirements import check_attributes, check_numbers, require_arrays
from scenes.stage.saved import read_saved
from scenes.stage.shown import choose
from scenes.stage.traces import check_saved, remember, take, words_of
from scenes.stage.view import View


class Chapter(View, Narrated, Carrying):
    """A clip of the film, whose numbers come from one sentence in one head of one model.

    Subclass a chapter with other class attributes to show it with other numbers, another
    ``heading`` or other ``colors`` (by their names in `scenes.theme`, as `ManimColor` takes them),
    or with ``arrays`` of your own (`AttentionTrace.from_arrays`); what the environment chooses (see
    `scenes.stage.choices`) wins over all of them. Of the saved traces that it names, one of the
    chapter's model is taken instead of running it, and decides what nobody has chosen; one that
    contradicts a choice is refused. Captions that it hides still stand in the subtitles. Layers and
    heads count from 1. With another model its first layer, head and kind are shown, unless they are
    chosen too.
    """

    heading: ClassVar[str]
    takes_choices: ClassVar[bool] = True  # whether the environment chooses its numbers
    other_sentences: ClassVar[Sequence[str]] = ()  # with which it is checked as well
    most_tokens: ClassVar[int] = 8
    begins_with_title: ClassVar[bool] = True  # or else it brings its title itself
    exceptions: ClassVar[Mapping[str, str]] = {}  # limits of a film that it breaks: why it may
    colors: ClassVar[Mapping[str, object]] = {}
    lights: ClassVar[Sequence[str] | None] = None  # in the formula, if it has its corner
    needs: ClassVar[Sequence[str] | None] = None  # of own arrays; if none, a model of the film's
    arrays: ClassVar[AttentionTrace | None] = None  # own ones, in place of a model's
    sentence: str = "the sky is blue"
    model: str = "speaker"
    layer: int = 1
    head: int = 1
    kind: Kind | None = None
    mask: Mask | None = None

    def __init__(
        self,
        renderer: CairoRenderer | None = None,
        camera_class: type[Camera] = FilmCamera,
        **options: object,
    ) -> None:
        manim_command.refuse_other_renderers()
        super().__init__(renderer, camera_class, **options)

    def setup(self) -> None:
        super().setup()
        self.camera.background_color = theme.GROUND
        check_attributes(self)
        self._take_choices()
        self.traces: dict[str, AttentionTrace] = {}
        self._check_numbers()
        manim_command.note(check_saved(type(self), self.shown, self.saved))
        self.title, self.badge = title_and_badge(
            self.heading, self.numbered_heading(), self.badge_text()
        )
        self.corner = self._formula_in_its_corner()
        self.add(*self.fixed())
        if not self.begins_with_title:
            self.remove(self.title)

    def _take_choices(self) -> None:
        try:
            self.saved = read_saved(os.environ) if self.takes_choices else []
            self.shown = choose(type(self), os.environ, self.saved)
        except ValueError as error:
            raise StageError(str(error)) from None
        for name in ("sentence", "model", "layer", "head", "kind", "mask"):
            setattr(self, name, getattr(self.shown, name))

    def render(self, preview: bool = False) -> bool:
        """Render; under manim's own command line, say in a line what came of it."""
        if self.is_base() and manim_command.runs_manim() and config.write_all:
            print(f"{type(self).__name__} is a base of chapters and draws nothing: left out")
            return False
        with manim_command.told_in_lines(self), self.on_stage():
            return super().render(preview)

    @classmethod
    @contextmanager
    def on_stage(cls) -> Iterator[None]:
        """Let mobjects be made quickly, and in this chapter's colours, while the block runs."""
        with quick_mobjects(), theme.painted(cls.colors, os.environ):
            yield

    # --- numbers -----------------------------------------------------------------------------

    @cached_property
    def trace(self) -> AttentionTrace:
        """Everything that the chapter's attention layer computes on its sentence."""
        return self.trace_of(self.model, self.layer, self.kind, self.mask, self.shown.translation)

    @property
    def story(self) -> HeadTrace:
        """The head that the chapter follows."""
        return self.trace.head(self.head)

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]:
        """List what the chapter asks for beside its own trace, so that it can be made elsewhere."""
        return ()

    def trace_of(
        self,
        model: str,
        layer: int,
        kind: Kind | None = None,
        mask: Mask | None = None,
        translation: str | None = None,
    ) -> AttentionTrace:
        """Take the saved trace of just this, if there is one, or else run the model.

        ``mask`` hides keys that this layer of the model would see.

        Raises
        ------
        StageError
            If there is no such trace, or another one has come in its place.
        """
        first = MODELS[model].kinds[0] if model in MODELS else "self"
        wanted = Request(model, layer, kind or first, mask, self.sentence, translation)
        return self.remember(take(wanted, self.shown, [*self.saved, *self.shown.carried]))

    def remember(self, trace: AttentionTrace) -> AttentionTrace:
        """Keep a trace by the name under which its numbers are cited, for they are checked."""
        return remember(trace, self.traces)

    def quantity(self, name: str, trace: AttentionTrace | None = None) -> Quantity:
        """Return an array of the trace by its name, ready to be cited."""
        trace = trace or self.trace
        arrays = trace.named_arrays()
        require_arrays(type(self), trace, [name])
        return Quantity(trace.source.label, name, arrays[name])

    def of_head(
        self, name: str, head: int | None = None, trace: AttentionTrace | None = None
    ) -> Quantity:
        """Return an array of a head, such as ``weights``; of the story's if no other is named."""
        return self.quantity(f"head{head or self.head}.{name}", trace)

    def tokens(
        self, side: Literal["query", "key"], trace: AttentionTrace | None = None
    ) -> Quantity:
        """Return the tokens of one side as readers know them, ready to be cited."""
        trace, name = trace or self.trace, f"{side}_side"
        read: Side = getattr(trace, name)
        pale = (word for word, special in zip(read.shown, read.marks, strict=True) if special)
        return Quantity(trace.source.label, f"{name}.shown", read.shown, tuple(pale))

    def projecting(self, role: str) -> tuple[Quantity, Quantity]:
        """Return the weight and the bias that make the story's ``query``, ``key`` or ``value``."""
        return self.of_head(f"{role}_weight"), self.of_head(f"{role}_bias")

    # --- stage -------------------------------------------------------------------------------

    def remove(self, *mobjects: Mobject) -> Chapter:
        """Take mobjects off the stage with all their parts, however those came onto it."""
        return super().remove(*(part for mobject in mobjects for part in mobject.get_family()))

    def fixed(self) -> Sequence[Mobject]:
        """List the title's line and the caption, which the camera does not see."""
        return [self.title, self.badge, *filter(None, [self.corner, self._caption])]

    def always_carried(self) -> Sequence[Mobject]:
        return [self.badge, *filter(None, [self.corner])]

    def keep(
        self,
        *kept: Mobject,
        badge: bool = True,
        run_time: float | None = None,
        beside: Iterable[Animation] = (),
    ) -> None:
        """Fade out all but these, the title, the badge and the caption; a part may stay alone.

        What is played ``beside`` it begins at the same time, so that the stage is never empty.
        """
        always = [one for one in self.fixed() if badge or one is not self.badge]
        gone = leaving(self.mobjects, (*kept, *always))
        moves = [*(FadeOut(one, run_time=run_time or theme.QUICK) for one in gone), *beside]
        if moves:
            self.play(*moves)

    @classmethod
    def is_base(cls) -> bool:
        """Tell whether only subclasses of this draw anything."""
        return cls.construct is Scene.construct

    def _formula_in_its_corner(self) -> AttentionFormula | None:
        """Let it wait in the title's line, unless it would run into the title."""
        if self.lights is None:
            return None
        corner = AttentionFormula.in_its_corner(*self.lights, badge=self.badge)
        free = corner.get_left()[0] - self.title.get_right()[0]
        return corner if free > theme.GAP_OF_SIGNS else None

    def _check_numbers(self) -> None:
        """Refuse numbers that do not fit; some chapters have more to refuse."""
        check_numbers(self)

    def _tokens(self) -> set[str]:
        """Collect the words that a caption may quote."""
        return words_of(self.traces.values())

    @classmethod
    def number(cls) -> int | None:
        """Return its number in the film, or that of the chapter that it varies, if there is one."""
        entry = storyboard.entry_of(cls)
        return None if entry is None else entry.number

    @classmethod
    def numbered_heading(cls) -> str:
        """Say what it is called, as its title and a player's menu do."""
        number = cls.number()
        return cls.heading if number is None else f"{number} · {cls.heading}"

    def badge_text(self) -> str:
        """Say where the numbers come from; chapters on all heads leave out the head."""
        source = self.trace.source.label
        return phrase("{source} · head {number}", source=source, number=self.head)
