"""A lecture for other programs: manim-slides' JSON, and through it PowerPoint and PDF."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from renders.errors import BadInput
from renders.film.quality import Frame
from renders.slides.stops import Stop

KINDS = ("pptx", "pdf")
FOLDER = "slides"  # where manim-slides looks for its JSON; files are meant from beside it
_WIDTH, _HEIGHT = 1280, 720  # of a slide, whatever the video has


def read_kinds(typed: str | None) -> list[str]:
    """Read names with commas between them.

    Raises
    ------
    BadInput
        If one is none of `KINDS`, or what makes them is not installed.
    """
    kinds = [name.strip().lower() for name in typed.split(",")] if typed is not None else []
    for kind in kinds:
        if kind not in KINDS:
            raise BadInput(f"--to has no {kind!r}: choose from {', '.join(KINDS)}")
    if kinds and not (find_spec("manim_slides") and find_spec("pptx")):
        raise BadInput(f"--to {typed} needs more: pip install 'attention-film[slides]'")
    return list(dict.fromkeys(kinds))


def compose_json(stops: Sequence[Stop], frame: Frame) -> str:
    """Write what `manim-slides convert` reads; the notes are what is said, and the lecturer's."""
    from scenes import theme  # late: it brings in manim

    slides = [
        {
            "file": one.video,
            "rev_file": one.video,
            "notes": "\n".join(filter(None, (*one.says, one.notes))),
            "dedent_notes": False,
            "loop": False,
            "auto_next": False,
        }
        for one in stops
    ]
    ground = theme.GROUND.to_hex().lower()
    size = [frame.width, frame.height]
    told = {"slides": slides, "resolution": size, "background_color": ground}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def convert(folder: Path, name: str, kind: str) -> Path:
    """Let manim-slides write ``folder/NAME.KIND``.

    Raises
    ------
    OSError
        If it did not.
    """
    made = folder / f"{name}.{kind}"
    size = [f"-cwidth={_WIDTH}", f"-cheight={_HEIGHT}"] if kind == "pptx" else []
    command = [sys.executable, "-m", "manim_slides", "convert", "--folder", str(folder / FOLDER)]
    done = subprocess.run(
        [*command, "--to", kind, *size, name, str(made)], capture_output=True, text=True
    )
    if done.returncode or not made.exists():
        told = (done.stderr or done.stdout).strip().splitlines() or ["nothing was said"]
        raise OSError(f"manim-slides wrote no {made.name}: {told[-1]}")
    return made
