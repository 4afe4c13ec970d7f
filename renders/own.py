"""Chapters in a viewer's own file: found, imported by the file's path, told from the film's."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import traceback
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from renders.errors import BadInput, one_line
from scenes.storyboard import CHAPTERS, Entry, entry_of

SECONDS = 45  # of a chapter that nobody has measured: what the film's last on average
ROOT = Path(__file__).parents[1]

_NAMED = re.compile(r"(?P<file>.+\.py)(:(?P<name>\w*))?")


@dataclass(frozen=True)
class Own(Entry):
    """A chapter in a file; its name has the file's before its class's, so that none is the film's.

    ``title`` is what a player's menu calls it.
    """

    title: str
    file: Path

    @property
    def class_name(self) -> str:
        return self.name.rpartition(".")[2]


def file_of(entry: Entry) -> Path | None:
    """Return the file that a chapter is imported from, if it is none of the film's modules."""
    return entry.file if isinstance(entry, Own) else None


def is_file(name: str) -> bool:
    """Tell ``lecture.py`` and ``lecture.py:MyLecture`` from a chapter's name."""
    return _NAMED.fullmatch(name) is not None


def own_chapters(name: str) -> list[Entry]:
    """Find the chapter that ``lecture.py:MyLecture`` names, or all that ``lecture.py`` defines.

    Raises
    ------
    BadInput
        If there is no such file or chapter in it, or the file cannot be imported.
    """
    found = _NAMED.fullmatch(name)
    file, wanted = Path(found["file"]).resolve(), found["name"]
    if not file.is_file():
        raise BadInput(f"there is no file {found['file']}")
    if file.parent == ROOT / "scenes" and (film := [e for e in CHAPTERS if _module(e) == file]):
        return film
    chapters = _chapters_in(_imported(file))
    if wanted is not None:
        chapters = [chapter for chapter in chapters if chapter.__name__ == wanted] or _missing(
            found["file"], wanted, chapters
        )
    if not chapters:
        raise BadInput(f"{found['file']} has no chapter: subclass one of the film's, or "
                       "scenes.chapter.Chapter with a construct()")  # fmt: skip
    return [_entry(chapter, file) for chapter in chapters]


def load_class(module: str, name: str, file: Path | None = None) -> type:
    """Import the class of a chapter, or of a part's card."""
    return getattr(import_module(module) if file is None else load_file(file), name)


def load_file(file: Path) -> ModuleType:
    """Run a viewer's file as a module; what it imports from its own folder is found there.

    Only one folder's files at a time are imported so: two may have modules of the same name.
    """
    _forget_files_outside(file.parent)
    module = ModuleType(module_name(file))
    module.__file__ = str(file)
    known = sys.modules.get(module.__name__)
    text = file.read_bytes()
    if known is not None and known.__file__ == str(file) and known.__text__ == text:
        return known
    module.__text__ = text
    sys.modules[module.__name__] = module
    sys.path.insert(0, str(file.parent))
    _FOLDERS.add(str(file.parent))
    try:
        # Not by a loader: that would take bytecode which is as old and as long for this text's.
        exec(compile(text, file, "exec"), vars(module))
    except BaseException:
        del sys.modules[module.__name__]
        raise
    return module


def module_name(file: Path) -> str:
    """Name a file's module as no other module is named."""
    return f"own {file.stem.replace('.', '_')}"


_FOLDERS: set[str] = set()  # on the path, for the sake of files that were loaded


def _forget_files_outside(folder: Path) -> None:
    for old in _FOLDERS - {str(folder)}:
        _FOLDERS.discard(old)
        sys.path[:] = [entry for entry in sys.path if entry != old]
        for name, module in list(sys.modules.items()):
            where = getattr(module, "__file__", None)
            if where and Path(where).is_relative_to(old) and not Path(where).is_relative_to(ROOT):
                del sys.modules[name]


def _imported(file: Path) -> ModuleType:
    """Import a viewer's file; what is wrong with it is told in a line that says where."""
    try:
        with redirect_stdout(sys.stderr):  # standard output says what was made, and nothing else
            return load_file(file)
    except SyntaxError as error:
        raise BadInput(f"{error.filename}, line {error.lineno}: {error.msg}") from error
    except (Exception, SystemExit) as error:
        own = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if Path(frame.filename).is_relative_to(file.parent)
        ]
        where = f"{own[-1].filename}, line {own[-1].lineno}" if own else str(file)
        raise BadInput(f"{where}: {type(error).__name__}: {one_line(error)}") from error


def _chapters_in(module: ModuleType) -> list[type]:
    """List a module's own chapters in the order of their definition; bases are none."""
    from scenes.chapter import Chapter  # late: it brings in manim

    found = [
        thing
        for name, thing in vars(module).items()
        if inspect.isclass(thing)
        and issubclass(thing, Chapter)
        and (thing.__module__, thing.__name__) == (module.__name__, name)
        and not name.startswith("_")
        and not thing.is_base()
    ]
    # A name that an import bound before keeps its place among the module's names.
    nodes = ast.walk(ast.parse(module.__text__))
    lines = {node.name: node.lineno for node in nodes if isinstance(node, ast.ClassDef)}
    return sorted(found, key=lambda chapter: lines.get(chapter.__name__, 0))


def _missing(file: str, wanted: str, chapters: list[type]) -> list[type]:
    known = ", ".join(chapter.__name__ for chapter in chapters) or "none that can be drawn"
    raise BadInput(f"{file} has no chapter {wanted!r}; its chapters: {known}")


def _entry(chapter: type, file: Path) -> Own:
    varied = entry_of(chapter)
    said = inspect.cleandoc(vars(chapter).get("__doc__") or "").partition("\n\n")[0]
    return Own(
        number=varied.number if varied else 0,
        name=f"{file.stem}.{chapter.__name__}",
        module=module_name(file),
        seconds=varied.seconds if varied else SECONDS,
        teaches=one_line(said).rstrip(".") or (varied.teaches if varied else ""),
        title=chapter.numbered_heading() if hasattr(chapter, "heading") else chapter.__name__,
        file=file,
    )


def _module(entry: Entry) -> Path:
    return ROOT.joinpath(*entry.module.split(".")).with_suffix(".py")
