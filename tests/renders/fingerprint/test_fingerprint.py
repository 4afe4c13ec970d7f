"""What a picture depends on: in a small made-up film every rule, one change at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path

import pytest

from renders.film.quality import Quality
from renders.fingerprint import Inputs, changes, inputs_of, surroundings
from scenes.storyboard import CHAPTERS, Entry

ROOT = Path(__file__).parents[3]
FRAME = Quality.low.frame

FILES = {
    "scenes/__init__.py": "",
    "scenes/theme.py": '''
"""Colours."""
from manim import BLACK, Color
KEY, QUERY = Color("teal"), Color("yellow")
VALUE: Color = Color("red")
INK = Color("white")
HUES = tuple(hue for hue in ("one", "two"))
def tint(share: float) -> Color:
    """Mix."""
    return INK if share else BLACK
''',
    "scenes/chapter.py": """
from __future__ import annotations
import os
from scenes import storyboard, theme
class Chapter:
    sentence: str = "the sky"
    model: str = "speaker"
    layer: int = 1
    room = 8
    twice = room * 2
    def setup(self, model: str) -> None:
        self.sentence = os.environ.get("ATTENTION_SENTENCE", self.sentence)
        self.model = os.environ.get("ATTENTION_MODEL", self.model)
        self.layer = os.environ.get("ATTENTION_LAYER")
        self.traces = os.environ.get("ATTENTION_TRACE")
        self.captions = os.environ.get("ATTENTION_CAPTIONS")
        self.number = storyboard.find(type(self).__name__)
    def run(self):
        from attention_math.tracing import trace
        return trace(self.model)
""",
    "scenes/storyboard.py": """
from importlib import import_module
CHAPTERS = ("First", "Second", "Third", "Fourth")
PARTS = ("One",)
def find(name):
    return CHAPTERS.index(name)
def heading(name):
    return import_module(name).heading
""",
    "scenes/first.py": """
from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces import Box as Frame
class First(Chapter):
    heading = "the first"
    def construct(self):
        return Frame(theme.KEY)
""",
    "scenes/second.py": """
from .pieces import Ring, looks
import scenes.theme
from scenes.chapter import Chapter
from attention_math import examples
class Second(Chapter):
    heading = "the second"
    model = "translator"
    layer, room = 2, 9
    def construct(self):
        return Ring(scenes.theme.QUERY), examples.pencil()
""",
    "scenes/third.py": """
from scenes.chapter import Chapter
import scenes.theme as t
class Third(Chapter):
    heading = "the third"
    takes_choices = False
    model = "pencil"
    def construct(self):
        from attention_math import examples
        return getattr(t, "INK"), self.made(examples)
    def made(self, module):
        return module.pencil()
""",
    "scenes/fourth.py": """
from scenes.offered import *
from scenes.second import Second
class Fourth(Second):
    heading = "the fourth"
    def construct(self):
        return Sheet(), self.trace_of("speaker")
""",
    "scenes/offered.py": "from scenes.pieces import Sheet\n",
    "scenes/pieces.py": """
from dataclasses import dataclass
from typing import ClassVar
from manim import Square, Circle
from scenes import theme
EDGE, GAP = 1, 2
STYLES = {}
STYLES["thin"] = 1
if EDGE:
    CORNER = 3
else:
    CORNER = 4
class Box(Square):
    size = EDGE
    def draw(self):
        return Ring if self.nested else theme.tint(GAP)
class Ring(Circle):
    def draw(self):
        return Box if CORNER else STYLES
@dataclass
class Sheet:
    width: float
    height: float = 2
    depth: ClassVar[int] = 1
def looks(_): return theme.VALUE
def unused(): return theme.HUES
""",
    "scenes/stage/part_card.py": """
from scenes import theme
from scenes.storyboard import CHAPTERS, PARTS, heading
class PartCard:
    def construct(self):
        return [heading(c) for c in CHAPTERS], PARTS, theme.INK
class PartOne(PartCard):
    pass
class PartTwo(PartCard):
    pass
