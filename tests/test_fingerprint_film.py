"""What the chapters' pictures depend on, held against what the chapters do when they are played."""

from __future__ import annotations

import ast
import os
import shutil
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
from attention_math.registry import NAMES as MODELS
from attention_math.wordlist import FOLDER, vocabulary_names
from renders.fingerprint import changes, inputs_of
from renders.quality import Quality
from renders.rehearsal import Beat, rehearse, rehearse_class
from scenes import theme
from scenes.chapter import Chapter
from scenes.part_card import PartTwo
from scenes.storyboard import CHAPTERS, Entry, find

ROOT = Path(__file__).parents[1]
FRAME = Quality.low.frame
PLAYED = ["SentenceAsGraph", "TextToTokens", "ManyHeads"]
NAMES = [entry.name for entry in CHAPTERS]
CHOICES = {
    "ATTENTION_SENTENCE": "the sentence",
    "ATTENTION_MODEL": "the model",
    "ATTENTION_LAYER": "the layer",
    "ATTENTION_HEAD": "the head",
    "ATTENTION_TRACE": "the saved traces",
    "ATTENTION_CAPTIONS": "captions",
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
    """What ran while a chapter was played, what it read of the theme, and whose numbers it has."""

    ran: frozenset[str]
    themes: frozenset[str]
    models: frozenset[str]


@cache
def played(name: str) -> Played:
    codes: set[types.CodeType] = set()
    reads: set[str] = set()

    class Watched(types.ModuleType):
        def __getattribute__(self, attribute: str) -> object:
            reads.add(attribute)
            return super().__getattribute__(attribute)

    def watch(frame: types.FrameType, _event: str, _argument: object) -> None:
        codes.add(frame.f_code)

    chapter_class = getattr(import_module(find(name).module), name)
    forget()
    before = sys.gettrace()
    theme.__class__ = Watched
    sys.settrace(watch)
    try:
        chapter = rehearse_class(chapter_class, look_away)
    finally:
        sys.settrace(before)
        theme.__class__ = types.ModuleType
    models = {trace.source.model for trace in chapter.traces.values()}
    names = {attribute for attribute in reads if not attribute.startswith("__")}
    return Played(frozenset(definitions(codes)), frozenset(names), frozenset(models))


def forget() -> None:
    """Let the film compute anew what an earlier test has made it remember."""
    rooms = ("attention_math.", "scenes.")
    for module in [one for name, one in sys.modules.items() if name.startswith(rooms)]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def definitions(codes: set[types.CodeType]) -> Iterator[str]:
    """Name the function or class at the top of its module that each piece of code belongs to."""
    for code in codes:
        path = Path(code.co_filename)
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in (
            "scenes",
            "attention_math",
        ):
            yield f"{path.relative_to(ROOT).as_posix()}: {tops(path)[code.co_firstlineno]}"


@cache
def tops(path: Path) -> dict[int, str]:
    return {
        line: node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        for line in range(
            min(part.lineno for part in (node, *node.decorator_list)), node.end_lineno + 1
        )
    }


def look_away(_chapter: Chapter, _beat: Beat) -> None:
    """See nothing."""


@pytest.mark.parametrize("name", PLAYED)
def test_all_that_a_chapter_runs_is_among_its_inputs(name: str) -> None:
    ran = played(name).ran
    assert f"scenes/chapter.py: {Chapter.__name__}" in ran
    assert len(ran) > 50
    assert ran <= parts(name)


@pytest.mark.parametrize("name", PLAYED)
def test_all_that_a_chapter_reads_of_the_theme_is_among_its_inputs(name: str) -> None:
    reads = {f"scenes/theme.py: {attribute}" for attribute in played(name).themes}
    assert len(reads) > 20
    assert reads <= parts(name)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A copy of the code to be changed."""
    for room in ("scenes", "attention_math"):
        ignored = shutil.ignore_patterns("models", "__pycache__")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=ignored)
    return tmp_path


@pytest.mark.parametrize("color", ["HEADS", "ACCENT", "HIDDEN", "KEY", "VALUE"])
def test_a_new_colour_makes_stale_what_shows_it(film: Path, color: str) -> None:
    def all_inputs() -> dict[str, object]:
        return {name: inputs_of(find(name), {}, FRAME, root=film) for name in PLAYED}

    before = all_inputs()
    path = film / "scenes/theme.py"
    path.write_text(path.read_text().replace(f"\n{color} = ", f"\n{color} = GROUND and "))
    after = all_inputs()
    stale = {name for name in PLAYED if before[name] != after[name]}
    assert stale == {name for name in PLAYED if color in played(name).themes}
    for name in stale:
        assert changes(before[name], after[name]) == [f"scenes/theme.py: {color} changed"]


# --- whose numbers -------------------------------------------------------------------------------


@cache
def set_up(name: str, sentence: str | None = None) -> Chapter:
    """Prepare a chapter and play none of its beats."""
    with pytest.MonkeyPatch.context() as patch:
        if sentence is not None:
            patch.setenv("ATTENTION_SENTENCE", sentence)
        return rehearse(name, look_away, construct=lambda _chapter: None)


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_depends_on_the_models_whose_numbers_it_shows(name: str) -> None:
    if name in PLAYED:
        shown = played(name).models
    else:
        shown = {trace.source.model for trace in set_up(name).traces.values()}
    models = sorted(shown & set(MODELS))
    stems = {stem for model in models for stem in vocabulary_names(model)}
    files = {f"{model}.safetensors" for model in models} | {f"{stem}.json" for stem in stems}
    files |= {"leak.json"} if name == "CausalMask" else set()
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
    assert "captions" in read
    assert read == parts(name) & set(CHOICES.values())


@pytest.mark.parametrize("name", NAMES)
def test_another_sentence_changes_the_numbers_of_what_depends_on_it(name: str) -> None:
    plain, other = set_up(name), set_up(name, "the old queen sees a cat")
    same = plain.trace.query_side.tokens == other.trace.query_side.tokens
    chosen = inputs_of(find(name), {"ATTENTION_SENTENCE": "the old queen sees a cat"}, FRAME)
    said = changes(inputs_of(find(name), {}, FRAME), chosen)
    assert said == ([] if same else ["the sentence changed"])
    assert same == (name == "WorkedExample")


def test_a_card_takes_no_choice_and_no_model() -> None:
    entry = Entry(0, PartTwo.__name__, PartTwo.__module__, 4, "")
    card = inputs_of(entry, {}, FRAME)
    chosen = dict.fromkeys(CHOICES, "0") | {"ATTENTION_TRACE": "", "ATTENTION_MODEL": "speaker"}
    assert inputs_of(entry, chosen, FRAME) == card
    assert "the heading of TextToTokens" in card.parts
    assert not [part for part in card.parts if part.startswith(("attention_math", "torch"))]
