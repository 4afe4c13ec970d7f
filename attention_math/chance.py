"""What comes next by chance: tokens drawn from a model's odds, one by one or a thousand times.

A draw is a random number in [0, 1). All tokens lie end to end along that line, the likeliest first,
each as long as its probability, and drawn is the one on which the number falls. Everything here is
computed in 64 bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Bool, Float, Int, Shaped
from torch import Tensor

from attention_math.arrays import Array, frozen
from attention_math.effects import words_of
from attention_math.registry import TrainedModel, load_model
from attention_math.wordlist import CONTINUATION

LIKELIEST = 3  # tokens that are told apart; all others count together
NOISE = 1e-12  # far more than 64 bits lose in a model this small, far less than any digit shown


class Draws(NamedTuple):
    """Tokens drawn one after the other, each appended before the next; [END] is the last.

    Attributes
    ----------
    read
        The sentence's tokens and those drawn, without [END].
    words, odds
        Before each draw the likeliest tokens, and their probabilities with that of all others.
    numbers, landed
        The random numbers, and on which of the odds each fell.
    drawn
        The tokens themselves.
    """

    read: Shaped[Array, " tokens"]
    words: Shaped[Array, "draws likeliest"]
    odds: Float[Array, "draws told"]
    numbers: Float[Array, " draws"]
    landed: Int[Array, " draws"]
    drawn: Shaped[Array, " draws"]


class Sample(NamedTuple):
    """The same next token, drawn often: random numbers, what each fell on, and the shares of it."""

    words: Shaped[Array, " likeliest"]
    odds: Float[Array, " told"]
    numbers: Float[Array, " draws"]
    landed: Int[Array, " draws"]
    shares: Float[Array, " told"]
    drawn: Shaped[Array, " draws"]


class Heated(NamedTuple):
    """What one random number falls on when the odds of the next token are cooled or heated.

    Attributes
    ----------
    temperature
        What the scores are divided by before softmax.
    odds, landed, drawn
        As of `Draws`: tokens keep their order, and their parts of the line change.
    """

    temperature: Float[Array, " one"]
    odds: Float[Array, " told"]
    landed: Int[Array, " one"]
    drawn: Shaped[Array, " one"]


class Passes(NamedTuple):
    """What a model predicts after every prefix of a text, in one pass over it and in separate ones.

    Attributes
    ----------
    predicted
        The likeliest token after each prefix.
    with_mask, without_mask
        How far one pass is from the prefix's own, at most over all tokens, in scores before
        softmax: as the model is, and with its mask lifted in both.
    agree
        Whether the first of both is no more than rounding, everywhere.
    """

    predicted: Shaped[Array, " tokens"]
    with_mask: Float[Array, " tokens"]
    without_mask: Float[Array, " tokens"]
    agree: Bool[Array, ""]


@cache
def draw_on(model: str, sentence: str, draws: int = 2, seed: int = 1) -> Draws:
    """Let a model that writes running text go on with a sentence by chance.

    Raises
    ------
    ValueError
        If it writes no running text, or has no room for so many tokens.
    """
    trained = _writer(model)
    ids = list(trained.target_vocabulary.encode(sentence, trained.sizes.max_length - draws).ids)
    numbers, steps = np.random.default_rng(seed).random(draws), []
    for number in numbers[:, None]:
        ranked, odds = _ranked(trained, ids)
        landed = int(_landing(odds, number)[0])
        steps.append((ranked[:LIKELIEST], _told_apart(odds), min(landed, LIKELIEST)))
        ids.append(int(ranked[landed]))
        if ids[-1] == trained.target_vocabulary.end:
            break
    likeliest, odds, landed = zip(*steps, strict=True)
    made = len(steps)
    read = ids[: len(ids) - (ids[-1] == trained.target_vocabulary.end)]
    words = _words(trained, np.concatenate(likeliest)).reshape(made, LIKELIEST)
    found = frozen(np.array(odds)), frozen(numbers[:made]), frozen(np.array(landed))
    return Draws(_words(trained, read), words, *found,
                 _words(trained, ids[-made:]))  # fmt: skip


@cache
def draw_often(model: str, sentence: str, draws: int = 1_000, seed: int = 1) -> Sample:
    """Draw the token that comes next again and again, after the same sentence.

    Raises
    ------
    ValueError
        If the model writes no running text.
    """
    trained, ranked, odds = _after(model, sentence)
    numbers = np.random.default_rng(seed).random(draws)
    places = _landing(odds, numbers)
    landed = np.minimum(places, LIKELIEST)
    shares = np.bincount(landed, minlength=LIKELIEST + 1) / draws
    words, drawn = (_words(trained, ranked[at]) for at in (slice(LIKELIEST), places))
    return Sample(words, *map(frozen, (_told_apart(odds), numbers, landed, shares)), drawn)


@cache
def draw_heated(
    model: str, sentence: str, temperature: float, draw: int = 1, seed: int = 1
) -> Heated:
    """Draw the next token at a temperature, by the number of one draw of `draw_often`.

    Raises
    ------
    ValueError
        If the model writes no running text, or the temperature is not greater than 0.
    """
    if temperature <= 0:
        raise ValueError(f"a temperature is greater than 0: {temperature} is not")
    trained, ranked, odds = _after(model, sentence)
    heated = odds ** (1 / temperature)  # softmax of the scores divided by it, but for the sum
    heated = heated / heated.sum()
    place = _landing(heated, np.random.default_rng(seed).random(draw + 1)[draw:])
    told = map(frozen, (np.array([temperature]), _told_apart(heated), np.minimum(place, LIKELIEST)))
    return Heated(*told, _words(trained, ranked[place]))


@cache
def only_begin(model: str, sentence: str, words: tuple[str, ...]) -> Bool[Array, " words"]:
    """Say of words that may follow a sentence whether a piece of the same word is to come next."""
    trained = _writer(model)
    read, found = trained.target_vocabulary.encode(sentence, trained.sizes.max_length).ids, []
    for word in words:
        ranked, _ = _ranked(trained, [*read, trained.target_vocabulary.tokenizer.token_to_id(word)])
        found.append(_words(trained, ranked[:1])[0].startswith(CONTINUATION))
    return frozen(np.array(found))


@cache
@torch.no_grad()
def compare_passes(model: str, tokens: tuple[str, ...]) -> Passes:
    """Compare one pass over all tokens with a pass over each of their prefixes.

    Raises
    ------
    ValueError
        If the model writes no running text.
    """
    trained = _writer(model)
    ids = torch.tensor([[trained.target_vocabulary.tokenizer.token_to_id(one) for one in tokens]])
    masked, lifted = (_one_and_separate(trained, ids, causal) for causal in (True, False))
    apart = [(one - own).abs().amax(-1).numpy() for one, own in (masked, lifted)]
    predicted = _words(trained, masked[0].argmax(-1).numpy())
    return Passes(predicted, *map(frozen, apart), frozen(np.array(apart[0].max() < NOISE)))


@cache
def _writer(model: str) -> TrainedModel:
    """Take a model with a causal mask and no encoder, in 64 bits."""
    trained = load_model(model)
    if trained.sizes.design != "decoder":
        raise ValueError(f"{model} writes no running text: choose the model speaker")
    exact = deepcopy(trained.transformer).double()
    return TrainedModel(model, exact, trained.source_vocabulary, trained.target_vocabulary)


def _words(trained: TrainedModel, ids: Sequence[int] | Array) -> Shaped[Array, " rows"]:
    return words_of(trained, torch.as_tensor(ids))


@torch.no_grad()
def _ranked(
    trained: TrainedModel, ids: list[int] | tuple[int, ...]
) -> tuple[Int[Array, " vocabulary"], Float[Array, " vocabulary"]]:
    """Order all tokens by how likely each comes next."""
    odds = trained.transformer(target=torch.tensor([ids]))[0, -1].softmax(-1)
    ordered, ranked = odds.sort(descending=True)
    return ranked.numpy(), ordered.numpy()


def _after(
    model: str, sentence: str
) -> tuple[TrainedModel, Int[Array, " vocabulary"], Float[Array, " vocabulary"]]:
    """Load a model, and order all tokens by how likely each comes after a sentence."""
    trained = _writer(model)
    ids = trained.target_vocabulary.encode(sentence, trained.sizes.max_length).ids
    return trained, *_ranked(trained, ids)


def _landing(
    odds: Float[Array, " vocabulary"], numbers: Float[Array, " draws"]
) -> Int[Array, " draws"]:
    """Say on which of the odds, laid end to end, random numbers fall."""
    return np.minimum(np.searchsorted(odds.cumsum(), numbers, side="right"), len(odds) - 1)


def _told_apart(odds: Float[Array, " vocabulary"]) -> Float[Array, " told"]:
    return np.array([*odds[:LIKELIEST], odds[LIKELIEST:].sum()])


def _one_and_separate(
    trained: TrainedModel, ids: Int[Tensor, "one tokens"], causal: bool
) -> tuple[Float[Tensor, "tokens vocabulary"], Float[Tensor, "tokens vocabulary"]]:
    def logits(read: Tensor) -> Tensor:
        return trained.transformer.logits(trained.transformer.decode(read, causal=causal))[0]

    own = [logits(ids[:, : end + 1])[-1] for end in range(ids.shape[1])]
    return logits(ids), torch.stack(own)
