"""What a model draws by chance, and what one pass tells of all prefixes, by its second program."""

from __future__ import annotations

from collections import Counter

import numpy as np

from attention_math.shipped import MODELS
from attention_math.training.speaker import HABITS, SIZES
from renders.checks.expression import Array, Fields, derivation
from renders.checks.reference import Model, Tensors, model, softmax, split, vocabulary


class _Open(Model):
    """A model in which every token sees all others."""

    def attention(self, block: str, asking: Array, answering: Array, visible: Array) -> Tensors:
        return super().attention(block, asking, answering, True)


@derivation
def draw_on(name: str, text: str, draws: int = 2, seed: int = 1) -> Fields:
    """Go on with a text token by token; each has the part of the line that belongs to its odds."""
    read, steps = [*split(MODELS[name].reads, text)], []
    numbers = np.random.default_rng(seed).random(draws)
    for number in numbers:
        told = _told(name, read)
        place = _drawn(told, number)
        word = str(told["ranked"][place])
        steps.append((told["words"], told["odds"], number, min(3, place), word))
        if word == "[END]":
            break
        read.append(word)
    columns = map(np.array, zip(*steps, strict=True))
    names = "words", "odds", "numbers", "landed", "drawn"
    return {"read": np.array(read)} | dict(zip(names, columns, strict=True))


@derivation
def draw_often(name: str, text: str, draws: int = 1_000, seed: int = 1) -> Fields:
    told = _told(name, split(MODELS[name].reads, text))
    numbers = np.random.default_rng(seed).random(draws)
    ends = np.cumsum(told["odds"])[:3]
    landed = (numbers[:, None] >= ends).sum(axis=1)
    shares = [np.mean(landed == place) for place in range(4)]
    drawn = np.array([told["ranked"][_drawn(told, number)] for number in numbers])
    return told | dict(numbers=numbers, landed=landed, shares=np.array(shares), drawn=drawn)


@derivation
def draw_heated(name: str, text: str, temperature: float, draw: int = 1, seed: int = 1) -> Fields:
    told = _told(name, split(MODELS[name].reads, text), temperature)
    place = _drawn(told, np.random.default_rng(seed).random(draw + 1)[-1])
    return {
        "temperature": np.array([temperature]),
        "odds": told["odds"],
        "landed": np.array([min(3, place)]),
        "drawn": told["ranked"][place : place + 1],
    }


@derivation
def only_begin(name: str, text: str, words: tuple[str, ...]) -> Array:
    read = split(MODELS[name].reads, text)
    return np.array([str(_told(name, [*read, one])["ranked"][0])[:2] == "##" for one in words])


@derivation
def compare_passes(name: str, tokens: tuple[str, ...]) -> Fields:
    shipped = model(name)
    apart = []
    for one in (shipped, _Open(**vars(shipped))):
        whole = _scores(one, tokens)
        own = [_scores(one, tokens[: end + 1])[-1] for end in range(len(tokens))]
        apart.append(np.max(np.abs(whole - np.array(own)), axis=1))
    words = np.array(sorted(known := vocabulary(MODELS[name].writes), key=known.get))
    predicted = words[np.argmax(_scores(shipped, tokens), axis=1)]
    agree = np.array(float(np.max(apart[0]) < 1e-9))
    return dict(predicted=predicted, with_mask=apart[0], without_mask=apart[1], agree=agree)


@derivation
def frames_after(text: str, words: tuple[str, ...]) -> Array:
    counted: Counter[str] = Counter()
    for frame, habit in HABITS.items():
        before, after = frame.split("{size}")
        middles = {f"{before}{size}{after}".split() == text.split() for size in SIZES}
        counted.update(split(MODELS["speaker"].reads, one)[0] for one in habit if True in middles)
    found = [counted.pop(word, 0) for word in words]
    return np.array([*found, counted.total()])


def _told(name: str, read: list[str] | tuple[str, ...], temperature: float = 1.0) -> Fields:
    """Rank all tokens by how likely each is next, and tell the first three apart."""
    known = vocabulary(MODELS[name].writes)
    odds = softmax(_scores(model(name), read)[-1] / temperature)[[*known.values()]]
    order = np.argsort(-np.asarray(odds), kind="stable")
    ranked, odds = np.array([*known])[order], odds[order]
    told = odds[:3]
    return {
        "ranked": ranked,
        "ends": np.cumsum(odds),
        "words": ranked[:3],
        "odds": np.array([*told, 1 - told.sum()]),
    }


def _drawn(told: Fields, number: float) -> int:
    """Find the token to whose part of the line a number belongs."""
    place = np.searchsorted(np.asarray(told["ends"]), number, side="right")
    return min(int(place), len(told["ranked"]) - 1)


def _scores(one: Model, tokens: list[str] | tuple[str, ...]) -> Array:
    return one.logits(None, one.ids("target", tokens))
