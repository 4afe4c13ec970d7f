"""Names that need no trace mean what the film's own functions say when they are called so."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math import interventions, senses, surveys
from renders.checks.derivations import DERIVATIONS
from renders.checks.expression import Surroundings, evaluate

A = "the white cat sees the green car"
SKY = "the sky is blue"
EFFECTS = (
    f"hide_word('translator', '{A}', 6, kinds=('self',))",
    f"hide_word('translator', '{A}', 6, kinds=('self', 'cross'))",
    f"hide_word('speaker', '{SKY}', 1)",
    f"take_out('translator', '{A}', 'cross')",
    f"take_out('translator', '{A}', 'feed-forward')",
    f"cut_edge('agreement', '{A}', 5, 6, 1)",
    f"cut_edge('speaker', '{SKY}', 2, 1, 3, layer=2)",
    f"cut_edge('translator', '{A}', 5, 6, 1, layer=2, kind='cross')",
    f"take_out_head('agreement', '{A}', 1)",
    f"take_out_head('translator', '{A}', 8, layer=2, kind='masked')",
    f"exchange_words('agreement', '{A}', 2, 6)",
    f"exchange_words('translator', '{A}', 2, 6)",
)
CALLS = (
    *(f"{call}.{part}" for call in EFFECTS for part in ("probabilities", "nats", "ids")),
    *(f"cut_row('speaker', 'the sky is', 2).{part}" for part in ("weights", "nats", "correlation")),
    "load_surveys().exact",
    "mostly_named(load_surveys().noun_named, load_surveys().named_in)",
    "mostly_named(load_surveys().previous_named, load_surveys().named_in)",
    "word_vectors('mole')",
    "same_sense('mole')",
    "same_sense_counts('bank')",
    "sense_labels('bank')",
    "sense_places('mole').places",
    "sense_places('bank').percent",
    "line_cosines('mole')",
    "head_patterns()[1, 8]",
    "head_roles()",
)
WORDS = tuple(f"{call}.{part}" for call in EFFECTS for part in ("before", "after", "written"))


def called(name: str) -> np.ndarray:
    return np.asarray(eval(name, {**vars(interventions), **vars(senses), **vars(surveys)}))


@pytest.mark.parametrize("name", CALLS)
def test_a_number_is_found_again(name: str) -> None:
    found = evaluate(name, Surroundings(), DERIVATIONS)
    assert found == pytest.approx(called(name).astype(float), rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("name", WORDS)
def test_words_are_found_again(name: str) -> None:
    assert evaluate(name, Surroundings(), DERIVATIONS).tolist() == called(name).tolist()
