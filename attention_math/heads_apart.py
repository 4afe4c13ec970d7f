"""What one head of several adds, and what is lost with it: words, genders, nouns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int, Shaped

from attention_math.arrays import Array
from attention_math.readings import gender_of
from attention_math.training.grammar import NOUNS

Words = Sequence[str] | Shaped[Array, " words"]

_ENGLISH = {noun.french: noun.english for noun in NOUNS}


def head_update(
    output: Float[Array, "queries d_head"], rows: Float[Array, "d_head d_out"]
) -> Float[Array, "queries d_out"]:
    """Say what a head alone adds to each word: its output times its own rows of W_O.

    The bias of W_O belongs to no head and is left out.
    """
    return output.astype(np.float64) @ rows.astype(np.float64)


def are_side_by_side(
    concat: Float[Array, "queries d_concat"], output: Float[Array, "queries d_head"], heads: int
) -> bool:
    """Say whether so many heads, as wide as one of them, make up what is concatenated."""
    return concat.shape[1] == heads * output.shape[1]


class UpdateWalk(NamedTuple):
    """A word's update as a walk: what each head adds is a step, the longest first.

    It is seen in a plane that has the whole update in it, across, and of what leads aside from it
    as much as a plane can; the longest step leads up.

    Attributes
    ----------
    heads
        Whose step comes when, counted from 0. After them all comes what is of no head, a bias.
    places
        Where the walk stands before the first step and after each.
    percent
        How much of the squared lengths of the heads' steps the plane keeps.
    """

    heads: Int[Array, " heads"]
    places: Float[Array, "places 2"]
    percent: float


def update_walk(
    concat: Float[Array, " d_concat"],
    output_weight: Float[Array, "d_concat d_out"],
    update: Float[Array, " d_out"],
    heads: int,
) -> UpdateWalk:
    """Take the update of one word apart into the steps of equally wide heads.

    Raises
    ------
    ValueError
        If the update is zero: it leads nowhere.
    """
    whole = update.astype(np.float64)
    if not np.any(whole):
        raise ValueError("an update of zero leads nowhere: it cannot be walked")
    told = np.stack(np.split(concat.astype(np.float64), heads))
    blocks = np.stack(np.split(output_weight.astype(np.float64), heads))
    steps = np.einsum("hi,hio->ho", told, blocks)
    order = np.argsort(-np.linalg.norm(steps, axis=1), kind="stable")
    across = whole / np.linalg.norm(whole)
    aside = steps - np.outer(steps @ across, across)
    up = np.linalg.svd(aside)[2][0]
    up = up * (-1 if aside[order[0]] @ up < 0 else 1)
    walked = np.vstack([np.zeros_like(whole), steps[order], whole - steps.sum(axis=0)])
    seen = walked @ np.stack([across, up], axis=1)
    percent = float(100 * (seen[1:-1] ** 2).sum() / (steps**2).sum())
    return UpdateWalk(order, np.cumsum(seen, axis=0), percent)


def without_step(places: Float[Array, "places 2"], step: int) -> Float[Array, "left 2"]:
    """Walk as before but for one step, counted from 0."""
    steps = np.delete(np.diff(places, axis=0), step, axis=0)
    return np.vstack([places[:1], places[0] + np.cumsum(steps, axis=0)])


class Loss(NamedTuple):
    """What a change makes of written words.

    ``stands`` says that every word is as it was; ``gender`` that an adjective or a determiner has
    the other gender now, and ``noun`` that a noun became another.
    """

    stands: bool
    gender: bool
    noun: bool


def loss(before: Words, after: Words) -> Loss:
    """Compare what is written before a change and after it, word by word."""
    turned = [(before[place], after[place]) for place in turned_places(before, after)]
    return Loss(
        stands=not turned,
        gender=any(_turns_gender(*pair) for pair in turned),
        noun=any(_is_other_noun(*pair) for pair in turned),
    )


def tells_genders(update: Float[Array, "words d_out"], written: Words) -> bool:
    """Say whether a head's updates of all masculine words point against those of all feminine ones.

    Masculine or feminine is what is written; there must be both.
    """
    genders = [gender_of(word) for word in written]
    masculine, feminine = (
        update[[place for place, one in enumerate(genders) if one == gender]]
        for gender in ("masculine", "feminine")
    )
    together = masculine @ masculine.T, feminine @ feminine.T
    return (
        bool(len(masculine) and len(feminine))
        and bool((masculine @ feminine.T < 0).all())
        and all(bool((products > 0).all()) for products in together)
    )


def turned_places(before: Words, after: Words) -> list[int]:
    """List the places at which another word is written."""
    pairs = zip(before, after, strict=True)
    return [place for place, (one, other) in enumerate(pairs) if one != other]


def turned_nouns(before: Words, after: Words) -> list[int]:
    """List the places at which a noun became another noun."""
    places = turned_places(before, after)
    return [place for place in places if _is_other_noun(before[place], after[place])]


def english_nouns(french: Words) -> list[str]:
    """Translate the nouns among some French words; the others stay as they are."""
    return [_ENGLISH.get(str(word), str(word)) for word in french]


def by_words_lost(before: Words, afters: Sequence[Words]) -> list[int]:
    """Order the heads, counted from 0, by how many words turn without them; of equal ones the last.

    So the head that can be spared goes first, and the one on which most hangs last.
    """
    lost = [len(turned_places(before, after)) for after in afters]
    return sorted(range(len(afters)), key=lambda head: (lost[head], -head))


def _turns_gender(one: str, other: str) -> bool:
    genders = {gender_of(one), gender_of(other)}
    return len(genders - {None}) == 2 and one not in _ENGLISH and other not in _ENGLISH


def _is_other_noun(one: str, other: str) -> bool:
    return one in _ENGLISH and other in _ENGLISH
