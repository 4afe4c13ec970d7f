"""Judges what words name: the token beside a number, the head in the badge, who a caption is about.

What a word or a number is about follows from its citation; see `renders.checks.identity`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from types import UnionType

import numpy as np
from manim import Mobject

from attention_math.training.grammar import ADJECTIVES, NOUNS
from renders.checks import limits
from renders.checks.expression import Unknown
from renders.checks.failure import Problem
from renders.checks.identity import Identity, identity
from renders.checks.oracle import WITHOUT_A_TRACE, Oracle
from renders.checks.staged import describe
from renders.checks.written import QUOTED, cited, judge_citation
from scenes import theme
from scenes.stage.captions import Caption
from scenes.stage.cited import Citation, Word
from scenes.stage.claims import Claim, Claiming, Encoding, Placement, Surrounds, Verdict
from scenes.stage.text import Numeral, Text

_MASCULINE, _FEMININE = (
    {word for noun in NOUNS if noun.feminine == side for word in (noun.english, noun.french)}
    | {(one.masculine, one.feminine)[side] for one in ADJECTIVES}
    for side in (False, True)
)
_GENDERS = {
    theme.MASCULINE.to_hex(): (_MASCULINE, _FEMININE),
    theme.FEMININE.to_hex(): (_FEMININE, _MASCULINE),
}
_SIDES = {theme.MASCULINE.to_hex(): "masculine", theme.FEMININE.to_hex(): "feminine"}


@dataclass(frozen=True, eq=False)
class Item:
    """A number, a mark or a word with a citation, and where it stands."""

    mobject: Mobject
    citation: Citation
    about: Identity

    @cached_property
    def box(self) -> np.ndarray:
        """Its lowest and its highest corner (2 × 2)."""
        return box_of(self.mobject)

    @property
    def middle(self) -> np.ndarray:
        return self.box.mean(axis=0)

    def holds(self, points: np.ndarray) -> np.ndarray:
        """Say of each point whether it lies inside."""
        return ((self.box[0] < points) & (points < self.box[1])).all(axis=-1)

    @property
    def claim(self) -> Claim | None:
        return claim_of(self.mobject)

    @property
    def channel(self) -> str | None:
        is_outline = self.mobject.get_fill_opacity() <= limits.NOTHING
        channel = getattr(self.claim, "channel", None)
        return None if channel == "fill" and is_outline else channel

    @property
    def is_edge(self) -> bool:
        return self.channel == "stroke width"

    @property
    def name(self) -> str:
        return f"{describe(self.mobject)} of {cited(self.citation)}"

    @property
    def entry(self) -> tuple[str, str]:
        """The source, and which entry of which of its tensors."""
        return self.citation.source, cited(self.citation)

    def same_as(self, other: Item) -> bool:
        return self.entry == other.entry


def claim_of(mobject: Mobject) -> Claim | None:
    """Return what any mobject claims, whoever made it."""
    return mobject.claim if isinstance(mobject, Claiming) else None


def claiming(seen: Iterable[Mobject], kind: type | UnionType) -> list[tuple[Mobject, Claim]]:
    """List what of it has a claim of some kind, with that claim."""
    claims = ((one, claim_of(one)) for one in seen)
    return [(one, claim) for one, claim in claims if isinstance(claim, kind)]


def items(seen: Iterable[Mobject], oracle: Oracle) -> list[Item]:
    """List what cites one entry, each with what that entry is about."""
    found = [(mobject, citation_of(mobject)) for mobject in seen if len(mobject.points)]
    return [Item(one, citation, identity(citation, oracle)) for one, citation in found if citation]


def citation_of(mobject: Mobject) -> Citation | None:
    """Return the one entry that a mobject shows, if it is one."""
    found = citations_of(mobject)
    return found[0] if len(found) == 1 else None


def citations_of(mobject: Mobject) -> list[Citation]:
    """List the entries that a mobject shows, written or drawn."""
    if isinstance(mobject, Numeral | Text) and mobject.citation is not None:
        return [mobject.citation]
    claim = claim_of(mobject)
    if isinstance(claim, Placement):
        return [one for pair in claim.places for one in pair if isinstance(one, Citation)]
    return [claim.citation] if isinstance(claim, Encoding | Verdict) else []


def judge_names(
    seen: Sequence[Mobject], found: Sequence[Item], oracle: Oracle, *, at_rest: bool
) -> Iterator[Problem]:
    """Judge all words and numbers that stand on stage together, and what of them cites an entry."""
    words = [one for one in found if isinstance(one.mobject, Text)]
    words += filter(None, (_numbered(one, oracle) for one in seen))
    verdicts = [one for one, _ in claiming(seen, Verdict)]  # which have an order alone
    marks = [one for one in found if not isinstance(one.mobject, Text)]
    marks = [one for one in marks if one.mobject not in verdicts]
    for text in seen:
        if isinstance(text, Text) and not isinstance(text, Caption):
            yield from _judge_token(text)
    yield from _judge_neighbours(words, marks)
    yield from judge_grounds(marks)
    yield from _judge_sweeps(marks)
    if at_rest:
        yield from _judge_exchanges(found)
        yield from _judge_genders(seen, found)


def _judge_token(text: Text) -> Iterator[Problem]:
    """Let every token that stands on stage say which one it is."""
    if text.citation is None and text.declared and text.declared.reason == "token":
        yield Problem("word", describe(text), "a citation of a token", "none")
    elif text.citation is not None and text.citation.value != text.text:
        yield Problem("word", describe(text), repr(text.citation.value), repr(str(text.text)))


def _numbered(label: Mobject, oracle: Oracle) -> Item | None:
    """Say which head, or the word at which place, a number is declared to be that of."""
    declared = getattr(label, "declared", None)
    heads = re.findall(r"\d+", getattr(label, "text", "")) if declared else ()
    if declared and declared.reason == "number of a head" and len(heads) == 1:
        return Item(label, Citation("", label.text, (), 0.0), {"head": int(heads[0])})
    if declared and declared.reason == "place" and oracle.traces:
        with suppress(Unknown):
            source, *_ = oracle.traces
            index = (0,) * oracle.array(source, declared.of).ndim
            told = Citation(source, declared.of, index, 0.0)
            return Item(label, told, identity(told, oracle))
    return None


def _judge_genders(seen: Iterable[Mobject], found: Iterable[Item]) -> Iterator[Problem]:
    """See that a word, and a box around one, in the hue of a gender is a noun or form of it."""
    frames = claiming(seen, Surrounds)
    framed = [(box, one.citations[0].value) for box, one in frames if len(one.citations) == 1]
    worded = [(one.mobject, one.citation.value) for one in found if isinstance(one.mobject, Text)]
    for part, word in (*framed, *worded):
        ink = part.get_fill_color() if isinstance(part, Text) else part.get_stroke_color()
        own, other = _GENDERS.get(ink.to_hex(), (set(), set()))
        if word in other - own:
            yield Problem("gender", f"{describe(part)} of {word!r}", "the other hue", ink.to_hex())
    yield from _judge_sides(seen, found)


def _judge_sides(seen: Iterable[Mobject], found: Iterable[Item]) -> Iterator[Problem]:
    """See that dots in the hue of a gender lie, all together, by its name and not by the other."""
    names = {one.text: one.get_center() for one in seen
             if isinstance(one, Text) and one.text in _SIDES.values()}  # fmt: skip
    dots: dict[str, list[np.ndarray]] = defaultdict(list)
    for one in found:
        side = _SIDES.get(one.mobject.get_fill_color().to_hex())
        if side and isinstance(one.claim, Placement):
            dots[side].append(one.mobject.get_center())
    for side, places in dots.items() if len(names) == len(_SIDES) else ():
        far = {name: np.linalg.norm(np.mean(places, axis=0) - at) for name, at in names.items()}
        other = max(far, key=lambda name: name != side)
        if far[other] < limits.NEARER * far[side]:
            yield Problem("gender", f"dots in the hue of {side}", f"by “{side}”", f"by “{other}”")


def _judge_neighbours(words: Sequence[Item], marks: Sequence[Item]) -> Iterator[Problem]:
    """Hold each word to the nearest mark in its line or column that is about its kind of thing.

    An edge and its number stand between two tokens, and name neither.
    """
    edges = {mark.entry for mark in marks if mark.is_edge}
    standing: dict[str, list[Item]] = defaultdict(list)
    for mark in marks:
        for kind in mark.about if mark.entry not in edges else ():
            standing[kind].append(mark)
    boxes = {kind: np.array([mark.box for mark in alike]) for kind, alike in standing.items()}
    for word in words:
        for kind, number in word.about.items():
            beside = gaps(word.box, boxes[kind]) <= limits.BESIDE if kind in boxes else ()
            alike = [standing[kind][place] for place in np.flatnonzero(beside)]
            # From the letters, not their box: a tilted word begins at what it names.
            letters = word.mobject.points
            nearest = min(alike, key=lambda mark: away(mark.box, letters), default=None)
            if nearest is not None and nearest.about[kind] != number:
                expected = f"{kind} {nearest.about[kind]}, as {nearest.name} beside it"
                yield Problem("label", word.name, expected, f"{kind} {number}")


def judge_grounds(marks: Sequence[Item]) -> Iterator[Problem]:
    """Let a number cite the entry of the cell on which it stands, or of the bar that it ends."""
    numbers = [mark for mark in marks if isinstance(mark.mobject, Numeral)]
    middles = np.array([number.middle for number in numbers]).reshape(-1, 2)
    pairs = []
    for mark in marks:
        if mark.channel == "fill":
            pairs += [(mark, numbers[i]) for i in np.flatnonzero(mark.holds(middles))]
        elif mark.channel == "width":
            level = [n for n in numbers if abs(n.middle[1] - mark.middle[1]) < limits.LEVEL]
            behind = [number for number in level if number.box[0, 0] > mark.box[0, 0]]
            pairs += [(mark, number) for number in sorted(behind, key=lambda n: n.box[0, 0])[:1]]
    for mark, number in pairs:
        if not mark.same_as(number):
            yield Problem("number", number.name, cited(mark.citation), cited(number.citation))


def _judge_exchanges(marks: Sequence[Item]) -> Iterator[Problem]:
    """See that no two numbers stand each at the other's shape, of shapes that share a scale."""
    groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for mark in marks:
        if getattr(mark.claim, "group", ""):
            groups[mark.citation.source, mark.claim.group, mark.channel].append(mark)
    numbers = [mark for mark in marks if isinstance(mark.mobject, Numeral)]
    for shapes in groups.values():
        boxes: dict[object, list[np.ndarray]] = defaultdict(list)
        for shape in shapes:
            boxes[shape.entry].append(shape.box)
        own = [number for number in numbers if number.entry in boxes]
        far = {(number, entry): min(between(number.box, box) for box in alike)
               for number in own for entry, alike in boxes.items()}  # fmt: skip
        for one, other in combinations(own, 2):
            crossed = far[one, other.entry], far[other, one.entry]
            straight = far[one, one.entry] + far[other, other.entry]
            if sum(crossed) < limits.NEARER * straight:
                yield Problem("number", one.name, "at its own shape", f"at that of {other.name}")


