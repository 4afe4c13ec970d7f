"""The modules that one brings in, read and never imported."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from renders.fingerprint.inputs import digest

_ANY = "*"  # imported under a name that only running tells
_OVERRIDDEN = "model"  # the attribute of a class that names whose numbers it shows


class Module:
    """One module's code, read once from top to bottom.

    Attributes
    ----------
    digest
        Of what it says, but for comments, docstrings and what only type checkers read.
    texts
        All texts in it, but for those that a subclass may put others in place of.
    imports
        All that it imports, wherever in it; of ``from a import b`` also ``a.b``.
    content
        The digest of the whole file.
    """

    def __init__(self, name: str, file: str, path: Path, text: bytes) -> None:
        self.name, self.file, self.path = name, file, path
        self.content = digest(text)
        self.package = name if file.endswith("__init__.py") else name.rpartition(".")[0]
        self.body = ast.parse(text).body
        self.texts: set[str] = set()
        self.imports: set[str] = set()
        said: list[str] = []
        self._read(self.body, said, self.texts)
        self.digest = digest(" ".join(said))

    def start(self, node: ast.ImportFrom) -> str:
        """Say which module an import takes names from."""
        parts = self.package.split(".")
        above = parts[: len(parts) + 1 - node.level] if node.level else []
        return ".".join([*above, *filter(None, [node.module])])

    def _read(self, value: object, said: list[str], texts: set[str], owner: object = None) -> None:
        if isinstance(value, list):
            said.append("[")
            for item in value:
                if not _draws_nothing(item):
                    is_hidden = isinstance(owner, ast.ClassDef) and _binds(item, _OVERRIDDEN)
                    self._read(item, said, set() if is_hidden else texts)
            said.append("]")
        elif not isinstance(value, ast.AST):
            said.append(repr(value))
            if isinstance(value, str) and isinstance(owner, ast.Constant):
                texts.add(value)
        elif isinstance(value, ast.If) and "TYPE_CHECKING" in ast.dump(value.test):
            self._read(value.orelse, said, texts)
        else:
            said.append(type(value).__name__)
            self._note_imports(value)
            for field in value._fields:
                self._read(getattr(value, field, None), said, texts, value)

    def _note_imports(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            self.imports.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = self.start(node)
            self.imports.update([start, *(f"{start}.{alias.name}" for alias in node.names)])
        elif isinstance(node, ast.Call) and _is_importing(node.func):
            named = node.args[0] if node.args else None
            self.imports.add(named.value if isinstance(named, ast.Constant) else _ANY)


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
            if name in found or name in left_out:
                continue
            module = self.find(name)
            if module is None:
                others.add(name.partition(".")[0])
                continue
            found[name] = module
            waiting += module.imports - {_ANY}
            waiting += filter(None, [name.rpartition(".")[0]])
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
        found = next((node for node in home.body if owner in _bound(node)), None)
        if isinstance(found, ast.ImportFrom):
            original = next(each.name for each in found.names if owner in (each.asname, each.name))
            is_ours = self.find(home.start(found))
            return self.attribute(home.start(found), original, name) if is_ours else None
        if not isinstance(found, ast.ClassDef):
            raise ValueError(f"there is no {owner} in {home.file}")
        own = [node.value for node in found.body if _binds(node, name)]
        if own:
            return getattr(own[-1], "value", None)
        bases = (base.id for base in found.bases if isinstance(base, ast.Name))
        inherited = (self.attribute(module, base, name) for base in bases)
        return next((value for value in inherited if value is not None), None)

    def _find(self, name: str) -> Module | None:
        folder = self._folder_of(name)
        if folder is None:
            return None
        stem = folder.joinpath(*name.split("."))
        paths = [stem.with_suffix(".py"), stem / "__init__.py"]
        for path in [self.own_file] if name == self.own_name else paths:
            if path.is_file():
                return _read(name, path.relative_to(folder).as_posix(), path, path.read_bytes())
        return None

    def _folder_of(self, name: str) -> Path | None:
        """Say below which folder a module would lie; that of another package is none of ours."""
        if name.partition(".")[0] in self.packages:
            return self.root
        return self.own_file and self.own_file.parent


_read = cache(Module)  # by its text: two versions of a file can have one size and time


def _bound(node: ast.stmt) -> set[str]:
    """Name what a class or an import binds."""
    if isinstance(node, ast.ImportFrom):
        return {alias.asname or alias.name for alias in node.names}
    return {node.name} if isinstance(node, ast.ClassDef) else set()


def _binds(node: ast.AST, name: str) -> bool:
    """Say whether a statement gives a plain name a value."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _draws_nothing(node: object) -> bool:
    """Tell a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_importing(function: ast.expr) -> bool:
    return getattr(function, "attr", getattr(function, "id", "")) in ("import_module", "__import__")
