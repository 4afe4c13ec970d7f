"""What names in a module stand for: definitions there, or in the modules that it imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from renders.fingerprint.definitions import Definition, Module
from renders.fingerprint.source import Source
from renders.fingerprint.syntax import Chain, Piece, Target

STATEMENTS = ""  # stands for what a module does when it is imported
_DYNAMIC = frozenset({"globals", "eval", "exec"})


class Place(NamedTuple):
    """A definition: the module and its name in it."""

    module: str
    name: str


class Names:
    """Looks names up as Python does, without running anything."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def module(self, name: str) -> Module:
        """Return a module.

        Raises
        ------
        ValueError
            If there is none of that name below the source's folder.
        """
        module = self.source.find(name)
        if module is None:
            raise ValueError(f"there is no module {name} below {self.source.root}")
        return module

    def definition(self, place: Place) -> Definition:
        """Return what a name of a module is bound to.

        Raises
        ------
        ValueError
            If there is no such module, or it has no such name.
        """
        module = self.module(place.module)
        if place.name == STATEMENTS:
            return module.statements
        if place.name not in module.definitions:
            raise ValueError(f"there is no {place.name} in {module.file}")
        return module.definitions[place.name]

    def lineage(self, start: Place) -> list[Place]:
        """List a class and its own bases, the nearest first, as attributes are looked up."""
        found: list[Place] = []
        waiting = [start]
        while waiting:
            place = waiting.pop(0)
            bases = self.definition(place).bases
            if bases is None:
                continue
            found = [*(known for known in found if known != place), place]
            module = self.module(place.module)
            waiting = [each for base in bases for each in self.resolve(module, base)] + waiting
        return found

    def attribute(self, start: Place, name: str) -> Piece | None:
        """Return the statement that gives a class an attribute, in its body or that of a base."""
        for place in self.lineage(start):
            for piece in reversed(self.definition(place).pieces):
                if name in piece.binds:
                    return piece
        return None

    def resolve(
        self, module: Module, chain: Chain, late: Mapping[str, Target] | None = None
    ) -> Iterator[Place]:
        """Find the definitions that a name with attributes may stand for.

        ``late`` are imports that hold only where the name is used. A module of which more than
        its own names is used counts whole.
        """
        first, rest = chain[0], chain[1:]
        if late and first in late:
            yield from self._imported(late[first], rest)
        if first in _DYNAMIC:
            yield from self.whole(module)
        yield from self._inside(module, first, rest)

    def whole(self, module: Module) -> Iterator[Place]:
        """List all that a module defines, and what it offers under its own name from others."""
        for name in (STATEMENTS, *module.definitions):
            yield Place(module.name, name)
        for target in module.imports.values():
            if target.name and not self.source.find(f"{target.module}.{target.name}"):
                yield from self._imported(target, ())

    def _inside(self, module: Module, name: str, rest: Chain) -> Iterator[Place]:
        if name in module.definitions:
            yield Place(module.name, name)
        if name in module.imports:
            yield from self._imported(module.imports[name], rest)

    def _imported(self, target: Target, rest: Chain) -> Iterator[Place]:
        module = self.source.find(target.module)
        if module is not None:
            yield from self._attribute(module, (*filter(None, [target.name]), *rest))

    def _attribute(self, module: Module, chain: Chain) -> Iterator[Place]:
        if chain and (chain[0] in module.definitions or chain[0] in module.imports):
            yield from self._inside(module, chain[0], chain[1:])
            return
        inner = self.source.find(f"{module.name}.{chain[0]}") if chain else None
        if inner is not None:
            yield from self._attribute(inner, chain[1:])
        else:
            yield from self.whole(module)
