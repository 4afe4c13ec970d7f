"""All definitions that a class needs to run, found by following names through the modules.

Rather too much is found than too little: a class counts with all its methods, and a module of which
more than its names is used counts whole. What the walk cannot see is a function that a decorator
puts into a table of its own module, if nothing names it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from renders.fingerprint.inputs import digest
from renders.fingerprint.names import STATEMENTS, Names, Place
from renders.fingerprint.syntax import ANYTHING, Piece


@dataclass
class Reached:
    """What a class needs: the digest of each definition by its name, and what those contain."""

    parts: dict[str, str] = field(default_factory=dict)
    texts: dict[str, set[str]] = field(default_factory=dict)  # by the package that they stand in
    packages: set[str] = field(default_factory=set)  # that it imports


Rule = Callable[[Place, Place], bool]


class Reach:
    """Follows names from a class to everything that they stand for.

    Parameters
    ----------
    leaves_out
        Says of a definition and one that it uses if that use does not count: other inputs say what
        comes of it.
    replaced
        Attributes of the class that are given other values than in it and its bases: what they say
        there does not count as a text. The class stays the same.
    is_open
        Whether an import by a name that only running tells may bring in anything.
    """

    def __init__(
        self,
        names: Names,
        leaves_out: Rule,
        replaced: Collection[str] = (),
        *,
        is_open: bool = True,
    ) -> None:
        self.names, self.leaves_out, self.replaced = names, leaves_out, frozenset(replaced)
        self.is_open = is_open
        self._kin: list[Place] = []  # the class and its bases, the nearest first
        self._seen: set[Place] = set()
        self._waiting: list[Place] = []
        self._ran: set[str] = set()
        self._hidden: dict[Place, frozenset[str]] = {}  # by class: attributes that do not matter

    def from_class(self, start: Place) -> None:
        """Follow a class; what it overrides in its bases does not count."""
        hidden: frozenset[str] = frozenset()
        self._kin = self.names.lineage(start)
        for place in self._kin:
            self._hidden[place] = hidden
            pieces = self.names.definition(place).pieces
            hidden |= {name for piece in pieces for name in piece.binds}
        self._follow_all(start)

    def from_package(self, package: str) -> None:
        """Follow all of a module, or of a package with all its modules."""
        self._take_whole(package)
        self._follow_all()

    def _follow_all(self, *places: Place) -> None:
        self._waiting += places
        while self._waiting:
            place = self._waiting.pop()
            if place not in self._seen:
                self._seen.add(place)
                self._run(place.module)
                for piece in self._pieces(place):
                    self._follow(place, piece)

    def _follow(self, place: Place, piece: Piece) -> None:
        module, bases = self.names.module(place.module), self.names.definition(place).bases or ()
        for name in piece.modules:
            if name == ANYTHING:
                for package in sorted(self.names.source.packages if self.is_open else ()):
                    self._take_whole(package)
            elif name.endswith(ANYTHING):
                self._take_whole(name.removesuffix(f".{ANYTHING}"))
            else:
                self._run(name)
        for chain in piece.uses:
            for found in self.names.resolve(module, chain, piece.imports):
                if self.leaves_out(place, found):
                    continue
                self._waiting.append(found)
                if chain not in bases and self._hidden.pop(found, None):
                    # A base that is not only inherited from shows what a subclass overrides, too.
                    self._seen.discard(found)

    def _run(self, name: str) -> None:
        """Count what a module does when it is imported, and the modules that it imports."""
        if not name or name in self._ran or self.names.source.find(name) is None:
            return
        self._ran.add(name)
        module = self.names.module(name)
        self._waiting.append(Place(name, STATEMENTS))
        for needed in (name.rpartition(".")[0], *module.needed):
            self._run(needed)

    def _take_whole(self, package: str) -> None:
        for name in self.names.source.all_below(package):
            self._waiting += self.names.whole(self.names.module(name))

    # --- what was found ----------------------------------------------------------------------

    def _pieces(self, place: Place) -> tuple[Piece, ...]:
        definition = self.names.definition(place)
        hidden = self._hidden.get(place, frozenset()) - definition.needed
        return tuple(
            piece
            for piece in definition.pieces
            if not (piece.is_value and piece.binds and piece.binds <= hidden)
        )

    def reached(self) -> Reached:
        """Return what has been found so far."""
        reached = Reached()
        for place in self._seen:
            if pieces := self._pieces(place):
                self._note(reached, place, pieces)
        return reached

    def _note(self, reached: Reached, place: Place, pieces: tuple[Piece, ...]) -> None:
        module = self.names.module(place.module)
        bound = {**module.imports, **{n: t for piece in pieces for n, t in piece.imports.items()}}
        used = sorted({chain[0] for piece in pieces for chain in piece.uses} & bound.keys())
        meanings = [f"{name}: {bound[name].module}.{bound[name].name}" for name in used]
        name = "when imported" if place.name == STATEMENTS else place.name
        said = "\n".join([*(piece.digest for piece in pieces), *meanings])
        reached.parts[f"{module.file}: {name}"] = digest(said)
        texts = reached.texts.setdefault(module.name.partition(".")[0], set())
        replaced = self.replaced if place in self._kin else frozenset()
        texts.update(*(p.texts for p in pieces if not (p.is_value and p.binds & replaced)))
        reached.packages |= {bound[name].module.partition(".")[0] for name in used}
