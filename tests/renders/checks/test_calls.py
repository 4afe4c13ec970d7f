"""Names that need no trace mean what the film's own functions say when they are called so."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math import (
    chance,
    concordance,
    costs,
    experiments,
    habits,
    heads_apart,
    held,
    interventions,
    masked,
    masked_scores,
    patterns,
    places,
    recall,
    senses,
    softmax_steps,
    stacks,
    step_by_step,
    story,
    surveys,
    tally,
    word_order,
    wordlist,
)
from renders.checks.derivations import DERIVATIONS
from renders.checks.expression import Surroundings, evaluate

A = "the white cat sees the green car"
SKY = "the sky is blue"
_BARE = f"read_masked('agreement', '{A}', 'none')"
_TIMES = "load_costs().lengths, load_costs().milliseconds"
_OUT = f"take_out_head('agreement', '{A}', 1)"
_ODDS = f"read_masked('agreement', '{A}', 'none').weights"
_SCORES = "word_vectors('mole')[0, 0, :12]"
_WALKS = "score_walks()"
_TWELVE = "word_vectors('mole')[0, :, :12]"
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
    *(f"{call}.{part}" for call in EFFECTS for part in ("probabilities", "kept", "nats", "ids")),
    *(
        f"cut_row('speaker', 'the sky is', 2).{part}"
        for part in ("weights", "kept", "correlation", "count")
    ),
    *(f"fork('translator', '{A}').{part}" for part in ("row", "noun", "ids", "written")),
    f"held_prefix('translator', '{A}', 'le chat', 2, 5).weights",
    f"held_prefix('translator', '{A}', 'le chat', 2, 5).shares",
    "load_surveys().exact",
    f"next_words('translator', '{A}', 4).odds",
    f"leaving('translator', '{A}', 'decoder.0.cross_norm')",
    f"leaving('translator', '{A}', 'encoder.0.feed_forward')",
    f"leaving('speaker', '{SKY}', '')",
    "layers_of('speaker', 'decoder')",
    *(
        f"grows_like_root({_WALKS}.lengths, {_WALKS}.{kind}.spread)"
        for kind in ("plain", "divided")
    ),
    *(
        f"how_often({words}, {place}).{part}"
        for words in (f"{_BARE}.tokens", f"{_BARE}.tokens[:4]", f"{_BARE}.written")
        for place in (0, 3)
        for part in places.Often._fields
    ),
    *(
        f"{call}({_SCORES} * {factor})"
        for call in ("can_be_raised", "lead_can_be_raised")
        for factor in (1, 8, -8, 100)
    ),
    f"total({_SCORES})",
    *(
        f"whole_words({text!r}, 'translator').{part}"
        for text in (A, "birds sing", "hippopotamus unicorn", "the cats don't see the unicorn—now")
        for part in wordlist.WholeWords._fields
    ),
    f"stammers(take_out('translator', '{A}', 'feed-forward').written)",
    f"stammers(take_out('translator', '{A}', 'cross').written)",
    f"is_exception(take_out('translator', '{A}', 'self', 'masked').written, "
    f"take_out('translator', '{A}').written, load_surveys().exact[3], load_surveys().translated)",
    f"is_exception(take_out('translator', '{A}', 'cross').written, "
    f"take_out('translator', '{A}').written, load_surveys().exact[4], load_surveys().translated)",
    f"read_masked('agreement', '{A}', 'causal', 2).weights",
    f"read_masked('agreement', '{A}', 'later').scaled",
    f"all_alike({_BARE}.written, read_masked('agreement', '{A}', 'padding', 2).written)",
    f"all_alike({_BARE}.written, read_masked('agreement', '{A}', 'causal').written)",
    f"came_true({_BARE}.written, read_masked('agreement', '{A}', 'causal').written)",
    *(f"draw_on('speaker', 'the sky is').{part}" for part in ("odds", "numbers", "landed")),
    *(f"{call}({_ODDS})" for call in ("crossing_rows", "is_in_order")),
    f"leaps_over({_ODDS}, 1)",
    *(
        f"way_from_before({_ODDS}, {row}).{part}"
        for row in range(1, 7)
        for part in word_order.Way._fields
    ),
    "mask_pattern(4, 'causal and padding')",
    f"weights_under({_BARE}.scaled, mask_pattern(7, 'later'))",
    f"weights_under({_BARE}.scaled, all_but(7, 5, 6))",
    "draw_often('speaker', 'the sky is', 200).shares",
    *(f"draw_heated('speaker', 'the sky is', 0.5).{part}" for part in ("odds", "landed")),
    "compare_passes('speaker', ('the', 'sky', 'is')).without_mask",
    "only_begin('speaker', 'the pilot flies the', ('airplane', 'hel'))",
    "frames_after('the sky is', ('blue', 'grey', 'clear'))",
    *(
        f"come_as_taught(draw_often('speaker', '{text}').shares, frames_after('{text}', {words}))"
        for text in ("the sky is", "the sun is", "birds sing")
        for words in (("blue", "grey", "clear"), ("clear", "grey", "blue"))
    ),  # fmt: skip
    "nearest_sentences('mole')",
    "right_lines('mole')",
    "opening_sentences('mole')",
    "all_lines_right('mole')",
    *(f"misled_sentence('mole').{part}" for part in ("numbers", "flat", "full")),
    "tally('gpt3').attention",
    "tally('agreement').head",
    "head_update(word_vectors('mole')[0, :4, :3], word_vectors('mole')[1, :3, :5])",
    *(f"loss({_OUT}.before, {_OUT}.after).{part}" for part in ("stands", "gender", "noun")),
    *(f"are_side_by_side({_TWELVE}, {_TWELVE}[:, :3], {heads})" for heads in (3, 4, 8)),
    f"tells_genders(word_vectors('mole')[0, :7], {_OUT}.before)",
    f"turned_nouns({_OUT}.before, {_OUT}.after)",
    *(
        f"habit_of(load_surveys().hears[:, {head}], 40).{part}"
        for part in surveys.Habit._fields
        for head in (6, 2, 0)
    ),
    *(
        f"update_walk(word_vectors('mole')[0, 0, :12], word_vectors('mole')[1, :12, :9], "
        f"word_vectors('mole')[2, 3, :9], 3).{part}"
        for part in heads_apart.UpdateWalk._fields
    ),
    *(f"without_step(word_vectors('mole')[0, :5, :2], {step})" for step in (0, 2, 3)),
    f"ranking({_ODDS}[2])",
    f"ranks({_ODDS}[2])",
    *(f"stays_ahead(word_vectors('mole')[0, :9, :4], 2, {ends})" for ends in ("-1, 1", "5, 9")),
    "word_vectors('mole')",
    "same_sense('mole')",
    "same_sense_counts('bank')",
    "sense_labels('bank')",
    "sense_places('mole').places",
    "sense_places('bank').percent",
    "line_cosines('mole')",
    "head_patterns()[1, 8]",
    "head_roles()",
    "head_wall()[::40, ::40]",
    "positional_heads()",
    "fading(load_recall().lengths[2:], one_network(load_recall().influence, 1)[2:])",
    *(f"load_costs().{part}" for part in ("lengths", "milliseconds")),
    *(f"fit_square({_TIMES}).{part}" for part in ("nanoseconds", "tokens", "milliseconds")),
    *(f"doubled({_TIMES}).{part}" for part in costs.Doubled._fields),
    *(f"count_cells((7, 64, 1024)).{part}" for part in ("tokens", "cells", "megabytes")),
    *(f"count_grids('gpt3').{part}" for part in ("layers", "heads", "grids", "tokens", "cells")),
)
WORDS = (
    *(f"{call}.{part}" for call in EFFECTS for part in ("before", "after", "written")),
    f"held_prefix('translator', '{A.replace('white', 'old')}', 'le chat', 2, 5).written",
    f"read_masked('agreement', '{A}', 'causal and padding', 1).written",
    f"heard_most({_ODDS}, {_OUT}.before)",
    "draw_on('speaker', 'the sky is').drawn",
    "draw_often('speaker', 'the sky is', 200).drawn",
    "draw_heated('speaker', 'the sky is', 2.0).drawn",
    f"english_nouns({_OUT}.before[2:3])",
    "concordance('mole', 30).after",
    f"fork('translator', '{A}').words",
    f"next_words('translator', '{A}', 4).words",
    "dictionary('mole', 20).lines",
    "measured_model()",
    "measured_on()",
    "load_costs().machine",
)


MODULES = (
    chance, concordance, costs, experiments, habits, heads_apart, held, interventions, masked,
    masked_scores, patterns, places, recall, senses, softmax_steps, stacks, step_by_step,
    story, surveys, tally, word_order, wordlist,
)  # fmt: skip


def called(name: str) -> np.ndarray:
    return np.asarray(
        eval(name, {key: one for module in MODULES for key, one in vars(module).items()})
    )


@pytest.mark.parametrize("name", CALLS)
def test_a_number_is_found_again(name: str) -> None:
    found = evaluate(name, Surroundings(), DERIVATIONS)
    assert found == pytest.approx(called(name).astype(float), rel=1e-3, abs=1e-4)


@pytest.mark.parametrize("name", WORDS)
def test_words_are_found_again(name: str) -> None:
    assert evaluate(name, Surroundings(), DERIVATIONS).tolist() == called(name).tolist()
