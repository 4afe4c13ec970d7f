"""Judges what a viewer has asked of the chosen chapters before any of them is started."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from renders.commands.options import Wish
from renders.errors import BadInput, bad_input, one_line
from renders.film.naming import Names, film_name, name_of, require_name
from renders.own import file_of, load_class
from renders.terminal import say
from renders.workers.task import Choices
from scenes.stage.choices import chooses_numbers
from scenes.stage.chosen import given_choices
from scenes.stage.saved import Saved, contradictions, read_saved
from scenes.stage.shown import Showing, Shown, choose, tell_unused
from scenes.storyboard import Entry

OPTIONS = {name: f"--{name}" for name in ("sentence", "model", "layer", "head")}


@dataclass(frozen=True)
class Asked:
    """What a viewer gets: chapters, with which numbers, and under which names.

    ``skippable`` are the chapters of which some may be left out: nobody has named them.
    """

    entries: list[Entry]
    environment: dict[str, str]
    names: Names
    skippable: Sequence[Entry]

    @property
    def choices(self) -> Choices:
        return Choices.read(self.environment)


def understand(wish: Wish, name: str | None = None, *, runs_here: bool = True) -> Asked:
    """Find out what a viewer wants; see `judge`.

    Raises
    ------
    BadInput
        If it cannot be had.
    """
    entries, environment = wish.entries(), wish.environment()
    names = judge(entries, environment, name, runs_here=runs_here)
    may_skip = chooses_numbers(environment) and not wish.chapters
    return Asked(entries, environment, names, entries if may_skip else ())


def judge(
    entries: Sequence[Entry],
    environment: Mapping[str, str],
    name: str | None = None,
    *,
    runs_here: bool = True,
) -> Names:
    """Refuse what no chosen chapter can show, tell what some cannot, and name what is made.

    Parameters
    ----------
    name
        What the viewer wants files to be called; by what they show if left out.
    runs_here
        Whether the models, if any are needed, must run on this machine.
    """
    if name is not None:
        require_name(name)
    with bad_input():
        given, saved = given_choices(environment), read_saved(environment)
    for line in contradictions(given, saved, OPTIONS):
        raise BadInput(line)
    lacks_models = runs_here and not _can_run_models()
    if not (given or saved or lacks_models):
        return _named(entries, name)
    chapters = {entry.name: _chapter(entry) for entry in entries}
    chapters = {key: chapter for key, chapter in chapters.items() if chapter is not None}
    shown = _shown(chapters, environment, saved)
    _tell_choices(chapters, given)
    _tell_traces(shown, saved, is_all=len(shown) == len(chapters))
    if lacks_models:
        _tell_missing(shown, saved)
    if name is not None:
        return _named(entries, name)
    names = {key: name_of(chapters[key], each) for key, each in shown.items()}
    return Names(names, film_name(names, given, bool(saved)))


def _named(entries: Sequence[Entry], name: str | None) -> Names:
    if name is None:
        return Names()
    return Names({entry.name: f".{name}" for entry in entries}, f".{name}")


def _can_run_models() -> bool:
    try:
        return all(map(find_spec, ("torch", "tokenizers")))
    except ModuleNotFoundError:
        return False


def _chapter(entry: Entry) -> type[Showing] | None:
    from scenes.chapter import Chapter  # late: it brings in manim

    found = load_class(entry.module, entry.class_name, file_of(entry))
    return found if issubclass(found, Chapter) else None


def _shown(
    chapters: Mapping[str, type[Showing]], environment: Mapping[str, str], saved: Sequence[Saved]
) -> dict[str, Shown]:
    """Find what each chapter shows; one that cannot show what is asked tells it when it runs."""
    shown: dict[str, Shown] = {}
    refused: dict[str, str] = {}
    for name, chapter in chapters.items():
        try:
            shown[name] = choose(chapter, environment, saved)
        except ValueError as error:
            refused[name] = one_line(error)
        except TypeError:  # attributes of which the chapter itself says what is wrong
            continue
    if refused and not any(chapters[name].takes_choices for name in shown):
        _refuse_all(refused)
    return shown


def _tell_choices(chapters: Mapping[str, type[Showing]], given: Iterable[str]) -> None:
    """Tell which chapters have numbers of their own; refuse choices that nobody takes."""
    fixed = [name for name, chapter in chapters.items() if not chapter.takes_choices]
    options = " or ".join(OPTIONS[name] for name in given)
    if not (fixed and options):
        return
    line = f"{', '.join(fixed)} takes no {options}: its numbers are fixed"
    if len(fixed) == len(chapters):
        raise BadInput(f"{line}; leave it out")
    _note(line)


def _tell_traces(shown: Mapping[str, Shown], saved: Sequence[Saved], is_all: bool) -> None:
    """Tell which saved traces no chapter takes; refuse them if that is all of them."""
    left = [set(map(id, each.unused(saved))) for each in shown.values()]
    unused = [one for one in saved if all(id(one) in ids for ids in left)]
    if unused and len(unused) == len(saved) and is_all:
        raise BadInput(tell_unused(unused[0], shown))
    for one in unused:
        _note(tell_unused(one, shown))


def _tell_missing(shown: Mapping[str, Shown], saved: Sequence[Saved]) -> None:
    """Where no model can run, refuse if every chapter lacks a trace, and say how to make them."""
    missing = {name: each.missing(saved) for name, each in shown.items()}
    if all(missing.values()):
        commands = dict.fromkeys(one.saving() for lacks in missing.values() for one in lacks)
        raise BadInput(
            "torch is not installed here: pip install 'attention-film[models]', or type where it "
            f"is: {' ; '.join(commands)} ; and name the saved files with --trace"
        )


def _refuse_all(refused: Mapping[str, str]) -> None:
    name, line = next(iter(refused.items()))
    others = f" (and {len(refused) - 1} more chapters)" if len(refused) > 1 else ""
    raise BadInput(f"{name}: {line}{others}")


def _note(line: str) -> None:
    say(f"note: {line}", err=True)
