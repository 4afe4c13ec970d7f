"""Renders one chapter in a process of its own and reports, a line of JSON at a time.

`python -m renders.worker MODULE CLASS QUALITY FOLDER`: everything is written inside FOLDER. The
reports are `Report` objects on standard output; whatever else a chapter prints goes to standard
error.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TextIO

from renders.quality import Quality
from renders.usage import one_line

REPORT_EVERY = 0.2  # seconds
NUMBERS = ".numbers.json"  # instead of a clip's suffix

# The environment variables through which a viewer chooses a chapter's numbers.
CHOICES = tuple(f"ATTENTION_{name}" for name in ("SENTENCE", "MODEL", "LAYER", "HEAD", "TRACE"))


@dataclass(frozen=True)
class Report:
    """How far a chapter is: frames so far, then what was made, or the reason why nothing was.

    ``is_input`` says that the viewer's own choice of numbers does not fit the chapter.
    """

    frames: int
    made: str | None = None
    reason: str | None = None
    is_input: bool = False


class Reporter:
    """Counts frames and writes reports, few enough not to slow the work."""

    def __init__(self, channel: TextIO) -> None:
        self.channel = channel
        self.frames = 0
        self._due = 0.0

    def count(self, frames: int) -> None:
        self.frames += frames
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + REPORT_EVERY
            self.send(Report(self.frames))

    def send(self, report: Report) -> None:
        print(json.dumps(asdict(report)), file=self.channel, flush=True)


def render_chapter(
    module: str, name: str, quality: Quality, folder: Path, reporter: Reporter
) -> Path:
    """Render a scene class with manim inside ``folder`` and return its clip."""
    from manim import tempconfig  # late: the errors of importing it are reported too

    from renders.recording import Recorder

    frame = quality.frame
    settings = {
        "pixel_width": frame.width,
        "pixel_height": frame.height,
        "frame_rate": frame.rate,
        "media_dir": str(folder),
        "output_file": name,
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "WARNING",
    }
    with tempconfig(settings):
        scene = getattr(import_module(module), name)()
        recorder = Recorder(scene, frame.rate)
        writer = scene.renderer.file_writer
        write_frame = writer.write_frame

        def write_and_count(frame_or_renderer: object, num_frames: int = 1) -> None:
            recorder.frame(num_frames)
            write_frame(frame_or_renderer, num_frames)
            reporter.count(num_frames)

        writer.write_frame = write_and_count
        scene.render()
        if not scene.renderer.num_plays:
            raise RuntimeError(f"{name} plays nothing: there is no video to write")
        clip = Path(writer.movie_file_path)
        recorder.write(name, clip.with_suffix(NUMBERS))
        return clip


def run(make: Callable[[Reporter], Path], channel: TextIO) -> int:
    """Make something and report; the traceback of a failure goes to standard error."""
    reporter = Reporter(channel)
    try:
        made = make(reporter)
    except Exception as error:
        traceback.print_exc()
        is_input = isinstance(error, ValueError) and any(name in os.environ for name in CHOICES)
        reason = one_line(error) if is_input else f"{type(error).__name__}: {one_line(error)}"
        reporter.send(Report(reporter.frames, reason=reason, is_input=is_input))
        return 1
    reporter.send(Report(reporter.frames, made=str(made)))
    return 0


def work(make: Callable[[Reporter], Path]) -> int:
    """Keep standard output for reports alone, then make something; return the exit code."""
    channel = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return run(make, channel)


def main() -> int:
    """Render what the arguments name."""
    module, name, quality, folder = sys.argv[1:]
    return work(partial(render_chapter, module, name, Quality(quality), Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
