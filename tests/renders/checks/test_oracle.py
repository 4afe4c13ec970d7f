"""The audit's own mathematics agrees with torch, with the film's, and with what was published."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from attention_math import (
    adjectives,
    arrays,
    crossing,
    derived,
    directions,
    experiments,
    interventions,
    leak,
    permutation,
    places,
    positions,
    principal,
    readings,
    recall,
    softmax_steps,
    story,
    tables,
    wordlist,
)
from attention_math.examples import trace_example, worked_example_batch
from attention_math.registry import load_model
from attention_math.trace import AttentionTrace, HeadTrace, load
from attention_math.tracing import trace_sentence
from attention_math.writing import translate
from renders.checks import published, rounding
from renders.checks.derivations import DERIVATIONS
from renders.checks.expression import Surroundings, Unknown, evaluate
from renders.checks.oracle import Oracle
from renders.checks.recomputed import recompute
from renders.checks.reference import Model, model, past, sinusoids, softmax, split, vocabulary
from scenes.stage.cited import Citation, Quantity
from tests.renders.checks.test_calls import CALLS, WORDS

SENTENCE = "the white cat sees the green car"
TWIN = "the white car sees the green cat"


@pytest.mark.parametrize("name", ["pencil", "worked-example"])
@pytest.mark.parametrize("mask", [None, "none", "causal", "padding"])
def test_an_example_is_found_again(name: str, mask: str | None) -> None:
    trace = trace_example(name, mask, padded=1 if mask == "padding" else 0)
    oracle = Oracle({name: trace})
    for tensor, array in trace.named_arrays().items():
        assert not list(oracle.strays(Quantity(name, tensor, array)))


def test_a_saved_trace_of_an_unknown_model_is_computed_from_its_weights(tmp_path: Path) -> None:
    trace = trace_sentence("speaker", SENTENCE, 2, "masked")
    foreign = dataclasses.replace(trace, source=dataclasses.replace(trace.source, model="guest"))
    foreign.save(tmp_path / "guest.safetensors")
    oracle = Oracle({"guest": load(tmp_path / "guest.safetensors")})
    for tensor in ("head3.output", "output"):
        array = trace.named_arrays()[tensor]
        assert not list(oracle.strays(Quantity("guest", tensor, array)))


def test_the_leader_has_the_largest_number_and_not_the_last_in_the_alphabet() -> None:
    trace = AttentionTrace.from_arrays(["a", "b"], query=[[1], [1]], key=[[8.93], [10.16]])
    oracle = Oracle({"own arrays": trace})
    assert oracle.array("own arrays", "leaders(head1.scores[0])").tolist() == [1]


def test_a_namesake_of_a_shipped_model_is_held_to_it() -> None:
    trace = trace_sentence("speaker", SENTENCE, 2, "masked")
    head = dataclasses.replace(trace.head(1), query_weight=-trace.head(1).query_weight)
    namesake = dataclasses.replace(trace, heads=(head, *trace.heads[1:]))
    label = trace.source.label
    quantity = Quantity(label, "head1.query_weight", head.query_weight)
    assert list(Oracle({label: namesake}).strays(quantity))


def test_the_worked_example_is_held_to_what_was_published() -> None:
    found = recompute(trace_example("worked-example"))
    found["head1.output"] = found["head1.output"] + [[0, 0], [0, 0], [0.0002, 0], [0, 0]]
    with pytest.raises(ValueError, match=r"head1\.output of the worked example"):
        published.hold(found)


def test_attention_is_torchs() -> None:
    rng = np.random.default_rng(7)
    query, key, value = (rng.normal(size=(5, 8)) for _ in range(3))
    ours = softmax(np.where(past(5), query @ key.T / np.sqrt(8), -np.inf)) @ value
    theirs = functional.scaled_dot_product_attention(
        *(torch.from_numpy(x)[None] for x in (query, key, value)), is_causal=True
    )
    np.testing.assert_allclose(ours, theirs[0].numpy(), atol=1e-12)


@pytest.mark.parametrize("name", ["agreement", "speaker", "translator"])
def test_logits_are_those_of_the_torch_module(name: str) -> None:
    trained, shipped = load_model(name), model(name)
    assert isinstance(shipped, Model)
    reads = [vocabulary(trained_vocabulary(name))[token] for token in tokens_of(name)]
    ids = np.array(reads)
    inputs = torch.tensor([reads])
    target = [1, 5, 9]
    if name == "agreement":
        theirs = trained.transformer(source=inputs)
    elif name == "speaker":
        theirs = trained.transformer(target=inputs)
    else:
        theirs = trained.transformer(source=inputs, target=torch.tensor([target]))

    def ours(_run: int = 0) -> np.ndarray:
        return {
            "agreement": lambda: shipped.logits(ids, None),
            "speaker": lambda: shipped.logits(None, ids),
            "translator": lambda: shipped.logits(ids, target),
        }[name]()

    bound = rounding.bound(ours(), name, ours)
    assert (np.abs(ours() - theirs[0].numpy()) <= bound).all()
    assert bound.max() < 1e-4 * np.abs(ours()).max()


def trained_vocabulary(name: str) -> str:
    return "agreement-english" if name == "agreement" else "english"


def tokens_of(name: str) -> tuple[str, ...]:
    return split(trained_vocabulary(name), SENTENCE)


def test_text_is_cut_as_the_models_cut_it() -> None:
    for text in ("Don’t!", SENTENCE, "the unicorn  sees 12 cats"):
        words = load_model("speaker").source_vocabulary.encode(text).words
        assert split("english", text) == words
    assert translate(load_model("translator"), SENTENCE)


def test_sinusoids_follow_the_paper() -> None:
    assert sinusoids(3, 4)[2, 3] == pytest.approx(np.cos(2 / 100), abs=1e-15)
    np.testing.assert_allclose(sinusoids(9, 8), positions.sinusoid_table(9, 8), atol=1e-12)


# --- derived numbers -----------------------------------------------------------------------------


def trace() -> AttentionTrace:
    return trace_sentence("agreement", SENTENCE, mask="causal")


def nouns_of(trace: AttentionTrace, head: HeadTrace) -> np.ndarray:
    rows = tables.embedding_table("agreement")[directions.noun_ids("agreement")]
    inputs = rows + trace.query_side.positions[2]
    return directions.projected(inputs, head.value_weight, head.value_bias)


_NOUN_VALUES = (
    "projected(look_up(noun_ids('agreement'), embedding_table('agreement')) "
    "+ query_side.positions[2], head1.value_weight, head1.value_bias)"
)
_LINE = f"line_of_gender(head1.value, {_NOUN_VALUES})"
_HANDED = f"handed('agreement', '{TWIN}', 1, 1)"
_CROSSING = f"crossing('agreement', '{SENTENCE}', '{TWIN}', 1)"
NAMES = {
    "dot_product_terms(head1.query[1], head1.key[2]).terms": lambda t, h: (
        derived.dot_product_terms(h.query[1], h.key[2]).terms),
    "likeness(query_side.inputs, 1)": lambda t, h: derived.likeness(t.query_side.inputs, 1),
    "dot_product_terms(head1.query[1], head1.key[2]).totals": lambda t, h: (
        derived.dot_product_terms(h.query[1], h.key[2]).totals),
    "column_totals(head1.weights[3, :, None] * head1.value)": lambda t, h: (
        derived.column_totals(h.weights[3][:, None] * h.value)),
    "query_side.inputs + output / 8": lambda t, h: t.query_side.inputs + t.output / 8,
    "head1.weights[3, :, None] * head1.value": lambda t, h: h.weights[3][:, None] * h.value,
    "head1.scaled[1] - head1.scaled[1, 0]": lambda t, h: h.scaled[1] - h.scaled[1, 0],
    "score_divisor(head1.query)": lambda t, h: derived.score_divisor(h.query),
    "score_spread(head1.query, head1.scores).variance": lambda t, h: np.float64(
        derived.score_spread(h.query, h.scores).variance),
    "row_sums(head1.weights)": lambda t, h: derived.row_sums(h.weights),
    "softmax(head1.scaled)": lambda t, h: arrays.softmax(h.scaled),
    "exponentials(head1.scaled[1])": lambda t, h: softmax_steps.exponentials(h.scaled[1]),
    "total(exponentials(head1.scaled[1]))": lambda t, h: softmax_steps.total(
        softmax_steps.exponentials(h.scaled[1])),
    "softmax(head1.scaled[1] + 1000)": lambda t, h: arrays.softmax(
        h.scaled[1].astype(float) + 1000),
    "exponentials(head1.scaled[1, 2] - head1.scaled[1, 0])": lambda t, h: (
        softmax_steps.exponentials(np.asarray(h.scaled[1, 2] - h.scaled[1, 0]))),
    "temperature_sweep(head1.scaled[1]).weights": lambda t, h: (
        softmax_steps.temperature_sweep(h.scaled[1]).weights),
    "temperature_sweep(head1.scaled[1]).temperatures": lambda t, h: softmax_steps.TEMPERATURES,
    "temperature_sweep(head1.scaled[1], score_divisor(head1.query)).weights": lambda t, h: (
        softmax_steps.temperature_sweep(h.scaled[1], np.array([h.query.shape[1] ** 0.5])).weights),
    "so_many(head1.weights[3], 7)": lambda t, h: derived.so_many(h.weights[3], 7),
    "so_many(head1.weights, 7)": lambda t, h: derived.so_many(h.weights, 7),
    "even_share(7)": lambda t, h: softmax_steps.even_share(7),
    "embedding_table('speaker')": lambda t, h: tables.embedding_table("speaker"),
    "look_up(query_side.ids, embedding_table('agreement'))": lambda t, h: tables.look_up(
        t.query_side.ids, tables.embedding_table("agreement")),
    "batch_ids(query_side.ids, 'the cat sees a car the dog', 'agreement')": lambda t, h: (
        tables.batch_ids(t.query_side.ids, "the cat sees a car the dog", "agreement")),
    "mask_after_softmax(head1.scaled, visible)": lambda t, h: (
        derived.mask_after_softmax(h.scaled, t.visible)),
    "steps_between(head1.value[0, 1], head1.value[2, 1], 5)": lambda t, h: (
        derived.steps_between(float(h.value[0, 1]), float(h.value[2, 1]), 5)),
    "farthest_from(head1.value[:, 1], 1)": lambda t, h: story.farthest_from(h.value[:, 1], 1),
    "ranking(head1.weights[1])": lambda t, h: story.ranking(h.weights[1]),
    "ranks(head1.weights[1])": lambda t, h: story.ranks(h.weights[1]),
    "most_ahead(head1.weights[1], 1)": lambda t, h: story.most_ahead(h.weights[1], 1),
    "mask_patterns(5, 2).both": lambda t, h: derived.mask_patterns(5, 2).both,
    "principal_plane(head1.value).percent": lambda t, h: (
        principal.principal_plane(h.value).percent),
    "places_along(head1.output, principal_plane(head1.value).center, "
    "principal_plane(head1.value).axes)": lambda t, h: directions.places_along(
        h.output, *principal.principal_plane(h.value)[:2]),
    **{
        f"sweep_query(head1.query[1], head1.key, steps=36).{part}": lambda t, h, part=part: getattr(
            principal.sweep_query(h.query[1], h.key, steps=36), part)
        for part in principal.Sweep._fields
    },
    f"hide_word('agreement', '{SENTENCE}', 2).nats": lambda t, h: (
        interventions.hide_word("agreement", SENTENCE, 2).nats),
    "hide_word('speaker', 'the sky is blue', 1).probabilities[2, :600]": lambda t, h: (
        interventions.hide_word("speaker", "the sky is blue", 1).probabilities[2, :600]),
    f"take_out('agreement', '{SENTENCE}', 'self').probabilities": lambda t, h: (
        interventions.take_out("agreement", SENTENCE, "self").probabilities),
    f"take_out('agreement', '{SENTENCE}', 'self').ids": lambda t, h: (
        interventions.take_out("agreement", SENTENCE, "self").ids),
    _NOUN_VALUES: nouns_of,
    f"{_LINE}.nouns": lambda t, h: (
        directions.line_of_gender(h.value, nouns_of(t, h)).nouns),
    f"{_LINE}.feminine": lambda t, h: (
        directions.line_of_gender(h.value, nouns_of(t, h)).feminine),
    f"{_LINE}.percent": lambda t, h: (
        directions.line_of_gender(h.value, nouns_of(t, h)).percent),
    f"{_LINE}.falls_apart": lambda t, h: (
        directions.line_of_gender(h.value, nouns_of(t, h)).falls_apart),
    f"places_along(head1.output, {_LINE}.center, {_LINE}.axis)": lambda t, h: (
        directions.places_along(h.output, *directions.line_of_gender(h.value, nouns_of(t, h))[:2])),
    f"falls_into_halves(places_along(head1.output, {_LINE}.center, {_LINE}.axis), "
    f"{_LINE}.nouns[0] + 1, key_side.shown)": lambda t, h: directions.falls_into_halves(
        directions.places_along(h.output, *directions.line_of_gender(h.value, nouns_of(t, h))[:2]),
        directions.line_of_gender(h.value, nouns_of(t, h)).nouns[0] + 1, t.key_side.shown),
    **{f"{_HANDED}.{field}": lambda t, h, field=field: (
        getattr(crossing.handed("agreement", TWIN, 1, 1), field))
        for field in ("weights", "value", "mix")},
    **{f"{_CROSSING}.{field}": lambda t, h, field=field: (
        getattr(crossing.crossing("agreement", SENTENCE, TWIN, 1), field))
        for field in ("mixes", "turn")},
    f"entering_at('agreement', '{SENTENCE}', 1)": lambda t, h: (
        interventions.entering_at("agreement", SENTENCE, 1)),
    **{f"roles('translator', '{SENTENCE}', 2, 6).{field}": lambda t, h, field=field: (
        getattr(permutation.roles("translator", SENTENCE, 2, 6), field))
        for field in permutation.Roles._fields},
    "word_space('agreement').percent": lambda t, h: directions.word_space("agreement").percent,
    "places_along(query_side.token_embeddings, word_space('agreement').center, "
    "word_space('agreement').axes)": lambda t, h: directions.places_along(
        t.query_side.token_embeddings, *directions.word_space("agreement")[:2]),
    "word_space('speaker').places": lambda t, h: directions.word_space("speaker").places,
    "vocabulary_ids('translator')": lambda t, h: (
        wordlist.vocabulary_ids("translator")),
    "vocabulary_size('agreement')": lambda t, h: wordlist.vocabulary_size("agreement"),
    "merge_rules('unicorn', 'translator')": lambda t, h: (
        wordlist.merge_rules("unicorn", "translator")),
    "count_words('the cats don’t see')": lambda t, h: wordlist.count_words("the cats don’t see"),
    "count_pieces(query_side.ids)": lambda t, h: wordlist.count_pieces(t.query_side.ids),
    "said_again(query_side.ids)": lambda t, h: wordlist.said_again(t.query_side.ids),
    "sinusoid_table(6, 8, 4)": lambda t, h: positions.sinusoid_table(6, 8, 4),
    "hands_apart(9, 8, 2)": lambda t, h: positions.hands_apart(9, 8, 2),
    "comes_round(hands_apart(9, 8), 4, 6, 1)": lambda t, h: (
        places.comes_round(positions.hands_apart(9, 8), 4, 6, 1)),
    "wavelengths(8)": lambda t, h: positions.wavelengths(8),
    "position_products(9, 8)": lambda t, h: positions.position_products(9, 8),
    "score_walks(root=4, rows=40).lengths": lambda t, h: (
        experiments.score_walks(root=4, rows=40).lengths),
    "score_walks(root=4, rows=40).steps": lambda t, h: (
        experiments.score_walks(root=4, rows=40).steps),
    **{f"score_walks(root=4, rows=40).{kind}.{field}": lambda t, h, kind=kind, field=field: (
        getattr(getattr(experiments.score_walks(root=4, rows=40), kind), field))
        for kind in ("plain", "divided") for field in experiments.Walks._fields},
    "load_leak().honest_with_mask": lambda t, h: leak.load_leak().honest_with_mask,
    "load_recall().accuracy": lambda t, h: recall.load_recall().accuracy,
    "one_network(load_recall().accuracy, 1)": lambda t, h: (
        recall.one_network(recall.load_recall().accuracy, 1)),
    "load_recall().lowest_influence": lambda t, h: recall.load_recall().lowest_influence,
    "count_paths((4, 64, 1024)).tokens": lambda t, h: recall.count_paths((4, 64, 1024)).tokens,
    "count_paths((4, 64, 1024)).hops": lambda t, h: recall.count_paths((4, 64, 1024)).hops,
    "count_paths((4, 64, 1024)).steps": lambda t, h: recall.count_paths((4, 64, 1024)).steps,
    "count_paths((4, 64, 1024)).scores": lambda t, h: recall.count_paths((4, 64, 1024)).scores,
    "worked_example_batch().ids": lambda t, h: worked_example_batch().ids,
    "worked_example_batch().inputs": lambda t, h: worked_example_batch().inputs,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_derived_number_is_found_again(name: str) -> None:
    oracle = Oracle({trace().source.label: trace()})
    sources = [trace().source.label, "experiments", "positions", "translator vocabulary"]
    expected = np.asarray(NAMES[name](trace(), trace().head(1)), dtype=float)
    for source in sources:
        try:
            assert list(oracle.strays(Quantity(source, name, expected))) == []
            break
        except Unknown:
            continue
    else:
        pytest.fail(f"no source knows {name} of shape {expected.shape}")
    size = max(1, np.abs(expected[np.isfinite(expected)]).max())
    assert oracle.bound(source, name).max() < 1e-3 * size


CHOICES = {
    f"{_HANDED}.words": lambda t, h: (
        crossing.handed("agreement", TWIN, 1, 1).words),
    f"{_CROSSING}.written": lambda t, h: (
        crossing.crossing("agreement", SENTENCE, TWIN, 1).written),
    f"entering_alike('agreement', '{SENTENCE}', '{TWIN}')": lambda t, h: (
        interventions.entering_alike("agreement", SENTENCE, TWIN)),
    "replaced_word(query_side.shown, 1, 'old')": lambda t, h: (
        adjectives.replaced_word(t.query_side.shown, 1, "old")),
    "exchanged_words(query_side.shown, 2, 6)": lambda t, h: (
        readings.exchanged_words(t.query_side.shown, 2, 6)),
    f"hide_word('agreement', '{SENTENCE}', 2).before": lambda t, h: (
        interventions.hide_word("agreement", SENTENCE, 2).before),
    "word_space('agreement').words": lambda t, h: directions.word_space("agreement").words,
    "word_space('agreement').kinds": lambda t, h: directions.word_space("agreement").kinds,
    "sentence_words('The  cats don’t see')": lambda t, h: (
        wordlist.sentence_words("The  cats don’t see")),
    "merge_steps('unicorn', 'translator')[2]": lambda t, h: (
        wordlist.merge_steps("unicorn", "translator")[2]),
    "merge_steps('hippopotamus', 'translator')[6]": lambda t, h: (
        wordlist.merge_steps("hippopotamus", "translator")[6]),
    "vocabulary_words('translator')": lambda t, h: wordlist.vocabulary_words("translator"),
    f"{_LINE}.words": lambda t, h: directions.line_of_gender(h.value, nouns_of(t, h)).words,
    f"hide_word('agreement', '{SENTENCE}', 2).written": lambda t, h: (
        interventions.hide_word("agreement", SENTENCE, 2).written),
    f"hide_word('agreement', '{SENTENCE}', 2).after": lambda t, h: (
        interventions.hide_word("agreement", SENTENCE, 2).after),
    "contenders(head1.scores[3], visible[3], 3)": lambda t, h: (
        story.contenders(h.scores[3], t.visible[3], 3)),
    "leaders(head1.weights[3])": lambda t, h: story.leaders(h.weights[3]),
    "leaders_beside(head1.weights[3], 2)": lambda t, h: story.leaders_beside(h.weights[3], 2),
    "leaders_beside(head1.weights[3], 6)": lambda t, h: story.leaders_beside(h.weights[3], 6),
    "weights_in_words(head1.weights[3], 4)": lambda t, h: (
        softmax_steps.weights_in_words(h.weights[3], 4)),
    "load_leak().written_with_mask": lambda t, h: leak.load_leak().written_with_mask,
    "load_leak().written_without_mask": lambda t, h: leak.load_leak().written_without_mask,
    "heard_before(head1.weights, 1)": lambda t, h: story.heard_before(h.weights, 1),
    "heard_before(head1.weights, 2)": lambda t, h: story.heard_before(h.weights, 2),
    "heard_before(head1.weights, 5)": lambda t, h: story.heard_before(h.weights, 5),
    "key_side.shown[leaders(head2.weights[3])]": lambda t, h: [
        t.key_side.shown[place] for place in story.leaders(t.head(2).weights[3])],
}  # fmt: skip


@pytest.mark.parametrize("head", [1, 2])
def test_what_heat_does_is_found_again(head: int) -> None:
    oracle, scores = Oracle({trace().source.label: trace()}), trace().head(head).scaled
    for query in range(len(scores)):
        swept = softmax_steps.temperature_sweep(scores[query]).weights
        name = f"evens_out(temperature_sweep(head{head}.scaled[{query}]).weights, 20)"
        assert oracle.array(trace().source.label, name) == story.evens_out(swept, 20)


@pytest.mark.parametrize("name", CHOICES)
def test_what_is_chosen_or_said_is_found_again(name: str) -> None:
    oracle = Oracle({trace().source.label: trace()})
    expected = CHOICES[name](trace(), trace().head(1))
    assert oracle.array(trace().source.label, name).tolist() == list(expected)


def test_every_derivation_is_compared() -> None:
    compared = (*NAMES, *CHOICES, *CALLS, *WORDS, "evens_out(")
    used = {name for name in DERIVATIONS if any(f"{name}(" in shown for shown in compared)}
    assert set(DERIVATIONS) <= used


@pytest.mark.parametrize(
    "name",
    ["head9.weights", "row_sums", "row_sums(", "open('x')", "head1.weights.T", "1 % 1", "'a' * 'b'",
     "row_sums(head1.weights).field", "softmax(head1.scaled)[99]", "(lambda: 1)()", "'text'"],
)  # fmt: skip
def test_a_name_that_means_nothing_is_unknown(name: str) -> None:
    surroundings = Surroundings({"head1.weights": np.eye(2), "head1.scaled": np.eye(2)})
    with pytest.raises(Unknown):
        evaluate(name, surroundings, DERIVATIONS)


def test_an_index_a_slice_and_a_scalar_can_be_cited() -> None:
    oracle = Oracle({trace().source.label: trace()})
    label = trace().source.label
    array = oracle.array(label, "head1.weights[2:4, 0]")
    away = np.abs(array - trace().head(1).weights[2:4, 0])
    assert (away <= oracle.bound(label, "head1.weights")[2:4, 0]).all()
    share, _ = oracle.value(
        Citation(label, "sweep_query(head1.query[1], head1.key).percent", (), 0.0)
    )
    assert 0 < share < 100


def test_strays_are_named_by_their_place_in_the_whole() -> None:
    label, weights = trace().source.label, trace().head(1).weights.copy()
    weights[3, 2] += 0.01
    (stray,) = Oracle({label: trace()}).strays(Quantity(label, "head1.weights", weights)[2:])
    assert stray[0].index == (3, 2)
    assert stray[1] == pytest.approx(weights[3, 2] - 0.01, abs=1e-6)
