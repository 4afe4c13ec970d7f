"""Where a lecture stops, and the files of each stop: a video to its end, and that end's picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from av.video.frame import PictureType

from renders.errors import BadInput, bad_input
from renders.export.footage import shape_of, shots
from renders.export.stills import write_still
from renders.film.concatenate import Footage
from renders.film.naming import slug
from renders.film.quality import Frame
from renders.slides.lecture import Card, Lecture, Showing, blaming

BEATS = "beats"  # the folder of the files
_STILL_SECONDS = 0.2  # of a card: a player needs something to play


@dataclass(frozen=True)
class Stop:
    """One video of a lecture, and what is said in it and known of it.

    ``heading`` is its chapter's, or what a card says. One that ``asks`` ends on a question to those
    who watch; one that is ``still`` has nothing to be waited for.
    """

    heading: str
    beat: str
    says: tuple[str, ...]
    notes: str
    stem: str
    frames: int
    asks: bool = False
    still: bool = False

    @property
    def video(self) -> str:
        """The video's path from the lecture's folder."""
        return f"{BEATS}/{self.stem}.mp4"

    @property
    def picture(self) -> str:
        """The path of the picture at its end."""
        return f"{BEATS}/{self.stem}.png"


@dataclass(frozen=True)
class Told:
    """A clip of a lecture: what its files and it are called, and its beats."""

    stem: str
    heading: str
    beats: Sequence[Footage]


@dataclass
class Writer:
    """Writes the files of a lecture's stops into a folder, each once."""

    folder: Path
    frame: Frame
    _sources: dict[str, object] = field(default_factory=dict)  # by the names of files

    def write(self, lecture: Lecture, clips: Sequence[Sequence[Told]]) -> list[Stop]:
        """Write the files, and list the stops in the lecture's order.

        Parameters
        ----------
        clips
            Those of each slide of the lecture; a card has none.

        Raises
        ------
        BadInput
            If there is no beat of a name, or a card has no room for its words.
        """
        (self.folder / BEATS).mkdir()
        stops: list[Stop] = []
        for slide, told in zip(lecture.slides, clips, strict=True):
            with blaming(slide.where):
                stops += [self._card(slide)] if isinstance(slide, Card) else self._show(slide, told)
        return stops

    def _card(self, card: Card) -> Stop:
        from renders.engine.encoder import Encoder  # late: they bring in manim
        from renders.sheets.typeset import typeset_card
        from scenes.stage.text import check_drawable

        with bad_input():
            check_drawable(card.heading + card.text)
            picture = typeset_card(card.heading, card.text, self.frame.width, self.frame.height)
        stem = self._name(f"card.{slug(card.heading)}", (card.heading, card.text))
        encoder = Encoder(self.frame.width, self.frame.height, self.frame.rate)
        encoder.write(picture, count := max(2, round(_STILL_SECONDS * self.frame.rate)))
        self._put(stem, encoder.close())
        says = tuple(card.text.splitlines())
        return Stop(card.heading, "", says, card.notes, stem, count, still=True)

    def _show(self, showing: Showing, clips: Sequence[Told]) -> Iterator[Stop]:
        beats = {beat.beat: (clip, beat) for clip in clips for beat in clip.beats}
        _require("beats", showing.beats, beats)
        _require("notes", showing.notes.keys() - {""}, showing.beats or beats)
        chosen = [beats[name] for name in showing.beats]
        chosen = chosen or [(clip, beat) for clip in clips for beat in clip.beats]
        opening = showing.notes.get("", "")
        for clip, beat in chosen:
            known = filter(None, (opening, showing.notes.get(beat.beat) if beat.beat else ""))
            yield from self._beat(clip, beat, "\n".join(known))
            opening = ""

    def _beat(self, clip: Told, beat: Footage, notes: str) -> Iterator[Stop]:
        """Write a beat, in as many pieces as it asks for guesses."""
        ends = [*beat.guesses, shape_of([beat.video]).frames]
        stem = ".".join(filter(None, (clip.stem, beat.beat and slug(beat.beat))))
        videos = cut(beat.video, ends) if len(ends) > 1 else [beat.video.read_bytes()]
        begin, says = 0, ()
        for number, (end, video) in enumerate(zip(ends, videos, strict=True), 1):
            name = f"{stem}.{number}" if len(ends) > 1 else stem
            name = self._name(name, (beat.video, end))
            self._put(name, video)
            starts = {one: one.start * self.frame.rate for one in beat.captions}
            new = tuple(one.text for one, start in starts.items() if begin <= round(start) < end)
            says = new or says  # what stands there still
            asks = end in beat.guesses
            yield Stop(clip.heading, beat.beat, says, notes, name, end - begin, asks)
            begin = end

    def _name(self, stem: str, source: object) -> str:
        """Find a name for what is made of a source: another, if two are called alike."""
        name, number = stem, 1
        while self._sources.setdefault(name, source) != source:
            number += 1
            name = f"{stem}-{number}"
        return name

    def _put(self, stem: str, video: bytes) -> None:
        path = self.folder / BEATS / f"{stem}.mp4"
        if not path.exists():
            path.write_bytes(video)
            write_still(path, path.with_suffix(".png"))


def cut(video: Path, ends: Sequence[int]) -> Iterator[bytes]:
    """Encode a video anew in pieces that end before these frames, the last of which is its own."""
    from renders.engine.encoder import Encoder  # late: it brings in manim

    shape = shape_of([video])
    encoder = Encoder(shape.width, shape.height, float(shape.rate))
    for picture, number, _ in shots([video]):
        picture.pict_type, picture.time_base = PictureType.NONE, 1 / shape.rate
        encoder.show(picture)
        if number + 1 in ends:
            yield encoder.close()
            encoder = Encoder(shape.width, shape.height, float(shape.rate))


def _require(key: str, names: Sequence[str], known: Mapping[str, object] | Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise BadInput(f"{key}: there is no beat {name!r}: choose from {', '.join(known)}")