""",
    "attention_math/__init__.py": "",
    "attention_math/tracing.py": """
import torch
from attention_math.shipped import models
NAMES = ("speaker", "translator")
torch.set_num_threads(1)
def trace(model): return models()[model]
""",
    "attention_math/examples.py": """
from attention_math.measured import losses
def pencil(): return 1
def other(): return losses()
""",
    "attention_math/measured.py": 'def losses(): return open("models/losses.json")\n',
    "attention_math/shipped.py": 'def models(): return open("models/registry.json")\n',
    "attention_math/models/registry.json": """{
"speaker": {"reads": "english", "writes": "english"},
"translator": {"reads": "english", "writes": "french"}
}""",
    "attention_math/models/speaker.safetensors": "1",
    "attention_math/models/translator.safetensors": "1",
    "attention_math/models/english.json": "1",
    "attention_math/models/french.json": "1",
    "attention_math/models/losses.json": "1",
    "manim.cfg": "[CLI]\nbackground_color = black\nverbosity = WARNING\n",
}
ENTRIES = tuple(
    Entry(number, name, f"scenes.{name.lower()}", 30, "")
    for number, name in ((3, "First"), (7, "Second"), (8, "Third"), (13, "Fourth"))
)
CARDS = tuple(Entry(0, name, "scenes.stage.part_card", 4, "") for name in ("PartOne", "PartTwo"))
CHAPTER_NAMES = frozenset(entry.name for entry in ENTRIES)
CARD_NAMES = frozenset(card.name for card in CARDS)
ALL = CHAPTER_NAMES | CARD_NAMES
BOXES = {"First", "Second"}


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """The folder of a film of four chapters and two cards."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def found(
    root: Path, choices: Mapping[str, str] | None = None, chapters: tuple[Entry, ...] = ENTRIES
) -> dict[str, Inputs]:
    return {
        entry.name: inputs_of(entry, choices or {}, FRAME, root=root, chapters=chapters)
        for entry in (*chapters, *CARDS)
    }


def stale(before: Mapping[str, Inputs], after: Mapping[str, Inputs]) -> set[str]:
    return {name for name in before if before[name].digest != after[name].digest}


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    (root / file).write_text(text.replace(old, new))


THEME, PIECES, CHAPTER = "scenes/theme.py", "scenes/pieces.py", "scenes/chapter.py"


