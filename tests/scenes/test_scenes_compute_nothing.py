"""Scenes compute nothing, choose nothing from numbers, and name no number by hand.

What tells numbers from drawing: *numbers* are arrays that were computed, the ``values`` of a cited
array and the arrays of a trace, and whatever is assigned from them or taken out of them. They may
be indexed, counted, handed to a function of `attention_math.story`, to ``derive`` or to a mobject,
and scaled by a plain size on their way to the screen. To reduce, order, compare or negate them, or
to combine two of them, is computing. *Drawing* is all the rest: points, widths and places on
screen come from mobjects and constants, and may be computed with at will. One cited number alone
(``.value``) decides how its own mark looks, but several of them may not be compared or combined.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from attention_math.trace import AttentionTrace, HeadTrace, Side
from renders.checks.derivations import DERIVATIONS
from scenes import storyboard

ROOT = Path(__file__).parents[2]
BASES = ("scenes/chapter.py", "scenes/mechanism.py")
CHAPTERS = (f"{entry.module.replace('.', '/')}.py" for entry in storyboard.CHAPTERS)
PICTURES = chain.from_iterable(
    (ROOT / "scenes" / room).rglob("*.py") for room in ("mobjects", "pieces")
)
FILES = sorted({*BASES, *CHAPTERS, *(str(path.relative_to(ROOT)) for path in PICTURES)})

ARRAYS = {
    name
    for owner in (HeadTrace, Side, AttentionTrace)
    for name, annotation in owner.__annotations__.items()
    if "Array" in annotation
}
OWNERS = {"story", "trace", "head", "query_side", "key_side"}
ORDERING = {"max", "min", "sum", "sorted", "abs", "round", "any", "all"}  # builtins
PASSING = {"float", "int", "list", "tuple", "zip", "enumerate", "reversed", "asarray", "array"}
PASSING_METHODS = {"tolist", "copy", "astype"}

_NAME = re.compile(rf"\b(({'|'.join(DERIVATIONS)})\(|(query|key)_side\.|head(<|\d))")

Finding = str
Rule = Callable[[ast.Module], Iterator[Finding]]


@cache
def parsed(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


# --- computing with numbers ----------------------------------------------------------------------


class Numbers:
    """Knows within one function which expressions hold numbers, and which names do.

    ``given`` are names from elsewhere, ``givers`` properties of chapters and pictures, that hold
    numbers. What a function is given for a parameter is not followed: a picture takes numbers as a
    ``Quantity``.
    """

    def __init__(
        self, scope: ast.AST, given: Iterable[str] = (), givers: Collection[str] = ()
    ) -> None:
        self.names, self._givers = set(given), givers
        while self._follow(scope):
            pass

    def _follow(self, scope: ast.AST) -> bool:
        """Take in what is assigned from numbers; say whether anything was new."""
        known = len(self.names)
        for node in ast.walk(scope):
            match node:
                case ast.Assign(targets=targets, value=value):
                    pairs = [(target, value) for target in targets]
                case (
                    ast.For(target=target, iter=value)
                    | ast.comprehension(target=target, iter=value)
                ):
                    pairs = [(target, value)]
                case ast.NamedExpr(target=target, value=value):
                    pairs = [(target, value)]
                case _:
                    continue
            for target, value in pairs:
                self._take(target, value)
        return len(self.names) > known

    def _take(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, other in zip(target.elts, value.elts, strict=False):
                self._take(one, other)
        elif isinstance(target, ast.Tuple) and _called(value) == "enumerate":
            self._take(target.elts[1], value.args[0])
        elif isinstance(target, ast.Tuple) and _called(value) == "zip":
            for one, other in zip(target.elts, value.args, strict=False):
                self._take(one, other)
        elif self.are_in(value):
            names = (node for node in ast.walk(target) if isinstance(node, ast.Name))
            self.names |= {node.id for node in names if isinstance(node.ctx, ast.Store)}

    def are_in(self, node: ast.expr) -> bool:
        """Say whether an expression holds numbers."""
        match node:
            case ast.Name(id=name):
                return name in self.names
            case ast.Attribute(attr="values"):
                return True
            case ast.Attribute(value=ast.Name(id="self"), attr=name) if name in self._givers:
                return True
            case ast.Attribute(value=owner, attr=name):
                return name in ARRAYS and bool(OWNERS & set(_chain(owner)))
            case ast.Subscript(value=whole) | ast.Starred(value=whole):
                return self.are_in(whole)
            case ast.UnaryOp(operand=operand):
                return self.are_in(operand)
            case ast.BinOp(left=left, right=right):
                return self.are_in(left) or self.are_in(right)
            case ast.IfExp(body=body, orelse=other):
                return self.are_in(body) or self.are_in(other)
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
                return self.are_in(element)
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                return any(map(self.are_in, elements))
            case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in PASSING_METHODS:
                return self.are_in(owner)
            case ast.Call(func=ast.Name(id="getattr"), args=[owner, *_]):
                return bool(OWNERS & set(_chain(owner)))
            case ast.Call(args=arguments) if _called(node) in PASSING:
                return any(map(self.are_in, arguments))
        return False

    def or_one(self, node: ast.expr) -> bool:
        """Say whether an expression holds numbers, or is the value of one cited number."""
        if isinstance(node, ast.GeneratorExp | ast.ListComp):
            return self.or_one(node.elt)
        return self.are_in(node) or (isinstance(node, ast.Attribute) and node.attr == "value")


@cache
def givers() -> frozenset[str]:
    """Find the properties that return numbers."""
    functions = (
        node
        for file in FILES
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef)
        and any("property" in ast.unparse(one) for one in node.decorator_list)
    )
    return frozenset(
        function.name
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and node.value and Numbers(function).are_in(node.value)
    )


def computing(tree: ast.Module) -> Iterator[Finding]:
    """Find what is computed with numbers, or chosen by them."""
    arrays = {name for name, made in _from_mathematics(tree) if isinstance(made, np.ndarray)}
    constants = [one for one in tree.body if not isinstance(one, ast.FunctionDef | ast.ClassDef)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in (ast.Module(constants, []), *functions):
        numbers = Numbers(scope, arrays, givers())
        for node in ast.walk(scope):
            if isinstance(node, ast.expr) and _computes(node, numbers):
                yield f"line {node.lineno}: {ast.unparse(node)}"


def _computes(node: ast.expr, numbers: Numbers) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr=name), args=arguments):
            return name not in PASSING and any(map(numbers.are_in, arguments))
        case ast.Call(func=ast.Attribute(value=ast.Attribute(value=ast.Name(id="np")))):
            return any(map(numbers.are_in, node.args))
        case ast.Call(func=ast.Attribute(value=owner, attr=name)):
            return numbers.are_in(owner) and name not in PASSING_METHODS
        case ast.Call(func=ast.Name(id=name), args=arguments) if name in ORDERING:
            return any(map(numbers.or_one, arguments))
        case ast.BinOp(left=left, op=sign, right=right):
            both = numbers.or_one(left) and numbers.or_one(right)
            is_product = isinstance(sign, ast.MatMult)
            return both or (is_product and (numbers.are_in(left) or numbers.are_in(right)))
        case ast.UnaryOp(op=ast.Invert(), operand=operand):
            return numbers.are_in(operand)
        case ast.Compare(left=left, comparators=others):
            return any(map(numbers.are_in, (left, *others)))
    return False


# --- numbers that nobody cites -------------------------------------------------------------------


def uncited(tree: ast.Module) -> Iterator[Finding]:
    """Find calls of what computes numbers: ``derive`` is to make them, so that they are cited."""
    makers = {name for name, function in _from_mathematics(tree) if _makes_numbers(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in makers:
            yield f"line {node.lineno}: {ast.unparse(node)}"


def _from_mathematics(tree: ast.Module) -> Iterator[tuple[str, object]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("attention_math."):
            module = import_module(node.module)
            for alias in node.names:
                yield alias.asname or alias.name, getattr(module, alias.name)


def _makes_numbers(function: object) -> bool:
    """Say whether a function returns floating-point numbers, alone or as fields of a tuple."""
    if not inspect.isfunction(inspect.unwrap(function)):
        return False
    made = str(inspect.signature(function).return_annotation)
    fields = getattr(inspect.getmodule(function), made, None)
    told = [made, *map(str, getattr(fields, "__annotations__", {}).values())]
    return made != "AttentionTrace" and any("Float" in one or one == "float" for one in told)


# --- names that are written by hand --------------------------------------------------------------


def named_by_hand(tree: ast.Module) -> Iterator[Finding]:
    """Find cited arrays that are made by hand, and names of tensors put together or taken apart."""
    for node in ast.walk(tree):
        if _is_named_by_hand(node):
            yield f"line {node.lineno}: {ast.unparse(node)}"


def _is_named_by_hand(node: ast.AST) -> bool:
    match node:
        case ast.Call():
            called = _called(node)
            asks = called in ("quantity", "of_head") and _has_format(node.args)
            declares = called == "Declared" and any(
                key.arg == "of" and not isinstance(key.value, ast.Attribute)
                for key in node.keywords
            )
            return called in ("Quantity", "Citation", "derived") or asks or declares
        case ast.Attribute(attr="tensor"):
            return True
        case ast.JoinedStr():
            return bool(
                _NAME.search(
                    "".join(x.value if isinstance(x, ast.Constant) else "<" for x in node.values)
                )
            )
    return False


def _has_format(arguments: list[ast.expr]) -> bool:
    return any(isinstance(node, ast.JoinedStr) for one in arguments for node in ast.walk(one))


# --- of code -------------------------------------------------------------------------------------


def _decorators(function: ast.FunctionDef) -> str:
    return " ".join(map(ast.unparse, function.decorator_list))


def _called(node: ast.expr) -> str | None:
    """Name the function or the method that an expression calls."""
    if not isinstance(node, ast.Call):
        return None
    return getattr(node.func, "id", getattr(node.func, "attr", None))


def _chain(node: ast.expr) -> Iterator[str]:
    """Yield the names of a dotted expression, through calls and brackets."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        if isinstance(node, ast.Attribute):
            yield node.attr
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


