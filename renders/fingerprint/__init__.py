"""What a chapter's picture depends on: only what changed is made again, and can say why.

Neither manim nor torch nor a chapter is imported: their code is read, not run.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from renders.film.quality import Frame
from renders.fingerprint import surroundings
from renders.fingerprint.inputs import Inputs, changes
from renders.fingerprint.modules import Modules, attribute
from renders.fingerprint.surroundings import shows_choice
from renders.own import file_of
from scenes.stage.choices import MODEL
from scenes.storyboard import CHAPTERS, Entry

__all__ = ["FRAME", "Inputs", "changes", "inputs_of", "shows_choice"]

ROOT = Path(__file__).parents[2]
FRAME = "the frame"  # the part that tells a small clip from a large one

_COMPUTING = "attention_math"  # this room names all models; a chapter names those that it shows


def inputs_of(
    entry: Entry,
    choices: Mapping[str, str],
    frame: Frame,
    *,
    engine: Collection[str] = (),
    root: Path = ROOT,
    chapters: Sequence[Entry] = CHAPTERS,
) -> Inputs:
    """Find everything that the picture of a chapter, or of the card of a part, depends on.

    Parameters
    ----------
    choices
        What the viewer chose, by environment variable: see `scenes.stage.choices`.
    engine
        Modules or packages below ``root`` that make the clip, such as ``renders.engine``.
    root
        The folder in which the packages lie.
    chapters
        All of the film, which the cards of its parts show.

    Raises
    ------
    ValueError
        If the chapter's module or class is not below ``root``.
    OSError
        If a file that it depends on cannot be read.
    """
    file = file_of(entry)
    named = engine if file else (entry.module, *engine)
    rooms = {*surroundings.ROOMS, *(name.partition(".")[0] for name in named)}
    modules = Modules(root, rooms, own=file and (entry.module, file))
    code = modules.closure([entry.module])
    read = code | modules.closure(name for package in engine for name in modules.below(package))
    model, takes = (
        attribute(code, entry.module, entry.class_name, name) for name in ("model", "takes_choices")
    )
    said = set().union(*(module.texts for module in code.values()))
    asked = set().union(*(surroundings.asked(said, each) for each in takes or {True}))
    shown = set().union(*(m.texts for name, m in code.items() if not name.startswith(_COMPUTING)))
    shown |= {choices[MODEL]} if MODEL in asked & choices.keys() else model
    imported = {name.partition(".")[0] for module in code.values() for name in module.imports}
    data = surroundings.data_files(root, said, shown)
    beside = surroundings.files_beside(file, said)
    parts = {
        **{module.file: module.digest for module in read.values()},
        **data,
        **beside,
        **surroundings.chosen(choices, asked),
        **surroundings.place_in_film(entry, chapters),
        **surroundings.versions(imported),
        **surroundings.configuration(root),
        FRAME: f"{frame.width} × {frame.height} at {frame.rate}",
    }
    files = {module.where: module.content for module in read.values()}
    return Inputs(parts, files | data | {str(file.parent / n): each for n, each in beside.items()})
