"""What a number track states of tensors: true formulas, in operands, and functions that exist."""

from __future__ import annotations

import ast
import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from attention_math.arrays import softmax
from attention_math.derived import (
    column_totals,
    dot_product_terms,
    mask_after_softmax,
    row_sums,
    score_divisor,
)
from attention_math.examples import trace_example
from attention_math.heads_apart import head_update
from attention_math.own_arrays import from_arrays
from attention_math.softmax_steps import exponentials, temperature_sweep
from attention_math.trace import AttentionTrace
from attention_math.tracing import trace_sentence
from renders.checks.stated import judge_stated
from renders.film import recipes, tensors
from renders.film.entries import Entries
from renders.film.signs import plain, pretty
from renders.film.tensors import describe_tensors
from scenes.stage.cited import Citation, Quantity
from scenes.stage.derive import derive

ROOT = Path(recipes.__file__).parents[2]
TRACES = {
    "agreement": lambda: trace_sentence("agreement", "the white cat sees the green car"),
    "speaker": lambda: trace_sentence("speaker", "the sky is"),
    "cross": lambda: trace_sentence("translator", "the cat sees", kind="cross"),
    "deeper": lambda: trace_sentence("translator", "the cat sees", layer=2, kind="masked"),
    "pencil": lambda: trace_example("pencil"),
    "worked-example": lambda: trace_example("worked-example"),
}


def cite(trace: AttentionTrace, name: str, *index: int) -> Citation:
    return Quantity(trace.source.label, name, trace.named_arrays()[name]).cite(*index)


def described(trace: AttentionTrace, *cited: Citation) -> dict[str, dict[str, Any]]:
    found = describe_tensors(cited, {trace.source.label: trace})
    return {one["name"]: one for one in found}


# --- what is stated of a trace -------------------------------------------------------------------


@pytest.mark.parametrize("name", TRACES)
def test_every_formula_of_a_trace_gives_its_entries(name: str) -> None:
    trace = TRACES[name]()
    label, random = trace.source.label, np.random.default_rng(3)
    stated = set()
    for tensor, array in trace.named_arrays().items():
        for _ in range(3):
            cited = cite(trace, tensor, *(int(random.integers(size)) for size in array.shape))
            assert list(judge_stated(cited, {label: trace})) == []
        found = described(trace, cited)[tensor]
        assert not found["operands"] or found["formula"]
        stated |= {tensor} if found["formula"] else set()
    assert {
        f"head1.{step}" for step in ("query", "scores", "masked", "weights", "output")
    } <= stated
    assert "output" in stated or trace.output is None
    assert not any(each.endswith(("_weight", "_bias", ".ids", ".positions")) for each in stated)


def test_a_model_s_own_steps_are_stated() -> None:
    """Against numpy, for a head with every step that models add."""
    random = np.random.default_rng(7)
    arrays = {name: random.normal(size=(3, 3)).astype(np.float32) for name in ("scores", "bias")}
    numbers = {"scaling": 0.5, "softcap": 2.0, "sink": 0.3}
    ones = {name: np.array([value], np.float32) for name, value in numbers.items()}
    scaled = arrays["scores"] * ones["scaling"]
    capped = ones["softcap"] * np.tanh(scaled / ones["softcap"])
    biased = capped + arrays["bias"]
    shares = softmax(np.hstack([biased, np.full((3, 1), ones["sink"][0])]))
    own = from_arrays(["a", "b", "c"], weights=softmax(biased))
    (head,) = own.heads
    steps = {"scores": arrays["scores"], "scaled": scaled, "capped": capped, "biased": biased}
    steps |= {"position_bias": arrays["bias"], "masked": biased, "weights": shares[:, :-1]}
    head = replace(head, **steps, **ones, sink_weight=shares[:, -1])
    trace = replace(own, heads=(head,), given=("visible",))
    for name in ("scaled", "capped", "biased", "masked", "weights"):
        cited = cite(trace, f"head1.{name}", 2, 1)
        assert list(judge_stated(cited, {trace.source.label: trace})) == [], name
        assert described(trace, cited)[f"head1.{name}"]["formula"]
    cited = cite(trace, "head1.sink_weight", 2)
    assert list(judge_stated(cited, {trace.source.label: trace})) == []
    assert described(trace, cited)["head1.sink_weight"]["formula"].startswith(
        "exp(head1.sink[0]) /"
    )


