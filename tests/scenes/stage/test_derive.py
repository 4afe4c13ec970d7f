"""A number is named by how it was made, and the audit makes the same of the name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from attention_math.derived import dot_product_terms, row_sums
from attention_math.softmax_steps import even_share
from renders.checks.derivations import DERIVATIONS
from renders.checks.expression import Surroundings, evaluate
from scenes.stage.cited import Quantity
from scenes.stage.derive import derive

RNG = np.random.default_rng(5)
TENSORS = {name: RNG.normal(size=(5, 4)) for name in ("head1.query", "head1.key", "output")}
QUERY, KEY, OUTPUT = (Quantity("speaker", name, array) for name, array in TENSORS.items())
DERIVED = {
    "head1.query": QUERY,
    "head1.query[2]": QUERY[2],
    "head1.query[2, :3]": QUERY[2][:3],
    "head1.query[4, 1]": QUERY[-1, np.int64(1)],
    "head1.query[1:4:2, 2:]": QUERY[1:4, 1:][::2, 1:],
    "head1.query[::-1]": QUERY[::-1],
    "head1.query[2::-1]": QUERY[:3][::-1],
    "head1.query[3, :, None]": QUERY[3][:, None],
    "head1.query[3, None, 1]": QUERY[3, None][:, 1],
    "head1.query[3]": QUERY[None][0][:, :][3],
    "head1.query[1] - head1.query[1, 2]": QUERY[1] - QUERY[1, 2],
    "(head1.query + output)[2:]": (QUERY + OUTPUT)[2:],
    "1 - 3 * (head1.query - output) / 2.5": 1 - 3 * (QUERY - OUTPUT) / 2.5,
    "head1.query[0] / (output[0] / 4)": QUERY[0] / (OUTPUT[0] / 4),
    "-1 + head1.query": -1 + QUERY,
    "row_sums(head1.query * output)": derive(row_sums, QUERY * OUTPUT),
    "row_sums(weights=head1.query)": derive(row_sums, weights=QUERY),
    "dot_product_terms(head1.query[1], head1.key[2]).totals":
        derive(dot_product_terms, QUERY[1], KEY[2]).totals,
    "even_share(7)": derive(even_share, 7, source="speaker"),
    "even_share(keys=7)": derive(even_share, keys=7, source="speaker"),
}  # fmt: skip


@pytest.mark.parametrize("name", DERIVED)
def test_a_number_is_named_by_what_was_done_and_the_audit_does_it_again(name: str) -> None:
    quantity = DERIVED[name]
    assert (quantity.name, quantity.source) == (name, "speaker")
    found = evaluate(name, Surroundings(TENSORS), DERIVATIONS)
    assert found.shape == quantity.shape
    np.testing.assert_allclose(found, quantity.values, rtol=1e-12)


def test_a_citation_keeps_its_place_in_what_was_derived() -> None:
    product = (QUERY * OUTPUT)[2:]
    assert product.cite(1, 0).index == (3, 0)
    assert product.cite(1, 0).tensor == "head1.query * output"
    assert product.cite(1, 0).value == TENSORS["head1.query"][3, 0] * TENSORS["output"][3, 0]


def test_single_precision_is_left_before_anything_is_computed() -> None:
    third = Quantity("speaker", "output", np.float32([1 / 3]))
    assert (third + 1000).values[0] == np.float64(np.float32(1 / 3)) + 1000


@pytest.mark.parametrize(
    ("nameless", "error"),
    [
        (lambda: QUERY.transposed().name, ValueError),
        (lambda: QUERY[[0, 1]].name, ValueError),
        (lambda: QUERY + TENSORS["output"], TypeError),
        (lambda: TENSORS["output"] + QUERY, TypeError),
        (lambda: derive(dot_product_terms, QUERY[0], TENSORS["output"][0]), TypeError),
        (lambda: derive(even_share, 7), ValueError),
        (lambda: QUERY + Quantity("agreement", "output", TENSORS["output"]), ValueError),
    ],
)
def test_what_nobody_can_name_is_refused(
    nameless: Callable[[], object], error: type[Exception]
) -> None:
    with pytest.raises(error, match="name|uncited|cite|of agreement and speaker|unsupported"):
        nameless()
