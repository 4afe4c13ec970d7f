from __future__ import annotations

import numpy as np
import pytest

from attention_math.recall import Recall, count_paths, fading, load_recall, one_network


@pytest.fixture(scope="module")
def recall() -> Recall:
    return load_recall()


def of(recall: Recall, network: str) -> int:
    return recall.networks.tolist().index(network)


def test_attention_recalls_at_every_length(recall: Recall) -> None:
    attention = of(recall, "attention")
    assert (recall.lowest_accuracy[attention] > 0.99).all()
    assert (recall.lowest_influence[attention] > 0.9).all()


def test_a_recurrent_network_forgets_and_an_lstm_later(recall: Recall) -> None:
    def reach(network: str) -> int:
        remembered = recall.accuracy[of(recall, network)] > 0.99
        return int(remembered.argmin()) or len(remembered)

    assert 0 < reach("RNN") < reach("LSTM") < reach("attention") + 1
    forgotten = recall.highest_accuracy[of(recall, "RNN")][-1]
    assert forgotten == pytest.approx(recall.chance, abs=0.05)
    assert recall.highest_influence[of(recall, "RNN")][-1] < 1e-3


def test_every_table_has_a_row_a_network_and_a_column_a_length(recall: Recall) -> None:
    shape = (len(recall.networks), len(recall.lengths))
    for kind in ("accuracy", "influence"):
        mean, lowest, highest = (
            getattr(recall, name) for name in (kind, f"lowest_{kind}", f"highest_{kind}")
        )
        assert mean.shape == lowest.shape == highest.shape == shape
        assert (lowest <= mean + 1e-12).all() and (mean <= highest + 1e-12).all()
        assert not mean.flags.writeable


def test_what_is_handed_on_fades_evenly_from_one_length_to_the_next() -> None:
    faded = fading(np.array([3, 5]), np.array([0.5, 0.1]))
    assert faded == pytest.approx([1.0, 0.75, 0.5, 0.3, 0.1])  # after 0, 1, … 4 hops


def hops(heard: list[list[int]]) -> int:
    """Count the edges on the shortest way from the first state to the last one."""
    reached, steps = {0}, 0
    while len(heard) - 1 not in reached:
        reached |= {state for state, others in enumerate(heard) if reached & set(others)}
        steps += 1
    return steps


@pytest.mark.parametrize("tokens", [2, 5, 64])
def test_paths_are_those_of_the_graphs(tokens: int) -> None:
    paths = count_paths((tokens,))
    recurrent = [[place - 1] if place else [] for place in range(tokens)]
    attending = [list(range(tokens)) for _ in range(tokens)]
    assert paths.hops.tolist() == [[hops(recurrent)], [hops(attending)]]
    assert paths.scores.tolist() == [sum(map(len, attending))]
    assert paths.steps.tolist() == [[tokens], [1]]


def test_paths_are_read_only_and_of_sentences() -> None:
    assert not any(table.flags.writeable for table in count_paths((4, 8)))
    assert np.array_equal(count_paths((4, 1024)).hops, [[3, 1023], [1, 1]])
    with pytest.raises(ValueError, match="tokens - 1 must be at least 1"):
        count_paths((4, 1))


def test_one_network_has_a_value_for_each_length() -> None:
    table = np.array([[1.0, 0.5, 0.1], [1.0, 1.0, 0.2]])
    assert one_network(table, 1).tolist() == [1.0, 1.0, 0.2]
