"""Checks what a viewer has chosen to see, beside the making of it, and tells what fits badly.

The film's own numbers are proved by its tests. A verdict is remembered under all that it depends
on, so that the same choice is looked at once, in whatever quality it is made.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import typer

from renders.checks.failure import Verdict
from renders.files import remove_abandoned, write_whole
from renders.film.quality import Quality
from renders.fingerprint import Inputs, inputs_of, shows_choice
from renders.fingerprint.inputs import digest, file_digest
from renders.terminal import say
from renders.unedited import ROOT
from renders.workers.runner import Outcome, end_on_failure
from renders.workers.task import Call
from scenes.stage.choices import ARRAYS, ATTRIBUTES, TRACE, chooses_numbers, named_files
from scenes.storyboard import Entry

MARK = "check of "
EXAMINE = "renders.checks.inspection:examine"
FRAME = Quality.low.frame  # in which chapters are looked at, whatever is made of them
_RENDERS = ROOT / "renders"


@dataclass
class Verdicts:
    """What is known of the chapters that show a viewer's choice; of others nothing is asked.

    Where they are ``strict``, what does not fit gets no name, and fails.
    """

    strict: bool = False
    folder: Path = Path()
    environment: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    known: dict[str, Verdict] = field(default_factory=dict)

    @classmethod
    def read(
        cls,
        entries: Sequence[Entry],
        environment: Mapping[str, str],
        output: Path,
        strict: bool = False,
    ) -> Verdicts:
        """Recall what an earlier run has found of the same; without a choice there is nothing."""
        found = cls(strict, output / "cache" / "verdicts", environment)
        if chooses_numbers(environment):
            inputs = {one.name: inputs_of(one, environment, FRAME) for one in entries}
            code = _digest_of_checks()
            found.keys = {
                name: Inputs({**own.parts, "the checks": code}).digest
                for name, own in inputs.items()
                if shows_choice(own)
            }
            remove_abandoned(found.folder)
            found.known = dict(found._recall())
        return found

    def tasks(self, entries: Sequence[Entry], rate: float) -> list[tuple[Entry, Call]]:
        """Return the work that is left, each under a name of its own."""
        return [
            (replace(entry, name=f"{MARK}{entry.name}"), Call(EXAMINE, (entry, rate)))
            for entry in entries
            if entry.name in self.keys and entry.name not in self.known
        ]

    def keep(self, entry: Entry, made: Sequence[object]) -> bool:
        """Remember a verdict; say whether it was one."""
        if not entry.name.startswith(MARK):
            return False
        name = entry.name.removeprefix(MARK)
        (self.known[name],) = made
        if not self.known[name].broke:
            write_whole(self._path(name), json.dumps(asdict(self.known[name])).encode())
        return True

    def settle(
        self,
        outcomes: Sequence[Outcome],
        entries: Sequence[Entry],
        publish: Callable[[Entry], None],
        skippable: Sequence[Entry],
    ) -> list[Entry]:
        """Tell what failed and what does not fit, and end with the exit code that it calls for.

        Return what is there; ``publish`` gives it names, where only what fits may have one. For
        ``skippable`` see `end_on_failure`.
        """
        own = [one for one in outcomes if not one.entry.name.startswith(MARK)]
        failed = {one.entry.name for one in own if one.reason is not None}
        there = [entry for entry in entries if entry.name not in failed]
        misfits = [entry for entry in there if not self.fits(entry.name)]
        for entry in misfits:
            self._tell(entry.name)
        for entry in there if self.strict else ():
            if entry not in misfits:
                publish(entry)
        end_on_failure(own, skippable)
        if self.strict and misfits:
            raise typer.Exit(1)
        return there

    def fits(self, name: str) -> bool:
        """Say whether a chapter is known to fit, or need not be asked."""
        return name not in self.keys or (name in self.known and not self.known[name].faults)

    def _tell(self, name: str) -> None:
        """Say of a chapter that does not fit what is wrong, in a line."""
        verdict = self.known.get(name, Verdict(1, "its check did not end"))
        more = f"; {verdict.faults - 1} more" if verdict.faults > 1 else ""
        line = f"{name} does not fit well: {verdict.first}{more}: {self._command(name)}"
        say(line, err=True)

    def _command(self, name: str) -> str:
        taken = ATTRIBUTES.items()
        given = {one: [self.environment[v]] for one, v in taken if v in self.environment}
        for option, variable in (("trace", TRACE), ("arrays", ARRAYS)):
            given[option] = [str(path) for path in named_files(self.environment, variable)]
        more = [w for option, values in given.items() for v in values for w in (f"--{option}", v)]
        return shlex.join(["attention-film", "check", name, *more])

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}-{self.keys[name][:16]}.json"

    def _recall(self) -> Iterator[tuple[str, Verdict]]:
        for name in self.keys:
            try:
                yield name, Verdict(**json.loads(self._path(name).read_text(encoding="utf-8")))
            except (OSError, ValueError, TypeError):
                continue


def _digest_of_checks() -> str:
    files = [*sorted((_RENDERS / "checks").rglob("*.py")), _RENDERS / "rehearsal.py"]
    return digest(",".join(map(file_digest, files)))
