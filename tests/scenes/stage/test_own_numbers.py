"""A viewer's own arrays choose the numbers of a chapter that can be told with them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import numpy as np
import pytest

from attention_math.trace import AttentionTrace
from renders.film.naming import name_of
from renders.fingerprint import inputs_of
from renders.own import load_class
from renders.rehearsal import FRAME, rehearse
from renders.workers.task import Choices
from scenes.causal_mask import CausalMask
from scenes.chapter import Chapter
from scenes.dot_product_scores import DotProductScores
from scenes.sentence_as_graph import SentenceAsGraph
from scenes.softmax import Softmax
from scenes.stage.choices import ARRAYS
from scenes.stage.refusal import StageError
from scenes.stage.saved import Saved, contradictions, read_saved
from scenes.stage.shown import choose
from scenes.storyboard import CHAPTERS, Entry, find

ROWS = [[1, 0], [0, 2], [1, 1]]
BOOK = {"tokens": ["a", "cat", "sat"], "Q": ROWS, "K": ROWS[::-1], "V": ROWS, "mask": "causal"}
WEIGHTS = AttentionTrace.from_weights(("a", "b"), np.eye(2))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    path = tmp_path / "book.json"
    path.write_text(json.dumps(BOOK))
    return {ARRAYS: str(path)}


def set_up(name: str, **attributes: object) -> Chapter:
    return rehearse(name, lambda *_: None, construct=lambda _chapter: None, **attributes)


@pytest.mark.parametrize("chapter", [CausalMask, Softmax, DotProductScores, SentenceAsGraph])
def test_arrays_are_shown_in_place_of_the_chapters_own(
    chapter: type[Chapter], environment: dict[str, str]
) -> None:
    saved = read_saved(environment)
    shown = choose(chapter, environment, saved)
    assert (shown.model, shown.layer, shown.head) == ("book.json", 1, 1)
    assert (shown.sentence, shown.kind) == ("a cat sat", "masked")
    assert shown.requests[0].fits(saved[0].trace)
    assert name_of(chapter, shown) == ".a-cat-sat.model_book-json"


def test_the_badge_says_where_the_numbers_are_from(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ARRAYS, environment[ARRAYS])
    assert set_up("CausalMask").badge_text() == "book.json · head 1"


def test_a_class_brings_its_own_arrays_and_the_environment_wins(
    environment: dict[str, str],
) -> None:
    trace = AttentionTrace.from_arrays(("x", "y"), query=np.eye(2), key=np.eye(2), mask="causal")
    mine = type("Mine", (CausalMask,), {"arrays": trace, "__module__": "lecture"})
    shown = choose(mine, {}, [])
    assert (shown.model, shown.sentence, shown.head) == ("own arrays", "x y", 1)
    assert shown.missing([]) == [] and name_of(mine, shown) == ""
    assert choose(mine, environment, read_saved(environment)).model == "book.json"


@pytest.mark.parametrize("entry", CHAPTERS, ids=lambda entry: entry.name)
def test_a_chapter_refuses_arrays_that_lack_what_it_needs_before_it_draws(entry: Entry) -> None:
    chapter = load_class(entry.module, entry.name)
    if not chapter.takes_choices or chapter.needs == ("weights",):
        return
    with pytest.raises(StageError, match=r"^[^\n]+, and own arrays has none$"):
        set_up(entry.name, arrays=WEIGHTS)


SIZES = {**dict.fromkeys(("query", "key", "value"), (3, 2)), "embeddings": (3, 4)}
ROW = re.compile(r"^\| `(\w+)` \| (.*) \|$", re.MULTILINE)
PAGE = (Path(__file__).parents[3] / "docs/lecture.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "said"), ROW.findall(PAGE))
def test_what_the_lecture_says_that_a_chapter_needs_is_enough(name: str, said: str) -> None:
    named = [one for one in re.findall(r"`(\w+)`", said) if one != "scaled"]
    drawn = np.random.default_rng(2)
    sizes = {one: SIZES.get(one, (4, 2)) for one in named}
    given = {one: drawn.normal(size=size) for one, size in sizes.items()}
    given = {"weights": np.eye(3)} if named == ["weights"] else given
    mask = "causal" if "causal" in said else "none"
    trace = AttentionTrace.from_arrays(BOOK["tokens"], mask=mask, **given)
    assert set_up(name, arrays=trace).badge_text() == "own arrays · head 1"


def test_the_lecture_lists_every_chapter_that_takes_arrays() -> None:
    needs = {one.name: load_class(one.module, one.name).needs for one in CHAPTERS}
    # No arrays of one's own have a W_O.
    taking = [name for name, each in needs.items() if each and ".output_weight" not in each]
    assert sorted(taking) == sorted(name for name, _ in ROW.findall(PAGE))


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"model": "speaker"}, '--model "speaker" contradicts the arrays book.json'),
        ({"sentence": "a dog"}, '--sentence "a dog" contradicts the arrays book.json'),
    ],
)
def test_a_choice_that_arrays_contradict_is_refused(
    given: dict[str, object], line: str, environment: dict[str, str]
) -> None:
    options = {name: f"--{name}" for name in ("sentence", "model", "layer", "head")}
    assert next(contradictions(given, read_saved(environment), options)).startswith(line)


def test_a_chapter_on_a_mask_says_that_arrays_have_none() -> None:
    bare = AttentionTrace.from_arrays(("a", "b"), query=np.eye(2), key=np.eye(2))
    with pytest.raises(StageError, match="shows what a mask hides"):
        set_up("CausalMask", arrays=bare)
    with pytest.raises(ValueError, match='own arrays has self attention.* needs "mask": "causal"'):
        choose(CausalMask, {}, [Saved("own arrays", bare)])


def test_arrays_travel_with_a_task_and_decide_what_is_made_again(
    environment: dict[str, str],
) -> None:
    before = inputs_of(find("CausalMask"), environment, FRAME).parts["the arrays"]
    choices = Choices.read(environment)
    assert choices.are_of_numbers and ARRAYS not in choices.environment
    with choices.standing():
        assert os.environ[ARRAYS] != environment[ARRAYS]
        assert read_saved(os.environ)[0].name == "book.json"
    Path(environment[ARRAYS]).write_text(json.dumps(BOOK | {"V": ROWS[::-1]}))
    assert inputs_of(find("CausalMask"), environment, FRAME).parts["the arrays"] != before
    assert inputs_of(find("CausalMask"), {}, FRAME).parts["the arrays"] == "its own"
