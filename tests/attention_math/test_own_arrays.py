from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.functional import linear, scaled_dot_product_attention

from attention_math.trace import AttentionTrace, load

WORDS = ("the", "cat", "sat", "down")
DRAWN = np.random.default_rng(7)
Q, K, V = (DRAWN.normal(size=(4, 3)).tolist() for _ in range(3))


def torchs(*arrays: object, **options: object) -> np.ndarray:
    return scaled_dot_product_attention(*map(torch.tensor, arrays), **options).numpy()


def test_a_textbooks_q_k_v_are_one_head_as_torch_computes_it() -> None:
    trace = AttentionTrace.from_arrays(WORDS, query=Q, key=K, value=V)
    head = trace.head(1)
    assert head.output == pytest.approx(torchs(Q, K, V), abs=1e-6)
    assert head.query.tolist() == np.float32(Q).tolist()
    assert trace.source.label == "own arrays"
    assert trace.given == ("visible", "head1.query", "head1.key", "head1.value")
    assert trace.sentence == "the cat sat down"
    assert trace.query_side.ids is None and head.query_weight is None


def test_arithmetic_by_hand() -> None:
    # Scores 2 and 0, divided by √4: the weights are e : 1.
    query, key, value = [[1, 1, 0, 0]], [[2, 0, 0, 0], [0, 0, 5, 0]], [[1, 0], [0, 1]]
    trace = AttentionTrace.from_arrays(
        ["who"], key_tokens=["me", "not"], query=query, key=key, value=value
    )
    assert trace.head(1).scores.tolist() == [[2, 0]]
    assert trace.head(1).weights == pytest.approx(np.array([[0.7310586, 0.2689414]]))
    assert trace.head(1).output == pytest.approx(np.array([[0.7310586, 0.2689414]]))
    assert (trace.source.kind, trace.sentence) == ("cross", "me not")


HIDING = [[True, False, True, False], [True, True, True, True]] * 2
ADDED = np.where(HIDING, 0.0, -np.inf)


@pytest.mark.parametrize(
    ("mask", "called", "options"),
    [
        ("causal", "causal", {"is_causal": True}),
        (np.tri(4), "causal", {"is_causal": True}),
        (np.ones((4, 4)), "none", {}),
        (HIDING, "given", {"attn_mask": torch.tensor(HIDING)}),
        (ADDED.tolist(), "given", {"attn_mask": torch.tensor(HIDING)}),
    ],
)
def test_a_mask_hides_what_torchs_does(
    mask: object, called: str, options: dict[str, object]
) -> None:
    trace = AttentionTrace.from_arrays(WORDS, query=Q, key=K, value=V, mask=mask)
    assert trace.source.mask == called
    assert trace.head(1).output == pytest.approx(torchs(Q, K, V, **options), abs=1e-6)


def test_inputs_and_matrices_make_queries() -> None:
    inputs, weight, bias = DRAWN.normal(size=(4, 6)), DRAWN.normal(size=(6, 3)), [1.0, 2.0, 3.0]
    trace = AttentionTrace.from_arrays(
        WORDS, embeddings=inputs, query_weight=weight, query_bias=bias, key=K
    )
    expected = linear(torch.tensor(inputs), torch.tensor(weight).T, torch.tensor(bias).double())
    assert trace.head(1).query == pytest.approx(expected.numpy(), abs=1e-5)
    assert trace.head(1).output is None and trace.concat is None


def test_heads_come_first() -> None:
    heads = [Q, K], [K, V], [V, Q]
    trace = AttentionTrace.from_arrays(WORDS, query=heads[0], key=heads[1], value=heads[2])
    both = torchs(*heads)
    assert trace.concat == pytest.approx(np.hstack(both), abs=1e-6)
    assert trace.head(2).d_head == 3


def test_weights_alone_are_kept(tmp_path: Path) -> None:
    trace = AttentionTrace.from_weights(["a", "b"], [[0.25, 0.75], [1, 0]], name="slide 3")
    trace.save(tmp_path / "own.safetensors")
    again = load(tmp_path / "own.safetensors")
    assert again.head(1).weights.tolist() == [[0.25, 0.75], [1, 0]]
    assert again.head(1).scores is None
    assert (again.given, again.source) == (trace.given, trace.source)


def test_what_is_given_and_follows_is_kept() -> None:
    rounded = np.round(torch.softmax(torch.tensor(Q) @ torch.tensor(K).T / 3**0.5, 1).numpy(), 4)
    trace = AttentionTrace.from_arrays(WORDS, query=Q, key=K, weights=rounded)
    assert trace.head(1).weights.tolist() == np.float32(rounded).tolist()


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"query": Q, "key": K[:3]}, "key has shape 3 × 3; expected keys × d_head = 4 × 3"),
        ({"query": Q, "key": np.ones((4, 2))}, "key has shape 4 × 2; expected keys × d_head = 4 ×"),
        ({"query": [Q, Q], "key": K}, "expected heads × keys × d_head = 2 × 4 × 3"),
        ({"query": 3.0}, "query has shape of a single number"),
        ({"query": [[1, 2], [3]]}, "query is ragged: 1 entries in row 2, 2 in the row before"),
        ({"query": [[1, 2], 3]}, "query is ragged"),
        ({"query": [["one"]] * 4}, "query holds something that is no number"),
        ({"query": np.full((4, 2), np.nan)}, "query is nan in row 1, column 1"),
        ({"query": np.full((4, 2), 1e300)}, "query is 1e+300 in row 1"),
        ({"quary": Q}, "unknown array 'quary'; did you mean query?"),
        ({"masked": Q}, "unknown array 'masked'"),
        ({"value": V}, "no weights follow"),
        ({"scores": np.eye(4)}, "scores alone do not say"),
        ({"weights": np.full((4, 4), 0.3)}, "weights add up to 1.2 in row 1, not to 1"),
        ({"weights": [[1.5, -0.5, 0, 0]] * 4}, "weights are -0.5 in row 1"),
        ({"weights": np.eye(4)[::-1], "mask": "causal"}, "weights are not 0 in row 1, column 4"),
        ({"weights": np.eye(4), "query": Q, "key": K}, "follows from the scaled scores: leave out"),
        ({"query": Q, "key": K, "mask": np.zeros((4, 4))}, "hides every key from the query in row"),
        ({"query": Q, "key": K, "mask": np.eye(3)}, "mask has shape 3 × 3; expected queries × key"),
        ({"query": Q, "key": K, "mask": np.full((4, 4), 2)}, "mask must be of 1"),
        ({"query": Q, "key": K, "mask": "casual"}, "unknown mask 'casual'"),
        ({"query": Q, "key": K, "key_embeddings": Q}, "key_embeddings go with key_tokens"),
        ({"query": Q, "key": K, "sentence": 3}, "sentence is 3"),
    ],
)
def test_what_does_not_fit_is_one_line_that_names_it(given: dict[str, object], line: str) -> None:
    with pytest.raises(ValueError) as caught:
        AttentionTrace.from_arrays(WORDS, **given)
    assert line in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("tokens", ["text", [], ["a", ""], ["a", 1], ["a", "b\n"], None])
def test_words_must_be_texts_that_can_be_shown(tokens: object) -> None:
    with pytest.raises(ValueError, match="^tokens"):
        AttentionTrace.from_weights(tokens, np.eye(2))
