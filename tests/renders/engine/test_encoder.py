"""Videos that come out of the encoder, as another decoder reads them."""

from __future__ import annotations

from io import BytesIO

import av
import numpy as np
import pytest

from renders.engine.encoder import Encoder
from renders.engine.picture import Box, Picture

WIDTH, HEIGHT, RATE = 256, 192, 12


def decoded(video: bytes) -> list[av.VideoFrame]:
    with av.open(BytesIO(video)) as container:
        return list(container.decode(video=0))


def plain(level: int) -> np.ndarray:
    return np.full((HEIGHT, WIDTH, 4), (level, level, level, 255), dtype=np.uint8)


def test_frames_are_on_time_and_hold_their_pictures() -> None:
    encoder = Encoder(WIDTH, HEIGHT, RATE)
    for level, count in ((20, 2), (120, 5), (220, 1)):
        encoder.write(plain(level), count)
    frames = decoded(encoder.close())
    assert [frame.time for frame in frames] == pytest.approx([n / RATE for n in range(8)])
    centres = [int(frame.to_ndarray(format="rgb24")[96, 128, 0]) for frame in frames]
    assert centres == pytest.approx([20] * 2 + [120] * 5 + [220], abs=3)


def test_it_is_what_players_take() -> None:
    encoder = Encoder(WIDTH, HEIGHT, RATE)
    encoder.write(plain(9))
    with av.open(BytesIO(encoder.close())) as container:
        stream = container.streams.video[0]
        assert "mp4" in container.format.name
        assert (stream.codec_context.name, stream.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height, stream.average_rate) == (WIDTH, HEIGHT, RATE)


def test_what_changed_is_converted_as_if_all_had_been() -> None:
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    partly, wholly = Encoder(WIDTH, HEIGHT, RATE), Encoder(WIDTH, HEIGHT, RATE)
    version = None
    for box in (Box(0, 0, WIDTH, HEIGHT), Box(64, 64, 128, 128), Box(192, 128, 256, 192)):
        shape = (box.bottom - box.top, box.right - box.left, 4)
        pixels[box.top : box.bottom, box.left : box.right] = rng.integers(0, 256, shape)
        picture = Picture.of(pixels, version, (box,))
        version = picture.version
        partly.write(picture, 2)
        wholly.write(pixels.copy(), 2)
    assert partly.close() == wholly.close()


def test_a_picture_after_another_than_the_last_is_converted_whole() -> None:
    encoder = Encoder(WIDTH, HEIGHT, RATE)
    pixels = plain(30)
    first = Picture.of(pixels, None, ())
    encoder.write(first)
    pixels[:] = 200
    missed = Picture.of(pixels, first.version, (Box(0, 0, WIDTH, HEIGHT),))
    encoder.write(Picture.of(pixels, missed.version, (Box(0, 0, 64, 64),)))
    last = decoded(encoder.close())[-1].to_ndarray(format="rgb24")
    assert last[150, 200, 0] == pytest.approx(200, abs=3)


def test_the_callers_picture_may_be_drawn_over() -> None:
    encoder = Encoder(WIDTH, HEIGHT, RATE)
    pixels = plain(40)
    encoder.write(pixels)
    pixels[:] = 240
    assert decoded(encoder.close())[0].to_ndarray(format="rgb24").mean() == pytest.approx(40, abs=3)


def test_it_refuses_another_size_and_an_empty_video() -> None:
    encoder = Encoder(WIDTH, HEIGHT, RATE)
    with pytest.raises(ValueError, match="picture"):
        encoder.write(np.zeros((HEIGHT, WIDTH + 2, 4), dtype=np.uint8))
    with pytest.raises(ValueError, match="frame"):
        encoder.close()


@pytest.mark.parametrize("rate", [29.97, 60, 15.0])
def test_rates_are_those_of_manim(rate: float) -> None:
    encoder = Encoder(WIDTH, HEIGHT, rate)
    encoder.write(plain(1), 3)
    times = [frame.time for frame in decoded(encoder.close())]
    assert times == pytest.approx([n / rate for n in range(3)], abs=1e-4)
