"""What the chapters' pictures depend on, held against what the chapters do when they are played."""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

# Imported before anything is watched: what an import does is no part of a chapter.
import attention_math.examples
import attention_math.readings
import attention_math.tracing  # noqa: F401
from attention_math.shipped import FOLDER, MODELS
from renders.film.quality import Quality
from renders.fingerprint import changes, inputs_of
from renders.rehearsal import Beat, rehearse, rehearse_class
from scenes.chapter import Chapter
from scenes.stage.part_card import PartTwo
from scenes.storyboard import CHAPTERS, Entry, find

ROOT = Path(__file__).parents[3]
FRAME = Quality.low.frame
PLAYED = ["SentenceAsGraph", "TextToTokens", "ManyHeads"]
FIXED = {"ContextChangesMeaning", "CountingParameters", "DirectedGraphs", "WorkedExample"}
NAMES = [entry.name for entry in CHAPTERS]
CHOICES = {
    "ATTENTION_SENTENCE": "the sentence",
    "ATTENTION_MODEL": "the model",
    "ATTENTION_LAYER": "the layer",
    "ATTENTION_HEAD": "the head",
    "ATTENTION_TRACE": "the saved traces",
    "ATTENTION_ARRAYS": "the arrays",
    "ATTENTION_CAPTIONS": "captions",
    "ATTENTION_THEME": "the theme",
}


@pytest.fixture(autouse=True)
def _no_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CHOICES:
        monkeypatch.delenv(name, raising=False)


def parts(name: str) -> set[str]:
    return set(inputs_of(find(name), {}, FRAME).parts)


# --- what is run and read ------------------------------------------------------------------------


@dataclass(frozen=True)
class Played:
    """The modules of which code ran while a chapter was played, and whose numbers it has."""

    ran: frozenset[str]
    models: frozenset[str]


@cache
def played(name: str) -> Played:
    codes: set[types.CodeType] = set()

    def watch(frame: types.FrameType, _event: str, _argument: object) -> None:
        codes.add(frame.f_code)

    chapter_class = getattr(import_module(find(name).module), name)
    forget()
    before = sys.gettrace()
    sys.settrace(watch)
    try:
        chapter = rehearse_class(chapter_class, look_away)
    finally:
        sys.settrace(before)
    models = {trace.source.model for trace in chapter.traces.values()}
    return Played(frozenset(modules(codes)), frozenset(models))


def forget() -> None:
    """Let the film compute anew what an earlier test has made it remember."""
    rooms = ("attention_math.", "scenes.")
    for module in [one for name, one in sys.modules.items() if name.startswith(rooms)]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def modules(codes: set[types.CodeType]) -> Iterator[str]:
    """Name the module that each piece of code belongs to."""
    for code in codes:
        path = Path(code.co_filename)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in (
            "scenes",
            "attention_math",
        ):
            yield path.relative_to(ROOT).as_posix()


def look_away(_chapter: Chapter, _beat: Beat) -> None:
    """See nothing."""


@pytest.mark.parametrize("name", PLAYED)
def test_all_that_a_chapter_runs_is_among_its_inputs(name: str) -> None:
    ran = played(name).ran
    assert {"scenes/chapter.py", "attention_math/trace.py"} <= ran
    assert len(ran) > 20
    # Of the storyboard a chapter shows its number alone.
    assert ran - {"scenes/storyboard.py"} <= parts(name)
    assert "the chapter's number" in parts(name)


# --- whose numbers -------------------------------------------------------------------------------


@cache
def set_up(name: str, sentence: str | None = None) -> Chapter:
    """Prepare a chapter and play none of its beats."""
    with pytest.MonkeyPatch.context() as patch:
        if sentence is not None:
            patch.setenv("ATTENTION_SENTENCE", sentence)
        return rehearse(name, look_away, construct=lambda _chapter: None)


SPEAKER = ["speaker.safetensors", "english.json"]  # asked beside the model of the trace
MEASURED = {
    "AWeightIsNotAReason": SPEAKER,
    "CausalMask": ["leak.json"],
    "ContextChangesMeaning": ["senses.json", "senses.safetensors", *SPEAKER],
    "ManyHeads": ["surveys.json"],
    "OneStepAway": ["recall.json"],
    "PatternsAtScale": ["costs.json", "senses.json", "senses.safetensors"],
    "TheTransformer": ["surveys.json", *SPEAKER],
}


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_depends_on_the_models_whose_numbers_it_shows(name: str) -> None:
    if name in PLAYED:
        shown = played(name).models
    else:
        shown = {trace.source.model for trace in set_up(name).traces.values()}
    models = sorted(shown & set(MODELS))
    stems = {stem for model in models for stem in MODELS[model].vocabularies}
    files = {f"{model}.safetensors" for model in models} | {f"{stem}.json" for stem in stems}
    files |= {"registry.json", *MEASURED.get(name, ())}
    folder = FOLDER.relative_to(ROOT).as_posix()
    assert {part for part in parts(name) if part.startswith(folder)} == {
        f"{folder}/{file}" for file in files
    }


# --- whose choices -------------------------------------------------------------------------------


class Noted(dict[str, str]):
    """An environment that notes which choices are read from it."""

    def __init__(self, content: dict[str, str]) -> None:
        super().__init__(content)
        self.read: set[str] = set()

    def get(self, key: str, default: str | None = None) -> str | None:
        self.read.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> str:
        self.read.add(key)
        return super().__getitem__(key)


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_depends_on_the_choices_that_it_reads(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = Noted(dict(os.environ))
    with monkeypatch.context() as patch:
        patch.setattr(os, "environ", noted)
        rehearse(name, look_away, construct=lambda _chapter: None)
    read = {said for choice, said in CHOICES.items() if choice in noted.read}
    assert {"captions", "the theme"} <= read
    assert read == parts(name) & set(CHOICES.values())


@pytest.mark.parametrize("name", NAMES)
def test_another_sentence_changes_the_numbers_of_what_depends_on_it(name: str) -> None:
    plain, other = set_up(name), set_up(name, "the white queen sees a cat")
    same = plain.trace.query_side.tokens == other.trace.query_side.tokens
    chosen = inputs_of(find(name), {"ATTENTION_SENTENCE": "the white queen sees a cat"}, FRAME)
    said = changes(inputs_of(find(name), {}, FRAME), chosen)
    assert said == ([] if same else ["the sentence changed"])
    assert same == (name in FIXED)


def test_a_card_takes_no_choice_and_no_model() -> None:
    entry = Entry(0, PartTwo.__name__, PartTwo.__module__, 4, "")
    card = inputs_of(entry, {}, FRAME)
    chosen = dict.fromkeys(CHOICES, "0") | {
        "ATTENTION_TRACE": "",
        "ATTENTION_ARRAYS": "",
        "ATTENTION_MODEL": "speaker",
    }
    del chosen["ATTENTION_THEME"]
    assert inputs_of(entry, chosen, FRAME) == card
    bright = inputs_of(entry, {"ATTENTION_THEME": "bright"}, FRAME)
    assert changes(card, bright) == ["the theme dark → bright"]
    assert "the string of chapters" in card.parts
    assert not [part for part in card.parts if part.startswith(("attention_math", "torch"))]
