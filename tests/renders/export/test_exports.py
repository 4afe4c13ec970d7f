"""What leaves the house plays where it should: sizes, codecs, key frames, pictures at the ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from manim import YELLOW
from PIL import Image
from playwright.sync_api import Browser
from svgelements import SVG, Color, Rect
from svgelements import Path as Outline

from renders.__main__ import main
from renders.engine.encoder import Encoder
from renders.errors import BadInput
from renders.export import previews
from renders.export.clear import straight
from renders.export.footage import shape_of
from renders.export.formats import Format, most_bytes, read_formats
from renders.export.previews import TooLargeError, preview
from renders.export.stills import write_still
from renders.export.videos import CODINGS, encode
from scenes import theme
from tests.browser import opened
from tests.renders.commands.test_render import list_chapters
from tests.standins import Steps, entry

WIDTH, HEIGHT, RATE, FRAMES = 128, 72, 15, 20
PAGE = 240, 110, 30  # a colour that nothing in the film has
COLORS = (200, 40, 40), (40, 200, 40), (40, 40, 200)


@pytest.fixture(scope="module")
def beats(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three videos of one colour each, with a white square that goes to the right."""
    folder = tmp_path_factory.mktemp("beats")
    return [written(folder / f"{n}.mp4", color) for n, color in enumerate(COLORS)]


def written(path: Path, color: tuple[int, int, int]) -> Path:
    encoder = Encoder(WIDTH, HEIGHT, RATE)
    for number in range(FRAMES):
        pixels = np.full((HEIGHT, WIDTH, 4), (*color, 255), np.uint8)
        pixels[20:30, 2 * number : 2 * number + 10] = 255
        encoder.write(pixels)
    path.write_bytes(encoder.close())
    return path


def nothing(_: int) -> None:
    """Count nothing."""


def hue(picture: Image.Image) -> int:
    """Tell which of the three colours fills a picture."""
    middle = np.asarray(picture.convert("RGB"))[-5, 5]
    return int(middle.argmax())


@pytest.mark.parametrize(
    ("kind", "codec"), [(Format.webm, "vp9"), (Format.av1, "av1")], ids=["webm", "av1"]
)
def test_an_encoded_video_can_be_jumped_to_every_beat(
    kind: Format, codec: str, beats: list[Path], tmp_path: Path
) -> None:
    counted: list[int] = []
    encode(beats, target := tmp_path / f"clip{kind.suffix}", CODINGS[kind], "T", counted.append)
    assert sum(counted) == 3 * FRAMES
    with av.open(str(target)) as video:
        stream = video.streams.video[0]
        name = stream.codec_context.name
        assert codec in name or "dav1d" in name
        keys = [p.pts for p in video.demux(stream) if p.is_keyframe and p.pts is not None]
        seconds = [float(key * stream.time_base) for key in keys]
    assert seconds == pytest.approx([0, FRAMES / RATE, 2 * FRAMES / RATE], abs=1e-2)
    with av.open(str(target)) as video:
        pictures = [frame.to_image() for frame in video.decode(video=0)]
    assert [hue(one) for one in pictures[::FRAMES]] == [0, 1, 2]
    assert len(pictures) == 3 * FRAMES


@pytest.mark.parametrize("kind", [Format.gif, Format.webp])
def test_a_preview_begins_and_ends_as_the_clip(
    kind: Format, beats: list[Path], tmp_path: Path
) -> None:
    preview(beats, target := tmp_path / f"clip.{kind}", kind, 500_000, nothing)
    with Image.open(target) as moving:
        assert moving.size == (WIDTH, HEIGHT)
        assert moving.info["loop"] == 0
        lasts = []
        for number in range(moving.n_frames):
            moving.seek(number)
            moving.load()  # or else a WebP does not tell how long it lasts
            lasts.append(moving.info["duration"])
            if number == 0:
                assert hue(moving) == 0
        assert hue(moving) == 2
    assert sum(lasts) / 1000 == pytest.approx(3 * FRAMES / RATE, rel=0.15)


