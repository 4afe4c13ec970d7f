"""The modules below a folder, read and never imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from renders.fingerprint.definitions import Module, parse
from renders.fingerprint.inputs import digest
from renders.fingerprint.syntax import Target


class Source:
    """The modules below a folder, each read once.

    ``own`` is a viewer's file by the name of its module: what lies beside it can be imported, too.
    """

    def __init__(
        self, root: Path, packages: Iterable[str], own: tuple[str, Path] | None = None
    ) -> None:
        self.root, self.packages, self.own = root, frozenset(packages), own
        self.read: dict[str, tuple[Path, str]] = {}  # by what its module calls it: file and digest
        self._found: dict[str, Module | None] = {}

    def is_own(self, name: str) -> bool:
        return name.partition(".")[0] in self.packages

    def _is_beside(self, name: str) -> bool:
        """Tell a module in the folder of the viewer's file, or one of a package there."""
        if self.own is None or self.is_own(name):
            return False
        stem = self.own[1].with_name(name.partition(".")[0])
        return stem.with_suffix(".py").is_file() or (stem / "__init__.py").is_file()

    def find(self, name: str) -> Module | None:
        """Return a module of these packages, or nothing: it is another's, or not there."""
        if name not in self._found:
            is_read = self.is_own(name) or self._is_beside(name) or (self.own or "")[:1] == (name,)
            module = self._found[name] = self._read(name) if is_read else None
            if module is not None and module.stars:
                self._found[name] = self._with_stars(module)
        return self._found[name]

    def all_below(self, package: str) -> Iterator[str]:
        """Name a module and all modules inside it."""
        if not self.is_own(package):
            return
        folder = self.root.joinpath(*package.split("."))
        paths = [folder.with_suffix(".py"), *sorted(folder.rglob("*.py"))]
        for path in filter(Path.is_file, paths):
            parts = path.relative_to(self.root).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def _with_stars(self, module: Module) -> Module:
        """Bind the names that ``from … import *`` brings in."""
        named = {}
        for star in filter(None, map(self.find, module.stars)):
            offered = [*star.definitions, *star.imports]
            named |= {name: Target(star.name, name) for name in offered if name[0] != "_"}
        return replace(module, imports={**named, **module.imports})

    def _read(self, name: str) -> Module | None:
        root = self.root if self.is_own(name) else self.own[1].parent
        stem = root.joinpath(*name.split("."))
        if self.own is not None and self.own[0] == name:
            stem = self.own[1].with_suffix("")
        for path in (stem.with_suffix(".py"), stem / "__init__.py"):
            if path.is_file():
                file = path.relative_to(root).as_posix()
                content = path.read_bytes()
                self.read[file] = path, digest(content)
                return _parsed(name, file, content.decode("utf-8"))
        # A folder without __init__.py is a package, too, with nothing in it.
        return parse(name, f"{name}/", "") if stem.is_dir() else None


_parsed = cache(parse)  # by its text: two versions of a file can have one size and time
