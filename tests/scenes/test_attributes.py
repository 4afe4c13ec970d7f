"""Every attribute is set by the class that has it, never hung on a mobject from elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scenes import theme

SCENES = Path(theme.__file__).parent
OWNERS = {"self", "cls"}
MEANT = {"self.camera.background_color", "sys.unraisablehook"}  # for others to set
# Here manim is made quicker: its methods are replaced, and numpy's arrays hold pictures.
PATCHED = SCENES / "stage/drawing"


def hung(code: str) -> set[str]:
    """List the attributes that are set on anything but the object whose method sets them."""
    return set(_hung(ast.parse(code)))


def _hung(tree: ast.AST) -> Iterator[str]:
    assigned = (node for node in ast.walk(tree) if isinstance(node, ast.Assign))
    copies = {
        ast.unparse(node.targets[0]) for node in assigned if ast.unparse(node.value) == "copy(self)"
    }
    for node in ast.walk(tree):
        is_set = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del)
        if is_set and ast.unparse(node.value) not in OWNERS | copies:
            yield ast.unparse(node)
        if isinstance(node, ast.Call):
            called, given = ast.unparse(node.func), [ast.unparse(one) for one in node.args]
            if called in ("setattr", "delattr") and given[0] not in OWNERS:
                yield ast.unparse(node)
            if re.fullmatch(r"vars\(.+\)\.(pop|update|setdefault|clear)", called):
                yield called


@pytest.mark.parametrize("path", sorted({*SCENES.rglob("*.py")} - {*PATCHED.rglob("*")}), ids=str)
def test_nothing_is_hung_on_another_object(path: Path) -> None:
    assert not hung(path.read_text(encoding="utf-8")) - MEANT


@pytest.mark.parametrize(
    "code",
    [
        "grid.name = title",
        "self.grid.name = title",
        "self.a, grid.name = 1, 2",
        "mobject.claim: Claim = claim",
        "part.equations += (equation,)",
        "self.hole.label = self.label = question",
        "for grid.place in places: ...",
        "del part.path_obj",
        "setattr(grid, 'name', title)",
        "vars(part).pop('path_obj', None)",
        "vars(part).update(name=title)",
    ],
)
def test_what_is_hung_on_another_object_is_found(code: str) -> None:
    assert hung(code)
    assert not hung("self.name = title\nsetattr(self, 'name', title)\ngrid.entitle(title)")
    assert not hung("part = copy(self)\npart.values = values")
