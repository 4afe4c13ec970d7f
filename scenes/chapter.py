"""The base of every chapter: its numbers, its beats and its captions."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import ClassVar, get_args

from manim import (
    LEFT,
    RIGHT,
    UP,
    Camera,
    FadeIn,
    FadeOut,
    Mobject,
    RoundedRectangle,
    Scene,
    VGroup,
    config,
)
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.exceptions import EndSceneEarlyException

from attention_math.request import Request
from attention_math.shipped import MODELS
from attention_math.trace import AttentionTrace, HeadTrace, Kind, Mask
from scenes import storyboard, theme
from scenes.stage import manim_command
from scenes.stage.camera import FilmCamera
from scenes.stage.choices import CHOICES, TRACE, shows_captions
from scenes.stage.cited import Declared, Quantity
from scenes.stage.drawing.quick import quick_mobjects
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError
from scenes.stage.saved import find_saved, read_saved
from scenes.stage.shown import choose, tell_unused
from scenes.stage.text import Text, check_drawable
from scenes.stage.view import View

LEAST_TOKENS = 2


class Caption(Text):
    """One sentence at the bottom; digits only in a token that it quotes, or ``declared``."""

    def __init__(
        self, sentence: str, tokens: Collection[str] = (), declared: Declared | None = None
    ) -> None:
        own = sentence
        for token in tokens:
            own = own.replace(f"“{token}”", "")
        if declared is None and any(map(str.isdigit, own)):
            raise StageError(
                f"nobody can check the digits of the caption {sentence!r}: write them as words, "
                "quote a token in “…”, or say what they are with beat(…, declared=Declared("
                '"published constant", source="…")) and another reason of scenes/stage/cited.py '
                "where that fits better"
            )
        super().__init__(sentence, size=theme.SIZE_CAPTION, declared=declared or Declared("token"))


class Chapter(View):
    """A clip of the film, whose numbers come from one sentence in one head of one model.

    Subclass a chapter with other class attributes to show it with other numbers, another
    ``heading`` or other ``colors`` (by their names in `scenes.theme`, as `ManimColor` takes them);
    what the environment chooses (see `scenes.stage.choices`) wins over both. Of the saved traces
    that it names, one of the chapter's model is taken instead of running it, and decides what
    nobody has chosen; one that contradicts a choice is refused. Captions that it hides still stand
    in the subtitles. Layers and heads count from 1. With another model its first layer, head and
    kind are shown, unless they are chosen too.
    """

    heading: ClassVar[str]
    takes_choices: ClassVar[bool] = True  # whether the environment chooses its numbers
    other_sentences: ClassVar[Sequence[str]] = ()  # with which it is checked as well
    most_tokens: ClassVar[int] = 8
    colors: ClassVar[Mapping[str, object]] = {}
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
        self.camera.background_color = theme.GROUND
        self._check_attributes()
        self._take_choices()
        self._caption: Caption | None = None
        self._caption_since = 0.0
        self._caption_is_written = False
        self._shows_captions = shows_captions(os.environ)
        self.traces: dict[str, AttentionTrace] = {}
        self._check_numbers()
        self._check_traces()
        self.badge, self.title = self._badge(), self._title()
        if self.title.get_right()[0] > self.badge.get_left()[0]:
            raise StageError(f"the heading {self.heading!r} is too long: it runs into the badge")
        self.add(self.title, self.badge)

    def _take_choices(self) -> None:
        try:
            self.saved = read_saved(os.environ) if self.takes_choices else []
            self.shown = choose(type(self), os.environ, self.saved)
        except ValueError as error:
            raise StageError(str(error)) from None
        for name in ("sentence", "model", "layer", "head", "kind", "mask"):
            setattr(self, name, getattr(self.shown, name))

    def _check_traces(self) -> None:
        """Say before anything is drawn what is missing, and what nobody takes."""
        missing = self.shown.missing(self.saved)
        if missing and self.saved:
            self._require_tracing(missing)
        unused = self.shown.unused(self.saved)
        told = [tell_unused(one, {type(self).__name__: self.shown}) for one in unused]
        if told and len(told) == len(self.saved):
            raise StageError(told[0])
        if not self.takes_choices:
            told += [f"{type(self).__name__} takes no {name}: its numbers are fixed"
                     for name in CHOICES if name in os.environ]  # fmt: skip
        if manim_command.runs_manim():
            manim_command.note(told)

    def render(self, preview: bool = False) -> bool:
        """Render; under manim's own command line, say in a line what came of it."""
        if not manim_command.runs_manim():
            with self.on_stage():
                return super().render(preview)
        if self.is_base() and config.write_all:
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

    def tear_down(self) -> None:
        # manim asks for an early end with an exception, which it expects from `construct` alone.
        with suppress(EndSceneEarlyException):
            self._finish_reading()
            self.wait(theme.POSTER)
        self._write_subcaption()

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
        if kind is None:
            kind = MODELS[model].kinds[0] if model in MODELS else "self"
        wanted = Request(model, layer, kind, mask, self.sentence, translation)
        trace = find_saved(wanted, self.saved) or self._run(wanted)
        if not wanted.fits(trace):
            raise StageError(f"asked for {wanted}, the chapter was given {Request.of(trace)}")
        return self.remember(trace)

    def remember(self, trace: AttentionTrace) -> AttentionTrace:
        """Keep a trace under the name by which its numbers are cited, so that they can be checked.

        Raises
        ------
        StageError
            If the chapter cites other numbers by that name already.
        """
        label = trace.source.label
        known = self.traces.setdefault(label, trace)
        if known is not trace and _identity(known) != _identity(trace):
            raise StageError(f"two traces are cited as {label!r}")
        return trace

    def _run(self, wanted: Request) -> AttentionTrace:
        trace_sentence = self._require_tracing(self.shown.missing(self.saved) or [wanted])
        try:
            return trace_sentence(
                wanted.model, wanted.sentence, wanted.layer, wanted.kind, wanted.translation,
                wanted.mask,
            )  # fmt: skip
        except ValueError as error:
            raise StageError(str(error)) from None

    def _require_tracing(self, needed: Sequence[Request]) -> Callable[..., AttentionTrace]:
        """Bring in what runs models, or say how the traces can be made where it is."""
        try:
            from attention_math.tracing import trace_sentence
        except ModuleNotFoundError as missing:
            commands = " ; ".join(request.saving() for request in needed)
            raise StageError(
                f"{missing.name} is not installed: install attention-film[models], or type "
                f"where it is: {commands} ; and name the saved files with --trace or in {TRACE}"
            ) from None
        return trace_sentence

    def quantity(self, name: str, trace: AttentionTrace | None = None) -> Quantity:
        """Return an array of the trace by its name, ready to be cited."""
        trace = trace or self.trace
        return Quantity(trace.source.label, name, trace.named_arrays()[name])

    def of_head(
        self, name: str, head: int | None = None, trace: AttentionTrace | None = None
    ) -> Quantity:
        """Return an array of a head, such as ``weights``; of the story's if no other is named."""
        return self.quantity(f"head{head or self.head}.{name}", trace)

    def projecting(self, role: str) -> tuple[Quantity, Quantity]:
        """Return the weight and the bias that make the story's ``query``, ``key`` or ``value``."""
        return self.of_head(f"{role}_weight"), self.of_head(f"{role}_bias")

    # --- time --------------------------------------------------------------------------------

    def beat(
        self, name: str, caption: str, /, declared: Declared | None = None, **data: object
    ) -> None:
        """Begin a beat: let the last caption be read, open a section, say the new one."""
        self._finish_reading()
        self._write_subcaption()
        self.next_section(name)
        self.say(caption, declared, **data)

    def say(self, caption: str, /, declared: Declared | None = None, **data: object) -> None:
        """Put one sentence into the captions' band, in place of the last one.

        It is written out here, with named places that ``data`` fills, or it is a `phrase`. It has
        no digits of its own, for nobody could check them; a quoted word may have, and what is
        ``declared``.
        """
        self._write_subcaption()
        text = Caption(phrase(caption, **data), self._tokens(), declared)
        if text.width > config.frame_width - 2 * theme.MARGIN:
            raise StageError(f"the caption {text.text!r} is too long for one line")
        text.stand_on(theme.CAPTION_BASELINE)
        if self._caption is not None:
            self._fade_caption(FadeOut, self._caption)
        self._caption, self._caption_since = text, self.time
        self._caption_is_written = False
        self._fade_caption(FadeIn, text)

    def _fade_caption(self, fade: type[FadeIn | FadeOut], caption: Caption) -> None:
        """Fade a caption; where none is shown take as long, so that the clips stay in step."""
        if self._shows_captions:
            self.play(fade(caption), run_time=theme.QUICK / 2)
        else:
            self.wait(theme.QUICK / 2)

    def _finish_reading(self) -> None:
        if self._caption is None:
            return
        needed = max(theme.SHORTEST_CAPTION, len(self._caption.text) / theme.READING_RATE)
        missing = self._caption_since + needed + theme.BREATH - self.time
        if missing > 1 / config.frame_rate:
            self.wait(missing)

    def _write_subcaption(self) -> None:
        """Write the caption that has been read into the subtitles, once."""
        if self._caption is not None and not self._caption_is_written:
            shown = self.time - self._caption_since
            self.add_subcaption(self._caption.text, duration=shown, offset=-shown)
            self._caption_is_written = True

    # --- stage -------------------------------------------------------------------------------

    def remove(self, *mobjects: Mobject) -> Chapter:
        """Take mobjects off the stage with all their parts, however those came onto it."""
        return super().remove(*(part for mobject in mobjects for part in mobject.get_family()))

    def fixed(self) -> Sequence[Mobject]:
        """List the title, the badge and the caption, which the camera does not see."""
        return [self.title, self.badge, *filter(None, [self._caption])]

    def keep(self, *kept: Mobject, badge: bool = True, run_time: float | None = None) -> None:
        """Fade out all but these, the title, the badge and the caption; a part may stay alone."""
        always = [one for one in self.fixed() if badge or one is not self.badge]
        staying = {id(part) for one in (*kept, *always) for part in one.get_family()}
        leaving = [part for one in self.mobjects for part in _without(one, staying)]
        if leaving:
            self.play(*map(FadeOut, leaving), run_time=run_time or theme.QUICK)

    def _check_attributes(self) -> None:
        """Refuse class attributes that no chapter can have, or this one cannot be drawn with."""
        name = type(self).__name__
        if self.is_base():
            raise StageError(f"{name} is a base of chapters: subclass it, and write construct()")
        heading = getattr(self, "heading", None)
        if not isinstance(heading, str) or not heading.strip():
            raise StageError(f'{name} has no heading: give the class one, heading = "…"')
        for attribute, kind in _TYPES.items():
            value = getattr(self, attribute)
            if not isinstance(value, kind) or isinstance(value, bool):
                raise StageError(f"{attribute} of {name} must be {_WORDS[kind]}, not {value!r}")
        for attribute, known in (("kind", get_args(Kind)), ("mask", get_args(Mask))):
            value = getattr(self, attribute)
            if value is not None and value not in known:
                raise StageError(f"{attribute} {value!r} is unknown; there are {', '.join(known)}")
        drawn = self._drawn_for()
        if self.most_tokens > drawn.most_tokens:
            raise StageError(
                f"most_tokens of {name} is {self.most_tokens}, but the stage of "
                f"{drawn.__name__} has room for {drawn.most_tokens}"
            )

    @classmethod
    def is_base(cls) -> bool:
        """Tell whether only subclasses of this draw anything."""
        return cls.construct is Scene.construct

    @classmethod
    def _drawn_for(cls) -> type[Chapter]:
        """Return the class that says what is drawn: its attributes are those it was drawn for."""
        return next(base for base in cls.__mro__ if "construct" in vars(base))

    def _check_fit(self) -> None:
        """Refuse attention of another shape than the picture was drawn for."""
        drawn, source = self._drawn_for(), self.trace.source
        if source.kind == "cross" and drawn.kind != "cross":
            raise StageError(
                f"{drawn.__name__} shows one sentence, and cross-attention has two: choose "
                "another kind"
            )
        if drawn.mask not in (None, "none") and not self.trace.hides:
            raise StageError(
                f"{drawn.__name__} shows what a mask hides, and this one hides nothing: leave "
                f"mask = {drawn.mask!r} as it is"
            )

    def _check_numbers(self) -> None:
        """Compute before anything is drawn, so that what does not fit leaves nothing behind."""
        try:
            self.trace.head(self.head)
            check_drawable("".join((*self.trace.query_side.shown, *self.trace.key_side.shown)))
        except ValueError as error:
            raise StageError(str(error)) from None
        sides = self.trace.query_side, self.trace.key_side
        for side, read in zip(sides, self.trace.source.reads, strict=True):
            self._check_count(len(side.tokens), is_translation=read == "translation")
        self._check_fit()

    def _check_count(self, count: int, *, is_translation: bool) -> None:
        text = f"the model's translation of {self.sentence!r}"
        text = text if is_translation else repr(self.sentence)
        if count < LEAST_TOKENS:
            raise StageError(f"attention needs at least {LEAST_TOKENS} tokens; {text} has {count}")
        if count > self.most_tokens:
            raise StageError(
                f"the stage has room for {self.most_tokens} tokens; {text} has {count}"
            )

    def _tokens(self) -> set[str]:
        """Collect the words that a caption may quote."""
        sides = (side for t in self.traces.values() for side in (t.query_side, t.key_side))
        return {word for side in sides for word in side.shown}

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

    def _title(self) -> Text:
        title = Text(
            self.numbered_heading(),
            size=theme.SIZE_TITLE,
            color=theme.QUIET,
            declared=Declared("chapter number"),
        )
        return title.to_edge(LEFT, buff=theme.MARGIN).stand_on(theme.TITLE_BASELINE)

    def badge_text(self) -> str:
        """Say where the numbers come from; chapters on all heads leave out the head."""
        source = self.trace.source.label
        return phrase("{source} · head {number}", source=source, number=self.head)

    def _badge(self) -> VGroup:
        text = Text(
            self.badge_text(),
            size=theme.SIZE_BADGE,
            color=theme.QUIET,
            declared=Declared("layer and head"),
        )
        pill = RoundedRectangle(
            width=text.width + 0.5,
            height=0.5,
            corner_radius=0.25,
            stroke_color=theme.LINE,
            stroke_width=theme.STROKE_THIN,
        )
        return VGroup(pill, text).to_corner(UP + RIGHT, buff=theme.MARGIN).shift(UP * 0.05)


def _without(mobject: Mobject, staying: Collection[int]) -> Iterator[Mobject]:
    """Yield the largest parts of a mobject in which nothing is of those that stay."""
    if not any(id(part) in staying for part in mobject.get_family()):
        yield mobject
    elif id(mobject) not in staying:
        for part in mobject.submobjects:
            yield from _without(part, staying)


_TYPES = {"sentence": str, "model": str, "layer": int, "head": int, "most_tokens": int}
_WORDS = {str: "a text", int: "a whole number"}


def _identity(trace: AttentionTrace) -> tuple[object, ...]:
    return trace.source, trace.query_side.tokens, trace.key_side.tokens