def test_a_preview_that_cannot_be_small_is_refused_and_not_left(
    beats: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[previews.Trial] = []
    write = previews._write_gif
    monkeypatch.setattr(previews, "_write_gif", lambda p, t, f: (tried.append(t), write(p, t, f)))
    with pytest.raises(TooLargeError, match="choose one --beat"):
        preview(beats, target := tmp_path / "clip.gif", Format.gif, 100, nothing)
    assert tuple(tried) == previews.TRIALS
    assert not target.exists()


def test_a_poster_keeps_to_its_bytes(tmp_path: Path) -> None:
    encoder = Encoder(WIDTH, HEIGHT, RATE)
    noise = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 4), np.uint8)
    encoder.write(noise, 2)
    (video := tmp_path / "noise.mp4").write_bytes(encoder.close())
    write_still(video, whole := tmp_path / "whole.png")
    write_still(video, small := tmp_path / "small.png", most=6_000)
    assert small.stat().st_size <= 6_000 < whole.stat().st_size


def test_limits_are_those_of_a_post_and_of_a_page() -> None:
    assert most_bytes(["beat"], 12) == most_bytes(["a", "b"], 9) == 500_000
    assert most_bytes(["a", "b"], 12) == 1_000_000
    assert most_bytes(["a"] * 9, 45) == 3_000_000


def test_formats_are_read_or_refused_in_a_line() -> None:
    assert read_formats("webm, GIF,webm") == [Format.webm, Format.gif]
    with pytest.raises(BadInput, match="no 'avi': choose from mp4, webm") as error:
        read_formats("webm,avi")
    assert "\n" not in str(error.value)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., int]:
    """Render a chapter of six beats once, and then as often as it is asked for."""
    folder = tmp_path_factory.mktemp("film")

    @contextmanager
    def listed() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            list_chapters(patch, entry(Steps))
            yield

    def run(*more: str) -> int:
        with listed():
            return main(["render", "Steps", "-q", "l", "--output", str(folder), *more])

    run.clips = folder / "clips/480p15"
    assert run() == 0
    return run


def test_a_beat_alone_is_the_clips_own_frames(rendered: Callable[..., int]) -> None:
    assert rendered("--beat", "step 2", "--format", "mp4,png", "--poster") == 0
    folder = rendered.clips
    with av.open(str(folder / "Steps.step-2.mp4")) as video:
        beat = [frame.to_ndarray(format="gray") for frame in video.decode(video=0)]
    with av.open(str(folder / "Steps.mp4")) as video:
        clip = [frame.to_ndarray(format="gray") for frame in video.decode(video=0)]
    where = next(n for n in range(len(clip)) if np.array_equal(clip[n], beat[1])) - 1
    assert 0 < where < len(clip) - len(beat)
    assert all(map(np.array_equal, clip[where : where + len(beat)], beat))
    still = np.asarray(Image.open(folder / "Steps.step-2.png").convert("L"), int)
    assert abs(still - beat[-1]).mean() < 3
    assert (folder / "Steps.step-2.poster.png").stat().st_size <= 60_000


def test_beats_that_follow_each_other_are_one_file(rendered: Callable[..., int]) -> None:
    chosen = "--beat", "step 3", "--beat", "step 2"
    assert rendered(*chosen, "--format", "mp4,webp") == 0
    with Image.open(rendered.clips / "Steps.step-2.step-3.webp") as moving:
        assert moving.n_frames > 1
    assert rendered("--beat", "step 2") == rendered("--beat", "step 3") == 0
    names = "step-2.step-3", "step-2", "step-3"
    clips = (rendered.clips / f"Steps.{name}.mp4" for name in names)
    both, second, third = (shape_of([clip]).frames for clip in clips)
    assert both == second + third


def test_stills_are_vectors_and_may_have_no_ground(rendered: Callable[..., int]) -> None:
    """The square of the chapter is yellow: manim's pixels have red where others have blue."""
    assert rendered("--beat", "step 2", "--format", "svg,pdf,png", "--transparent") == 0
    drawn = SVG.parse(rendered.clips / "Steps.step-2.svg")
    fills = {Color(one.fill).hex for one in drawn.elements() if isinstance(one, Outline)}
    assert YELLOW.to_hex().lower() + "80" in fills  # half opaque
    assert not any(isinstance(one, Rect) for one in drawn.elements())
    assert (rendered.clips / "Steps.step-2.pdf").read_bytes().startswith(b"%PDF")
    still = np.asarray(Image.open(rendered.clips / "Steps.step-2.png"))
    assert still.shape == (480, 854, 4)
    assert still[0, 0, 3] == 0
    assert rendered("--beat", "step 2", "--format", "svg") == 0
    (ground,) = SVG.parse(rendered.clips / "Steps.step-2.svg").elements(
        lambda one: isinstance(one, Rect)
    )
    assert Color(ground.fill).hex == theme.GROUND.to_hex().lower()


