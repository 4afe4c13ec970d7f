"""What is finished is described as it lies on disk: its seconds, its beats, what is said."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from PIL import Image, ImageChops

from renders.commands.options import Wish
from renders.errors import BadInput
from renders.film.quality import Quality
from renders.player import finished
from renders.player.finished import Finished, finish
from tests.renders.commands.test_render import list_chapters
from tests.standins import Appears, Turns, entry

SAID = "A square goes one step."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("finished")


@pytest.fixture(autouse=True)
def chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    list_chapters(monkeypatch, entry(Turns, 3, seconds=3), entry(Appears, 1))


def seconds_of(video: Path) -> float:
    with av.open(str(video)) as file:
        stream = file.streams.video[0]
        return sum(1 for _ in file.decode(stream)) / float(stream.guessed_rate)


def test_a_clip_is_rendered_and_described_beat_by_beat(folder: Path) -> None:
    with finish(Wish(["Turns"], jobs=1), Quality.low, folder) as made:
        (clip,) = made
        assert clip.video == folder / "clips/480p15/Turns.mp4"
        assert (clip.name, clip.stem, clip.teaches) == ("Turns", "Turns", "that the machine works")
        assert (clip.frame.width, clip.frame.height, clip.frame.rate) == (854, 480, 15)
        assert clip.title.startswith("3 · ")
        assert [beat.name for beat in clip.beats] == [f"step {n}" for n in range(1, 3)]
        assert clip.seconds == pytest.approx(seconds_of(clip.video))
        for beat in clip.beats:
            assert seconds_of(beat.footage.video) == pytest.approx(beat.end - beat.start)
            assert [one.text for one in beat.captions] == [SAID]
            assert beat.start <= beat.captions[0].start < beat.captions[0].end <= beat.end + 1e-3
        starts = [one.start for beat in clip.beats for one in beat.captions]
        assert [one.start for one in clip.captions] == pytest.approx(starts, abs=1e-3)
        assert clip.subtitles.read_text().count(SAID) == 2
        assert clip.numbers is not None
        is_of_the_end(clip.poster(), clip)


def is_of_the_end(poster: Path, clip: Finished) -> None:
    """Hold a poster against the clip's own last frame, and have it made but once."""
    with av.open(str(clip.video)) as file:
        *_, last = (frame.to_image() for frame in file.decode(video=0))
    with Image.open(poster) as picture:
        apart = ImageChops.difference(picture.convert("RGB"), last)
    assert max(most for _, most in apart.getextrema()) < 40  # of 255: it has few colours
    before = poster.stat().st_mtime_ns
    assert clip.poster().stat().st_mtime_ns == before


def test_what_is_there_is_not_rendered_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it starts workers")

    monkeypatch.setattr(finished, "gather_here", refuse)
    with finish(Wish(["Turns"], jobs=1), Quality.low, folder) as made:
        assert len(made) == 1


def test_the_film_has_its_chapters_for_beats(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished, "with_cards", list)
    with finish(Wish(jobs=2), Quality.low, folder, with_film=True) as (film, *clips):
        assert [clip.name for clip in clips] == ["Turns", "Appears"]
        assert [beat.name for beat in film.beats] == [clip.title for clip in clips]
        assert film.seconds == pytest.approx(seconds_of(film.video), abs=0.07)
        first, second = film.beats
        assert first.end == second.start
        assert [len(beat.captions) for beat in film.beats] == [2, 1]
        assert film.video == folder / "film.mp4"


def test_what_cannot_be_had_is_refused_in_a_line(folder: Path) -> None:
    with (
        pytest.raises(BadInput, match="the sentence is empty"),
        finish(Wish(["Turns"], sentence=" "), Quality.low, folder),
    ):
        pass
