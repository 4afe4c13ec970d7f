from __future__ import annotations

import itertools
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np
import pytest
import torch

from attention_math.examples import EXAMPLES, trace_example, worked_example_batch
from attention_math.trace import AttentionTrace

PUBLISHED = {
    "inputs": [[1.9269, 1.4873], [0.9007, -2.1055], [0.6784, -1.2345], [-0.0431, -1.6047]],
    "query": [[0.8800, -0.4509], [-0.0549, -0.7598], [-0.0850, -0.5294], [-0.5170, -0.3579]],
    "key": [[-0.0554, -1.9855], [-1.4460, -0.2416], [-0.9736, -0.4014], [-0.9400, 0.1220]],
    "value": [[-0.3642, 0.4548], [2.0765, 1.9576], [1.4534, 1.2925], [1.6637, 1.0540]],
    "scores": [
        [0.8466, -1.1636, -0.6758, -0.8822],
        [1.5116, 0.2629, 0.3584, -0.0411],
        [1.0558, 0.2508, 0.2953, 0.0153],
        [0.7393, 0.8340, 0.6470, 0.4423],
    ],
    "scaled": [
        [0.5986, -0.8228, -0.4778, -0.6238],
        [1.0688, 0.1859, 0.2534, -0.0291],
        [0.7466, 0.1773, 0.2088, 0.0109],
        [0.5228, 0.5897, 0.4575, 0.3128],
    ],
    "weights": [
        [1, 0, 0, 0],
        [0.7074, 0.2926, 0, 0],
        [0.4651, 0.2632, 0.2716, 0],
        [0.2620, 0.2802, 0.2455, 0.2124],
    ],
    "output": [[-0.3642, 0.4548], [0.3499, 0.8945], [0.7720, 1.0779], [1.1964, 1.2087]],
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_worked_example_shows_the_published_numbers(name: str) -> None:
    trace = trace_example("worked-example")
    array = trace.query_side.inputs if name == "inputs" else getattr(trace.heads[0], name)
    assert [[round(float(x), 4) for x in row] for row in array] == PUBLISHED[name]


def test_worked_example_says_where_it_comes_from() -> None:
    trace = trace_example("worked-example")
    assert trace.query_side.tokens == ("This", " given", " sentence", " is")
    assert trace.query_side.ids.tolist() == [2500, 4335, 21872, 382]
    assert (trace.query_side.positions == 0).all()
    assert (trace.source.origin, trace.source.mask) == ("random initialisation", "causal")
    assert trace.source.label == "worked-example"


def test_worked_example_is_a_batch_of_two_samples() -> None:
    batch = worked_example_batch()
    assert batch.text == "This given sentence is an example text."
    assert batch.ids.tolist() == [[2500, 4335, 21872, 382], [448, 4994, 2201, 13]]
    assert batch.inputs.shape == (2, 4, 2)
    assert batch.inputs[0] == pytest.approx(np.array(PUBLISHED["inputs"]), abs=5e-5)
    expected = torch.randn(2, 4, 2, generator=torch.Generator().manual_seed(42))
    assert np.array_equal(batch.inputs, expected.numpy())
    trace = trace_example("worked-example")
    assert np.array_equal(batch.inputs[0], trace.query_side.inputs)
    assert batch.ids[0].tolist() == trace.query_side.ids.tolist()
    assert tuple(batch.tokens[0]) == trace.query_side.tokens


def test_worked_example_does_not_disturb_other_random_numbers() -> None:
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    EXAMPLES["worked-example"]()
    assert torch.equal(torch.rand(3), expected)


def shown(number: float, places: str) -> Decimal:
    return Decimal(float(number)).quantize(Decimal(places), rounding=ROUND_HALF_EVEN)


def exact(array: np.ndarray, places: str = "1") -> list[list[Decimal]]:
    """What stands on paper; the array must be no other number than that."""
    rows = [[shown(x, places) for x in row] for row in np.atleast_2d(array)]
    assert [[float(x) for x in row] for row in rows] == np.atleast_2d(array).tolist()
    return rows


def product(left: list[list[Decimal]], right: list[list[Decimal]]) -> list[list[Decimal]]:
    columns = list(zip(*right, strict=True))
    return [
        [sum((a * b for a, b in zip(row, column, strict=True)), Decimal(0)) for column in columns]
        for row in left
    ]


def test_pencil_is_made_of_integers_up_to_the_scores() -> None:
    trace = trace_example("pencil")
    side, head = trace.query_side, trace.heads[0]
    embeddings, positions = exact(side.token_embeddings), exact(side.positions)
    pairs = zip(itertools.chain(*embeddings), itertools.chain(*positions), strict=True)
    assert [a + b for a, b in pairs] == list(itertools.chain(*exact(side.inputs)))
    for name in ("query", "key", "value"):
        bias = exact(getattr(head, f"{name}_bias"))[0]
        projected = product(exact(side.inputs), exact(getattr(head, f"{name}_weight")))
        biased = [[x + b for x, b in zip(row, bias, strict=True)] for row in projected]
        assert biased == exact(getattr(head, name))
    assert product(exact(head.query), exact(head.key.T)) == exact(head.scores)
    halves = [[x / 2 for x in row] for row in exact(head.scores)]
    assert halves == exact(head.scaled, "0.1")


PENCIL_MASKS = [("none", 0), ("causal", 0), ("padding", 1), ("causal and padding", 1)]


@pytest.mark.parametrize(("mask", "padded"), PENCIL_MASKS)
def test_pencil_sums_close_as_shown(mask: str, padded: int) -> None:
    head = trace_example("pencil", mask, padded).heads[0]
    weights = [[shown(x, "0.01") for x in row] for row in head.weights]
    assert [sum(row) for row in weights] == [Decimal(1)] * len(weights)
    output = [[shown(x, "0.01") for x in row] for row in head.output]
    assert product(weights, exact(head.value)) == output


@pytest.mark.parametrize(("mask", "padded"), PENCIL_MASKS)
def test_pencil_shows_every_visible_weight(mask: str, padded: int) -> None:
    trace = trace_example("pencil", mask, padded)
    assert (trace.heads[0].weights[trace.visible] >= 0.01).all()
    assert (trace.heads[0].weights[~trace.visible] == 0).all()
    assert np.array_equal(trace.heads[0].scores, trace_example("pencil").heads[0].scores)
    assert trace.source.mask == mask


def test_pencil_is_small_and_varied() -> None:
    trace = trace_example("pencil")
    head = trace.heads[0]
    assert trace.query_side.tokens == ("the", "cat", "sat", "on", "mat")
    assert head.d_head == 4
    assert trace.source.origin == "by hand"
    assert max(np.abs(array).max() for array in (head.query, head.key, head.value)) <= 5
    assert len({tuple(row) for row in head.weights.tolist()}) == 5


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_output_weight_the_concatenation_is_the_output(name: str) -> None:
    trace: AttentionTrace = trace_example(name)
    assert trace.output_weight is None
    assert trace.output_bias is None
    assert np.array_equal(trace.output, trace.concat)
    assert np.array_equal(trace.output, trace.heads[0].output)


def test_an_example_is_computed_once() -> None:
    assert trace_example("pencil") is trace_example("pencil")


def test_an_unknown_example_names_those_that_exist() -> None:
    with pytest.raises(
        ValueError,
        match="unknown example 'pen'; did you mean pencil\\? the examples are pencil, worked",
    ):
        trace_example("pen")
    with pytest.raises(ValueError, match="does not fit"):
        trace_example("pencil", "padding")
