"""Judges every moment: nothing crosses a text, flies off, pops, hurries or is told by halves."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from manim import Animation, AnimationGroup, Mobject, ShowPassingFlash, Transform

from renders.checks import limits
from renders.checks.audit import Audit
from renders.checks.failure import Failure, Problem
from renders.checks.flights import Flights
from renders.checks.identity import identity
from renders.checks.laws import lawful
from renders.checks.lint import beyond, is_outside, judge_alone, judge_band, overlap
from renders.checks.named import Item, claim_of, judge_grounds
from renders.checks.oracle import Oracle
from renders.checks.placed import judge_hue
from renders.checks.staged import Staged, crossing, describe, parts_of, staged
from renders.checks.written import cited
from renders.moment import Moment
from scenes.chapter import Chapter
from scenes.stage.cited import Citation
from scenes.stage.claims import Claim, Claiming, Encoding
from scenes.stage.text import Numeral
from scenes.storyboard import is_own

Key = tuple[Hashable, ...]
_NUMBER, _EMPTY = "short number", "empty stage"


@dataclass
class Spell:
    """What has been so without a break: since which moment, and for how long."""

    problem: Problem
    since: Moment
    lasted: float = 0.0


@dataclass
class Watch:
    """What was seen of a chapter from moment to moment, and what was wrong with it.

    What moves is at fault if the fault lasts; what stands still is judged once, as at a beat's end.
    """

    audit: Audit
    failures: list[Failure] = field(default_factory=list)
    stage: dict[int, Staged] = field(default_factory=dict)
    _judged: dict[int, Staged] = field(default_factory=dict)
    _spells: dict[Key, Spell] = field(default_factory=dict)
    _reader: dict[Key, int] = field(default_factory=dict)
    _play: Sequence[Animation] = ()
    _claiming: list[Staged] = field(default_factory=list)
    _halves: list[Problem] = field(default_factory=list)
    _flights: Flights = field(default_factory=Flights)
    _rest: dict[int, tuple[Staged, Claim | None]] = field(default_factory=dict)
    _most: dict[int, np.ndarray] = field(default_factory=dict)
    _has_begun: bool = False
    _last: Moment | None = None

    def look(self, chapter: Chapter, moment: Moment) -> None:
        """Judge a moment; of a viewer's own chapter nothing is asked."""
        if is_own(type(chapter)):
            return
        before, self.stage = self.stage, staged(chapter.mobjects, self.stage)
        now = [piece for piece in self.stage.values() if piece.is_legible and len(piece.presence)]
        oracle, last, self._last = self.audit.oracle_of(chapter), self._last, moment
        is_at_once = last is not None and moment.time - last.time < limits.BLINK
        if chapter.animations is not self._play:
            self._tell(chapter, moment, self._pulses(before, oracle))
            self._begin(chapter.animations)
            self._tell(chapter, moment, (*self._becoming(oracle), *self._messages(oracle)))
            is_at_once = True
        if before and is_at_once:
            self._tell(chapter, moment, _popping(before, now))
        for piece in now:
            rest, claim = self._rest.get(id(piece.mobject), (piece, None))
            if rest is not piece and claim_of(piece.mobject) is claim:
                most = self._most.setdefault(id(piece.mobject), rest.presence)
                self._most[id(piece.mobject)] = np.maximum(most, piece.presence)
        self._tell(chapter, moment, self._standing(chapter))
        flying = self._flights.judge((piece.mobject for piece in now), oracle)
        self._tell(chapter, moment, flying)
        self._go_on(chapter, moment, dict(self._passing(chapter, now)))

    def finish(self, chapter: Chapter) -> None:
        """Judge the faults that have lasted to the chapter's end, and what still flies then."""
        if self._last is not None:
            landed = self._flights.judge((), self.audit.oracle_of(chapter))
            self._tell(chapter, self._last, landed)
        for key, spell in self._spells.items():
            if key[0] not in (_NUMBER, _EMPTY):
                self._end(chapter, key, spell)

    def _begin(self, play: Sequence[Animation]) -> None:
        each = list(single(play))
        self._play = play
        self._sent = [one.mobject for one in each if isinstance(one, ShowPassingFlash)]
        self._moved = {id(part) for one in each for part in one.mobject.get_family()}
        self._changes = {id(part): ends for one in each for part, ends in _changes(one)}

    def _pulses(self, before: Mapping[int, Staged], oracle: Oracle) -> Iterator[Problem]:
        """Hold to captions what in a play was larger, thicker or brighter than at both its ends."""
        ends = {i: one for i, one in before.items() if one.is_legible}
        pulsing = []
        for i in self._most.keys() & ends.keys():
            rest = np.maximum(self._rest[i][0].presence, ends[i].presence)
            if (self._most[i] > limits.STRIKING * rest + limits.ALIKE).any():
                pulsing.append(ends[i].mobject)
        self._rest, self._most = {i: (one, claim_of(one.mobject)) for i, one in ends.items()}, {}
        if pulsing:
            seen = [one.mobject for one in before.values()]
            yield from self.audit.light.judge(seen, self.audit.told, oracle, pulsing)

    def _becoming(self, oracle: Oracle) -> Iterator[Problem]:
        """See that what becomes another entry of a computation stays with its query and its key."""
        for ends in self._changes.values():
            cited_ones = [getattr(claim_of(end), "citation", None) for end in ends]
            if None in cited_ones or len({one.source for one in cited_ones}) > 1:
                continue
            was, will = (identity(one, oracle) for one in cited_ones)
            if any(was[kind] != will[kind] for kind in was.keys() & will.keys()):
                name = f"{describe(ends[0])} of {cited(cited_ones[0])}"
                yield Problem("change", name, f"the same query, key and head as {was}", f"{will}")

    def _messages(self, oracle: Oracle) -> Iterator[Problem]:
        """See that messages into one token run along all its edges, or the widest of them.

        Each is as wide as its edge's weight.
        """
        sent = [(one, claim) for one in self._sent if isinstance(claim := claim_of(one), Encoding)]
        for one, claim in sent:
            due = float(lawful(claim.law, claim.citation.value))
            if abs(one.get_stroke_width() - due) > limits.STROKE:
                name = f"message along {cited(claim.citation)}"
                yield Problem("stroke width", name, f"{due:.2f}", f"{one.get_stroke_width():.2f}")
        edges = [claim.citation for _, claim in sent]
        if len(set(map(_row_of, edges))) != 1:
            return
        self.audit.standing.point_at(edges[0])
        source, tensor, query = _row_of(edges[0])
        widest = oracle.array(source, f"leaders({tensor}[{query}])").astype(int).tolist()
        claims = (claim_of(piece.mobject) for piece in self.stage.values())
        every = [one.citation for one in claims if getattr(one, "channel", "") == "stroke width"]
        beside = {one.index[1] for one in every if _row_of(one) == _row_of(edges[0])}
        keys = {edge.index[1] for edge in edges}
        if keys not in (beside, set(widest)):
            row = f"{tensor}[{query}]"
            yield Problem("message", f"messages along {row}", f"from {widest}", f"from {keys}")

    def _tell(self, chapter: Chapter, moment: Moment, problems: Iterable[Problem]) -> None:
        for problem in problems:
            problem = problem._replace(seen=f"{problem.seen} at {moment.time:.1f} s")
            self.failures.append(problem.seen_in(chapter, moment.beat))

    # --- what lasts ------------------------------------------------------------------------------

    def _go_on(self, chapter: Chapter, moment: Moment, now: Mapping[Key, Problem]) -> None:
        """Let spells begin or go on, and judge those that are over."""
        for key in self._spells.keys() - now.keys():
            self._end(chapter, key, self._spells.pop(key))
        for key, problem in now.items():
            self._spells.setdefault(key, Spell(problem, moment)).lasted += moment.lasts

    def _end(self, chapter: Chapter, key: Key, spell: Spell) -> None:
        if key[0] == _NUMBER:
            reader = self.stage.get(self._reader.pop(key))
            reads_on = reader is not None and reader.is_legible  # as a number beside a slider
            is_fault = not reads_on and spell.lasted < limits.SHORTEST
        else:
            is_fault = spell.lasted > limits.FLEETING
        if is_fault:
            seen = f"{spell.problem.seen} for {spell.lasted:.1f} s"
            self._tell(chapter, spell.since, [spell.problem._replace(seen=seen)])

    def _passing(self, chapter: Chapter, now: Sequence[Staged]) -> Iterator[tuple[Key, Problem]]:
        """Yield what may only be for a blink, and each number, which may not."""
        fixed = parts_of(chapter.fixed())
        free = [piece for piece in now if id(piece.mobject) not in fixed]
        self._has_begun = self._has_begun or bool(free)
        if self._has_begun and not free:
            yield (_EMPTY,), Problem(_EMPTY, "the stage", "a picture", "nothing")
        yield from self._crossing(now, fixed)
        moving = [piece for piece in free if id(piece.mobject) in self._moved]
        for piece in moving:
            for problem in (*judge_band([piece]), *judge_hue(piece.mobject)):
                yield (problem.check, id(piece.mobject)), problem
            if (reach := beyond(piece)) > 0 and not chapter.moves_view:
                off = Problem("off stage", piece.name, "inside the frame", f"{reach:.2f} beyond it")
                yield ("off stage", id(piece.mobject)), off
        yield from self._half_told(now)
        for piece in now:
            if isinstance(piece.mobject, Numeral):
                key = _NUMBER, *_reading(piece)
                self._reader[key] = id(piece.mobject)
                yield key, Problem(_NUMBER, piece.name, f"for {limits.SHORTEST:g} s", "legible")

    def _crossing(self, now: Sequence[Staged], fixed: set[int]) -> Iterator[tuple[Key, Problem]]:
        """Find text on text, but for a copy that leaves its original, and shapes on the title."""
        texts = [piece for piece in now if piece.is_text]
        shapes = [p for p in now if not p.is_text and id(p.mobject) in self._moved - fixed]
        above = [piece for piece in texts if id(piece.mobject) in fixed]
        for first, second, apart in (*crossing(texts, texts), *crossing(shapes, above)):
            ids = id(first.mobject), id(second.mobject)
            if _reading(first) != _reading(second) or self._moved.isdisjoint(ids):
                yield ("overlap", *ids), overlap(first, second, apart)

    def _half_told(self, now: Sequence[Staged]) -> Iterator[tuple[Key, Problem]]:
        """Find a number on a cell, or behind a bar, that looks most like another entry's."""
        claiming = [piece for piece in now if isinstance(piece.mobject, Claiming)]
        if claiming != self._claiming:  # or else they tell what they told a moment ago
            cited = [(piece.mobject, self._citation(piece.mobject)) for piece in claiming]
            self._claiming = claiming
            self._halves = list(judge_grounds([Item(*pair, {}) for pair in cited if pair[1]]))
        for problem in self._halves:
            yield ("half told", problem.expected, problem.seen), problem

    def _citation(self, part: Mobject) -> Citation | None:
        if isinstance(part, Numeral):
            return part.citation
        was, will = self._changes.get(id(part), (part, part))
        claim = getattr(min(was, will, key=lambda end: _difference(part, end)), "claim", None)
        return claim.citation if isinstance(claim, Encoding) else None

    def _standing(self, chapter: Chapter) -> Iterator[Problem]:
        """Judge what has come to rest, or was changed there."""
        still = [one for i, one in self.stage.items() if one.inked and i not in self._moved]
        fresh = [one for one in still if self._judged.get(id(one.mobject)) is not one]
        self._judged |= {id(one.mobject): one for one in fresh}
        if fresh:
            around = [one.mobject for one in still] + list(chapter.fixed())
            yield from self.audit.judge(chapter, around, [one.mobject for one in fresh])
            for one in fresh:
                yield from judge_alone(one) if one.is_text else ()


