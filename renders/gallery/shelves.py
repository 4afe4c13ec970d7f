"""What a gallery has on its pages: the clips in their order, and all that is told of each."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from renders.embed.piece import Piece
from renders.player.finished import Finished
from scenes.storyboard import PARTS, Entry, Part, part_of

# Of chapters that tell several stories, those that are clips of their own: by what the names of
# their beats begin with, what they are called and what they teach.
STORIES = {
    "SelfAndCross": (
        (
            "same",
            "Attention of one sentence with itself",
            "the words of one sentence ask, and the words of the same sentence answer",
        ),
        (
            "two",
            "Attention of two sentences",
            "the words of one sentence ask, and the words of another one answer",
        ),
        (
            "both",
            "Attention of both, side by side",
            "the same words ask; what differs is whose keys and values answer",
        ),
    )
}


@dataclass(frozen=True)
class Link:
    """A file to be taken along."""

    href: str
    what: str
    size: int


@dataclass(frozen=True)
class Embed:
    """What is pasted into a page of one kind; the command that has to write files for it first."""

    called: str
    note: str
    text: str
    command: str = ""


@dataclass
class Page:
    """One clip's page; ``entry`` is its chapter, which the film has not."""

    piece: Piece
    entry: Entry | None
    command: str
    is_cut: bool = False
    is_film: bool = False
    files: list[Link] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)
    figure: str = ""
    before: Page | None = None
    after: Page | None = None

    @property
    def number(self) -> int:
        return self.entry.number if self.entry else 0

    @property
    def heading(self) -> str:
        return self.piece.heading

    @property
    def embedding(self) -> str:
        """The command that embeds it, but for what it is for."""
        return self.command.replace("attention-film render", "attention-film embed", 1)

    @property
    def part(self) -> Part | None:
        return part_of(self.entry) if self.number else None


def stories_of(clip: Finished) -> Iterator[tuple[list[str], str, str]]:
    """Yield the beats of a chapter's stories, what each is called and what it teaches."""
    for start, called, teaches in STORIES.get(clip.name, ()):
        beats = [beat.name for beat in clip.beats if beat.name.startswith(f"{start} ")]
        if beats:
            yield beats, called, teaches


def on_shelves(pages: Sequence[Page]) -> list[tuple[Part | None, list[Page]]]:
    """Put pages on the shelves of the film's parts; a viewer's own come last."""
    shelves = [(part, [page for page in pages if page.part == part]) for part in (*PARTS, None)]
    return [(part, own) for part, own in shelves if own]


def command_of(name: str, options: Sequence[str], beats: Sequence[str] = ()) -> str:
    """Say how a clip is made anew."""
    named = [word for beat in beats for word in ("--beat", beat)]
    words = ["attention-film", "embed" if beats else "render", *filter(None, [name]), *named]
    return shlex.join([*words, *options])


def tensors_of(numbers: Path | None) -> tuple[list[str], int]:
    """Name the tensors of a number track, and count its readings."""
    if numbers is None:
        return [], 0
    track = json.loads(numbers.read_text(encoding="utf-8"))
    names = dict.fromkeys(one["name"] for one in track.get("tensors", ()))
    return list(names), len(track.get("numbers", ()))
