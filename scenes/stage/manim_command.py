"""Under manim's own command line: say in a line where the file is, or why there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from manim import Scene, config
from manim.constants import RendererType

from scenes.stage.interrupts import INTERRUPTED, ctrl_c_is_heard
from scenes.stage.refusal import StageError


def runs_manim() -> bool:
    """Tell whether `manim` was typed: it alone names a file of scenes in its configuration."""
    return bool(config.input_file)


@contextmanager
def told_in_lines(scene: Scene) -> Iterator[None]:
    """Tell how a scene's rendering ends: the path of what was made, or a line and an exit code."""
    if not runs_manim():
        yield
        return
    try:
        with ctrl_c_is_heard():
            yield
    except StageError as error:
        refuse(error)
    except KeyboardInterrupt:
        # An animation that is half written must not be taken for a whole one by the next run.
        scene.renderer.file_writer.abort_encode_jobs()
        print("stopped; the same command goes on where it was", file=sys.stderr)
        raise SystemExit(INTERRUPTED) from None
    for path in _made(scene):
        print(path)


def refuse(reason: object) -> None:
    """End manim with a line for the viewer."""
    print(f"error: {reason}", file=sys.stderr)
    raise SystemExit(2) from None


def note(lines: Iterable[str]) -> None:
    """Tell the viewer what is no reason to stop."""
    for line in lines if runs_manim() else ():
        print(f"note: {line}", file=sys.stderr)


def refuse_other_renderers() -> None:
    """End manim where it was told to draw with anything but Cairo."""
    if config.renderer is not RendererType.CAIRO and runs_manim():
        refuse("chapters are drawn by Cairo: leave out --renderer=opengl")


def _made(scene: Scene) -> Iterator[Path]:
    """Name the file, or the folder of pictures or sections, that manim has written."""
    if config.dry_run:
        return
    writer = scene.renderer.file_writer
    if config.format == "png" and not config.save_last_frame:
        yield writer.image_file_path.parent
    elif config.output_file:
        yield Path(config.output_file)
    if config.save_sections and config.write_to_movie:
        yield Path(writer.sections_output_dir)
