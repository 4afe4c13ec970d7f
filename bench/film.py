"""Renders the film of excerpts as `attention-film render` renders the film."""

from __future__ import annotations

import json
import os
import resource
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bench.cost import SECONDS, megabytes
from bench.one import EXCERPTS
from renders.commands.options import ending_on_sigterm
from renders.commands.render import ENGINE
from renders.commands.rendering import render_missing
from renders.commands.verdicts import Verdicts
from renders.film.clip import Settings, survey
from renders.film.film import Film, join_changed
from renders.film.quality import Quality
from renders.film.running_order import is_card, with_cards
from renders.fingerprint import inputs_of
from renders.workers.local import LocalWorkers
from renders.workers.task import Choices
from scenes.storyboard import CHAPTERS, Entry

LAST_BEAT = 3.0  # seconds that an excerpt runs on, about: it ends with a beat


def main(
    output: Path,
    quality: Annotated[Quality, typer.Option("--quality", "-q")] = Quality.high,
    jobs: int = 2,
) -> None:
    """Render a film of excerpts, and print as JSON which processes took how much memory.

    Its inputs are those of the whole chapters.
    """
    chapters = with_cards(CHAPTERS)
    inputs = [inputs_of(entry, {}, quality.frame, engine=ENGINE) for entry in chapters]
    seconds = float(os.environ.get(SECONDS, "0"))
    entries = [cut(entry, seconds) for entry in chapters]
    settings = Settings(quality, output.resolve())
    with ending_on_sigterm(), survey(entries, inputs, settings) as clips:
        clips = render_missing(
            clips,
            settings,
            Verdicts(),
            Choices(),
            lambda folder: nullcontext(LocalWorkers(jobs, folder)),
        )
        join_changed(Film(settings.film), clips, settings, jobs)
    whose = {"caller": resource.RUSAGE_SELF, "worker": resource.RUSAGE_CHILDREN}
    print(json.dumps({name: megabytes(resource.getrusage(who)) for name, who in whose.items()}))


def cut(entry: Entry, seconds: float) -> Entry:
    """Return the entry of a chapter's excerpt; cards stay whole."""
    if not seconds or is_card(entry):
        return entry
    return replace(entry, module=EXCERPTS, seconds=min(entry.seconds, round(seconds + LAST_BEAT)))


if __name__ == "__main__":
    typer.run(main)
