"""`attention-film render`: real workers on tiny scenes, and what they leave on disk."""

from __future__ import annotations

import json
from pathlib import Path

import av
import numpy as np
import pytest
import srt
from manim import Scene
from manim.constants import QUALITIES

from renders.__main__ import main
from renders.commands import options
from renders.film import carrying
from renders.film.concatenate import Footage, join
from renders.film.crossfade import SECONDS
from renders.film.quality import Quality
from renders.film.running_order import END
from renders.film.segment import Subtitle
from renders.rehearsal import rehearse_class
from scenes import theme
from scenes.storyboard import CHAPTERS, Entry, part_of
from tests import standins
from tests.standins import entry
from tests.tracks import hold


def probe(path: Path) -> tuple[int, float, str, tuple[int, int]]:
    """Decode a video: frames, seconds, codec, size."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = sum(1 for _ in container.decode(stream))
        seconds = float(stream.duration * stream.time_base)
        return frames, seconds, stream.codec_context.name, (stream.width, stream.height)


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def results(folder: Path) -> set[str]:
    """Name all files but those of the cache."""
    return {name for name in files(folder) if not name.startswith("cache/")}


def list_chapters(patch: pytest.MonkeyPatch, *chapters: Entry) -> None:
    """Put stand-ins in the place of the film's chapters."""
    patch.setattr(options, "CHAPTERS", chapters)
    patch.setattr(options, "find", {one.name: one for one in chapters}.__getitem__)


@pytest.fixture
def storyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    scenes = (standins.Appears, standins.Breaks, standins.Refuses)
    list_chapters(monkeypatch, *(entry(scene, number) for number, scene in enumerate(scenes, 1)))


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One stand-in, rendered at the lowest quality."""
    folder = tmp_path_factory.mktemp("clip")
    return render_clip(standins.Appears, folder)


def render_clip(scene: type[Scene], folder: Path, quality: str = "l") -> Path:
    with pytest.MonkeyPatch.context() as patch:
        list_chapters(patch, entry(scene))
        assert main(["render", scene.__name__, "-q", quality, "--output", str(folder)]) == 0
    (made,) = folder.rglob(f"{scene.__name__}.mp4")
    return made


def test_a_clip_is_h264_of_the_right_size_and_length(clip: Path) -> None:
    assert clip.parent.name == "480p15"
    frames, seconds, codec, size = probe(clip)
    assert (frames, codec, size) == (15, "h264", (854, 480))
    assert seconds == pytest.approx(1, abs=0.01)


def test_captions_lie_beside_the_clip_and_nothing_else_is_left(clip: Path) -> None:
    (caption,) = srt.parse(clip.with_suffix(".srt").read_text())
    assert caption.content == "A square appears."
    assert results(clip.parents[2]) == {
        f"clips/480p15/Appears.{suffix}" for suffix in ("mp4", "srt", "vtt", "numbers.json")
    }


def test_qualities_are_manims() -> None:
    flags = {quality["flag"]: quality for quality in QUALITIES.values() if quality["flag"]}
    assert {quality.value for quality in Quality} == set(flags)
    for quality in Quality:
        frame, known = quality.frame, flags[quality.value]
        expected = (known["pixel_width"], known["pixel_height"], known["frame_rate"])
        assert (frame.width, frame.height, frame.rate) == expected


def test_a_fault_stops_no_other_chapter_and_leaves_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    scenes = (standins.Breaks, standins.Dies, standins.PlaysNothing, standins.Appears)
    list_chapters(monkeypatch, *map(entry, scenes))
    names = [scene.__name__ for scene in scenes]
    assert main(["render", *names, "-q", "l", "--jobs", "2", "--output", str(tmp_path)]) == 1
    errors = capfd.readouterr().err
    assert "Breaks failed: RuntimeError: the second beat is missing" in errors
    assert "Dies failed: its process died twice; memory may have run out" in errors
    assert "PlaysNothing failed: RuntimeError: PlaysNothing plays nothing" in errors
    assert "Appears: 15 frames" in errors
    assert "Traceback" in (tmp_path / "logs/Breaks.log").read_text()
    assert results(tmp_path) == {
        *(f"clips/480p15/Appears.{suffix}" for suffix in ("mp4", "numbers.json", "srt", "vtt")),
        *("logs/Breaks.log", "logs/Dies.log", "logs/PlaysNothing.log"),
    }


@pytest.mark.usefixtures("storyboard")
def test_render_tells_failures_and_exits_1(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    earlier = tmp_path / "clips/480p15/Breaks.mp4"
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(b"from an earlier run")
    assert main(["render", "-q", "l", "--output", str(tmp_path)]) == 1
    errors = capfd.readouterr().err
    assert "Breaks failed: RuntimeError: the second beat is missing" in errors
    assert "Refuses failed: ValueError: None does not fit the stage" in errors
    assert "2 of 5 failed" in errors
    assert "Traceback" not in errors
    assert files(tmp_path) >= {"clips/480p15/Appears.mp4", "logs/Breaks.log", "logs/Refuses.log"}
    assert "film.mp4" not in files(tmp_path)
    assert earlier.read_bytes() == b"from an earlier run"


@pytest.mark.usefixtures("storyboard")
def test_a_sentence_that_does_not_fit_is_bad_input(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ["render", "Refuses", "-q", "l", "--sentence", "too long", "--output", str(tmp_path)]
    assert main(command) == 2
    said = capfd.readouterr()
    *progress, last = said.err.splitlines()
    assert last == "attention-film: Refuses: 'too long' does not fit the stage"
    assert all("frames" in line for line in progress)  # on a machine that is slow
    assert said.out == ""
    assert results(tmp_path) == set()


@pytest.mark.usefixtures("storyboard")
def test_a_named_chapter_is_rendered_and_its_path_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "Appears", "-q", "l", "--output", str(tmp_path)]) == 0
    assert capfd.readouterr().out.split() == [str(tmp_path / "clips/480p15/Appears.mp4")]


def test_a_film_is_its_pieces_one_after_the_other(clip: Path, tmp_path: Path) -> None:
    """Every frame is there and on time, and so is what is said."""
    other = render_clip(standins.Lasts, tmp_path / "parts")
    spoken = Footage(clip, captions=(Subtitle(0, 1, "A square appears."),))
    captions = join([spoken, Footage(other), spoken], tmp_path / "film.mp4", "Squares")
    assert probe(tmp_path / "film.mp4") == (45, 3.0, "h264", (854, 480))
    with av.open(str(tmp_path / "film.mp4")) as container:
        times = [frame.time for frame in container.decode(video=0)]
        assert container.metadata["title"] == "Squares"
    assert times == pytest.approx([number / 15 for number in range(45)])
    assert [(one.start, one.end) for one in captions] == [(0, 1), (2, 3)]


def pictures(path: Path) -> np.ndarray:
    """Decode a video: frame × row × column × colour."""
    with av.open(str(path)) as container:
        return np.stack([f.to_ndarray(format="rgb24") for f in container.decode(video=0)])


def unlike(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.abs(first.astype(int) - second).mean())


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of two stand-ins, in the first and in the last part."""
    folder = tmp_path_factory.mktemp("film")
    chapters = (
        entry(standins.Appears, CHAPTERS[0].number),
        entry(standins.Lasts, CHAPTERS[-1].number),
    )
    with pytest.MonkeyPatch.context() as patch:
        list_chapters(patch, *chapters)
        assert main(["render", "-q", "l", "--output", str(folder)]) == 0
    return folder / "film.mp4"


