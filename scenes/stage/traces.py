"""The traces of a chapter: saved ones, those for which a model is run, and which are cited."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from attention_math.request import Request
from attention_math.trace import AttentionTrace
from scenes.stage.choices import CHOICES, TRACE
from scenes.stage.refusal import StageError
from scenes.stage.saved import Saved, find_saved
from scenes.stage.shown import Showing, Shown, tell_unused


def check_saved(chapter: type[Showing], shown: Shown, saved: Sequence[Saved]) -> list[str]:
    """Say before anything is drawn what is missing or taken by nobody; return what to note.

    Raises
    ------
    StageError
        If a trace is missing that cannot be made here, or none of the saved ones is taken.
    """
    missing = shown.missing(saved)
    if missing and saved:
        _require_tracing(missing)
    told = [tell_unused(one, {chapter.__name__: shown}) for one in shown.unused(saved)]
    if told and len(told) == len(saved):
        raise StageError(told[0])
    if chapter.takes_choices:
        return told
    given = (name for name in CHOICES if name in os.environ)
    return told + [f"{chapter.__name__} takes no {name}: its numbers are fixed" for name in given]


def take(wanted: Request, shown: Shown, saved: Sequence[Saved]) -> AttentionTrace:
    """Take the saved trace of just this, if there is one, or else run the model.

    Raises
    ------
    StageError
        If there is no such trace, or another one has come in its place.
    """
    trace = find_saved(wanted, saved) or _run(wanted, shown.missing(saved) or [wanted])
    if not wanted.fits(trace):
        raise StageError(f"asked for {wanted}, the chapter was given {Request.of(trace)}")
    return trace


def remember(trace: AttentionTrace, cited: dict[str, AttentionTrace]) -> AttentionTrace:
    """Keep a trace by the name under which its numbers are cited.

    Raises
    ------
    StageError
        If other numbers are cited by that name already.
    """
    label = trace.source.label
    known = cited.setdefault(label, trace)
    if known is not trace and _identity(known) != _identity(trace):
        raise StageError(f"two traces are cited as {label!r}")
    return trace


def words_of(traces: Iterable[AttentionTrace]) -> set[str]:
    """Collect the words of the sentences that were attended to."""
    sides = (side for trace in traces for side in (trace.query_side, trace.key_side))
    return {word for side in sides for word in side.shown}


def _identity(trace: AttentionTrace) -> tuple[object, ...]:
    return trace.source, trace.query_side.tokens, trace.key_side.tokens


def _run(wanted: Request, needed: Sequence[Request]) -> AttentionTrace:
    trace_sentence = _require_tracing(needed)
    of_layer = wanted.model, wanted.sentence, wanted.layer, wanted.kind
    try:
        return trace_sentence(*of_layer, wanted.translation, wanted.mask)
    except ValueError as error:
        raise StageError(str(error)) from None


def _require_tracing(needed: Sequence[Request]) -> Callable[..., AttentionTrace]:
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