def _judge_sweeps(marks: Sequence[Item]) -> Iterator[Problem]:
    """See that a slider, its number and all that it sets show one place of what was swept."""
    first: dict[str, tuple[int, Item]] = {}
    for mark in marks:
        for kind, place in mark.about.items():
            if not kind.partition("(")[0].endswith("_sweep"):
                continue
            known, other = first.setdefault(kind, (place, mark))
            if known != place:
                yield Problem("number", mark.name, f"place {known}, as {other.name}", str(place))


def box_of(mobject: Mobject) -> np.ndarray:
    """Return its own lowest and highest corner (2 × 2)."""
    points = mobject.points[:, :2]
    return np.array([points.min(axis=0), points.max(axis=0)])


def gaps(box: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Measure how far a box and those in its line or column are apart; infinite if in neither."""
    apart = np.maximum(box[0] - boxes[:, 1], boxes[:, 0] - box[1])
    return np.where(apart.min(axis=1) < 0, apart.max(axis=1), np.inf)


def between(box: np.ndarray, other: np.ndarray) -> float:
    """Measure how far two boxes are apart."""
    return float(np.hypot(*np.maximum(box[0] - other[1], other[0] - box[1]).clip(min=0)))


def away(box: np.ndarray, points: np.ndarray) -> float:
    """Measure how far a box is from the nearest of some points."""
    flat = points[:, :2]
    apart = np.maximum(box[0] - flat, flat - box[1]).clip(min=0)
    return float(np.hypot(*apart.T).min())


# --- the badge and the captions ------------------------------------------------------------------


def judge_sources(
    seen: Sequence[Mobject], found: Sequence[Item], badge: Sequence[Mobject]
) -> Iterator[Problem]:
    """See that the source and the head of every citation stand in the badge, or in another text.

    Such another text names those of the marks that are nearest to it.
    """
    origins = [one for one in seen if isinstance(one, Text) and _is_origin(one)]
    traced = [one for one in found if one.citation.source not in WITHOUT_A_TRACE]
    for (source, head), one in {_origin(one): one for one in traced}.items():
        if not any(_names(text, source, head) for text in origins):
            named = " and ".join(text.text for text in origins)
            yield Problem("badge", one.name, _written(source, head), named or "no badge")
    for text in origins:
        own = [one for one in traced if one.channel and text not in badge]
        if not own:
            continue
        apart = gaps(box_of(text), np.array([mark.box for mark in own]))
        nearest = own[int(apart.argmin())]
        if not _names(text, *_origin(nearest)):
            yield Problem("badge", describe(text), _written(*_origin(nearest)), text.text)


def _is_origin(text: Text) -> bool:
    return text.declared is not None and text.declared.reason == "layer and head"


def _origin(item: Item) -> tuple[str, int | None]:
    return item.citation.source, item.about.get("head")


def _written(source: str, head: int | None) -> str:
    return f"{source} · head {head}" if head else source


def _names(text: Text, source: str, head: int | None) -> bool:
    ends = ("all heads", f"head {head}") if head else ("",)
    return text.text.startswith(source) and text.text.endswith(ends)


class Told:
    """What captions say of tokens: a chapter follows one, and all others are found in the data."""

    def __init__(self) -> None:
        self.followed: dict[str, Citation] = {}
        self.words: set[str] = set()

    def judge(self, caption: Caption, oracle: Oracle) -> Iterator[Problem]:
        words: Sequence[Word] = getattr(caption.text, "words", ())
        needed = getattr(caption.text, "holds", None)
        if needed is not None and oracle.value(needed)[0] in (0, False):
            yield Problem("caption", describe(caption), f"{cited(needed)}, or another", "it is 0")
        for quoted in QUOTED.findall(caption.text):
            if quoted not in words:
                yield Problem("caption", describe(caption), f"“{quoted}” cited", "typed")
        self.words.update(words)
        for word in words:
            name = f"“{word}” in {describe(caption)}"
            if word != word.citation.value:
                yield Problem("caption", name, repr(word.citation.value), repr(str(word)))
            yield from judge_citation(word.citation, name, oracle)
            entry = cited(word.citation)
            followed = cited(self.followed.setdefault(word.citation.source, word.citation))
            if "(" not in entry and entry != followed:
                yield Problem("caption", name, f"{followed}, or a choice that is cited", entry)
