"""The modules that one brings in, read and never imported."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.util import resolve_name
from pathlib import Path

from renders.fingerprint.inputs import digest

_ANY = "*"  # imported under a name that only running tells
_OVERRIDDEN = "model"  # the attribute of a class that names whose numbers it shows


class Module:
    """One module's code, read once.

    Attributes
    ----------
    digest
        Of what it says, but for comments, docstrings and what only type checkers read.
    texts
        All texts in it, but for those that a subclass may put others in place of.
    imports
        All that it imports, wherever in it; of ``from a import b`` also ``a.b``.
    taken
        From where it takes each name, and how that is called there.
    content
        The digest of the whole file.
    """

    def __init__(self, name: str, file: str, path: Path, text: bytes) -> None:
        self.file, self.path, self.content = file, path, digest(text)
        code = _Stripped().visit(ast.parse(text))
        self.digest = digest(ast.dump(code))
        nodes = list(ast.walk(code))
        self.classes = {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}
        replaced = {id(_assigned(owner, _OVERRIDDEN)) for owner in self.classes.values()}
        texts = (n.value for n in nodes if isinstance(n, ast.Constant) and id(n) not in replaced)
        self.texts = {text for text in texts if isinstance(text, str)}
        self.imports: set[str] = set()
        self.taken: dict[str, tuple[str, str]] = {}
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        for node in nodes:
            self._note(node, package)

    def _note(self, node: ast.AST, package: str) -> None:
        """Note what is imported, if anything is."""
        match node:
            case ast.Import(names=names):
                self.imports |= {alias.name for alias in names}
            case ast.ImportFrom(module=module, names=names, level=level):
                start = resolve_name("." * level + (module or ""), package)
                self.imports |= {start, *(f"{start}.{alias.name}" for alias in names)}
                self.taken |= {alias.asname or alias.name: (start, alias.name) for alias in names}
            case ast.Call(
                func=ast.Name("import_module" | "__import__")
                | ast.Attribute(attr="import_module" | "__import__"),
                args=arguments,
            ):
                is_said = bool(arguments) and isinstance(arguments[0], ast.Constant)
                self.imports.add(arguments[0].value if is_said else _ANY)


class Modules:
    """The modules of some packages below a folder, each read once.

    ``own`` is a viewer's file by the name of its module: what lies beside it can be imported, too.
    """

    def __init__(
        self, root: Path, packages: Iterable[str], own: tuple[str, Path] | None = None
    ) -> None:
        self.root, self.packages = root, frozenset(packages)
        self.own_name, self.own_file = own or ("", None)
        self.find = cache(self._find)

    def closure(
        self, starts: Iterable[str], left_out: Collection[str] = (), *, is_open: bool = True
    ) -> tuple[dict[str, Module], set[str]]:
        """Find all modules that some bring in, and which packages of others.

        With ``is_open`` one that imports by a name that only running tells brings in all of its
        own package.
        """
        found: dict[str, Module] = {}
        others: set[str] = set()
        waiting = list(starts)
        while waiting:
            name = waiting.pop()
            if not name or name in found or name in left_out:
                continue
            module = self.find(name)
            if module is None:
                others.add(name.partition(".")[0])
                continue
            found[name] = module
            waiting += [*(module.imports - {_ANY}), name.rpartition(".")[0]]
            if is_open and _ANY in module.imports:
                waiting += self.below(name.partition(".")[0])
        return found, others - self.packages

    def below(self, package: str) -> Iterator[str]:
        """Name a module and all modules inside it."""
        stem = self.root.joinpath(*package.split("."))
        for path in filter(Path.is_file, [stem.with_suffix(".py"), *sorted(stem.rglob("*.py"))]):
            parts = path.relative_to(self.root).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def attribute(self, module: str, owner: str, name: str) -> object:
        """Read what a class or a base of it assigns to an attribute, if that is written out.

        Raises
        ------
        ValueError
            If there is no such module or class.
        """
        home = self.find(module)
        if home is None:
            raise ValueError(f"there is no module {module} below {self.root}")
        if owner in home.taken:
            source, original = home.taken[owner]
            return self.attribute(source, original, name) if self.find(source) else None
        if owner not in home.classes:
            raise ValueError(f"there is no {owner} in {home.file}")
        found = home.classes[owner]
        if (own := _assigned(found, name)) is not None:
            return getattr(own, "value", None)
        bases = (base.id for base in found.bases if isinstance(base, ast.Name))
        inherited = (self.attribute(module, base, name) for base in bases)
        return next((value for value in inherited if value is not None), None)

    def _find(self, name: str) -> Module | None:
        is_ours = name.partition(".")[0] in self.packages
        folder = self.root if is_ours else self.own_file and self.own_file.parent
        if folder is None:
            return None
        stem = folder.joinpath(*name.split("."))
        paths = [stem.with_suffix(".py"), stem / "__init__.py"]
        for path in [self.own_file] if name == self.own_name else paths:
            if path.is_file():
                return _read(name, path.relative_to(folder).as_posix(), path, path.read_bytes())
        return None


_read = cache(Module)  # by its text: two versions of a file can have one size and time


class _Stripped(ast.NodeTransformer):
    """Leaves out what draws nothing: docstrings, and what only type checkers read."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        if "TYPE_CHECKING" in ast.dump(node.test):
            node.body = []
        return self.generic_visit(node)


def _assigned(owner: ast.ClassDef, name: str) -> ast.expr | None:
    """Find the last value that a class's body gives to a plain name."""
    found = None
    for node in owner.body:
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            found = getattr(node, "value", None) or found
    return found