def test_the_film_has_a_card_before_each_part_and_marks_to_jump_to(film: Path) -> None:
    first, last = part_of(CHAPTERS[0]), part_of(CHAPTERS[-1])
    with av.open(str(film)) as container:
        marks = [(mark["metadata"]["title"], mark["start"] / 1000) for mark in container.chapters()]
    titles = [
        f"{first.called} · {first.name}",
        f"{CHAPTERS[0].number} · A square appears",
        f"{last.called} · {last.name}",
        f"{CHAPTERS[-1].number} · A square lasts",
        END.teaches,
    ]
    assert [title for title, _ in marks] == titles
    shown = pictures(film)
    clips = [
        film.parent / "clips" / "480p15" / f"{name}.mp4"
        for name in (first.card, "Appears", last.card, "Lasts", END.name)
    ]
    for clip, (title, seconds) in zip(clips, marks, strict=True):
        begin, own = round(seconds * 15), pictures(clip)
        assert unlike(shown[begin : begin + len(own)], own) == 0, title
    assert len(shown) == sum(len(pictures(clip)) for clip in clips) + 4 * round(15 * SECONDS)
    track = json.loads(film.with_suffix(".numbers.json").read_text(encoding="utf-8"))
    hold(track)
    assert track["frames"] == len(shown)
    assert [(one["name"], one["start"]) for one in track["beats"]] == [
        (title, round(seconds * 15)) for title, seconds in marks
    ]


def test_the_film_fades_from_clip_to_clip(film: Path) -> None:
    """From the last frame of a clip each frame is less like it, and more like the next clip."""
    with av.open(str(film)) as container:
        starts = [round(mark["start"] * 15 / 1000) for mark in container.chapters()][1:]
        times = [frame.time for frame in container.decode(video=0)]
    assert times == pytest.approx([number / 15 for number in range(len(times))])
    shown, frames = pictures(film), round(15 * SECONDS)
    for start in starts:
        fading, before, after = (
            shown[start - frames : start],
            shown[start - frames - 1],
            shown[start],
        )
        leaving = [unlike(frame, before) for frame in (*fading, after)]
        coming = [unlike(frame, after) for frame in (before, *fading)]
        assert all(step > -0.1 for step in np.diff(leaving))
        assert all(step < 0.1 for step in np.diff(coming))
        assert max(np.diff([0, *leaving])) < 0.3 * leaving[-1]
        assert leaving[-1] > 0.5