def named(value: object) -> str:
    """Name a parameter by its text; a set has another order in each process."""
    return " ".join(sorted(value)) or "none" if isinstance(value, Set | Mapping) else str(value)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        # one module, and who brings it in
        (THEME, '"teal"', '"blue"', ALL),
        (THEME, "if share", "if not share", ALL),
        (THEME, "BLACK, Color", "GREY as BLACK, Color", ALL),
        (PIECES, "EDGE, GAP = 1, 2", "EDGE, GAP = 1, 3", {*BOXES, "Fourth"}),
        (PIECES, "Square, Circle", "Circle as Square, Circle", {*BOXES, "Fourth"}),
        (PIECES, 'STYLES["thin"] = 1', 'STYLES["thin"] = 2', {*BOXES, "Fourth"}),
        (PIECES, "width: float", "width: ClassVar[float]", {*BOXES, "Fourth"}),
        ("scenes/first.py", "Frame(theme.KEY)", "Frame(theme.INK)", {"First"}),
        ("scenes/first.py", "Box as Frame", "Ring as Frame", {"First"}),
        ("scenes/second.py", "pencil()", "pencil(2)", {"Second", "Fourth"}),
        ("scenes/offered.py", "Sheet", "Box as Sheet", {"Fourth"}),
        ("scenes/stage/part_card.py", "theme.INK", "theme.KEY", CARD_NAMES),
        ("attention_math/tracing.py", "threads(1)", "threads(2)", CHAPTER_NAMES),
        ("attention_math/examples.py", "return 1", "return 2", {"Second", "Third", "Fourth"}),
        ("attention_math/measured.py", "open(", "str(", {"Second", "Third", "Fourth"}),
        (CHAPTER, '"the sky"', '"the sea"', CHAPTER_NAMES),
        # what draws nothing
        (THEME, '"""Mix."""', '"""Stir."""', set()),
        (THEME, '"""Colours."""', '"""Hues."""', set()),
        (CHAPTER, "room = 8", "room   =  8  # tokens", set()),
        ("scenes/storyboard.py", '"Fourth")', '"Fourth", "Fifth")', set()),
        ("manim.cfg", "WARNING", "ERROR", set()),
        # what is no code
        ("attention_math/models/speaker.safetensors", "1", "2", {"First", "Fourth"}),
        ("attention_math/models/translator.safetensors", "1", "2", {"Second", "Fourth"}),
        ("attention_math/models/english.json", "1", "2", {"First", "Second", "Fourth"}),
        ("attention_math/models/french.json", "1", "2", {"Second", "Fourth"}),
        ("attention_math/models/losses.json", "1", "2", {"Second", "Third", "Fourth"}),
        ("manim.cfg", "black", "white", ALL),
    ],
    ids=named,
)  # fmt: skip
def test_a_change_reaches_exactly_what_depends_on_it(
    film: Path, file: str, old: str, new: str, expected: set[str]
) -> None:
    before = found(film)
    edit(film, file, old, new)
    assert stale(before, found(film)) == set(expected)


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ('import_module("scenes.patches")', True),
        ('__import__("scenes.patches")', True),
        ("import_module(self.module)", True),
        ("import_module", False),
    ],
)
def test_a_module_that_is_named_in_a_text_counts_whole(
    film: Path, text: str, reached: bool
) -> None:
    (film / "scenes/patches.py").write_text("COLOR = 1")
    edit(film, "scenes/first.py", "Frame(theme.KEY)", text)
    edit(
        film, "scenes/first.py", "from scenes import", "from importlib import *\nfrom scenes import"
    )
    before = found(film)
    edit(film, "scenes/patches.py", "1", "2")
    assert stale(before, found(film)) == ({"First"} if reached else set())


@pytest.mark.parametrize(
    "line", ["import scenes.patches", "from scenes import patches", "from . import patches"]
)
def test_what_a_module_does_when_it_is_imported_counts(film: Path, line: str) -> None:
    (film / "scenes/patches.py").write_text("from scenes import theme\ntheme.KEY.darken(1)")
    edit(film, "scenes/first.py", "from scenes import theme", f"from scenes import theme\n{line}")
    before = found(film)
    edit(film, "scenes/patches.py", "darken(1)", "darken(2)")
    assert stale(before, found(film)) == {"First"}


def test_an_import_for_type_checkers_does_not_count(film: Path) -> None:
    (film / "scenes/patches.py").write_text("print(1)")
    line = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from scenes import patches\n"
    edit(film, "scenes/first.py", "from scenes import theme", f"{line}from scenes import theme")
    before = found(film)
    edit(film, "scenes/patches.py", "1", "2")
    assert stale(before, found(film)) == set()


def test_modules_that_need_each_other_are_no_trouble(film: Path) -> None:
    (film / "scenes/offered.py").write_text(
        "from scenes.fourth import *\nfrom scenes.pieces import *"
    )
    before = found(film)
    edit(film, PIECES, "height: float = 2", "height: float = 3")
    assert stale(before, found(film)) == {*BOXES, "Fourth"}


def test_the_engine_counts_where_it_is_asked_for(film: Path) -> None:
    first = ENTRIES[0]
    (film / "renders/engine").mkdir(parents=True)
    (film / "renders/engine/encoder.py").write_text(
        "from importlib import import_module\nRATE = 23"
    )
    (film / "renders/engine/renderer.py").write_text(
        "from renders.rules import STEP\ndef load(name): return import_module(name)"
    )
    (film / "renders/rules.py").write_text("STEP = 1\nOTHER = 1")

    def digests() -> tuple[str, str]:
        plain = inputs_of(first, {}, FRAME, root=film)
        return plain.digest, inputs_of(
            first, {}, FRAME, root=film, engine=["renders.engine"]
        ).digest

    before = digests()
    for file, old, new in (("engine/encoder", "23", "24"), ("rules", "STEP = 1", "STEP = 2")):
        edit(film, f"renders/{file}.py", old, new)
        after = digests()
        assert after[0] == before[0]
        assert after[1] != before[1]
        before = after
    (film / "renders/elsewhere.py").write_text("STEP = 1")
    edit(film, "scenes/second.py", "pencil()", "pencil(2)")
    assert digests() == before


