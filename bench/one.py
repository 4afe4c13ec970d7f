"""Makes one scene in one of two ways and prints, as JSON, what it cost: see `bench.cost`.

`python -m bench.one ours|stock MODULE SCENE`. Libraries are imported before the clock
starts: manim, and torch for chapters. They are the same for every scene of a worker.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from typing import Annotated

import typer

from renders.film.quality import Frame, Quality

EXCERPTS = "bench.excerpts"


class Meter:
    """Counts frames, and the processor time of this process with all its threads."""

    def __init__(self) -> None:
        self.frames = 0
        self.began = time.process_time()
        self.first: float | None = None

    def count(self, frames: int) -> None:
        if self.first is None:
            self.first = time.process_time()
        self.frames += frames

    def report(self) -> dict[str, float]:
        now = time.process_time()
        first = now if self.first is None else self.first
        return {
            "frames": self.frames,
            "scene_cpu": now - self.began,
            "before_cpu": first - self.began,
        }


def main(
    engine: str,
    module: str,
    name: str,
    quality: Annotated[Quality, typer.Option("--quality", "-q")] = Quality.high,
    cells: int = 8,
    frames: int = 180,
) -> None:
    """Make a scene and print what it cost."""
    os.environ["OMP_NUM_THREADS"] = "1"  # as in a worker, for both
    print(json.dumps(made(engine, module, name, quality.frame, cells, frames)))


def made(
    engine: str, module: str, name: str, frame: Frame, cells: int = 8, frames: int = 180
) -> dict[str, float]:
    """Make a scene and report what it cost; ``cells`` and ``frames`` are for the made-up ones."""
    scene = getattr(import_module(module), name)
    if module == EXCERPTS:
        import_module("attention_math.tracing")
    else:
        scene.cells, scene.frames = cells, frames
    make = {"ours": _ours, "stock": _stock}[engine](module, name, frame)
    meter = Meter()
    make(meter)
    return meter.report()


def _ours(module: str, name: str, frame: Frame) -> Callable[[Meter], object]:
    import renders.workers.render_segments  # noqa: F401 - part of the libraries
    from renders.workers.segments import Chunk

    return lambda meter: Chunk(module, name, frame).make(meter.count)


def _stock(module: str, name: str, frame: Frame) -> Callable[[Meter], object]:
    """Make a scene as the plain manim command would, without a cache."""
    from manim import tempconfig
    from manim.renderer.cairo_renderer import CairoRenderer
    from manim.scene.scene_file_writer import SceneFileWriter

    from scenes.stage.camera import PixelCamera

    def make(meter: Meter) -> None:
        class Writer(SceneFileWriter):
            def write_frame(self, pixels: object, num_frames: int = 1) -> None:
                meter.count(num_frames)
                super().write_frame(pixels, num_frames)

        with tempfile.TemporaryDirectory() as folder:
            settings = {
                "pixel_width": frame.width,
                "pixel_height": frame.height,
                "frame_rate": frame.rate,
                "media_dir": folder,
                "progress_bar": "none",
                "disable_caching": True,
            }
            with tempconfig(settings):
                renderer = CairoRenderer(Writer, PixelCamera)
                getattr(import_module(module), name)(renderer=renderer).render()

    return make


if __name__ == "__main__":
    typer.run(main)
