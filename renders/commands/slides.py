"""`attention-film slides`: a lecture that stops at the end of every beat."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Annotated

import typer

from renders.commands import asking
from renders.commands.options import MEDIA, Media, OfRender, Wish, wishing, writable
from renders.commands.rendering import told_in_a_line
from renders.commands.showing import Open, show_made
from renders.errors import BadInput
from renders.files import working_folder
from renders.film.quality import Quality
from renders.player.finished import finish
from renders.slides.lecture import Lecture, Showing, blaming, read_lecture
from renders.slides.others import FOLDER, compose_json, convert, read_kinds
from renders.slides.page import compose_page
from renders.slides.placing import put_lecture_in_place
from renders.slides.stops import Told, Writer
from scenes.storyboard import TITLE

PAGE, NAME = "index.html", "lecture"


@wishing
def slides(
    wish: Wish,
    quality: OfRender = Quality.medium,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="What to call it.")] = None,
    to: Annotated[
        str | None, typer.Option(metavar="pptx,pdf", help="Also write it for other programs.")
    ] = None,
    single_file: Annotated[
        bool, typer.Option("--single-file", help="Put the videos into the page itself.")
    ] = False,
    captions: Annotated[bool, typer.Option(help="Captions in the picture, or in notes.")] = True,
    opens: Open = False,
    media: Media = MEDIA,
    output: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the lecture.")] = Path(
        "renders/media/slides"
    ),
) -> None:
    """Make a lecture of chapters, or of a file such as lecture.toml, in DIR.

    Open DIR/index.html in a browser and press ?: it stops at the end of every beat, and where there
    is something to guess. DIR/slides/lecture.json is the same for manim-slides; --to has it written
    as PowerPoint or PDF. docs/lecture.md says what a lecture.toml may say.
    """
    kinds = read_kinds(to)
    lecture = _lecture(wish, title)
    _judge(lecture, wish)
    folder = writable(output)
    with ExitStack() as stack:
        clips = _rendered(lecture, wish, stack, quality, media, captions)
        with told_in_a_line("slides"), working_folder(folder) as made:
            stops = Writer(made, quality.frame).write(lecture, clips)
            inside = made if single_file else None
            page = compose_page(lecture.title, stops, quality.frame.rate, inside)
            (made / PAGE).write_text(page, encoding="utf-8")
            (made / FOLDER).mkdir()
            (made / FOLDER / f"{NAME}.json").write_text(compose_json(stops, quality.frame), "utf-8")
            for kind in kinds:
                convert(made, NAME, kind)
            put_lecture_in_place(made, folder, last=PAGE)
    others = [folder / f"{NAME}.{kind}" for kind in kinds]
    show_made([folder / PAGE, *others], opens, folder / PAGE)


def _lecture(wish: Wish, title: str | None) -> Lecture:
    """Read the lecture that a file tells, or that the chapters named make.

    Raises
    ------
    BadInput
        If a file says what it must not, or is named beside something else.
    """
    named = wish.chapters or []
    files = [one for one in named if one.endswith(".toml")]
    if not files:
        return Lecture(title or TITLE, [Showing(tuple(named), wish.numbers())])
    if len(named) > 1:
        raise BadInput(f"{files[0]} goes alone: name the other chapters in it")
    if numbers := wish.numbers():
        options = " ".join(f"--{name}" for name in numbers)
        raise BadInput(f"{files[0]} says itself which numbers: leave out {options}")
    lecture = read_lecture(Path(files[0]))
    return replace(lecture, title=title) if title else lecture


def _judge(lecture: Lecture, wish: Wish) -> None:
    """Refuse what no chapter can show before anything is made."""
    for slide in lecture.slides:
        if isinstance(slide, Showing):
            with blaming(slide.where), redirect_stderr(StringIO()):  # what fits badly comes later
                asking.understand(_wish(wish, [slide]))


def _rendered(
    lecture: Lecture, wish: Wish, stack: ExitStack, quality: Quality, media: Path, captions: bool
) -> list[list[Told]]:
    """Render what is missing, once for all slides with the same numbers; list the clips of each."""
    groups: dict[str, list[Showing]] = {}
    for one in lecture.slides:
        if isinstance(one, Showing):
            groups.setdefault(repr(sorted(one.numbers.items())), []).append(one)
    found: dict[int, list[Told]] = {}
    for slides in groups.values():
        how = finish(_wish(wish, slides), quality, media, captions=captions)
        with blaming(slides[0].where):
            clips = {one.name: one for one in stack.enter_context(how)}
        for slide in slides:
            names = [one.name for one in _wish(wish, [slide]).entries()]
            made = [clips[name] for name in names if name in clips]
            found[id(slide)] = [
                Told(one.stem, one.title, one.clip.footage(quality.frame.rate)) for one in made
            ]
    return [found.get(id(one), []) for one in lecture.slides]


def _wish(wish: Wish, slides: Sequence[Showing]) -> Wish:
    numbers = dict(slides[0].numbers)
    if "trace" in numbers:
        numbers["trace"] = list(numbers["trace"])
    chapters = [name for one in slides for name in one.chapters]
    return Wish(chapters=chapters or None, jobs=wish.jobs, **numbers)
