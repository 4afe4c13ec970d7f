"""What a lecture consists of, in its order, and how a TOML file says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from attention_math.huggingface.names import PREFIX, is_path
from attention_math.named import unknown
from attention_math.trace import Kind
from renders.errors import BadInput, one_line

Said = Mapping[str, object]

_HEADER = re.compile(r"^\s*\[\[\s*slides\s*\]\]")
_TEXT, _COUNT, _TEXTS = (str,), (int,), (str, list)
_CARD = {"card": _TEXT, "text": _TEXT, "notes": _TEXT}
_NUMBERS = {"sentence": _TEXT, "model": _TEXT, "layer": _COUNT, "head": _COUNT, "kind": _TEXT}
_FILES = {"arrays": _TEXT, "trace": _TEXTS}
_MORE = {"beats": (list,), "notes": (str, dict)} | _NUMBERS | _FILES
_CHAPTER = {"chapter": (str, int, list)} | _MORE
_OWN = {"file": _TEXT, "class": _TEXT} | _MORE
_KINDS = {"card": _CARD, "chapter": _CHAPTER, "file": _OWN}
_CALLED = {
    str: "text in quotes",
    int: "a whole number",
    list: "a list [ … ]",
    dict: "a table { … }",
}


@dataclass(frozen=True)
class Card:
    """A title, with a few words below it."""

    heading: str
    text: str = ""
    notes: str = ""
    where: str = ""


@dataclass(frozen=True)
class Showing:
    """Chapters one after the other, with the same numbers; or some beats of one.

    Parameters
    ----------
    chapters
        As they are typed for `render`.
    numbers
        The options of `renders.commands.options.Wish` that say which.
    beats
        The names of those to show; all, if there are none.
    notes
        What the lecturer wants to remember, by the beat's name; under ``""`` at the beginning.
    where
        What to call it where something is wrong with it.
    """

    chapters: tuple[str, ...]
    numbers: Said = field(default_factory=dict)
    beats: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    where: str = ""


@dataclass(frozen=True)
class Lecture:
    """What is shown in which order; each of it stops a few times."""

    title: str
    slides: Sequence[Card | Showing]


@contextmanager
def blaming(where: str) -> Iterator[None]:
    """Say of what is wrong in the block where it was asked for."""
    try:
        yield
    except BadInput as error:
        raise BadInput(f"{where}: {error.message}" if where else error.message) from error


def read_lecture(path: Path) -> Lecture:
    """Read a lecture from a TOML file; paths in it are meant from the file's own folder.

    Raises
    ------
    BadInput
        In one line, with the file's line or key, if it says what a lecture has not.
    """
    try:
        text = path.read_text(encoding="utf-8")
        said = tomllib.loads(text)
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:  # of TOML, with its line, or of UTF-8
        raise BadInput(f"{path.name}: {one_line(error)}") from error
    with blaming(path.name):
        _check(said, {"title": _TEXT, "slides": (list,)})
        slides = said.get("slides", [])
        if not slides or not all(isinstance(one, dict) for one in slides):
            raise BadInput("it has no [[slides]]: write one for each chapter, scene or card")
    headers = [n for n, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    lines = headers if len(headers) == len(slides) else [0] * len(slides)
    read = [
        _read(one, f"{path.name}, slide {number}" + (f" (line {line})" if line else ""), path)
        for number, (one, line) in enumerate(zip(slides, lines, strict=True), 1)
    ]
    return Lecture(said.get("title") or path.stem, read)


def _read(said: Said, where: str, path: Path) -> Card | Showing:
    with blaming(where):
        kinds = [kind for kind in _KINDS if kind in said]
        if len(kinds) != 1:
            found = " and ".join(kinds) or "neither"
            raise BadInput(f"it has {found}: a slide is a card, a chapter or a file")
        _check(said, _KINDS[kinds[0]])
        if kinds == ["card"]:
            return Card(said["card"], said.get("text", ""), said.get("notes", ""), where)
        chapters = _chapters(said, path.parent)
        beats, notes = said.get("beats", []), said.get("notes", "")
        _check_texts("beats", beats)
        notes = {"": notes} if isinstance(notes, str) else notes
        _check_texts("notes", list(notes.values()))
        if len(chapters) > 1 and (beats or set(notes) - {""}):
            raise BadInput("beats, and notes on them, go with one chapter: write a slide for each")
        return Showing(chapters, _numbers(said, path.parent), tuple(beats), notes, where)


def _check(said: Said, known: Mapping[str, tuple[type, ...]]) -> None:
    for key, value in said.items():
        if key not in known:
            raise BadInput(unknown("key", key, known))
        if type(value) not in known[key]:
            wanted = " or ".join(_CALLED[one] for one in known[key])
            raise BadInput(f"{key} must be {wanted}, not {value!r}")


def _check_texts(key: str, values: Sequence[object]) -> None:
    for value in values:
        if not isinstance(value, str):
            raise BadInput(f"{key} must be text in quotes, not {value!r}")


def _chapters(said: Said, folder: Path) -> tuple[str, ...]:
    """Name chapters as they are typed for `render`."""
    if "file" in said:
        file = str(folder / said["file"])
        return (f"{file}:{said['class']}" if "class" in said else file,)
    named = said["chapter"] if isinstance(said["chapter"], list) else [said["chapter"]]
    if not named or not all(type(one) in (str, int) for one in named):
        raise BadInput("chapter must be a name, a number, or a list of them")
    return tuple(map(str, named))


def _numbers(said: Said, folder: Path) -> Said:
    """Return the choices of numbers, with the paths of files."""
    numbers: dict[str, object] = {key: said[key] for key in _NUMBERS if key in said}
    for key in ("layer", "head"):
        if numbers.get(key, 1) < 1:
            raise BadInput(f"{key} counts from 1")
    if numbers.get("kind", "self") not in get_args(Kind):
        raise BadInput(unknown("kind", str(numbers["kind"]), get_args(Kind)))
    if is_path(numbers.get("model")):
        numbers["model"] = f"{PREFIX}{folder / str(numbers['model']).removeprefix(PREFIX)}"
    if "arrays" in said:
        numbers["arrays"] = folder / said["arrays"]
    if "trace" in said:
        traces = said["trace"] if isinstance(said["trace"], list) else [said["trace"]]
        _check_texts("trace", traces)
        numbers["trace"] = tuple(folder / one for one in traces)
    return numbers
