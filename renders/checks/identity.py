"""What an entry of a tensor is about: which query, which key, which head, by the tensor's name."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from renders.checks.expression import Unknown
from renders.checks.oracle import Oracle
from scenes.stage.cited import Citation

Identity = dict[str, int]  # "query", "key", "head", and a call with several results: numbers from 0

_HEAD = re.compile(r"head(\d+)\.(\w+)")
_AXES = {
    **dict.fromkeys(("scores", "scaled", "masked", "weights", "visible"), ("query", "key")),
    **dict.fromkeys(("query", "output", "concat", "query_side"), ("query", "")),
    **dict.fromkeys(("key", "value", "key_side"), ("key", "")),
}


@dataclass(frozen=True)
class _Named:
    """What all entries of an array are about, and what each place along an axis is about."""

    all: Identity = field(default_factory=dict)
    axes: tuple[tuple[str, range], ...] = ()


def identity(citation: Citation, oracle: Oracle) -> Identity:
    """Say what an entry is about, as far as the tensor's name tells.

    A derived array keeps what its arguments are about: along each axis if it has their shape, along
    the rows if it has an entry for each. What a call makes many of is numbered by its own name.
    """
    try:
        tree = ast.parse(citation.tensor, mode="eval").body
        named = _Reader(citation.source, oracle).read(tree)
    except (Unknown, SyntaxError):
        return {}
    places = zip(named.axes, citation.index, strict=False)
    return named.all | {axis: steps[i] for (axis, steps), i in places if axis and i < len(steps)}


@dataclass(frozen=True)
class _Reader:
    source: str
    oracle: Oracle

    def read(self, node: ast.expr) -> _Named:
        match node:
            case ast.Subscript(value=value, slice=ast.Tuple(elts=picks)):
                return self._taken(self.read(value), picks)
            case ast.Subscript(value=value, slice=pick):
                return self._taken(self.read(value), [pick])
            case ast.Call(args=arguments):
                return self._made(node, [self.read(one) for one in arguments])
            case ast.BinOp(left=left, right=right):
                return self._made(node, [self.read(left), self.read(right)])
            case ast.Attribute(value=ast.Call() as call):
                made = self.read(call)
                first = (ast.unparse(call), range(self._shape(node)[0]))
                return _Named(made.all, (first, *made.axes))
            case ast.Name() | ast.Attribute():
                return self._tensor(node)
        return _Named()

    def _tensor(self, node: ast.expr) -> _Named:
        name, head = ast.unparse(node), {}
        if in_head := _HEAD.fullmatch(name):
            head, name = {"head": int(in_head[1])}, in_head[2]
        axes = _AXES.get(name) or _AXES.get(name.partition(".")[0], ())
        return _Named(head, tuple(zip(axes, map(range, self._shape(node)), strict=False)))

    def _shape(self, node: ast.expr) -> tuple[int, ...]:
        return self.oracle.array(self.source, ast.unparse(node)).shape

    def _taken(self, whole: _Named, picks: list[ast.expr]) -> _Named:
        about, axes = dict(whole.all), list(whole.axes)
        left: list[tuple[str, range]] = []
        for pick in picks:
            if isinstance(pick, ast.Constant) and pick.value is None:
                left.append(("", range(1)))
                continue
            if not axes:
                break
            axis, steps = axes.pop(0)
            if isinstance(pick, ast.Slice):
                left.append((axis, steps[self._slice(pick)]))
            elif axis:
                about[axis] = steps[int(self.oracle.array(self.source, ast.unparse(pick)).item())]
        return _Named(about, (*left, *axes))

    @staticmethod
    def _slice(pick: ast.Slice) -> slice:
        ends = (pick.lower, pick.upper, pick.step)
        return slice(*(None if end is None else ast.literal_eval(end) for end in ends))

    def _made(self, node: ast.expr, operands: list[_Named]) -> _Named:
        """Let a result be about what all operands agree on, along the axes that it shares."""
        said = [pair for one in operands for pair in one.all.items()]
        about = {kind: n for kind, n in said if all(n == m for other, m in said if other == kind)}
        try:
            shape = self._shape(node)
        except Unknown:  # several results: each is asked by its name
            return _Named(about, max((one.axes for one in operands), key=len, default=()))
        for one in operands:
            lengths = tuple(len(steps) for _, steps in one.axes)
            if one.axes and shape == lengths[: len(shape)]:
                return _Named(about, one.axes[: len(shape)])
        return _Named(about)
