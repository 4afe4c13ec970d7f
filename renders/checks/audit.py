"""The numbers audit: everything on stage that can be read or measured is what was computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from manim import Mobject

from renders.checks.failure import Failure, Problem
from renders.checks.named import Told, items, judge_names, judge_sources
from renders.checks.oracle import Oracle
from renders.checks.ordered import judge_order
from renders.checks.pictured import judge_pictures, judge_scales, waiting
from renders.checks.placed import Places
from renders.checks.staged import is_seen
from renders.checks.sums import judge_equation, judge_signs
from renders.checks.written import judge_foreign, judge_numeral, judge_text
from renders.rehearsal import Beat
from scenes.chapter import Chapter
from scenes.stage.captions import Caption
from scenes.stage.claims import Claiming, Equation, Shown
from scenes.stage.text import Numeral, Text
from scenes.storyboard import is_first_cut


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
    _unfinished: list[Problem] = field(default_factory=list)
    _waiting: list[Failure] = field(default_factory=list)
    _told: set[Problem] = field(default_factory=set)
    _oracle: Oracle | None = None
    _captions: Told = field(default_factory=Told)
    _places: Places = field(default_factory=Places)

    @property
    def failures(self) -> list[Failure]:
        """What was found so far, and what still waits: nothing may in the end."""
        return [*self._found, *self._waiting]

    def look(self, chapter: Chapter, beat: Beat) -> None:
        """Judge everything that can be seen now."""
        if self._oracle is None:
            self._oracle = Oracle(chapter.traces, chapter.sentence)
        self.beats += 1
        for problem in self._problems(chapter, self._oracle):
            if problem not in self._told:
                self._told.add(problem)
                self._found.append(problem.seen_in(chapter, beat))
        unfinished = (problem for problem in self._unfinished if problem not in self._told)
        self._waiting = [problem.seen_in(chapter, beat) for problem in unfinished]

    def _problems(self, chapter: Chapter, oracle: Oracle) -> Iterator[Problem]:
        seen = list(visible(chapter))
        for written in seen:
            if isinstance(written, Numeral):
                self.numerals += 1
                yield from judge_numeral(written, oracle, chapter)
            elif isinstance(written, Text):
                self.texts += 1
                yield from judge_text(written, oracle, chapter)
        yield from _foreign(chapter)
        if not is_first_cut(type(chapter)):
            yield from judge_names(seen, oracle)
            yield from judge_sources(seen, oracle, chapter.badge.get_family())
            for caption in (one for one in seen if isinstance(one, Caption)):
                yield from self._captions.judge(caption, oracle)
            found = items(seen, oracle)
            yield from self._places.judge(seen, found, self._captions, oracle)
            yield from judge_order(chapter.mobjects, found)
        claiming = [one for one in seen if isinstance(getattr(one, "claim", None), Shown)]
        self.pictures += len(claiming)
        yield from judge_pictures(claiming, oracle)
        self._unfinished = list(waiting(claiming, alone=False))
        stated = _stated(seen)
        self.equations += len(stated)
        for equation, stating in stated:
            yield from judge_equation(equation, stating)
        if not is_first_cut(type(chapter)):
            yield from judge_scales(seen, oracle)
            yield from judge_signs(seen, [equation for equation, _ in stated])


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


def _foreign(chapter: Chapter) -> Iterator[Problem]:
    """Find visible text of other makers, each piece once and not again for its glyphs."""
    inside: set[int] = set()
    for mobject in visible(chapter):
        problem = judge_foreign(mobject, is_first_cut=is_first_cut(type(chapter)))
        if problem is not None and id(mobject) not in inside:
            yield problem
            inside |= set(map(id, mobject.get_family()))