# --- the viewer's choices ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"ATTENTION_SENTENCE": "birds sing"}, {"First", "Second", "Fourth"}),
        ({"ATTENTION_MODEL": "translator"}, {"First", "Second", "Fourth"}),
        ({"ATTENTION_LAYER": "2"}, {"First", "Second", "Fourth"}),
        ({"ATTENTION_HEAD": "2"}, set()),  # no code of this film asks for it
        ({"ATTENTION_CAPTIONS": "0"}, CHAPTER_NAMES),
        ({"ATTENTION_CAPTIONS": "1"}, set()),
        ({"ATTENTION_TRACE": "{root}/manim.cfg"}, {"First", "Second", "Fourth"}),
        ({"HOME": "elsewhere"}, set()),
    ],
    ids=named,
)
def test_a_choice_counts_where_it_is_taken(
    film: Path, choices: dict[str, str], expected: set[str]
) -> None:
    given = {name: value.format(root=film) for name, value in choices.items()}
    assert stale(found(film), found(film, given)) == set(expected)


def test_a_chosen_model_takes_the_place_of_the_chapters_own(film: Path) -> None:
    def models(name: str, choices: dict[str, str]) -> set[str]:
        parts = found(film, choices)[name].parts
        return {Path(part).name for part in parts if "models/" in part} - {"registry.json"}

    measured = {"losses.json"}
    translator = {"translator.safetensors", "english.json", "french.json"}
    speaker = {"speaker.safetensors", "english.json"}
    assert models("First", {}) == speaker
    assert models("First", {"ATTENTION_MODEL": "translator"}) == translator
    assert models("Second", {"ATTENTION_MODEL": "speaker"}) == speaker | measured
    assert models("Fourth", {"ATTENTION_MODEL": "translator"}) == speaker | translator | measured
    assert models("Third", {"ATTENTION_MODEL": "speaker"}) == measured


def test_a_saved_trace_counts_by_its_bytes(film: Path) -> None:
    for name, text in (("one", "a"), ("two", "b"), ("three", "a")):
        (film / name).write_text(text)

    def digest(*names: str) -> str:
        paths = os.pathsep.join(str(film / name) for name in names)
        return found(film, {"ATTENTION_TRACE": paths})["First"].digest

    assert digest("one") == digest("three")
    assert (
        len({digest(), digest("one"), digest("two"), digest("one", "two"), digest("two", "one")})
        == 5
    )


# --- the film around a chapter -------------------------------------------------------------------


def test_a_new_chapter_makes_no_other_stale_but_the_cards(film: Path) -> None:
    (film / "scenes/fifth.py").write_text("class Fifth:\n    heading = 'the fifth'")
    longer = (*ENTRIES, Entry(14, "Fifth", "scenes.fifth", 30, ""))
    before, after = found(film), found(film, chapters=longer)
    assert stale(before, after) == CARD_NAMES
    assert changes(before["PartOne"], after["PartOne"]) == ["the string of chapters changed"]


def test_a_chapter_shows_its_number_and_the_cards_its_part(film: Path) -> None:
    for place, field, expected in (
        (1, {"number": 6}, {"Second"}),
        (0, {"number": 4}, {"First"}),
        (1, {"number": 9}, {"Second", *CARD_NAMES}),
        (1, {"seconds": 99, "teaches": "more"}, set()),
    ):
        chapters = list(ENTRIES)
        chapters[place] = replace(chapters[place], **field)
        assert stale(found(film), found(film, chapters=tuple(chapters))) == expected


