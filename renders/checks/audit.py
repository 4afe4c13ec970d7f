"""The numbers audit: everything on stage that can be read or measured is what was computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from manim import Mobject

from renders.checks.counted import judge_numbers
from renders.checks.failure import Failure, Problem
from renders.checks.lit import Light
from renders.checks.named import Told, items, judge_names, judge_sources
from renders.checks.oracle import Oracle
from renders.checks.ordered import judge_counted
from renders.checks.pictured import judge_pictures, waiting
from renders.checks.placed import Standing
from renders.checks.scales import Ends, judge_choices, judge_legends, judge_scales
from renders.checks.staged import is_seen, parts_of
from renders.checks.stated import judge_stated
from renders.checks.sums import judge_equation, judge_signs
from renders.checks.units import judge_units
from renders.checks.without import judge_masked, judge_without
from renders.checks.written import judge_foreign, judge_symbols, judge_written
from renders.rehearsal import Beat
from scenes.chapter import Chapter
from scenes.stage.captions import Caption
from scenes.stage.claims import Claiming, Equation, Pictured
from scenes.stage.text import Numeral, Text
from scenes.storyboard import is_own


@dataclass
class Audit:
    """What was looked at in a chapter so far, and what was found; a fault is told once.

    ``look`` is called at the end of each beat.
    """

    beats: int = 0
    numerals: int = 0
    texts: int = 0
    pictures: int = 0
    equations: int = 0
    _found: list[Failure] = field(default_factory=list)
    _waiting: list[Failure] = field(default_factory=list)
    _told: set[Problem] = field(default_factory=set)
    _held: set[tuple[str, str]] = field(default_factory=set)
    _cited: set[str] = field(default_factory=set)
    _oracle: Oracle | None = None
    told: Told = field(default_factory=Told)
    light: Light = field(default_factory=Light)
    _captions: list[Caption] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)
    _ends: Ends = field(default_factory=lambda: defaultdict(dict))

    @property
    def failures(self) -> list[Failure]:
        """What was found so far, and what still waits: nothing may in the end."""
        return [*self._found, *self._waiting]

    def look(self, chapter: Chapter, beat: Beat) -> None:
        """Judge everything that can be seen now."""
        seen = list(visible(chapter))
        self.beats += 1
        self.numerals += sum(isinstance(one, Numeral) for one in seen)
        self.texts += sum(isinstance(one, Text) for one in seen)
        self.pictures += len(_claiming(seen))
        self.equations += len(_stated(seen))
        for problem in self.judge(chapter, seen, seen, at_rest=True):
            if problem not in self._told:
                self._told.add(problem)
                self._found.append(problem.seen_in(chapter, beat))
        unfinished = waiting(_claiming(seen), alone=False), judge_symbols(chapter, self._cited)
        unfinished = (problem for problem in chain(*unfinished) if problem not in self._told)
        self._waiting = [problem.seen_in(chapter, beat) for problem in unfinished]

    def oracle_of(self, chapter: Chapter) -> Oracle:
        """Return what knows the numbers of a chapter: one for all of it."""
        self._oracle = self._oracle or Oracle(chapter.traces, chapter.sentence)
        return self._oracle

    def judge(
        self,
        chapter: Chapter,
        seen: Sequence[Mobject],
        fresh: Sequence[Mobject],
        *,
        at_rest: bool = False,
    ) -> Iterator[Problem]:
        """Judge those of what is seen that are ``fresh``, each also by what stands beside it.

        ``at_rest`` it is judged, too, by what only all that is seen can tell.
        """
        oracle = self.oracle_of(chapter)
        for written in fresh:
            if isinstance(written, Numeral | Text):
                problems = list(judge_written(written, oracle, chapter))
                yield from problems or self._judge_formula(written, chapter)
        if at_rest:
            yield from waiting(_claiming(seen), alone=True)
        own = is_own(type(chapter))
        yield from _foreign(fresh, own)
        yield from judge_pictures(_claiming(fresh), oracle)
        known = set(map(id, fresh))
        for equation, stating in _stated(seen):
            if id(equation.result) in known:
                yield from judge_equation(equation, stating)
        if own:
            return
        found = items(seen, oracle)
        self._cited |= {one.citation.tensor for one in found}
        yield from judge_names(seen, found, oracle, at_rest=at_rest)
        yield from judge_sources(seen, found, chapter.badge.get_family())
        for caption in (one for one in fresh if isinstance(one, Caption)):
            self._captions.append(caption)
            yield from self.told.judge(caption, oracle)
        yield from self.standing.judge(chapter, seen, found, fresh, self.told, oracle)
        yield from judge_masked(found, oracle, at_rest=at_rest)
        yield from judge_scales(seen, self._ends, oracle)
        yield from judge_choices(seen, oracle)
        if at_rest:
            yield from judge_legends(seen)
            yield from judge_units(seen, chapter.fixed())
            yield from judge_without(seen, found)
            yield from self.light.judge(seen, self.told, oracle)
            yield from judge_numbers(self._captions, found)
            self._captions = []
            yield from judge_counted(seen, oracle)
            yield from judge_signs(seen, [one for one, _ in _stated(seen)], oracle)

    def _judge_formula(self, written: Numeral | Text, chapter: Chapter) -> Iterator[Problem]:
        """Hold what the number track states of a tensor to the first of its numbers."""
        cited = written.citation if isinstance(written, Numeral) else None
        if cited and (known := (cited.source, cited.tensor)) not in self._held:
            self._held.add(known)
            yield from judge_stated(cited, chapter.traces)


def visible(chapter: Chapter) -> Iterator[Mobject]:
    """Yield every mobject on stage, groups too, of which something can be seen."""
    family = {id(part): part for mobject in chapter.mobjects for part in mobject.get_family()}
    for mobject in family.values():
        if any(len(part.points) and is_seen(part) for part in mobject.get_family()):
            yield mobject


def _stated(seen: Sequence[Mobject]) -> list[tuple[Equation, Mobject]]:
    """List the equations all of whose numbers can be seen, each with its largest stater."""
    present = set(map(id, seen))
    found: dict[int, tuple[Equation, Mobject]] = {}
    able = (mobject for mobject in seen if isinstance(mobject, Claiming))
    for stating in sorted(able, key=lambda mobject: len(mobject.get_family())):
        for equation in stating.equations:
            if all(id(number) in present for number in (*equation.parts, equation.result)):
                found[id(equation)] = equation, stating
    return list(found.values())


def _claiming(seen: Iterable[Mobject]) -> list[Claiming]:
    return [one for one in seen if isinstance(getattr(one, "claim", None), Pictured)]


def _foreign(seen: Iterable[Mobject], own: bool) -> Iterator[Problem]:
    """Find visible text of other makers, each piece once and not again for its glyphs."""
    inside: set[int] = set()
    for mobject in seen:
        problem = judge_foreign(mobject, is_own=own)
        if problem is not None and id(mobject) not in inside:
            yield problem
            inside |= parts_of([mobject])
