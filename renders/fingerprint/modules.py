"""The modules that one brings in, read and never imported."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.util import resolve_name
from pathlib import Path

from renders.fingerprint.inputs import digest

_ALL = "*"  # before a package: which of its modules is imported only running tells
_LEFT_OUT = {
    "scenes.storyboard": "what a picture shows of it is its place in the film",
    f"{_ALL}renders": "it is the chapter, which is read anyway",
    _ALL: "a viewer's folder may hold anything",
}
_ASSIGNMENT = ast.Assign | ast.AnnAssign
_OVERRIDDEN = "model"  # the attribute of a class that names whose numbers it shows


class Module:
    """One module's code: what it is called in `Inputs.parts` and `Inputs.files`, and what it says.

    All but ``content`` leave out docstrings and what only type checkers read, ``texts`` also those
    that a subclass may put others in place of. Of ``from a import b`` it ``imports`` ``a.b``, too.
    """

    def __init__(self, file: str, where: str, text: bytes) -> None:
        self.file, self.where, self.content = file, where, digest(text)
        code = _Stripped().visit(ast.parse(text))
        self.digest = digest(ast.dump(code))
        self.imports: set[str] = set()
        self.classes: list[ast.ClassDef] = []
        self._counts: Counter[object] = Counter()
        for node in ast.walk(code):
            self._note(node, file.rpartition("/")[0].replace("/", "."))
        self.texts = {*+self._counts}

    def _note(self, node: ast.AST, package: str) -> None:
        match node:
            case ast.Constant(value=str(text)):
                self._counts[text] += 1
            case ast.ClassDef():
                # All bodies of a film's classes are 40 MB, and this is kept.
                node.body = [each for each in node.body if isinstance(each, _ASSIGNMENT)]
                self.classes.append(node)
                self._counts.subtract(_given(node, _OVERRIDDEN))
            case ast.alias(name=name, asname=str(called)):  # as good as a subclass
                self.classes.append(ast.ClassDef(called, [ast.Name(name)], [], [], []))
            case ast.Import(names=names):
                self.imports |= {each.name for each in names}
            case ast.ImportFrom(module=module, names=names, level=level):
                start = resolve_name("." * level + (module or ""), package)
                self.imports |= {start, *(f"{start}.{each.name}" for each in names)}
            case ast.Call(ast.Name(called) | ast.Attribute(attr=called), arguments):
                if called in ("import_module", "__import__"):
                    said = {each.value for each in arguments[:1] if isinstance(each, ast.Constant)}
                    self.imports |= said or {_ALL + package.partition(".")[0]}


class Modules:
    """The modules of some packages below a folder.

    ``own`` is a viewer's file by the name of its module: what lies beside it can be imported, too.
    """

    def __init__(
        self, root: Path, packages: Collection[str], own: tuple[str, Path] | None = None
    ) -> None:
        self.root, self.packages = root, packages
        self.own_name, self.own_file = own or ("", None)
        self._find = cache(self._find)

    def closure(self, starts: Iterable[str]) -> dict[str, Module]:
        """Find all modules that some bring in, those among them."""
        found: dict[str, Module] = {}
        waiting = list(starts)
        while waiting:
            name = waiting.pop()
            if not name or name in found or name in _LEFT_OUT:
                continue
            if name.startswith(_ALL):
                waiting += self.below(name.removeprefix(_ALL))
            elif module := self._find(name):
                found[name] = module
                waiting += [*module.imports, name.rpartition(".")[0]]
        return found

    def below(self, package: str) -> Iterator[str]:
        """Name a module, and all inside it."""
        yield package
        for path in self.root.joinpath(*package.split(".")).rglob("*.py"):
            yield ".".join(path.relative_to(self.root).with_suffix("").parts)

    def _find(self, name: str) -> Module | None:
        is_ours = name.partition(".")[0] in self.packages
        folder = self.root if is_ours else self.own_file and self.own_file.parent
        if folder is None:
            return None
        stem = folder.joinpath(*name.split("."))
        paths = [stem.with_suffix(".py"), stem / "__init__.py"]
        for path in [self.own_file] if name == self.own_name else paths:
            if path.is_file():
                file = path.relative_to(folder).as_posix()
                return _read(file, file if is_ours else str(path), path.read_bytes())
        return None


_read = cache(Module)  # by its text: two versions of a file can have one size and time


def attribute(code: Mapping[str, Module], module: str, owner: str, name: str) -> set[object]:
    """Read what a class, or else the nearest of its bases, gives to an attribute.

    Bases are told by their names alone: of two with the same, either may be meant.

    Raises
    ------
    ValueError
        If there is no such module or class.
    """
    if module not in code:
        raise ValueError(f"there is no module {module}")
    lineage = [each for each in code[module].classes if each.name == owner]
    if not lineage:
        raise ValueError(f"there is no {owner} in {code[module].file}")
    known = [each for own in code.values() for each in own.classes]
    found: set[object] = set()
    for each in lineage:
        given = _given(each, name)
        found |= {*given}
        bases = [] if given else re.findall(r"\w+", str([*map(ast.unparse, each.bases)]))
        lineage += [one for one in known if one.name in bases and one not in lineage]
    return found


def _given(owner: ast.ClassDef, name: str) -> list[object]:
    """Return what a class's body gives to a name at last; None for what is said elsewhere."""
    given = [
        each.value.value if isinstance(each.value, ast.Constant) else None
        for each in owner.body
        for target in getattr(each, "targets", None) or [each.target]
        if each.value and getattr(target, "id", None) == name
    ]
    return given[-1:]


class _Stripped(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        if "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
        return self.generic_visit(node)
