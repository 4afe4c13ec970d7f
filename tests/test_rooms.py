"""The rooms are open in one direction alone: attention_math → scenes → renders."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from scenes import storyboard

ROOT = Path(__file__).parents[1]
HEAVY = {
    "torch",
    "tokenizers",
    "tqdm",
    "transformers",
}  # what a machine that only renders need not have

Rule = Callable[[str, str], bool]


@cache
def modules(root: Path = ROOT) -> dict[str, Path]:
    """Every module of the three rooms by its full name."""
    paths = (
        path
        for room in ("attention_math", "scenes", "renders")
        for path in (root / room).rglob("*.py")
    )
    return {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for path in paths
    }


def imported(tree: ast.AST, name: str) -> Iterator[str]:
    """Yield the full name of every module or object that a piece of code imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: -node.level] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield start
            yield from (f"{start}.{alias.name}" for alias in node.names)


def everything(name: str, root: Path = ROOT) -> set[str]:
    """All that a module imports, wherever in it."""
    return set(imported(ast.parse(modules(root)[name].read_text(encoding="utf-8")), name))


def at_once(name: str, root: Path = ROOT) -> set[str]:
    """What a module imports when it is imported: not what waits inside a function."""
    tree = ast.parse(modules(root)[name].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        is_typing = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if is_function or is_typing:
            node.body = [ast.Pass()]
    return set(imported(tree, name))


def room(name: str) -> str:
    return name.partition(".")[0]


def reached(name: str, root: Path = ROOT) -> set[str]:
    """Every package that importing a module brings in, through our own modules."""
    seen, waiting = set(), [name]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        if current in modules(root):
            waiting += at_once(current, root)
            waiting.append(current.rpartition(".")[0] or current)
    return {room(one) for one in seen}


def offenders(allowed: Rule, root: Path = ROOT) -> list[str]:
    return [
        f"{name} imports {other}"
        for name in modules(root)
        for other in sorted(everything(name, root))
        if not allowed(name, other)
    ]


def computes_without_drawing(name: str, other: str) -> bool:
    return room(name) != "attention_math" or room(other) not in {"manim", "scenes", "renders"}


def nobody_needs_renders(name: str, other: str) -> bool:
    return room(other) != "renders" or room(name) == "renders"


def draws_without_torch(name: str, other: str) -> bool:
    return room(name) != "scenes" or room(other) not in HEAVY


CHAPTERS = {entry.module for entry in storyboard.CHAPTERS}
BASES = {"scenes.chapter", "scenes.mechanism", "scenes.own_scene", "scenes.storyboard"}


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def draws_chapters(other: str) -> bool:
    """Say whether something is a chapter, a base of chapters, or a name from one."""
    return any(inside(other, module) for module in CHAPTERS | BASES)


def stage_knows_no_picture(name: str, other: str) -> bool:
    if not inside(name, "scenes.stage"):
        return True
    pictures = inside(other, "scenes.mobjects") or inside(other, "scenes.pieces")
    return not pictures and not any(inside(other, module) for module in CHAPTERS)


def mobjects_know_no_chapter(name: str, other: str) -> bool:
    if not inside(name, "scenes.mobjects"):
        return True
    above = draws_chapters(other) or inside(other, "scenes.pieces")
    return room(other) != "attention_math" and not above


def pieces_are_of_one_chapter(name: str, other: str) -> bool:
    if not inside(other, "scenes.pieces") or other == "scenes.pieces":
        return True
    owner = other.split(".")[2]
    return name == f"scenes.{owner}" or inside(name, f"scenes.pieces.{owner}")


def pieces_know_no_chapter(name: str, other: str) -> bool:
    return not inside(name, "scenes.pieces") or not any(inside(other, one) for one in CHAPTERS)


RULES = [
    computes_without_drawing,
    nobody_needs_renders,
    draws_without_torch,
    stage_knows_no_picture,
    mobjects_know_no_chapter,
    pieces_are_of_one_chapter,
    pieces_know_no_chapter,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rooms_open_in_one_direction(rule: Rule) -> None:
    assert offenders(rule) == []


LIGHT = [
    "trace",
    "wordlist",
    "tables",
    "directions",
    "readings",
    "derived",
    "arrays",
    "experiments",
    "leak",
    "measurement",
    "parameters",
    "recall",
    "sizes",
]


@pytest.mark.parametrize("name", ["attention_math", *(f"attention_math.{one}" for one in LIGHT)])
def test_what_scenes_need_comes_without_torch(name: str) -> None:
    assert name in modules()
    assert not reached(name) & HEAVY


@pytest.mark.parametrize("name", [name for name in modules() if room(name) == "scenes"])
def test_a_scene_brings_in_no_torch_until_it_computes(name: str) -> None:
    assert not reached(name) & HEAVY


def test_the_walk_sees_the_whole_tree() -> None:
    assert {"attention_math.trace", "attention_math.training.loop"} <= modules().keys()
    assert "torch" in reached("attention_math.tracing")
    assert "torch" in reached("attention_math.examples")


@pytest.fixture
def small_tree(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, code: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("rule", "name", "code"),
    [
        (computes_without_drawing, "attention_math/a.py", "def f():\n    import manim.mobject"),
        (computes_without_drawing, "attention_math/a.py", "from scenes import theme"),
        (nobody_needs_renders, "scenes/a.py", "from renders.film.concatenate import join"),
        (draws_without_torch, "scenes/a.py", "def f():\n    from torch import nn"),
        (mobjects_know_no_chapter, "scenes/mobjects/a.py", "from scenes.chapter import Chapter"),
        (mobjects_know_no_chapter, "scenes/mobjects/a.py", "from ..chapter import Chapter"),
        (mobjects_know_no_chapter, "scenes/mobjects/a.py", "import attention_math.trace"),
        (mobjects_know_no_chapter, "scenes/mobjects/a.py", "from scenes.softmax import Softmax"),
        (mobjects_know_no_chapter, "scenes/mobjects/a.py", "import scenes.pieces.softmax.row"),
        (
            stage_knows_no_picture,
            "scenes/stage/a.py",
            "from scenes.mobjects.plane import Plane",
        ),
        (stage_knows_no_picture, "scenes/stage/a.py", "import scenes.pieces.softmax.row"),
        (stage_knows_no_picture, "scenes/stage/a.py", "from scenes import many_heads"),
        (pieces_are_of_one_chapter, "scenes/many_heads.py", "from scenes.pieces import softmax"),
        (pieces_are_of_one_chapter, "scenes/pieces/a/b.py", "import scenes.pieces.softmax.row"),
        (pieces_are_of_one_chapter, "renders/a.py", "import scenes.pieces.softmax.row"),
        (pieces_know_no_chapter, "scenes/pieces/softmax/a.py", "import scenes.softmax"),
    ],
)
def test_the_rules_can_be_broken(
    small_tree: Callable[[str, str], Path], rule: Rule, name: str, code: str
) -> None:
    assert offenders(rule, small_tree(name, code))


def test_a_hidden_way_to_torch_is_found(small_tree: Callable[[str, str], Path]) -> None:
    small_tree("attention_math/near.py", "import torch")
    small_tree("attention_math/far.py", "if 1:\n    from attention_math import near")
    root = small_tree("attention_math/late.py", "def f():\n    from attention_math import near")
    assert "torch" in reached("attention_math.far", root)
    assert "torch" not in reached("attention_math.late", root)


def test_a_picture_of_one_chapter_alone_is_a_piece() -> None:
    users: dict[str, set[str]] = {name: set() for name in modules()}
    for name in modules():
        for other in everything(name) & users.keys():
            users[other].add(name)
    for path in (ROOT / "docs" / "own_scenes").glob("*.py"):  # what own scenes are offered
        for other in set(imported(ast.parse(path.read_text()), "docs")) & users.keys():
            users[other].add(f"docs.{path.stem}")
    shared = [name for name in users if name.startswith("scenes.mobjects.")]

    def chapters_of(name: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """Follow who imports a module up to the chapters, and the bases that many have."""
        if name in CHAPTERS or name in BASES or room(name) != "scenes":
            return {name}
        above = users[name] - seen
        return set().union(*(chapters_of(one, seen | {name}) for one in above))

    alone = {name: found for name in shared if len(found := chapters_of(name)) < 2}
    assert alone == {}


MANIMS = {"interpolate_mobject", "path_to_mobject"}  # what manim calls, and we say otherwise


def test_nothing_is_left_of_pictures_that_nobody_draws() -> None:
    code = [path.read_text(encoding="utf-8") for path in modules().values()]
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.[mp][dy]")]
    named = Counter(word for text in (*code, *pages) for word in re.findall(r"\w+", text))
    made = {
        node.name
        for name, path in modules().items() if room(name) == "scenes"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("__")
    }  # fmt: skip
    assert {name for name in made if named[name] == 1} <= MANIMS
