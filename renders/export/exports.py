"""Which formats a viewer wants of a clip, and the files that they become beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from renders.errors import BadInput
from renders.export.beats import following, stem_of
from renders.export.footage import Count, shape_of
from renders.export.formats import Format, most_bytes, read_formats
from renders.export.previews import preview
from renders.export.stills import POSTER, write_still
from renders.export.videos import CODINGS, encode
from renders.files import put_in_place, working_folder
from renders.film.clip import Clip
from renders.film.concatenate import Footage, join
from renders.film.running_order import title

# Given what is made and how many frames that takes: what counts them as they are done.
Watch = Callable[[str, int], AbstractContextManager[Count]]


@dataclass(frozen=True)
class Exports:
    """The formats, of some beats or of the whole; whether with a poster, and without a ground."""

    formats: tuple[Format, ...] = ()
    beats: tuple[str, ...] = ()
    poster: bool = False
    transparent: bool = False

    @classmethod
    def read(
        cls, typed: str | None, beats: Sequence[str] = (), *, poster: bool, transparent: bool
    ) -> Exports:
        """Read what was typed; beats alone are wanted as mp4.

        Raises
        ------
        BadInput
            If there is no such format, or it cannot be transparent.
        """
        alone = (Format.mp4,) if beats and not poster else ()
        formats = alone if typed is None else tuple(read_formats(typed))
        if transparent and not (formats and all(one.can_be_clear for one in formats)):
            clear = ", ".join(one for one in Format if one.can_be_clear)
            raise BadInput(f"--transparent goes with --format {clear}; the others have a ground")
        return cls(formats, tuple(beats), poster, transparent)

    @property
    def drawn(self) -> tuple[str, ...]:
        """What the names of stills end in that no video holds."""
        return tuple(one.suffix for one in self.formats if one.is_still and self._is_drawn(one))

    @property
    def draws_clip(self) -> bool:
        """Whether a video is to be drawn again, for it shall have no ground."""
        return self.transparent and Format.webm in self.formats

    def _is_drawn(self, one: Format) -> bool:
        return one.is_vector or (one.can_be_clear and self.transparent)

    def __bool__(self) -> bool:
        return bool(self.formats or self.poster)

    def write(self, clip: Clip, rate: int, watch: Watch) -> list[Path]:
        """Make the files from the segments of a clip; return where they are.

        Raises
        ------
        BadInput
            If the clip has no such beat, or a preview cannot be made small enough.
        """
        made = []
        footage = self._chosen(clip, rate)
        for name, make in self._files(clip, footage, watch):
            target = clip.output.video.with_name(name)
            with working_folder(target.parent) as folder:
                make(folder / name)
                put_in_place(folder / name, target)
            made.append(target)
        return made

    def _chosen(self, clip: Clip, rate: int) -> list[Footage]:
        beats = clip.footage(rate)
        if not self.beats:
            return beats
        known = [one.beat for one in beats]
        return [beats[place] for place in following(clip.entry.name, known, self.beats)]

    def _files(
        self, clip: Clip, footage: Sequence[Footage], watch: Watch
    ) -> Iterator[tuple[str, Callable[[Path], None]]]:
        """Name the files to be made, and say how."""
        chosen = [one.beat for one in footage] if self.beats else []
        stem = stem_of(clip.output.video.stem, chosen)
        for one in self.formats:
            if self._is_drawn(one):
                continue
            if one.is_still:
                for beat in footage:
                    name = stem_of(clip.output.video.stem, [beat.beat])
                    yield f"{name}{one.suffix}", _still_of(beat)
            elif one is not Format.mp4 or self.beats:  # the clip itself is there already
                yield f"{stem}{one.suffix}", _moving(one, footage, title(clip.entry), watch)
        if self.poster:
            yield f"{stem}.poster.png", _still_of(footage[-1], POSTER)


def _still_of(beat: Footage, most: int | None = None) -> Callable[[Path], None]:
    return lambda target: write_still(beat.video, target, most)


def _moving(
    kind: Format, footage: Sequence[Footage], called: str, watch: Watch
) -> Callable[[Path], None]:
    videos = [one.video for one in footage]

    def make(target: Path) -> None:
        if kind is Format.mp4:
            join(footage, target, called)
            return
        shape = shape_of(videos)
        with watch(target.name, shape.frames) as count:
            if kind in CODINGS:
                encode(videos, target, CODINGS[kind], called, count)
            else:
                most = most_bytes(footage, float(shape.frames / shape.rate))
                preview(videos, target, kind, most, count)

    return make