def test_a_card_shows_the_name_of_its_part(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(film)
    parts = tuple(
        replace(part, name="Whence") if part.card == "PartTwo" else part
        for part in surroundings.PARTS
    )
    monkeypatch.setattr(surroundings, "PARTS", parts)
    monkeypatch.setattr("scenes.storyboard.PARTS", parts)
    assert stale(before, found(film)) == {"PartTwo"}


def test_versions_and_frames_count(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(film)
    other = inputs_of(ENTRIES[0], {}, Quality.medium.frame, root=film)
    assert changes(before["First"], other) == ["the frame 854 × 480 at 15 → 1280 × 720 at 30"]

    def version_of(name: str) -> str | None:
        return {"manim": "0.99", "torch": "9", "av": None}.get(name, "1")

    monkeypatch.setattr(surroundings, "_version", version_of)
    after = found(film)
    assert stale(before, after) == ALL
    said = changes(before["First"], after["First"])
    assert any(line.startswith("manim 0.") and line.endswith(" → 0.99") for line in said)
    assert any(line.startswith("torch ") for line in said)
    assert not any(
        line.startswith("torch ") for line in changes(before["PartOne"], after["PartOne"])
    )
    assert "av is gone" in said


# --- in words ------------------------------------------------------------------------------------


def test_changes_are_said_in_words(film: Path) -> None:
    before = found(film)["First"]
    edit(film, THEME, '"teal"', '"blue"')
    edit(film, "scenes/first.py", "Frame(theme.KEY)", "Frame(theme.KEY, theme.HUES)")
    edit(film, PIECES, "Ring if self.nested else ", "")
    (film / "scenes/patches.py").write_text("COLOR = 1")
    edit(film, CHAPTER, "from attention_math.tracing import trace", "from scenes import patches")
    (film / "attention_math/models/speaker.safetensors").write_text("2")
    chosen = {"ATTENTION_SENTENCE": "birds sing", "ATTENTION_LAYER": "2"}
    assert changes(before, found(film, chosen)["First"]) == [
        "attention_math/models/speaker.safetensors changed",
        "scenes/chapter.py changed",
        "scenes/first.py changed",
        "scenes/pieces.py changed",
        "scenes/theme.py changed",
        "the layer its own → 2",
        "the sentence changed",
        "scenes/patches.py is new",
        "attention_math/__init__.py is gone",
        "attention_math/models/registry.json is gone",
        "attention_math/shipped.py is gone",
        "attention_math/tracing.py is gone",
        "torch is gone",
    ]


def test_equal_inputs_have_no_changes_and_one_digest(film: Path) -> None:
    one = found(film)["Second"]
    other = Inputs(json.loads(json.dumps(dict(reversed(one.parts.items())))))
    assert changes(one, other) == []
    assert one.digest == other.digest


def test_what_is_not_there_is_named(film: Path) -> None:
    with pytest.raises(ValueError, match="no module scenes.nowhere"):
        inputs_of(replace(ENTRIES[0], module="scenes.nowhere"), {}, FRAME, root=film)
    with pytest.raises(ValueError, match=r"no Firsts in scenes/first\.py"):
        inputs_of(replace(ENTRIES[0], name="Firsts"), {}, FRAME, root=film)
    with pytest.raises(OSError, match="missing"):
        inputs_of(ENTRIES[0], {"ATTENTION_TRACE": str(film / "missing")}, FRAME, root=film)


def test_digests_are_the_same_in_every_process_and_bring_in_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from renders.fingerprint import inputs_of\n"
        "from renders.film.quality import Quality\n"
        "from scenes.storyboard import CHAPTERS\n"
        "for entry in CHAPTERS:\n"
        "    print(inputs_of(entry, {}, Quality.low.frame).digest)\n"
        "heavy = {'manim', 'torch', 'numpy', 'scenes.chapter'} & sys.modules.keys()\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [inputs_of(entry, {}, FRAME).digest for entry in CHAPTERS]