def test_a_weight_is_followed_down_to_what_was_given() -> None:
    trace = TRACES["agreement"]()
    found = described(trace, cite(trace, "head1.weights", 1, 2))
    path = ["weights", "masked", "scaled", "scores", "query", "key"]
    assert list(found)[:6] == [f"head1.{step}" for step in path]
    assert found["head1.scores"]["formula"] == "head1.query[i] · head1.key[j]"
    assert found["head1.scores"]["operands"] == [
        {"tensor": "head1.query", "index": ["i", "*"]},
        {"tensor": "head1.key", "index": ["j", "*"]},
    ]
    assert found["head1.scaled"]["formula"] == "head1.scores[i, j] / √4"
    assert found["head1.weights"]["where"] == "attention_math/attention.py: softmax_rows"
    assert found["head1.weights"]["axes"] == [
        ["query", ["the", "white", "cat", "sees", "the", "green", "car"]],
        ["key", ["the", "white", "cat", "sees", "the", "green", "car"]],
    ]
    assert "head1.query_weight" in found
    assert found["head1.query_weight"]["formula"] is None
    data = np.frombuffer(base64.b64decode(found["head1.weights"]["data"]), "<f4")
    assert (data == trace.head(1).weights.ravel()).all()


def test_what_a_mask_hides_is_stated_where_one_hides() -> None:
    trace = TRACES["speaker"]()
    found = described(trace, cite(trace, "head2.masked", 0, 1))["head2.masked"]
    assert found["formula"] == "head2.scaled[i, j] if visible[i, j] else −∞"


def test_an_example_s_own_vectors_were_looked_up_nowhere() -> None:
    for name, places in {
        "agreement": ["embedding.py: embed", "positions.py: sinusoid_table"],
        "pencil": [None, None],
    }.items():
        trace = TRACES[name]()
        sides = [f"query_side.{field}" for field in ("token_embeddings", "positions")]
        where = [described(trace, cite(trace, one, 0, 0))[one]["where"] for one in sides]
        assert where == [place and f"attention_math/{place}" for place in places]


def test_what_a_viewer_gave_is_made_of_nothing() -> None:
    trace = from_arrays(["a", "b"], scaled=[[1, 2], [3, 4]])
    found = described(trace, cite(trace, "head1.weights", 0, 1))
    assert found["head1.weights"]["formula"] == "softmax(head1.masked[i])[j]"
    given = found["head1.scaled"]
    assert (given["formula"], given["operands"], given["where"]) == (None, [], None)


# --- what is stated of derived numbers -----------------------------------------------------------


def whole(trace: AttentionTrace, name: str) -> Quantity:
    return Quantity(trace.source.label, name, trace.named_arrays()[name])


DERIVED: dict[str, tuple[Callable[[Callable[[str], Quantity]], Any], list[list[Any]]]] = {
    "row_sums": (lambda of: derive(row_sums, of("head2.weights")), [["i", "*"]]),
    "column_totals": (lambda of: derive(column_totals, of("head2.weights")), [["*", "j"]]),
    "too late": (
        lambda of: derive(mask_after_softmax, of("head2.scaled"), of("visible")),
        [["i", "*"], ["i", "j"]],
    ),
    "inside": (
        lambda of: derive(row_sums, derive(mask_after_softmax, of("head2.scaled"), of("visible"))),
        [["*", "*"], ["*", "*"]],
    ),
    "product": (
        lambda of: derive(dot_product_terms, of("head1.query")[2], of("head1.key")[0]).terms,
        [[2, "i"], [0, "i"]],
    ),
    "running": (
        lambda of: derive(dot_product_terms, of("head1.query")[2], of("head1.key")[0]).totals,
        [[2, "*"], [0, "*"]],
    ),
    "update": (
        lambda of: derive(head_update, of("head2.output"), of("output_weight")[40:80]),
        [["i", "*"], ["*", "j"]],
    ),
    "raised": (lambda of: derive(exponentials, of("head1.scaled")[1]), [[1, "i"]]),
    "row": (lambda of: derive(softmax, of("head1.scaled")[1]), [[1, "*"]]),
    "less": (lambda of: of("head1.scaled")[1:2] - of("head1.scaled")[1, 2], [[1, "j"], [1, 2]]),
    "weighed": (
        lambda of: of("head1.weights")[2, :, None] * of("head1.value"),
        [[2, "i"], ["i", "j"]],
    ),
    "swept": (
        lambda of: (
            derive(
                temperature_sweep, of("head1.scores")[1], derive(score_divisor, of("head1.query"))
            ).weights
        ),
        [[1, "*"], ["*", "*"]],
    ),
}