# --- the rules -----------------------------------------------------------------------------------

RULES: list[Rule] = [computing, uncited, named_by_hand]
NAMING = "scenes/chapter.py"  # its methods put names together, so that no chapter must


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_scenes_compute_nothing_and_name_nothing_by_hand(rule: Rule) -> None:
    files = (file for file in FILES if rule is not named_by_hand or file != NAMING)
    found = [f"{file}, {finding}" for file in files for finding in rule(parsed(file))]
    assert not found, "\n".join(found)


def within(code: str) -> ast.Module:
    return ast.parse(f"def beat(self, cited, grid, text):\n    {code}")


@pytest.mark.parametrize(
    "code",
    [
        "key = int(np.argmax(self.story.weights[0]))",
        "key = self.story.weights[0].argmax()",
        "row = self.trace.head(2).scores\n    best = max(row)",
        "best = max(range(7), key=lambda j: abs(self.story.query[0, j]))",
        "order = np.linalg.norm(cited.values)",
        "products = self.story.query @ key",
        "update = self.trace.query_side.inputs + self.trace.output",
        "a, b = cited.values, grid.quantity.values\n    c = a - 2 * b",
        "hidden = np.argwhere(~self.trace.visible)",
        "for row in self.story.weights:\n        total = sum(row)",
        "for i, row in enumerate(cited.values):\n        total = row.sum()",
        "lines = [cell for cell in self.story.weights[0] if cell > 0.5]",
        "ends = [row.mean() for row in (w := self.story.weights)] or w.max()",
        "masked = getattr(self.story, self.logits)[0]\n    least = masked.min()",
        "longest = max(number.value for number in grid.marks)",
        "apart = cited.cite(0).value - cited.cite(1).value",
    ],
)
def test_computing_is_found(code: str) -> None:
    assert list(computing(within(code)))