def test_a_word_that_stands_in_both_clips_travels_from_one_to_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_chapters(monkeypatch, entry(standins.Leaves), entry(standins.Opens, 2))
    joined = tmp_path / "joined.mp4"
    chosen = ["Leaves", "Opens", "--join", str(joined)]
    assert main(["render", *chosen, "-q", "l", "--output", str(tmp_path)]) == 0
    shown = pictures(joined)
    assert len(shown) == 6 + round(15 * carrying.SECONDS) + 6
    lit = [np.argwhere(picture > 128) for picture in shown]
    middles = np.array([(one.min(axis=0) + one.max(axis=0)) / 2 for one in lit])[:, 1]
    widths = np.array([np.ptp(one[:, 1]) for one in lit])
    unit = 854 / (128 / 9)  # pixels of the frame, whose height is 8
    assert middles[[0, -1]] == pytest.approx([427 - 4 * unit, 427 + 4 * unit], abs=2)
    assert (np.diff(middles) > -1).all()
    assert middles[len(shown) // 2] == pytest.approx(427, abs=unit)
    assert widths[-1] == pytest.approx(2 * widths[0], rel=0.2)


def test_players_read_both_kinds_of_subtitles(film: Path) -> None:
    spoken = {}
    for suffix in (".srt", ".vtt"):
        with av.open(str(film.with_suffix(suffix))) as container:
            packets = [packet for packet in container.demux() if packet.dts is not None]
            spoken[suffix] = [
                (float(p.pts * p.time_base), float(p.duration * p.time_base), bytes(p).decode())
                for p in packets
            ]
    assert spoken[".srt"] == spoken[".vtt"]
    ((start, duration, text),) = spoken[".srt"]
    assert (duration, text) == (1, "A square appears.")
    with av.open(str(film)) as container:
        assert start == pytest.approx(container.chapters()[1]["start"] / 1000, abs=0.001)


def test_captions_can_be_left_out_of_the_picture_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_chapters(monkeypatch, entry(standins.Says))
    for option in ("--captions", "--no-captions"):
        assert main(["render", "Says", "-q", "l", option, "--output", str(tmp_path)]) == 0
    names = {f"Says.{suffix}" for suffix in ("mp4", "srt", "vtt", "numbers.json")}
    kinds = [tmp_path / "clips" / folder for folder in ("480p15", "480p15-no-captions")]
    assert [set(path.name for path in kind.iterdir()) for kind in kinds] == [names, names]
    for suffix in (".srt", ".vtt"):
        assert len({kind.joinpath("Says").with_suffix(suffix).read_text() for kind in kinds}) == 1
    captioned, bare = (pictures(kind / "Says.mp4")[:, 426:] for kind in kinds)
    assert len(captioned) == len(bare)
    ground = np.array(theme.GROUND.to_int_rgb())
    assert np.abs(captioned[-1].astype(int) - ground).max() > 100
    assert np.abs(bare.astype(int) - ground).max() < 8
    vtt = (kinds[0] / "Says.vtt").read_text()
    assert "Nothing but a caption &amp; its &lt;band&gt;." in vtt


def test_clips_that_cannot_be_joined_are_refused(clip: Path, tmp_path: Path) -> None:
    other = render_clip(standins.Appears, tmp_path / "other", "m")
    with pytest.raises(ValueError, match="render it anew"):
        join([Footage(clip), Footage(other)], tmp_path / "film.mp4", "Squares")
    assert not (tmp_path / "film.mp4").exists()


def test_a_chapter_becomes_a_clip_as_long_as_its_rehearsal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first beats of one of the film, with its own words, numbers and captions."""
    list_chapters(monkeypatch, entry(standins.Weighs))
    assert main(["render", "Weighs", "-q", "l", "--output", str(tmp_path)]) == 0
    clip = tmp_path / "clips" / "480p15" / "Weighs.mp4"
    frames, seconds, codec, size = probe(clip)
    assert (codec, size) == ("h264", (854, 480))
    assert frames == pytest.approx(seconds * 15, abs=1)
    rehearsed = rehearse_class(standins.Weighs, lambda chapter, beat: None)
    assert seconds == pytest.approx(rehearsed.time, abs=0.2)
    captions = list(srt.parse(clip.with_suffix(".srt").read_text()))
    assert captions
    assert captions[-1].end.total_seconds() <= seconds + 1 / 15
