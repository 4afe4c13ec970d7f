"""Plain arrays in scenes of one's own: each example of the docs is drawn, and passes the checks."""

from __future__ import annotations

from doctest import DocTestParser
from pathlib import Path

import numpy as np
import pytest
from manim import Mobject, VGroup

from renders.checks.audit import Audit
from renders.checks.inspection import inspect
from renders.own import own_chapters
from renders.rehearsal import Beat, picture, rehearse_class
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.own_scene import OwnScene
from scenes.stage.cited import Quantity
from scenes.stage.own_array import SOURCE, quantity_of
from scenes.stage.refusal import StageError

DOCS = Path(__file__).parents[2] / "docs"
NOUNS = (AttentionGraph, AttentionGrid, NumberMatrix, BarColumn)
SCENES = sorted((DOCS / "own_scenes").glob("*.py"))


def examples(noun: type[Mobject]) -> list[Mobject]:
    """Run the example of a docstring; what stands alone in a line is to be drawn."""
    known, made = {"np": np, noun.__name__: noun}, []
    for example in DocTestParser().get_examples(noun.__doc__):
        is_drawn = example.source.startswith(noun.__name__)
        (made.append(eval(example.source, known)) if is_drawn else exec(example.source, known))
    return made


class Drawn(OwnScene):
    heading = "The examples of the docstrings"

    def construct(self) -> None:
        drawn = VGroup()
        for noun in NOUNS:
            self.beat(noun.__name__, "One of the nouns.")
            self.remove(drawn)
            drawn = VGroup(*examples(noun)).arrange()
            self.add(drawn)


def test_the_example_of_every_docstring_is_drawn_and_is_what_it_says() -> None:
    audit, seen = Audit(), {}

    def look(chapter: Chapter, beat: Beat) -> None:
        audit.look(chapter, beat)
        seen[beat.name] = np.ptp(picture(chapter)[100:-120])  # between title and caption

    rehearse_class(Drawn, look)
    assert list(seen) == [noun.__name__ for noun in NOUNS]
    assert all(seen.values())
    assert audit.failures == []
    assert audit.numerals == 9 + 7 + 3


def test_a_digit_that_is_not_the_arrays_is_found() -> None:
    class Wrong(OwnScene):
        heading = "One of the numbers is wrong"

        def construct(self) -> None:
            self.beat("wrong", "It was another number.")
            right = quantity_of(np.array([[1.0, 2.0]]))
            self.add(NumberMatrix(Quantity(SOURCE, right.tensor, right.values + [[0, 1]])))

    audit = Audit()
    rehearse_class(Wrong, audit.look)
    assert [failure.check for failure in audit.failures] == ["value"]


@pytest.mark.parametrize("file", SCENES, ids=lambda file: file.stem)
def test_an_example_of_the_page_passes_every_check(file: Path) -> None:
    (entry,) = own_chapters(str(file))
    found = inspect(entry)
    assert found.failures == ()
    assert found.given == (f"the plain arrays of {entry.class_name}",)


def test_the_page_shows_the_files_and_their_stills() -> None:
    page = (DOCS / "own_scene.md").read_text(encoding="utf-8")
    lengths = []
    for file in SCENES:
        code = file.read_text(encoding="utf-8")
        assert f"```python\n{code}```" in page
        (entry,) = own_chapters(str(file))
        still = f"stills/{entry.name}.png"
        assert f"({still})" in page and (DOCS / still).exists()
        lengths.append(sum(map(bool, map(str.strip, code.splitlines()))))
    assert len(lengths) == 5 and min(lengths) == 8


@pytest.mark.parametrize("array", [[[1, 2], [3]], [["a"]], [[np.nan]], [], None])
def test_what_is_no_array_of_numbers_is_refused_in_a_line(array: object) -> None:
    with pytest.raises(StageError, match="^an own array"):
        quantity_of(array)


def test_another_number_of_axes_or_words_is_refused() -> None:
    with pytest.raises(StageError, match=r"shape \(2,\) has 1 axes, not 2"):
        AttentionGrid(np.ones(2))
    with pytest.raises(StageError, match="need as many words"):
        AttentionGraph(np.ones((2, 2)), queries=("one",))


def test_equal_arrays_have_one_name_and_nobody_can_change_them() -> None:
    array = np.eye(2)
    first = quantity_of(array)
    assert first.name == quantity_of(np.eye(2)).name != quantity_of(2 * np.eye(2)).name
    array[0, 0] = 7
    assert first.cite(0, 0).value == 1
