"""Captions that depend on the data say what another program finds in it, for any sentence."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from manim import tempconfig

from attention_math.trace import AttentionTrace
from attention_math.tracing import trace_sentence
from scenes.chapter import Chapter
from scenes.dot_product_scores import DotProductScores
from scenes.sentence_as_graph import SentenceAsGraph
from scenes.stage.phrases import phrase

SENTENCES = ("the cat", "the the", "the cat sat on the mat", "the white cat sees the green car")
HEADS = [
    *(("agreement", None, 1, head) for head in (1, 2)),
    *(("speaker", None, layer, head) for layer, head in ((1, 2), (3, 1), (3, 4))),
    *(("translator", "self", layer, head) for layer, head in ((1, 3), (2, 3), (2, 8))),
]


class Said(Exception):
    """Carries a caption out of a beat before anything is drawn."""


def say(chapter: type[Chapter], beat: str, *arguments: object, **attributes: object) -> str:
    """Return the caption with which a chapter's method begins."""

    def stop(_self: Chapter, _name: str, caption: str, **data: object) -> None:
        raise Said(phrase(caption, **data))

    scene = told(chapter, beat=stop, **attributes)
    with pytest.raises(Said) as said:
        getattr(scene, beat)(*arguments)
    return str(said.value)


def told(chapter: type[Chapter], **attributes: object) -> Chapter:
    """Prepare a chapter with other attributes, and draw nothing of it."""
    named = type(chapter.__name__, (chapter,), {"traces": {}, **attributes})
    with tempconfig({"dry_run": True, "verbosity": "ERROR"}):
        scene = named()
    scene._take_choices()
    return scene


def quoted(caption: str) -> list[str]:
    return re.findall("“([^”]+)”", caption)


@pytest.fixture(params=HEADS, ids=lambda head: "-".join(map(str, head)))
def head(request: pytest.FixtureRequest) -> tuple[str, str | None, int, int]:
    return request.param


@pytest.fixture(params=SENTENCES)
def shown(request: pytest.FixtureRequest, head: tuple) -> SimpleNamespace:
    """A sentence in a head: how a chapter is told of it, and its trace."""
    model, kind, layer, number = head
    told = {"sentence": request.param, "model": model, "layer": layer, "head": number}

    def trace(mask: str | None = None) -> AttentionTrace:
        return trace_sentence(model, request.param, layer, kind, mask=mask)

    try:
        found = trace()
    except ValueError as unknown:
        pytest.fail(str(unknown))
    return SimpleNamespace(told={**told, "kind": kind}, trace=trace, found=found, number=number)


def test_the_strongest_is_the_largest_as_shown(shown: SimpleNamespace) -> None:
    tokens = shown.found.query_side.tokens
    listener = len(tokens) - 1
    caption = _strongest(shown.told, listener)
    row = [f"{weight:.2f}" for weight in shown.found.head(shown.number).weights[listener]]
    first = [j for j, weight in enumerate(row) if weight == max(row)]
    if len(first) > 2:
        assert "no token stands out" in caption
        return
    assert ("itself" in caption) == (listener in first)
    assert quoted(caption)[1:] == [tokens[j] for j in first if j != listener]


def _strongest(choice: dict[str, object], listener: int) -> str:
    words = told(SentenceAsGraph, **choice).trace.query_side.shown
    given = {"listener": listener, "words": words}
    return say(SentenceAsGraph, "fill_the_last_glass", None, **given, **choice)


def test_the_fan_is_of_the_key_that_scores_most(shown: SimpleNamespace) -> None:
    caption = say(DotProductScores, "fan_out", None, None, **shown.told)
    query = told(DotProductScores, **shown.told).pair.query
    row = shown.found.head(shown.number).scores[query]
    assert quoted(caption) == [shown.found.key_side.shown[int(row.argmax())]]