@pytest.mark.parametrize(
    "code",
    [
        "x = np.mean([grid.get_left(), grid.get_right()], axis=0) @ np.eye(3)",
        "top = max(part.height for part in grid) + np.linalg.norm(grid.get_center())",
        "height = 0.5 * 3.99 / len(self.story.weights)",
        "rows, columns = self.story.scores.shape\n    cell = min(0.9, 4 / columns) * rows",
        "row = int(cited.values[3])\n    y = grid.top - row * 0.5",
        "keys = leaders(self.story.weights[2])\n    last = max(keys)",
        "bar = grid.width * float(cited.values[0])",
        "decimals = 0 if cited.cite(0).value == 0 else 2",
        "widest = max(part.width for part in {1: grid}.values())",
        "total = derive(row_sums, self.of_head('weights')) - cited[1]",
    ],
)
def test_drawing_is_free(code: str) -> None:
    assert not list(computing(within(code)))


def test_computing_with_a_constant_is_found() -> None:
    start = "from attention_math.softmax_steps import TEMPERATURES\n"
    for code in ("ONE = abs(TEMPERATURES - 1).argmin()", "def f():\n    return max(TEMPERATURES)"):
        assert list(computing(ast.parse(start + code)))


def test_numbers_that_nobody_cites_are_found() -> None:
    start = "from attention_math.derived import column_totals, dot_product_terms\n"
    for code in ("column_totals(self.story.value)", "dot_product_terms(query, key).terms"):
        assert list(uncited(ast.parse(start + code)))
    chosen = "from attention_math.story import leaders\nleaders(row)"
    assert not list(uncited(ast.parse(f"{start}derive(column_totals, values)\n{chosen}")))


@pytest.mark.parametrize(
    "code",
    [
        'Quantity("experiments", "look_up(x)", values)',
        'self.derived("row_sums(head1.weights)", sums)',
        'self.quantity(f"head{number}.weights")',
        'self.of_head(f"{part.name}_weight")',
        'name = f"row_sums(head{self.head}.weights)"',
        'name = f"query_side.embeddings[{place}]"',
        'Declared("parameter", of="score_walks()")',
        "cited.tensor.split('.')",
    ],
)
def test_a_name_that_is_written_by_hand_is_found(code: str) -> None:
    assert list(named_by_hand(within(code)))


@pytest.mark.parametrize(
    "code",
    ['self.quantity("query_side.ids")', 'self.of_head("weights", head=2)', 'f"head {number}"',
     'f"“{text}” (a word)"', 'Formula(f"W_{text}")', 'Declared("shape", of=cited.name)'],
)  # fmt: skip
def test_a_name_that_is_asked_for_is_free(code: str) -> None:
    assert not list(named_by_hand(within(code)))
