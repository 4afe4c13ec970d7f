"""What cannot be drawn is refused in a line: bad class attributes, sentences that do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, get_args

from attention_math.trace import AttentionTrace, Kind, Mask
from scenes.stage.refusal import StageError
from scenes.stage.shown import Showing
from scenes.stage.text import check_drawable
from scenes.storyboard import entry_of

_LEAST_TOKENS = 2
_TYPES = {"sentence": str, "model": str, "layer": int, "head": int, "most_tokens": int}
# What some models add: the array that tells of it, between which of those that a chapter shows it
# lies, and what it does.
_STEPS = (
    ("unrotated_query", {"query_side.inputs", "query"}, "it turns queries and keys by place"),
    ("scaling", {"scores", "scaled"}, "it does not divide by √d"),
    ("softcap", {"scaled", "weights"}, "it caps its scores softly"),
    ("position_bias", {"scaled", "weights"}, "it adds a bias to its scores"),
    ("sink", {"weights"}, "a sink takes a share of each row, and weights add up to less than 1"),
)
_WORDS = {str: "a text", int: "a whole number"}


class Judged(Showing, Protocol):
    """The attributes by which a chapter is judged."""

    heading: str
    most_tokens: int
    needs: Sequence[str] | None

    @classmethod
    def is_base(cls) -> bool: ...

    @property
    def trace(self) -> AttentionTrace: ...


def check_attributes(chapter: Judged) -> None:
    """Refuse class attributes that no chapter can have, or this one cannot be drawn with."""
    name = type(chapter).__name__
    if chapter.is_base():
        raise StageError(f"{name} is a base of chapters: subclass it, and write construct()")
    heading = getattr(chapter, "heading", None)
    if not isinstance(heading, str) or not heading.strip():
        raise StageError(f'{name} has no heading: give the class one, heading = "…"')
    for attribute, kind in _TYPES.items():
        value = getattr(chapter, attribute)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise StageError(f"{attribute} of {name} must be {_WORDS[kind]}, not {value!r}")
    for attribute, known in (("kind", get_args(Kind)), ("mask", get_args(Mask))):
        value = getattr(chapter, attribute)
        if value is not None and value not in known:
            raise StageError(f"{attribute} {value!r} is unknown; there are {', '.join(known)}")
    drawn = _drawn_for(chapter)
    if chapter.most_tokens > drawn.most_tokens:
        raise StageError(
            f"most_tokens of {name} is {chapter.most_tokens}, but the stage of "
            f"{drawn.__name__} has room for {drawn.most_tokens}"
        )


def check_numbers(chapter: Judged) -> None:
    """Compute before anything is drawn, so that what does not fit leaves nothing behind."""
    try:
        trace = chapter.trace
        trace.head(chapter.head)
        check_drawable("".join((*trace.query_side.shown, *trace.key_side.shown)))
    except ValueError as error:
        raise StageError(str(error)) from None
    if trace.given:
        require_needed(_drawn_for(chapter), chapter.head, trace)
    sides = trace.query_side, trace.key_side
    read_by = zip(sides, trace.source.reads, strict=True)
    # What was typed is judged first: its translation may be long because it is short.
    for side, read in sorted(read_by, key=lambda one: one[1] == "translation"):
        _check_count(chapter, len(side.shown), is_translation=read == "translation")
    _check_shape(_drawn_for(chapter), trace)


def require_arrays(chapter: type[Judged], trace: AttentionTrace, names: Iterable[str]) -> None:
    """Refuse numbers of which some are not there.

    Raises
    ------
    StageError
        That names the first of them.
    """
    known = trace.named_arrays()
    lacking = next((name for name in names if name not in known), None)
    if lacking is not None:
        called = lacking.rpartition(".")[2] if trace.given else lacking
        called = "scores (of query and key)" if called == "scores" else called
        raise StageError(f"{chapter.__name__} needs {called}, and {trace.source.label} has none")


def require_needed(drawn: type[Judged], head: int, trace: AttentionTrace) -> None:
    """Refuse own arrays in a chapter that tells of a model, or of arrays that are not there.

    Refuse as well a guest's trace with a step that the chapter would leave out.

    Raises
    ------
    StageError
        In a line.
    """
    if drawn.needs is None and entry_of(drawn) is not None:
        raise StageError(
            f"{drawn.__name__} tells of a model's words, embeddings or training, and "
            f"{trace.source.label} has none"
        )
    names = (one if "." in one else f"head{head}.{one}" for one in drawn.needs or ())
    names = (one.removeprefix(".") for one in names)  # of all heads together
    require_arrays(drawn, trace, names)
    known, source = {name for name, _ in trace.head(head).arrays()}, trace.source.label
    for step, between, told in _STEPS:
        if step in known and between <= {*(drawn.needs or ())}:
            raise StageError(f"{drawn.__name__} has no place for a step of {source}: {told}")


def _check_count(chapter: Judged, count: int, *, is_translation: bool) -> None:
    text = repr(chapter.sentence)
    text = f"the model's translation of {text}" if is_translation else text
    if count < _LEAST_TOKENS:
        raise StageError(f"attention needs at least {_LEAST_TOKENS} tokens; {text} has {count}")
    if count > chapter.most_tokens:
        most = chapter.most_tokens
        raise StageError(f"the stage has room for {most} tokens; {text} has {count}: shorten it")


def _check_shape(drawn: type[Judged], trace: AttentionTrace) -> None:
    """Refuse attention of another shape than the picture was drawn for."""
    if trace.source.kind == "cross" and drawn.kind != "cross":
        raise StageError(
            f"{drawn.__name__} shows one sentence, and cross-attention has two: choose another kind"
        )
    if drawn.mask not in (None, "none") and not trace.hides:
        raise StageError(
            f"{drawn.__name__} shows what a mask hides, and this one hides nothing: leave "
            f"mask = {drawn.mask!r} as it is"
        )


def _drawn_for(chapter: Judged) -> type[Judged]:
    """Return the class that says what is drawn: its attributes are those it was drawn for."""
    return next(base for base in type(chapter).mro() if "construct" in vars(base))
