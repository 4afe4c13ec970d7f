"""Interventions: held to golden numbers of two programs, and to a third one in 64 bits here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
import torch

from attention_math.effects import Effect
from attention_math.interventions import (
    cut_edge,
    cut_row,
    entering_alike,
    exchange_words,
    hide_word,
    take_out,
    take_out_head,
)
from attention_math.registry import load_model
from attention_math.tracing import trace_sentence
from attention_math.writing import translate
from renders.checks.reference import Model, model, softmax, vocabulary

A, B = "the white cat sees the green car", "the white car sees the green cat"
WHITE, GREEN = 1, 5
Array, Fields = np.ndarray, dict[str, np.ndarray]
SKY = "the sky is blue"

# --- golden numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "row", "noun", "nats", "form", "other"),
    [
        (A, WHITE, 2, 17.66, "blanc", "blanche"),
        (B, WHITE, 2, 30.11, "blanche", "blanc"),
        (A, GREEN, 6, 29.76, "verte", "vert"),
    ],
)
def test_only_the_noun_can_be_missed(
    sentence: str, row: int, noun: int, nats: float, form: str, other: str
) -> None:
    for place in range(7):
        hidden = hide_word("agreement", sentence, place)
        assert hidden.before[row] == form
        assert hidden.nats[row] == pytest.approx(nats if place == noun else 0, abs=0.005)
        assert hidden.after[row] == (other if place == noun else form)


def test_without_attention_an_adjective_knows_no_noun() -> None:
    for sentence in (A, B):
        bare = take_out("agreement", sentence, "self")
        assert (bare.after[WHITE], bare.after[GREEN]) == ("blanc", "vert")
        assert bare.probabilities[WHITE].max() == pytest.approx(1, abs=0.005)
        assert bare.probabilities[GREEN].max() == pytest.approx(0.9995, abs=0.00005)


@pytest.mark.parametrize(
    ("query", "key", "weight", "nats"),
    [(3, 6, 0.998, 0), (2, 2, 1.00, 0), (WHITE, 2, 0.73, 0), (GREEN, 6, 0.994, 29.76)],
)
def test_a_weight_is_not_a_reason(query: int, key: int, weight: float, nats: float) -> None:
    assert trace_sentence("agreement", A).head(1).weights[query, key] == pytest.approx(
        weight, abs=0.005
    )
    cut = cut_edge("agreement", A, query, key, 1)
    assert cut.nats[query] == pytest.approx(nats, abs=0.005)
    assert (cut.before[query], cut.after[query]) == {
        3: ("voit", "voit"), 2: ("chat", "chat"), 1: ("blanc", "blanc"), 5: ("verte", "vert")
    }[query]  # fmt: skip
    assert np.abs(np.delete(cut.nats, query)).max() < 1e-6


def test_over_36_edges_the_weight_does_not_tell_what_is_kept() -> None:
    cuts = cut_row("speaker", "the sky is", 2)
    assert cuts.weights.shape == (3, 4, 3) and cuts.count == 36
    assert cuts.weights.sum(axis=-1) == pytest.approx(1)
    whole = hide_word("speaker", "the sky is").kept[2]
    nats = np.log(whole / cuts.kept)
    told, published = (
        np.corrcoef(cuts.weights.ravel(), x.ravel())[0, 1] for x in (cuts.kept, nats)
    )
    assert cuts.correlation == pytest.approx(told)
    assert told == pytest.approx(0.10, abs=0.005)
    assert published == pytest.approx(-0.09, abs=0.005)
    with pytest.raises(ValueError, match="its row is empty"):
        cut_row("speaker", "the sky is", 0)


def test_without_head_1_the_car_becomes_a_bed() -> None:
    gloss = "le blanc chat voit la verte voiture"
    assert " ".join(take_out_head("agreement", A, 2).after) == gloss
    assert " ".join(take_out_head("agreement", A, 1).after).endswith("le vert lit")


def test_exchanged_nouns_turn_the_answer() -> None:
    swapped = exchange_words("agreement", A, 2, 6)
    assert " ".join(swapped.before) == "le blanc chat voit la verte voiture"
    assert " ".join(swapped.written) == "la blanche voiture voit le vert chat"
    other = hide_word("agreement", B)
    assert np.array_equal(swapped.probabilities, other.probabilities)
    lost = np.log(hide_word("agreement", A).probabilities[1]) - np.log(other.probabilities[1])
    assert swapped.nats[WHITE] == pytest.approx(lost[swapped.ids[WHITE]])


def test_what_enters_for_white_is_the_same_in_both() -> None:
    assert entering_alike("agreement", A, B).tolist() == [
        word == other for word, other in zip(A.split(), B.split(), strict=True)
    ]
    assert not entering_alike("speaker", "the cat", "cat the").any()


@pytest.mark.parametrize(
    ("kinds", "word", "probability"),
    [(("self",), "la", 0.76), (("cross",), "la", 0.78), (("self", "cross"), "le", 0.94)],
)
def test_two_roads_tell_the_gender_of_car(kinds: tuple, word: str, probability: float) -> None:
    hidden = hide_word("translator", A, 6, kinds=kinds)
    row = hidden.before.tolist().index("la")
    assert hidden.after[row] == word
    assert hidden.probabilities[row].max() == pytest.approx(probability, abs=0.005)


def test_an_architecture_is_explained_by_its_failures() -> None:
    def written(*parts: str) -> str:
        return " ".join(take_out("translator", A, *parts).written)

    assert written() == written("self") == translate(load_model("translator"), A)
    assert written("cross") == "je suis en train de faire la tête."
    assert written("feed-forward").startswith("le le le")


def test_without_positions_nobody_knows_who_sees_whom() -> None:
    dogs = ("the cat sees the dog", "the dog sees the cat")
    first, second = (take_out("translator", dog, "positions") for dog in dogs)
    assert " ".join(first.written) == " ".join(second.written) == "le chien voit le chat"
    assert first.before.tolist() != second.before.tolist()


def test_the_sky_is_blue_8_times_in_10() -> None:
    ids = [vocabulary("english")[word] for word in ("blue", "grey", "clear")]
    likely = hide_word("speaker", "the sky is").probabilities[-1][ids]
    assert likely == pytest.approx([0.82, 0.11, 0.07], abs=0.006)


# --- a second program ----------------------------------------------------------------------------

Hide = Callable[[int, Array], None]  # strike out what one head is not to see


@dataclass(frozen=True)
class Second(Model):
    """The audit's model in 64 bits, in which each head of a block may be shown less."""

    hide: Mapping[str, Hide] = field(default_factory=dict)
    placed: tuple[str, ...] = ("source", "target")

    def embed(self, side: str, ids: Array) -> Array:
        return super().embed(side, ids) if side in self.placed else self.table(side)[ids]

    def attention(self, block: str, asking: Array, answering: Array, visible: Array) -> Fields:
        heads = []
        for head in range(1, self.heads + 1):
            seen = visible & np.ones((len(asking), len(answering)), dtype=bool)
            self.hide.get(block, lambda _head, _seen: None)(head, seen)
            heads.append(super().attention(block, asking, answering, seen)[f"head{head}.output"])
        return {"output": self.linear(f"{block}.output", np.hstack(heads))}

    def without(self, ending: str, columns: slice = slice(None)) -> Second:
        """Set weights to zero: a sub-layer whose last map is nothing adds nothing."""
        weights = {key: array.copy() for key, array in self.weights.items()}
        for key in weights:
            if ending in key:
                weights[key][..., columns] = 0
        return replace(self, weights=weights)

    def hiding(self, hide: Hide, *blocks: str) -> Second:
        return replace(self, hide=dict.fromkeys(blocks, hide))

    def writes(self, sentence: str, written: Sequence[int]) -> Array:
        """Return the probabilities; a translator is given all that was written but the last."""
        ids = self.ids(self.reading, sentence.split())
        if self.name == "translator":
            start = vocabulary("french")["[START]"]
            return softmax(self.logits(ids, np.array([start, *written[:-1]])))
        return softmax(self.logits(*((ids, None) if self.name == "agreement" else (None, ids))))


