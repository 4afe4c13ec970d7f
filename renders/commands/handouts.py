"""The handouts of a gallery's chapters, and that of all; drawn once for what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from glob import escape
from pathlib import Path

from renders.commands.progress import watch
from renders.commands.sheet import DRAW, PICTURES_A_SECOND
from renders.files import remove_abandoned, working_folder, write_whole
from renders.fingerprint import FRAME, Inputs
from renders.fingerprint.inputs import digest
from renders.player.finished import Finished
from renders.sheets import TEXT
from renders.workers.local import LocalWorkers
from renders.workers.runner import carry_out, end_on_failure, number_tasks
from renders.workers.task import Call, Choices
from scenes.storyboard import TITLE

_LENGTH = 16  # digits that tell a handout from one of the same clip as it was before


def draw_handouts(
    clips: Sequence[Finished], media: Path, choices: Choices, jobs: int, whole: str
) -> dict[str, Path]:
    """Draw the handout of each clip, by its stem, unless it is there; older ones of it go.

    Parameters
    ----------
    media
        Where clips are kept; in a folder of its cache handouts are kept, too.
    whole
        What that of all clips is called; nothing, if there shall be none.

    Raises
    ------
    typer.Exit
        If drawing fails; why has been told.
    """
    kept = media / "cache" / "handouts"
    remove_abandoned(kept)
    shown = {clip.stem: [clip] for clip in clips} | ({whole: clips} if whole else {})
    found = {stem: kept / f"{stem}-{_key(own)}.pdf" for stem, own in shown.items()}
    missing = {found[stem]: own for stem, own in shown.items() if not found[stem].exists()}
    if missing:
        _draw(missing, media, choices, jobs)
    for stem, path in found.items():
        for other in kept.glob(f"{escape(stem)}-{'[0-9a-f]' * _LENGTH}.pdf"):
            if other != path:  # drawn of what it was made of before
                other.unlink(missing_ok=True)
    return found


def _draw(
    missing: dict[Path, Sequence[Finished]], media: Path, choices: Choices, jobs: int
) -> None:
    from renders.sheets.typeset import typeset_handout  # late: it brings in manim

    entries = dict.fromkeys(clip.entry for clips in missing.values() for clip in clips)
    with working_folder(media) as drawn:
        calls = [(entry, Call(DRAW, (entry, drawn / entry.name))) for entry in entries]
        tasks = number_tasks(calls)
        with watch(tasks, PICTURES_A_SECOND, "pictures") as watcher:
            workers = LocalWorkers(jobs, drawn)
            logs = media / "logs"
            outcomes = carry_out(tasks, workers, choices, _keep_nothing, logs, watcher)
        end_on_failure(outcomes)
        for target, clips in missing.items():
            title = clips[0].title if len(clips) == 1 else TITLE
            texts = [f"{clip.name}/{TEXT}" for clip in clips]
            write_whole(target, typeset_handout(drawn, texts, title))


def _keep_nothing(entry: object, made: object) -> None:
    """Leave it where it was drawn."""


def _key(clips: Sequence[Finished]) -> str:
    """Tell one handout from another by what its clips are made of, and by what draws it."""
    code = sorted(path for path in (Path(__file__).parents[1] / "sheets").rglob("*.[pt]y*"))
    parts = {path.name: digest(path.read_bytes()) for path in code if path.suffix != ".pyc"}
    for clip in clips:  # of a clip of any size the handout is the same
        made = clip.clip.inputs.parts.items()
        parts[clip.stem] = Inputs({name: what for name, what in made if name != FRAME}).digest
    return Inputs(parts).digest[:_LENGTH]
