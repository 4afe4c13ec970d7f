"""How one entry of a tensor is made of entries of others, read off the tensor's own name.

A formula is an expression of `renders.checks.expression` in which the letters i, j, k, l stand for
the place asked for, axis by axis. What a formula names of other tensors are its operands.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from renders.film.indices import (
    ALL,
    LETTERS,
    Place,
    Shape,
    broadcast,
    constant,
    indexed,
    moved,
    parsed,
    parts_of,
    place_of,
)
from scenes.stage.naming import combined

Operand = tuple[str, tuple[Place, ...]]  # a tensor, and which of its entries

# The entry i, j, … of what a function returns, where that can be said by entries of its arguments.
ENTRIES = {
    "column_totals": "lambda terms: sum(terms[:i + 1, j])",
    "dot_product_terms.terms": "lambda query, key: query[i] * key[i]",
    "dot_product_terms.totals": "lambda query, key: query[:i + 1] @ key[:i + 1]",
    "head_update": "lambda output, rows: output[i] @ rows[:, j]",
    "mask_after_softmax": "lambda scaled, seen: softmax(scaled[i])[j] if seen[i, j] else 0",
    "row_sums": "lambda weights: sum(weights[i])",
}

_OPERATIONS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class Entries:
    """Reads names of tensors, and formulas, where the shapes of some tensors are known."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self.shapes = shapes

    def formula(self, name: str, axes: int) -> str:
        """Say of which entries of known tensors an entry of a derived one is made."""
        return self._entry(parsed(name), list(LETTERS[:axes]))

    def operands(self, formula: str) -> list[Operand]:
        """List the known tensors that a formula names, each with the entries that it takes."""
        return list(dict.fromkeys(self._named(parsed(formula))))

    def _named(self, node: ast.AST) -> Iterator[Operand]:
        written = ast.unparse(node)
        if written in self.shapes:
            yield written, (ALL,) * len(self.shapes[written])
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) in self.shapes:
            name = ast.unparse(node.value)
            sizes, parts = self.shapes[name], parts_of(node)
            taken = [place_of(*one) for one in zip(parts, sizes, strict=False)]
            yield name, (*taken, *[ALL] * (len(sizes) - len(taken)))
            yield from self._named(node.slice)
        else:
            parts = ast.iter_child_nodes(node)
            if isinstance(node, ast.IfExp):
                parts = node.body, node.orelse, node.test  # what it chooses, and then by what
            for child in parts:
                yield from self._named(child)

    def _entry(self, node: ast.expr, at: list[str]) -> str:
        """Write what stands at a place, or where that has ``:`` along a line, of what a name is."""
        written = ast.unparse(node)
        match node:
            case _ if written in self.shapes:
                return indexed(written, at)
            case ast.Subscript():
                taken = self._taken(node, at)
                return indexed(written, at) if taken is None else self._entry(node.value, taken)
            case ast.BinOp(left=left, op=sign, right=right):
                sizes = [self._shape(side) for side in (left, right)]
                if None not in sizes:
                    sides = [
                        self._entry(side, broadcast(at, size, sizes))
                        for side, size in zip((left, right), sizes, strict=True)
                    ]
                    return combined(sides[0], _OPERATIONS[type(sign)], sides[1])
            case ast.Call() | ast.Attribute(value=ast.Call()):
                return self._called(node, at) or indexed(written, at)
        return indexed(written, at)

    def _called(self, node: ast.expr, at: list[str]) -> str | None:
        """Write an entry of what a function returns, if `ENTRIES` knows how."""
        call = node if isinstance(node, ast.Call) else node.value
        name, field = ast.unparse(call.func), ast.unparse(node)[len(ast.unparse(call)) :]
        if name == "exponentials":
            return f"exp({self._entry(call.args[0], at)})"
        if name + field not in ENTRIES or ":" in at:
            return None
        known = parsed(ENTRIES[name + field])
        named = {one.id for one in ast.walk(known.body) if isinstance(one, ast.Name)}
        if len(named & {*LETTERS}) != len(at):
            return None
        given = dict(zip((one.arg for one in known.args.args), call.args, strict=True))
        filled = _Filled(self._entry, given, dict(zip(LETTERS, at, strict=False)))
        return ast.unparse(filled.visit(known.body))

    def _taken(self, node: ast.Subscript, at: Sequence[str]) -> list[str] | None:
        """Say what of the whole stands at a place of a part; nothing if that is not known."""
        sizes = self._shape(node.value)
        if sizes is None:
            return None
        rest, taken = list(at), []
        for part in parts_of(node):
            match part:
                case ast.Constant(value=None):
                    rest = rest[1:]
                case ast.Constant(value=int(place)):
                    taken.append(str(place))
                case ast.Slice(step=None):
                    places = range(sizes[len(taken)])[constant(part)]
                    place = moved(places, rest.pop(0) if rest else ":", part)
                    if place is None:
                        return None
                    taken.append(place)
                case _:
                    return None
        return taken + rest

    def _shape(self, node: ast.expr) -> Shape | None:
        written = ast.unparse(node)
        match node:
            case _ if written in self.shapes:
                return self.shapes[written]
            case ast.Constant():
                return ()
            case ast.Subscript(value=whole):
                sizes = self._shape(whole)
                try:
                    parts = tuple(map(constant, parts_of(node)))
                except ValueError:
                    return None
                return None if sizes is None else np.broadcast_to(0, sizes)[parts].shape
            case ast.BinOp(left=left, right=right):
                sides = self._shape(left), self._shape(right)
                return None if None in sides else np.broadcast_shapes(*sides)
        return None


class _Filled(ast.NodeTransformer):
    """Puts arguments and places into what `ENTRIES` says of a function."""

    def __init__(
        self,
        entry: Callable[[ast.expr, list[str]], str],
        given: Mapping[str, ast.expr],
        at: Mapping[str, str],
    ) -> None:
        self.entry, self.given, self.at = entry, given, at

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in self.given:
            places = [ast.unparse(self.visit(part)) for part in parts_of(node)]
            return parsed(self.entry(self.given[node.value.id], places))
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return parsed(self.at.get(node.id, node.id))


def entry_at(formula: str, index: Sequence[int]) -> str:
    """Put a place into a formula."""
    at = dict(zip(LETTERS, map(str, index), strict=False))
    return ast.unparse(_Filled(lambda *_: "", {}, at).visit(parsed(formula)))
