"""Judges what alone is lit among its like: it is what the caption, or the chapter, is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np
from manim import Mobject

from renders.checks import limits
from renders.checks.expression import Unknown
from renders.checks.failure import Problem
from renders.checks.identity import identity, token_of
from renders.checks.named import Told, box_of, citation_of, claim_of, claiming
from renders.checks.oracle import Oracle
from renders.checks.staged import describe, inks_of, opacity_of
from renders.checks.written import cited
from scenes import theme
from scenes.stage.captions import Caption
from scenes.stage.cited import Citation
from scenes.stage.claims import Encoding, Furniture, Surrounds
from scenes.stage.text import Numeral, Text

_KINDS = "query", "key"
_LIKE = 3  # of fewer, none is an exception
_MADE = re.compile(r"[^\[(]*\(")  # names of what a call returns
_CHOSEN = re.compile(r"[^(]*\[.*\(")  # and of an entry of a tensor that a call finds
_Lit = tuple[Mobject, tuple[Citation, ...]]


@dataclass
class Light:
    """Judges what is lit; where no token was told, what is lit first is what is followed."""

    _first: set[str] = field(default_factory=set)
    _heard_most: set[str] = field(default_factory=set)

    def judge(
        self, seen: Sequence[Mobject], told: Told, oracle: Oracle, pulsing: Sequence[Mobject] = ()
    ) -> Iterator[Problem]:
        """Hold lit words, and who listens and speaks of lit cells and edges, to the caption.

        If it names no word, those that captions have named before will do. Whoever is heard most
        of a row may be lit with it. Along edges whoever listens may have the hue of a query, and
        the hue of a key whom a listener that is named hears most, there or in an earlier picture.
        So it is of what was ``pulsing`` before, if there is any; it may be who leads in bars, too.
        Where no word was told, whoever alone listens along edges is what is followed.
        Of what a call has made, what was chosen may be lit, or else the largest.
        """
        now = [word for one in seen if isinstance(one, Caption)
               for word in getattr(one.text, "words", ())]  # fmt: skip
        known = {*(now or told.words), *(one.value for one in told.followed.values())}
        edges = [(token_of(one, "query", oracle), one) for one in _clear_edges(seen)]
        listeners = {listener for listener, _ in edges}
        for listener, edge in edges:
            self._heard_most |= _heard([edge], oracle) if listener in known else set()
        at, chosen = _of_calls(one for one in seen if not isinstance(one, Caption))
        lit = *_alone(seen, pulsing), *(() if pulsing else _framed(seen))
        alone = sorted(lit, key=lambda lit: isinstance(lit[1][0].value, str))
        known |= _leading(seen, oracle) if pulsing else set()
        for one, citations in alone:  # cells and edges first: whoever is heard most is known then
            words = _words(citations, oracle)
            due = known | _heard(citations, oracle)
            own = told.followed.get(citations[0].source)
            if _MADE.match(citations[0].tensor):
                there = words or at[_place(citations[0])]
                due |= chosen or there
                words = there & due or there
            elif not (
                pulsing
                or isinstance(claim_of(one), Furniture)
                or (own is not None and "(" not in cited(own))
            ):
                self._first = self._first or words
                due |= listeners if len(listeners) == 1 else self._first
            inks = _inks(one)
            if words and theme.QUERY.to_hex() in inks:
                due |= listeners
            if theme.KEY.to_hex() in inks:
                due |= self._heard_most
            if words <= due:
                known |= words
            else:
                name = f"{describe(one)} of {cited(citations[0])}"
                yield Problem("lit", name, f"of {sorted(known)}", ", ".join(words - due))


def _of_calls(seen: Iterable[Mobject]) -> tuple[dict[object, set[str]], set[str]]:
    """Spell what calls have made, by call and place, and of that what may be lit.

    What was chosen stands elsewhere, too; where nothing was, it is what has the largest number.
    """
    at, tensors = defaultdict(set), defaultdict(set)
    largest: dict[str, Citation] = {}
    for one in filter(None, map(citation_of, seen)):
        if isinstance(one.value, str):
            tensors[one.value].add(one.tensor)
            at[_place(one)].update({one.value} if _MADE.match(one.tensor) else ())
        elif _MADE.match(one.tensor) and largest.setdefault(one.tensor, one).value < one.value:
            largest[one.tensor] = one
    chosen = {word for words in at.values() for word in words if len(tensors[word]) > 1}
    return at, chosen or {word for one in largest.values() for word in at[_place(one)]}


def _place(one: Citation) -> tuple[str, str, int]:
    """Say of which call something is, and at which place, in whichever of its results."""
    return one.source, one.tensor.rpartition(")")[0], one.index[-1] if one.index else 0


def _alone(seen: Iterable[Mobject], pulsing: Sequence[Mobject]) -> Iterator[_Lit]:
    """Yield what alone of its like has a hue of light, is clear, or pulses; and rows in frames."""
    alike: dict[object, list[_Lit]] = defaultdict(list)
    for one in seen:
        claim, citation = claim_of(one), None if isinstance(one, Caption) else citation_of(one)
        found = claim.citations if isinstance(claim, Surrounds) else (citation,)
        is_free = len(one.points) and not isinstance(one, Numeral) and found and found[0]
        if is_free and not _CHOSEN.match(found[0].tensor):
            channel = getattr(claim, "channel", None)
            kind = found[0].source, found[0].tensor, type(one), type(claim), channel
            alike[kind].append((one, found))
    for like in alike.values():
        if pulsing:
            struck = [lit for lit in like if lit[0] in pulsing]
            few, every = (len({found for _, found in lits}) for lits in (struck, like))
            yield from struck if 2 * few <= every >= _LIKE else ()
            continue
        own = [_inks(one) for one, _ in like]
        clear = np.array([opacity_of(one) for one, _ in like])
        is_clear = (clear > 0.9 * clear.max()) & (np.median(clear) < 0.7 * clear.max())
        dimmed = all(ink <= {theme.INK.to_hex(), theme.DIM.to_hex()} for ink in own)
        hues = theme.HIGHLIGHT, theme.QUERY, theme.KEY, *[theme.INK] * dimmed
        of_hues = ([hue.to_hex() in ink for ink in own] for hue in hues)
        (one, found), *_ = like
        is_frame = isinstance(claim_of(one), Surrounds) and not _MADE.match(found[0].tensor)
        for place, lit in enumerate([*of_hues, is_clear]):
            is_alone, is_white = sum(lit) == 1, is_frame and place == 0
            if (is_alone and len(like) >= _LIKE) or (is_white and (is_alone or len(found) > 1)):
                yield from (like[at] for at in np.flatnonzero(lit))


def _leading(seen: Iterable[Mobject], oracle: Oracle) -> set[str]:
    """Spell who has the longest bar of each row that stands."""
    rows: dict[object, list[Citation]] = defaultdict(list)
    for _, claim in claiming(seen, Encoding):
        if claim.channel in ("width", "height"):
            rows[claim.citation.source, claim.citation.tensor, claim.group].append(claim.citation)
    longest = (max(row, key=lambda one: one.value) for row in rows.values())
    return {word for one in longest if (word := token_of(one, "key", oracle))}


def _framed(seen: Sequence[Mobject]) -> Iterator[_Lit]:
    """Yield furniture closely around one of many words or numbers, or right below one word.

    It is a frame, whatever it is called. Below a number it may be the line of a sum.
    """
    written = [one for one in seen if isinstance(one, Text | Numeral) and one.citation]
    is_word = np.array([isinstance(one, Text) for one in written], dtype=bool)
    boxes = np.array([box_of(one) for one in written]).reshape(-1, 2, 2)
    framed: dict[str, list[_Lit]] = defaultdict(list)
    for plain in (one for one, _ in claiming(seen, Furniture) if len(one.points) and inks_of(one)):
        (_, low), (_, high) = box = box_of(plain)
        near, foot = np.abs(boxes - box) <= limits.REACH, boxes[:, 0, 1]
        around = near[..., 1].all(axis=1) & (foot > low) & (boxes[:, 1, 1] < high)
        above = is_word & (high - low < limits.LEVEL) & (foot >= high)
        above &= foot <= high + limits.SHOWN
        held = np.flatnonzero(near[..., 0].all(axis=1) & (around | above))
        for one in held if len(held) == 1 else ():
            framed[written[one].citation.tensor].append((plain, (written[one].citation,)))
    for tensor, frames in framed.items():
        alike = {one.citation for one in written if one.citation.tensor == tensor}
        if len({citations for _, citations in frames}) == 1 and len(alike) >= _LIKE:
            yield frames[0]


def _inks(one: Mobject) -> set[str]:
    """List the hues that it has for itself: a fill that shows a value is the value's."""
    is_value = getattr(claim_of(one), "channel", None) == "fill"
    return inks_of(one, limits.LEGIBLE, fill=not is_value)


def _clear_edges(seen: Iterable[Mobject]) -> list[Citation]:
    """List the edges that are not dimmed."""
    clear = {theme.WEIGHT.to_hex(), theme.QUERY.to_hex()}
    edges = [pair for pair in claiming(seen, Encoding) if pair[1].channel == "stroke width"]
    return [claim.citation for one, claim in edges if _inks(one) & clear]


def _words(citations: Sequence[Citation], oracle: Oracle) -> set[str]:
    """Spell the words that entries are, or the one that listens and the one that speaks."""
    spelled = [{token_of(one, kind, oracle) for one in citations} for kind in _KINDS]
    plain = [one.value for one in citations if isinstance(one.value, str)]
    found = [{*plain}] if plain else spelled
    return {word for each in found if len(each) == 1 for word in each if word}


def _heard(citations: Sequence[Citation], oracle: Oracle) -> set[str]:
    """Spell whom a row's listener hears most, if entries are of one row."""
    one = citations[0]
    about = identity(one, oracle)
    with suppress(Unknown):
        if about.keys() >= {*_KINDS}:
            leaders = oracle.array(one.source, f"leaders({one.tensor}[{about['query']}])")
            if about["key"] in leaders:
                return {token_of(one, "key", oracle)}
    return set()