@pytest.mark.parametrize("case", DERIVED)
def test_a_derived_number_is_made_of_the_entries_that_its_operands_take(case: str) -> None:
    trace = TRACES["speaker"]()
    make, expected = DERIVED[case]
    quantity = make(lambda name: whole(trace, name))
    cited = quantity.cite(*(size - 1 for size in quantity.shape))
    stated = described(trace, cited)[quantity.tensor]
    assert [operand["index"] for operand in stated["operands"]] == expected
    assert list(judge_stated(cited, {trace.source.label: trace})) == []


SHAPES = {"a": (4, 3), "b": (3,), "c": (4, 3), "a - b": (4, 3)}
WRITTEN = [
    ("c * 2 + b", 2, "c[i, j] * 2 + b[j]", [["i", "j"], ["j"]]),
    ("c[1:] - b", 2, "c[1 + i, j] - b[j]", [["*", "j"], ["j"]]),
    ("c[:2] - b", 2, "c[i, j] - b[j]", [["i", "j"], ["j"]]),
    ("c[1:2] * c", 2, "c[1, j] * c[i, j]", [[1, "j"], ["i", "j"]]),
    ("c[-1]", 1, "c[-1][i]", [[3, "*"]]),
    ("exponentials(a - b)", 2, "exp((a - b)[i, j])", [["i", "j"]]),
    ("row_sums(c[1:])", 1, "sum(c[1 + i])", [["*", "*"]]),
    ("column_totals(c[1:])", 2, "sum(c[1:][:i + 1, j])", [["*", "*"]]),
    ("row_sums(c[:, 1:])", 1, "sum(c[i, 1:])", [["i", "*"]]),
    ("nobody_knows(c[2], b).field", 1, "nobody_knows(c[2], b).field[i]", [[2, "*"], ["*"]]),
    ("c[best(b)]", 1, "c[best(b)][i]", [["*", "*"], ["*"]]),
]


@pytest.mark.parametrize(("name", "rank", "formula", "taken"), WRITTEN)
def test_an_expression_is_taken_apart_as_far_as_its_entries_can_be_named(
    name: str, rank: int, formula: str, taken: list[list[Any]]
) -> None:
    entries = Entries(SHAPES)
    assert entries.formula(name, rank) == formula
    assert [list(index) for _, index in entries.operands(formula)] == taken


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("head1.query[i] @ head1.key[j]", "head1.query[j] @ head1.key[i]"),
        ("head1.query[i] @ head1.key[j]", "head1.query[i] * head1.key[j]"),
        ("head1.query[i] @ head1.key[j]", "head1.query[i, 0] * head1.key[j, 0]"),
    ],
)
def test_an_untrue_formula_is_found(
    right: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = TRACES["agreement"]()
    told = recipes.recipes(trace)
    assert told["head1.scores"] == right
    monkeypatch.setattr(tensors, "recipes", lambda _trace: told | {"head1.scores": wrong})
    cited = cite(trace, "head1.scores", 1, 2)
    (problem,) = judge_stated(cited, {trace.source.label: trace})
    assert problem.check == "formula"


def test_operands_that_leave_out_what_matters_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    trace = TRACES["speaker"]()
    told = Entries.operands
    monkeypatch.setattr(
        Entries,
        "operands",
        lambda self, said: [
            (name, ("i", "j")) for name, index in told(self, said) if len(index) == 2
        ],
    )
    (problem,) = judge_stated(cite(trace, "head1.scores", 1, 2), {trace.source.label: trace})
    assert problem.seen == "nan"


def test_a_call_of_plain_numbers_is_its_own_formula() -> None:
    cited = Quantity("positions", "wavelengths(8)", np.ones(4)).cite(1)
    (found,) = describe_tensors([cited], {})
    assert (found["formula"], found["operands"]) == ("wavelengths(8)[i]", [])
    assert found["where"] == "attention_math/positions.py: wavelengths"
    (own,) = describe_tensors([Quantity("own array", "array_12", np.ones(4)).cite(1)], {})
    assert (own["formula"], own["where"]) == (None, None)


def test_every_function_that_is_named_stands_in_its_file() -> None:
    named = recipes._functions()
    assert {*recipes._MADE_BY.values(), *recipes._OF_MODELS.values()} <= named.keys()
    for place in named.values():
        file, function = place.split(": ")
        body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
        assert function in {one.name for one in body if isinstance(one, ast.FunctionDef)}


def test_signs_are_read_back_and_texts_are_left_alone() -> None:
    for formula in (
        "a[i] @ b[j] / sqrt(64) - c * d",
        "said('it''s - 2 * 3', -inf)",
        "x('a\\' - b') - 1",
    ):
        assert plain(pretty(formula)) == formula
    assert pretty("a @ b / sqrt(64) if c else -inf") == "a · b / √64 if c else −∞"
    assert pretty("f('a - b') - 1") == "f('a - b') − 1"
