"""A module as the definitions of its top level, each in pieces."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from renders.fingerprint.syntax import Chain, Piece, Reader, Target, chain_of, executed, piece_of

_SCOPES = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True)
class Definition:
    """A top-level name: the statements that bind it, a class as its head and those of its body.

    ``bases`` are those of a class. ``needed`` are names that its body reads while it is built:
    there an attribute counts even if a subclass overrides it.
    """

    pieces: tuple[Piece, ...]
    bases: tuple[Chain, ...] | None = None
    needed: frozenset[str] = frozenset()

    def __add__(self, later: Definition) -> Definition:
        bases = self.bases if later.bases is None else later.bases
        return Definition(self.pieces + later.pieces, bases, self.needed | later.needed)


@dataclass(frozen=True)
class Module:
    """A module's definitions, its imports, and statements that run whenever it is imported."""

    name: str
    file: str
    definitions: Mapping[str, Definition]
    imports: Mapping[str, Target]
    stars: tuple[str, ...]
    needed: frozenset[str]
    statements: Definition


def parse(name: str, file: str, text: str) -> Module:
    """Read a module; ``file`` says whether it is a package, and is shown where it changed.

    Raises
    ------
    SyntaxError
        If the text is not Python.
    """
    package = name if file.endswith("__init__.py") else name.rpartition(".")[0]
    definitions: dict[str, Definition] = {}
    imports: dict[str, Target] = {}
    stars: list[str] = []
    needed: set[str] = set()
    statements: list[Piece] = []
    for node in executed(ast.parse(text).body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            reader = Reader(package)
            reader.read(node)
            imports |= reader.imports
            needed |= reader.modules
            stars += reader.stars
            continue
        own = _definitions(node, package)
        if own is None:
            piece = piece_of([node], package, frozenset(stored(node)))
            statements.append(piece)
            imports |= piece.imports
            needed |= piece.modules
            own = {bound: Definition((piece,)) for bound in piece.binds}
        for bound, made in own.items():
            definitions[bound] = definitions.get(bound, Definition(())) + made
    whole = Definition(tuple(statements))
    return Module(name, file, definitions, imports, tuple(stars), frozenset(needed), whole)


def _definitions(node: ast.stmt, package: str) -> dict[str, Definition] | None:
    """Split a statement into the names that it defines; ``None`` if it does something else."""
    if isinstance(node, ast.ClassDef):
        return {node.name: _class(node, package)}
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return {node.name: Definition((piece_of([node], package, frozenset({node.name})),))}
    return (
        {
            name: Definition((piece_of([part], package, frozenset({name})),))
            for part in _parts(node)
            for name in stored(part)
        }
        or None
        if _is_assignment(node)
        else None
    )


def _class(node: ast.ClassDef, package: str) -> Definition:
    head = [*node.decorator_list, *node.bases, *node.keywords]
    pieces = [piece_of([ast.Name(node.name, ast.Store()), *head], package, frozenset())]
    needed: set[str] = set()
    for part in executed(node.body):
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            pieces.append(piece_of([part], package, frozenset({part.name})))
            at_once = [*part.decorator_list, part.args]
            needed |= _read_by(piece_of(at_once, package, frozenset()))
            continue
        for each in _parts(part):
            names = frozenset() if _only_declares(each) else frozenset(stored(each))
            is_value = _is_assignment(each) and not isinstance(each, ast.AugAssign)
            pieces.append(piece_of([each], package, names, is_value=is_value))
            needed |= _read_by(pieces[-1])
    bases = tuple(chain for base in node.bases if (chain := chain_of(base)))
    return Definition(tuple(pieces), bases, frozenset(needed))


def _read_by(piece: Piece) -> set[str]:
    return {chain[0] for chain in piece.uses}


def _is_assignment(node: ast.stmt) -> bool:
    """Say whether a statement binds plain names, and changes nothing else."""
    if isinstance(node, ast.AnnAssign | ast.AugAssign):
        return isinstance(node.target, ast.Name)
    return isinstance(node, ast.Assign) and all(map(_is_plain, node.targets))


def _only_declares(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign) and node.value is None


def _is_plain(target: ast.expr) -> bool:
    if isinstance(target, ast.Tuple | ast.List):
        return all(map(_is_plain, target.elts))
    return isinstance(target, ast.Name) or (
        isinstance(target, ast.Starred) and _is_plain(target.value)
    )


def _parts(node: ast.stmt) -> list[ast.stmt]:
    """Take ``a, b = 1, 2`` apart, so that a change of one is no change of the other."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        left, right = node.targets[0], node.value
        if isinstance(left, ast.Tuple) and isinstance(right, ast.Tuple):
            starred = any(isinstance(e, ast.Starred) for e in (*left.elts, *right.elts))
            if len(left.elts) == len(right.elts) and not starred:
                pairs = zip(left.elts, right.elts, strict=True)
                return [ast.Assign([target], value) for target, value in pairs]
    return [node]


def stored(node: ast.AST) -> Iterator[str]:
    """Name what a statement binds outside of functions and classes in it."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif not isinstance(node, _SCOPES):
        for child in ast.iter_child_nodes(node):
            yield from stored(child)
