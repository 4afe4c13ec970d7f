"""A statement's syntax, summed up: what it says, and which names and texts it uses.

Comments, formatting, docstrings and annotations do not count, for they draw nothing; that a class
has a field of a name does, and whether a dataclass makes an argument of it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from renders.fingerprint.inputs import digest

_UNSEEN = frozenset({"annotation", "returns", "type_comment", "ctx", "kind", "type_ignores"})
_MARKERS = ("ClassVar", "InitVar", "KW_ONLY")  # annotations that decide what is a field
_DYNAMIC = frozenset({"import_module", "__import__"})
ANYTHING = "*"  # imported under a name that the source does not say

Chain = tuple[str, ...]  # a.b.c as it is written


class Target(NamedTuple):
    """What an import binds: a module, or a name that is looked up in it."""

    module: str
    name: str | None = None


@dataclass(frozen=True)
class Piece:
    """A statement, or one of a class body.

    Attributes
    ----------
    digest
        Of all that it says.
    binds
        Names that it defines.
    uses
        Names that it reads, with the attributes that are read from them.
    texts
        Strings in it.
    imports
        What it imports when it runs, by the name that is bound.
    modules
        Modules that it needs whole.
    is_value
        It assigns, and does nothing else: another assignment takes its place.
    constant
        What it assigns, if that is written out.
    """

    digest: str
    binds: frozenset[str]
    uses: frozenset[Chain]
    texts: frozenset[str]
    imports: Mapping[str, Target]
    modules: frozenset[str]
    is_value: bool
    constant: object = None


def executed(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Leave out what does nothing when it runs: texts, and imports for type checkers."""
    for node in body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Pass):
            continue
        if isinstance(node, ast.If) and (chain_of(node.test) or ("",))[-1] == "TYPE_CHECKING":
            yield from executed(node.orelse)
            continue
        yield node


def chain_of(node: ast.AST) -> Chain | None:
    """Return the names of ``a.b.c``, or nothing if it does not begin with a name."""
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    return (node.id, *reversed(attributes)) if isinstance(node, ast.Name) else None


def piece_of(
    nodes: Iterable[ast.AST], package: str, binds: frozenset[str], *, is_value: bool = False
) -> Piece:
    """Sum up syntax that belongs together; ``package`` is where relative imports begin."""
    reader, constant = Reader(package), None
    for node in nodes:
        reader.read(node)
        value = getattr(node, "value", None)
        constant = value.value if isinstance(value, ast.Constant) else None
    return Piece(
        digest("".join(reader.said)),
        binds,
        frozenset(reader.uses),
        frozenset(reader.texts),
        reader.imports,
        frozenset(reader.modules),
        is_value,
        constant,
    )


class Reader:
    """Writes a tree of syntax down, and notes what it uses."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.said: list[str] = []
        self.uses: set[Chain] = set()
        self.texts: set[str] = set()
        self.imports: dict[str, Target] = {}
        self.modules: set[str] = set()
        self.stars: list[str] = []

    def read(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom):
            self._import(node)
            return
        if chain := chain_of(node):
            self._use(chain, node.ctx)
            return
        if isinstance(node, ast.Global):
            self.uses.update((name,) for name in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.texts.add(node.value)
        elif isinstance(node, ast.Call):
            self._call(node)
        self._write(node)

    def _write(self, node: ast.AST) -> None:
        # Fields that are empty are not written: newer Pythons have more of them.
        say = self.said.append
        say(f"{type(node).__name__}(")
        if isinstance(node, ast.AnnAssign):
            words = {n.id for n in ast.walk(node.annotation) if isinstance(n, ast.Name)}
            words |= {n.attr for n in ast.walk(node.annotation) if isinstance(n, ast.Attribute)}
            say(",".join(marker for marker in _MARKERS if marker in words))
        for field in node._fields:
            value = getattr(node, field, None)
            if field in _UNSEEN or value is None or value == []:
                continue
            say(f"{field}=")
            if isinstance(value, ast.AST):
                self.read(value)
            elif isinstance(value, list):
                say("[")
                for item in executed(value):
                    if isinstance(item, ast.AST):
                        self.read(item)
                    else:
                        say(repr(item))
                    say(",")
                say("]")
            else:
                say(repr(value))
            say(";")
        say(")")

    def _use(self, chain: Chain, context: ast.expr_context) -> None:
        self.said.append(f"<{'.'.join(chain)}>")
        if len(chain) > 1 or isinstance(context, ast.Load):
            self.uses.add(chain)

    def _call(self, node: ast.Call) -> None:
        chain = chain_of(node.func)
        if chain is not None and chain[-1] in _DYNAMIC:
            named = node.args[0] if node.args else None
            is_text = isinstance(named, ast.Constant) and isinstance(named.value, str)
            self.modules.add(f"{named.value}.{ANYTHING}" if is_text else ANYTHING)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.modules.add(alias.name)
                bound = alias.asname or alias.name.partition(".")[0]
                self.imports[bound] = Target(alias.name if alias.asname else bound)
            return
        above = self.package.split(".")[: len(self.package.split(".")) + 1 - node.level]
        start = ".".join([*(above if node.level else []), *([node.module] if node.module else [])])
        self.modules.add(start)
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(start)
            else:
                self.modules.add(f"{start}.{alias.name}")  # which may be a module
                self.imports[alias.asname or alias.name] = Target(start, alias.name)
