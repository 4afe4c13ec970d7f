"""Decides what a chapter shows: the viewer's choice, then a saved trace, then the chapter's own.

Needs neither manim nor torch, so that a command can judge what was asked for before it starts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from attention_math.own_arrays import ORIGIN as OWN
from attention_math.request import Request, is_of, is_shipped, require_layer
from attention_math.shipped import MODELS
from attention_math.trace import RECORDED, AttentionTrace, Kind, Mask
from scenes.stage.choices import ATTRIBUTES
from scenes.stage.chosen import given_choices
from scenes.stage.saved import Saved, contradiction, find_saved, own_of
from scenes.storyboard import CHAPTERS

_FILM = "scenes."  # where the classes lie whose attributes are nobody's wish


class Showing(Protocol):
    """The attributes of a chapter's class by which it says what it shows."""

    takes_choices: bool
    sentence: str
    model: str
    layer: int
    head: int
    kind: Kind | None
    mask: Mask | None
    arrays: AttentionTrace | None

    @classmethod
    def other_requests(cls, main: Request) -> Sequence[Request]: ...

    @classmethod
    def mro(cls) -> list[type]: ...


@dataclass(frozen=True)
class Shown:
    """What a chapter shows, and all traces that it asks for: none where it makes its own.

    ``carried`` are the arrays that its class brings with it.
    """

    sentence: str
    model: str
    layer: int
    head: int
    kind: Kind | None
    mask: Mask | None
    translation: str | None = None
    requests: tuple[Request, ...] = ()
    carried: tuple[Saved, ...] = ()

    def missing(self, saved: Sequence[Saved]) -> list[Request]:
        """List the requests that no saved trace answers."""
        known = [*saved, *self.carried]
        return [one for one in self.requests if find_saved(one, known) is None]

    def unused(self, saved: Sequence[Saved]) -> list[Saved]:
        """List the saved traces that no request asks for."""
        return [one for one in saved if not any(wish.fits(one.trace) for wish in self.requests)]


def tell_unused(one: Saved, shown: Mapping[str, Shown]) -> str:
    """Say of a saved trace that no chapter takes it, and what these chapters take instead."""
    wishes = {request: name for name, each in shown.items() for request in each.requests}
    wanted = "; ".join(f"{name} takes {request}" for request, name in wishes.items())
    remedy = f"choose the model {one.trace.source.model} as well, or leave the trace out"
    remedy = "leave them out" if one.trace.source.origin == OWN else remedy
    return f"nobody takes {one}; {wanted or 'the chapter has numbers of its own'}: {remedy}"


def choose(chapter: type[Showing], environment: Mapping[str, str], saved: Sequence[Saved]) -> Shown:
    """Decide what a chapter shows.

    A layer, a head and a kind that were chosen for one model are no choice for another: then the
    model's first are shown. A saved trace of the chapter's model decides the layer and the
    sentence where neither the viewer nor a subclass has.

    Raises
    ------
    ValueError
        If the model has no such layer, or no saved trace is as it was asked for.
    """
    own, carried = own_choice(chapter), carried_by(chapter)
    saved = [*saved, *carried]
    given = given_choices(environment) if chapter.takes_choices else {}
    if chapter.takes_choices and (arrays := own_of(saved)):
        given = {"model": arrays.trace.source.model} | given
    chosen = {**own, **given}
    if chosen["model"] != own["model"]:
        chosen |= {"layer": 1, "head": 1, "kind": None} | given
    if chapter.takes_choices:
        asked = {name: ATTRIBUTES[name] for name in given} | _asked_by_class(chapter)
        chosen |= _followed(chosen, asked, saved)
    model, kind = chosen["model"], chosen["kind"]
    if kind is None and model in MODELS:
        kind = chosen["kind"] = MODELS[model].kinds[0]
    if kind is None or model not in {*MODELS, *(one.trace.source.model for one in saved)}:
        return Shown(**chosen)
    words = chosen["sentence"], chosen.get("translation")
    main = Request(model, chosen["layer"], kind, chosen["mask"], *words)
    if find_saved(main, saved) is None and model in MODELS:
        require_layer(model, main.layer, kind)
    return Shown(**chosen, requests=(main, *chapter.other_requests(main)), carried=carried)


def carried_by(chapter: type[Showing]) -> tuple[Saved, ...]:
    """Return the arrays that a class brings with it, as if they had been named."""
    if chapter.arrays is None:
        return ()
    return (Saved(f"{_owner(chapter, 'arrays').__name__}.arrays", chapter.arrays),)