def _row_of(edge: Citation) -> tuple[str, str, int]:
    return edge.source, edge.tensor, edge.index[0]


def single(animations: Iterable[Animation]) -> Iterator[Animation]:
    """Take groups of animations apart."""
    for one in animations:
        yield from single(one.animations) if isinstance(one, AnimationGroup) else (one,)


def _changes(animation: Animation) -> Iterator[tuple[Mobject, tuple[Mobject, Mobject]]]:
    """Yield each shape that comes to show another value, with what it was and what it will be."""
    if isinstance(animation, Transform) and hasattr(animation, "target_copy"):
        for part, was, will in animation.get_all_families_zipped():
            if isinstance(was, Claiming) and was.claim is not getattr(will, "claim", None):
                yield part, (was, will)


def _difference(part: Mobject, end: Mobject) -> float:
    if part is end:
        return 0.0
    points = np.abs(part.points - end.points).max()
    return float(points + np.abs(part.fill_rgbas - end.fill_rgbas).max())


def _reading(piece: Staged) -> tuple[Hashable, ...]:
    """Say what a text reads and cites; of a shape, which one it is."""
    said = getattr(piece.mobject, "text", None) or getattr(piece.mobject, "code", id(piece))
    return said, getattr(piece.mobject, "citation", None)


def _popping(before: Mapping[int, Staged], now: Sequence[Staged]) -> Iterator[Problem]:
    """Compare the last frame of what was played with the first of what is played next."""
    then = [piece for piece in before.values() if piece.is_legible]
    for some, others, seen in ((then, now, "gone at once"), (now, then, "there at once")):
        known = set(map(id, others))
        traits = np.concatenate([piece.traits for piece in others])
        for piece in some:
            if id(piece) in known or is_outside(piece) or _is_covered(piece, some):
                continue
            away = np.abs(piece.traits[:, None] - traits).max(axis=-1).min(axis=-1)
            if away.max() > limits.ALIKE:
                yield Problem("pop", piece.name, "an animation of it", seen)


def _is_covered(piece: Staged, picture: Sequence[Staged]) -> bool:
    """Say whether something that is drawn later hides a piece."""
    above = sorted(picture, key=lambda one: one.mobject.z_index)
    inner = np.array([1, -1])[:, None] * piece.box + limits.ALIKE
    return any(
        one.is_opaque and (np.array([1, -1])[:, None] * one.box <= inner).all()
        for one in above[above.index(piece) + 1 :]
    )