def second(name: str) -> Second:
    return Second(**vars(model(name)))


def column(place: int) -> Hide:
    def hide(_head: int, seen: Array) -> None:
        seen[np.arange(len(seen)) != place, place] = False

    return hide


def everywhere(place: int) -> Hide:
    def hide(_head: int, seen: Array) -> None:
        seen[:, place] = False

    return hide


def edge(cut: int, query: int, key: int) -> Hide:
    def hide(head: int, seen: Array) -> None:
        seen[query, key] &= head != cut

    return hide


DECODER = [f"decoder.{layer}.self_attention" for layer in range(3)]
CHANGES = [
    (hide_word, ("agreement", A, 2), {}, lambda m: m.hiding(column(2), "encoder.0.self_attention")),
    (hide_word, ("speaker", SKY, 1), {}, lambda m: m.hiding(column(1), *DECODER)),
    (hide_word, ("translator", A, 6), {"kinds": ("cross",)}, lambda m: m.hiding(
        everywhere(6), "decoder.0.cross_attention", "decoder.1.cross_attention")),
    (cut_edge, ("agreement", A, 5, 6, 1), {}, lambda m: m.hiding(
        edge(1, 5, 6), "encoder.0.self_attention")),
    (cut_edge, ("speaker", SKY, 2, 1, 2), {"layer": 3}, lambda m: m.hiding(
        edge(2, 2, 1), DECODER[2])),
    (cut_edge, ("translator", A, 6, 5, 8), {"kind": "masked", "layer": 2}, lambda m: m.hiding(
        edge(8, 6, 5), DECODER[1])),
    (cut_edge, ("translator", A, 5, 6, 2), {"kind": "cross", "layer": 2}, lambda m: m.hiding(
        edge(2, 5, 6), "decoder.1.cross_attention")),
    (take_out_head, ("agreement", A, 1), {}, lambda m: m.without(
        "attention.output.weight", slice(4))),
    (take_out_head, ("speaker", SKY, 2), {"layer": 2}, lambda m: m.without(
        "1.self_attention.output.weight", slice(40, 80))),
    (take_out, ("agreement", A, "self"), {}, lambda m: m.without("attention.output")),
    (take_out, ("translator", A, "cross"), {"layer": 2}, lambda m: m.without(
        "decoder.1.cross_attention.output")),
    (take_out, ("translator", A, "self", "masked"), {}, lambda m: m.without(
        "self_attention.output")),
    (take_out, ("speaker", SKY, "feed-forward"), {}, lambda m: m.without("feed_forward.2")),
    (take_out, ("speaker", SKY, "positions"), {}, lambda m: replace(m, placed=())),
    (take_out, ("translator", A, "positions"), {}, lambda m: replace(m, placed=("target",))),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told", "options", "differently"), CHANGES)
def test_a_second_program_finds_the_same(
    change: Callable[..., Effect],
    told: tuple,
    options: dict,
    differently: Callable[[Second], Second],
) -> None:
    effect, shipped = change(*told, **options), second(told[0])
    before = shipped.writes(told[1], effect.ids.tolist())
    after = differently(shipped).writes(told[1], effect.ids.tolist())
    kept = np.arange(len(effect.ids)), effect.ids
    assert np.array_equal(effect.ids, before.argmax(axis=1))
    np.testing.assert_allclose(effect.probabilities, after, atol=2e-5)
    lost = np.log(before[kept] / after[kept])
    np.testing.assert_allclose(effect.nats, lost, rtol=1e-4, atol=1e-4)
    assert np.abs(before - after).max() > 1e-3, "this change would not be missed"


def test_an_exchanged_sentence_is_read_beside_the_translation_of_the_first() -> None:
    swapped, shipped = exchange_words("translator", A, 2, 6), second("translator")
    assert " ".join(swapped.before) == "le chat blanc voit la voiture verte [END]"
    after = shipped.writes(B, swapped.ids.tolist())
    np.testing.assert_allclose(swapped.probabilities, after, atol=2e-5)
    assert " ".join(swapped.written) == translate(load_model("translator"), B)


# --- what must not happen ------------------------------------------------------------------------


def test_a_model_is_left_as_it_was() -> None:
    ids = torch.tensor([load_model("translator").source_vocabulary.encode(A).ids])
    run = load_model("translator").transformer
    before = run(ids, ids)
    hide_word("translator", A, 1)
    take_out("translator", A, "cross", "feed-forward")
    take_out_head("translator", A, 1, kind="cross")
    cut_edge("translator", A, 3, 2, 1, kind="cross")
    assert torch.equal(run(ids, ids), before)


def test_an_edge_that_is_not_there_yet_is_no_hindrance_to_writing() -> None:
    cut = cut_edge("translator", A, 6, 5, 1, kind="masked")
    assert cut.written[:5].tolist() == ["le", "chat", "blanc", "voit", "la"]


def test_results_cannot_be_changed() -> None:
    effect = hide_word("agreement", A, 2)
    for array in effect:
        with pytest.raises(ValueError, match="read-only"):
            array[0] = array[1]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: hide_word("agreement", A, 7), "there is no place 7 to see: they are 0 to 6"),
        (lambda: hide_word("translator", A, 0, kinds=("masked",)), "looks at the sentence"),
        (lambda: hide_word("nobody", A, 0), "unknown model"),
        (lambda: cut_edge("agreement", A, 0, 0, 3), "has no head 3; it has heads 1 to 2"),
        (lambda: cut_edge("agreement", A, 0, 0, 1, layer=2), "has no layer 2"),
        (lambda: cut_edge("agreement", A, 7, 0, 1), "no query 7"),
        (lambda: cut_edge("speaker", SKY, 1, 2, 1), "no key 2 to see: they are 0 to 1"),
        (lambda: cut_edge("speaker", SKY, 0, 0, 1), "its row is empty"),
        (lambda: cut_edge("translator", A, 7, 7, 1, kind="cross"), "no key 7"),
        (lambda: take_out_head("speaker", SKY, 1, kind="cross"), "has no cross attention"),
        (lambda: take_out("speaker", SKY, "cross"), "no part 'cross'; its parts are masked, "),
        (lambda: take_out("speaker", SKY, "masked", layer=0), "has no layer 0"),
        (lambda: exchange_words("agreement", A, 0, 7), "there is no word 7"),
        (lambda: entering_alike("agreement", A, "the cat"), "not equally many tokens"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused(wrong: Callable[[], Effect], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)) as refused:
        wrong()
    assert "\n" not in str(refused.value)