def clear_frames(rendered: Callable[..., int]) -> tuple[list[av.VideoFrame], float]:
    """Have a beat drawn on no ground; return its frames, and its length in seconds."""
    assert rendered("--beat", "step 2", "--format", "webm", "--transparent") == 0
    with av.open(str(rendered.clips / "Steps.step-2.webm")) as video:
        stream = video.streams.video[0]
        assert stream.metadata["alpha_mode"] == "1"
        decoder = av.CodecContext.create("libvpx-vp9", "r")  # the other decodes no such plane
        frames = [frame for packet in video.demux(stream) for frame in decoder.decode(packet)]
        return frames, float(video.duration / av.time_base)


def over(frame: av.VideoFrame, ground: tuple[int, ...]) -> np.ndarray:
    """Lay a frame over a colour."""
    pixels = frame.to_ndarray(format="rgba").astype(float)
    opaque = pixels[..., 3:] / 255
    return pixels[..., :3] * opaque + np.array(ground, float) * (1 - opaque)


def test_a_video_may_have_no_ground(rendered: Callable[..., int]) -> None:
    """The square is yellow and half opaque, its outline wholly; the title's letters are white."""
    frames, seconds = clear_frames(rendered)
    assert rendered("--beat", "step 2") == 0
    with av.open(str(rendered.clips / "Steps.step-2.mp4")) as beat:
        pictures = [frame.to_ndarray(format="rgb24") for frame in beat.decode(video=0)]
    assert len(frames) == len(pictures)
    assert seconds == pytest.approx(len(frames) / RATE, abs=0.1)
    opaque = frames[-1].to_ndarray(format="rgba")[..., 3] / 255
    assert opaque[0, 0] < 0.01
    assert 0.45 < np.median(opaque[(opaque > 0.3) & (opaque < 0.7)]) < 0.55
    assert abs(over(frames[-1], theme.GROUND.to_int_rgb()) - pictures[-1]).mean() < 2


def test_a_page_shines_through_a_video_without_a_ground(
    rendered: Callable[..., int], browser: Browser
) -> None:
    frames, seconds = clear_frames(rendered)
    height, width = frames[-1].height, frames[-1].width
    page_file = rendered.clips / "page.html"
    page_file.write_text(
        f'<!doctype html><body style="margin: 0; background: rgb{PAGE}">'
        '<video src="Steps.step-2.webm" muted style="display: block"></video>'
    )
    with opened(browser, viewport={"width": width, "height": height}) as page:
        page.goto(page_file.as_uri())
        page.wait_for_function("document.querySelector('video').readyState > 1")
        page.evaluate(f"document.querySelector('video').currentTime = {seconds - 0.5 / RATE}")
        page.wait_for_function("!document.querySelector('video').seeking")
        page.wait_for_timeout(300)  # until it is painted
        seen = np.asarray(Image.open(BytesIO(page.screenshot())).convert("RGB"))
    assert seen[0, 0].tolist() == list(PAGE)
    assert abs(over(frames[-1], PAGE) - seen).mean() < 2


def test_colours_are_straight_where_they_are_partly_opaque() -> None:
    """By hand: 128 of 255 opaque, and so half of each colour; what is nowhere has none."""
    pixels = np.array([[[128, 64, 0, 128], [0, 0, 0, 0], [7, 8, 9, 255]]], np.uint8)
    assert straight(pixels).tolist() == [[[255, 128, 0, 128], [0, 0, 0, 0], [7, 8, 9, 255]]]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--beat", "step 9"], "Steps has no beat 'step 9': choose from step 1, step 2"),
        (["--beat", "step 1", "--beat", "step 3"], "stands 'step 2': add --beat 'step 2'"),
        (["--format", "avi"], "--format has no 'avi': choose from mp4, webm"),
        (["--format", "svg", "--beat", "step 9"], "Steps has no beat 'step 9'"),
        (["--format", "gif,png", "--transparent"], "--transparent goes with --format webm, png"),
        (["--transparent"], "--transparent goes with --format webm, png, svg, pdf"),
    ],
)
def test_what_cannot_be_written_is_told_in_a_line(
    asked: list[str], told: str, rendered: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(rendered.clips.iterdir())
    capsys.readouterr()
    assert rendered(*asked) == 2
    said = capsys.readouterr().err.strip()
    assert told in said.splitlines()[-1]
    assert "Traceback" not in said
    assert set(rendered.clips.iterdir()) == before