def own_choice(chapter: type[Showing]) -> dict[str, object]:
    """Read what a chapter's class says; what a base said of other numbers does not count."""
    if (arrays := chapter.arrays) is not None:
        found = {name: getattr(arrays.source, name) for name in ("model", "mask", "layer", "kind")}
        is_meant = issubclass(_owner(chapter, "head"), _owner(chapter, "arrays"))
        return found | {"sentence": arrays.sentence, "head": chapter.head if is_meant else 1}
    found = {name: getattr(chapter, name) for name in ("sentence", "model", "mask")}
    for name, first in (("layer", 1), ("head", 1), ("kind", None)):
        owner = _owner(chapter, name)
        is_meant = owner.model == chapter.model
        found[name] = getattr(owner, name) if is_meant else first
    return found


def _owner(chapter: type[Showing], name: str) -> type[Showing]:
    return next(base for base in chapter.mro() if name in vars(base))


def _asked_by_class(chapter: type[Showing]) -> dict[str, str]:
    """Name the attributes that no chapter of the film has set, but somebody's subclass."""
    owners = {name: _owner(chapter, name) for name in ("sentence", "layer")}
    return {
        name: f"{owner.__name__}.{name}"
        for name, owner in owners.items()
        if not _is_of_the_film(owner)
    }


def _is_of_the_film(owner: type) -> bool:
    """Know a chapter also if manim has read its file under another name than its module's."""
    file = owner.__module__.rpartition(".")[2]
    named = {(entry.name, entry.module.rpartition(".")[2]) for entry in CHAPTERS}
    return owner.__module__.startswith(_FILM) or (owner.__name__, file) in named


def _followed(
    chosen: Mapping[str, object], asked: Mapping[str, str], saved: Sequence[Saved]
) -> dict[str, object]:
    """Let a saved trace of the chapter's attention decide what nobody asked for."""
    able = [one for one in saved if _suits(one.trace, chosen)]
    if not able:
        _refuse_unsuited(chosen, saved)
        return {}
    exact = [one for one in able if not _differences(one, chosen)]
    fitting = exact or [one for one in able if not _differences(one, chosen, asked)]
    if not fitting:
        name = _differences(able[0], chosen, asked)[0]
        raise ValueError(contradiction(asked[name], chosen[name], able[0]))
    found = fitting[0]
    request, source = Request.of(found.trace), found.trace.source
    if request.sentence is None:
        raise ValueError(f"{found}: save it again, with its sentence")
    sentence = chosen["sentence"] if "sentence" in asked or exact else request.sentence
    own = {} if is_shipped(found.trace) else {"mask": source.mask}
    return own | {
        "layer": source.layer,
        "kind": source.kind,
        "sentence": sentence,
        "translation": request.translation,
    }


def _refuse_unsuited(chosen: Mapping[str, object], saved: Sequence[Saved]) -> None:
    """Say why own arrays, or what a guest did, are not what a chapter is about."""
    guests = (one for one in saved if one.trace.source.origin in (OWN, RECORDED))
    own = next((one for one in guests if one.trace.source.model == chosen["model"]), None)
    if own is None:
        return
    source = own.trace.source
    has = f"{source.kind} attention, mask: {source.mask}"
    for name in ("kind", "mask"):
        wanted = chosen[name]
        if wanted not in (None, getattr(source, name)):
            is_own = name == "mask" and source.origin == OWN
            said = f'"mask": "{wanted}"' if is_own else f"{name} {wanted}"
            raise ValueError(f"{own.name} has {has}; this chapter needs {said}")


def _suits(trace: AttentionTrace, chosen: Mapping[str, object]) -> bool:
    """Say whether a trace is of the model, the kind and the mask that a chapter is about."""
    source, model, kind, mask = trace.source, *(chosen[name] for name in ("model", "kind", "mask"))
    if source.model != model:
        return False
    if not is_shipped(trace):
        return kind in (None, source.kind) and mask in (None, source.mask)
    wanted = Request(model, source.layer, kind or MODELS[model].kinds[0], mask)
    return (wanted.kind, wanted.mask) == (source.kind, Request.of(trace).mask)


def _differences(
    one: Saved, chosen: Mapping[str, object], names: Collection[str] = ("layer", "sentence")
) -> list[str]:
    """List what of the choices a saved trace is not."""
    differs = {
        "layer": one.trace.source.layer != chosen["layer"],
        "sentence": not is_of(one.trace, chosen["sentence"]),
    }
    return [name for name, is_other in differs.items() if is_other and name in names]
