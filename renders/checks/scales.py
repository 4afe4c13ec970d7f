"""Judges the scales of pictures: where they end, and what a legend says of them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

import numpy as np
from manim import ManimColor, Mobject

from renders.checks import limits
from renders.checks.expression import Unknown
from renders.checks.failure import Problem
from renders.checks.laws import other_hues, parts
from renders.checks.named import claiming
from renders.checks.oracle import Oracle
from renders.checks.staged import describe, parts_of
from scenes import theme
from scenes.mobjects.scale_legend import ScaleLegend
from scenes.stage.claims import Encoding, Raster

_OF_SHARES = ("weight_color", "dot_radius", "edge_width")  # they know nothing beyond 0 and 1
_BY_SIGN = ("score_color", "sign_color")
_LOGITS = ("scores", "scaled", "masked")  # steps of one computation, which may share a scale
_ADDED = ("token_embeddings", "positions", "embeddings")  # what is added up, and the sum: so too


def judge_legends(seen: Sequence[Mobject]) -> Iterator[Problem]:
    """See that each sample of a legend shows a tensor as a picture on stage does."""
    samples = parts_of(one for one in seen if isinstance(one, ScaleLegend))
    shown = [
        (one, _of(claim), parts(claim.law)) for one, claim in claiming(seen, Encoding | Raster)
    ]
    pictures = [picture for one, *picture in shown if id(one) not in samples]
    for one, tensor, law in shown:
        if id(one) in samples and [tensor, law] not in pictures:
            yield Problem("legend", describe(one), "the law of a picture on stage", law[0])


Ends = defaultdict[tuple[str, str], dict[float, Mobject]]  # by tensor, of all scales in a chapter


def judge_scales(seen: Iterable[Mobject], ends: Ends, oracle: Oracle) -> Iterator[Problem]:
    """See that a tensor has one scale, that ends where it does or where one it is made of does."""
    for mobject, claim in claiming(seen, Encoding | Raster):
        if "limit" in (options := parts(claim.law)[1]):
            ends[_of(claim)].setdefault(options["limit"], mobject)
    for (source, tensor), found in ends.items():
        sizes = _sizes(source, tensor, oracle)
        due = " or ".join(f"{size:.6g}" for size in sizes)
        false = [end for end in found if not np.isclose(end, sizes, rtol=limits.COLOUR).any()]
        for end in false or list(found)[1:]:
            name = f"{describe(found[end])} of {tensor}"
            yield Problem("scale", name, f"one end, at {due}", f"{end:.6g}")


def judge_choices(seen: Iterable[Mobject], oracle: Oracle) -> Iterator[Problem]:
    """See that a law fits what it shows: shares of one, signs, a step of a head in its own hue."""
    chosen: dict[tuple[str, str, str, ManimColor | None], Mobject] = {}
    for mobject, claim in claiming(seen, Encoding | Raster):
        name, options = parts(claim.law)
        own = _own_hue(_of(claim)[1])
        inks = {mobject.get_fill_color().to_hex()} if name == "proportional" and own else set()
        for hue in inks & other_hues(own):
            yield Problem("hue", f"{describe(mobject)} of {_of(claim)[1]}", own.to_hex(), hue)
        chosen.setdefault((*_of(claim), name, options.get("hue")), mobject)
    for (source, tensor, name, hue), mobject in chosen.items():
        with suppress(Unknown):  # then that is told
            if not _fits(source, tensor, name, hue, oracle):
                yield Problem("law", f"{describe(mobject)} of {tensor}", "a law that fits it", name)


def _fits(source: str, tensor: str, law: str, hue: ManimColor | None, oracle: Oracle) -> bool:
    own = _own_hue(tensor) if tensor.startswith("head") else None
    hues = (own, *theme.HEADS)
    if own is not None and (law in _BY_SIGN or (hue is not None and hue not in hues)):
        return False
    values = oracle.array(source, tensor) if law in _OF_SHARES else np.zeros(1)
    return values.min() >= -limits.COLOUR and values.max() <= 1 + limits.COLOUR


def _own_hue(tensor: str) -> ManimColor | None:
    """Return the hue of the step of attention that a tensor is, or that a call returns."""
    return theme.hues().get(tensor.rpartition(".")[2].split("_")[0])


def _of(claim: Encoding | Raster) -> tuple[str, str]:
    shown = claim.quantity if isinstance(claim, Raster) else claim.citation
    return shown.source, shown.tensor


def _sizes(source: str, tensor: str, oracle: Oracle) -> list[float]:
    """List the largest finite sizes in a tensor, and in those with which it may share a scale.

    These are the tensors that it is made of, the other steps from scores to weights, and what is
    added up to the input.
    """
    found: dict[float, None] = {}
    for name in (tensor, *_made_of(tensor)):
        with suppress(Unknown, TypeError):  # no name of a tensor, or one of words
            size = np.abs(oracle.array(source, name))
            found[float(size[np.isfinite(size)].max(initial=0.0))] = None
    return list(found)


def _made_of(tensor: str) -> Iterator[str]:
    with suppress(SyntaxError):
        for node in ast.walk(ast.parse(tensor, mode="eval")):
            if isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
                yield ast.unparse(node)
            for shared in (_LOGITS, _ADDED):
                if isinstance(node, ast.Attribute) and node.attr in shared:
                    yield from (f"{ast.unparse(node.value)}.{step}" for step in shared)
