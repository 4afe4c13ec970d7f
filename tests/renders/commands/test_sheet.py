"""`attention-film sheet`: its pictures are the chapter's, and its words are never markup."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from renders.__main__ import main
from renders.commands import options
from renders.rehearsal import Beat, Pixels, picture, rehearse_class
from renders.sheets.chapter_sheet import write_png
from renders.sheets.typeset import typeset_handout, typeset_sheet
from scenes import theme
from scenes.chapter import Chapter
from tests import standins
from tests.standins import entry

SHOWN = ("Weighs", "Steps")  # the first of few beats, the second of more than a page has
ON_A_PAGE = 5  # beats
WIDTH = 640  # pixels of a picture on a sheet
CLOSE = 2.0  # levels of 255 between a picture and itself, made smaller and given a palette
HOSTILE = '#panic("code") $ * _ @nobody `raw` <label> [x] \\u{41} "quoted" // end'


@dataclass
class Made:
    """What one run has written and said, and the beats that it should show."""

    folder: Path
    stills: Path
    said: list[str]
    beats: dict[str, list[tuple[Beat, Pixels]]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A film of two chapters, as sheets, handout and stills."""
    folder, stills = tmp_path_factory.mktemp("sheet"), tmp_path_factory.mktemp("stills")
    beats: dict[str, list[tuple[Beat, Pixels]]] = {name: [] for name in SHOWN}
    for name in SHOWN:

        def look(chapter: Chapter, beat: Beat, name: str = name) -> None:
            beats[name].append((beat, picture(chapter)))

        rehearse_class(getattr(standins, name), look, middles=True)
    with pytest.MonkeyPatch.context() as patch:
        said: list[str] = []
        patch.setattr(options, "CHAPTERS", tuple(entry(getattr(standins, name)) for name in SHOWN))
        patch.setattr(
            "renders.commands.showing.say",
            lambda line, err=False: None if err else said.append(str(line)),
        )
        assert main(["sheet", "--jobs", "1", "--output", str(folder), "--stills", str(stills)]) == 0
    return Made(folder, stills, said, beats)


def test_what_is_written_is_told_and_nothing_else_is_left(made: Made) -> None:
    written = {path for path in made.folder.rglob("*") if path.is_file()}
    assert written == {
        made.folder / "handout.pdf",
        *(made.folder / "sheets" / f"{name}.png" for name in SHOWN),
    }
    assert set(map(Path, made.said)) == written


@pytest.mark.parametrize("name", SHOWN)
def test_a_sheet_shows_every_beat_as_it_moves_and_as_it_rests(made: Made, name: str) -> None:
    sheet = np.asarray(Image.open(made.folder / "sheets" / f"{name}.png").convert("RGB"))
    places, corners = [], _corners(sheet)
    for beat, end in made.beats[name]:
        frames = [frame for frame in (beat.middle, end) if frame is not None]
        found = [_find(frame, sheet, corners) for frame in frames]
        assert max(error for error, _, _ in found) < CLOSE, beat.name
        places.append([(top, left) for _, top, left in found])
        assert len({top for top, _ in places[-1]}) == 1, beat.name
        assert [left for _, left in places[-1]] == sorted(left for _, left in places[-1])
    assert places == sorted(places), "the panels are read from left to right, then downwards"
    assert len({place for pair in places for place in pair}) == sum(map(len, places))


def _find(
    frame: Pixels, sheet: Pixels, corners: Sequence[tuple[int, int]]
) -> tuple[float, int, int]:
    """Return how well a frame without its caption fits best on a sheet, and where."""
    caption = round((8 - theme.CAPTION_ABOVE - theme.SIZE_CAPTION) / 8 * len(frame))
    kept = Image.fromarray(frame[:caption])
    small = np.asarray(kept.resize((WIDTH, round(WIDTH * kept.height / kept.width))))
    fits = []
    for top, left in corners:
        seen = sheet[top : top + len(small) : 3, left : left + WIDTH : 3]
        if seen.shape == small[::3, ::3].shape:
            fits.append((np.abs(seen.astype(int) - small[::3, ::3]).mean(), top, left))
    return min(fits)


def _corners(sheet: Pixels) -> list[tuple[int, int]]:
    """Find where pictures may begin, a pixel more or less: top and left."""
    return [
        (near + off, left)
        for left in _edges(sheet)
        for near in _edges(sheet[:, left + 2 : left + 3].transpose(1, 0, 2))
        for off in (-1, 0, 1)
    ]


def _edges(sheet: Pixels) -> list[int]:
    """Find the columns at which a picture, with the ground's colour, begins on a panel."""
    ground, panel = (np.array(color.to_int_rgb()) for color in (theme.GROUND, theme.PANEL))
    is_ground, is_panel = (np.abs(sheet.astype(int) - c).max(axis=-1) < 4 for c in (ground, panel))
    begins = np.flatnonzero((is_panel[:, :-3] & is_ground[:, 3:]).mean(axis=0) > 0.3)
    return [x + 3 for x in begins if x - 1 not in begins]


def test_the_handout_has_every_picture_and_says_every_caption(made: Made) -> None:
    beats = [beat for name in SHOWN for beat in made.beats[name]]
    pdf = _unpacked((made.folder / "handout.pdf").read_bytes())
    frames = sum(1 + (beat.middle is not None) for beat, _ in beats)
    assert len(re.findall(rb"/Width 854\b", pdf)) == frames
    chapters = sum(-(-len(made.beats[name]) // ON_A_PAGE) for name in SHOWN)
    assert _pages(pdf) == 1 + chapters + 1
    for beat, _ in beats:
        assert _says(pdf, beat.caption), beat.caption


def _unpacked(pdf: bytes) -> bytes:
    """Return a PDF with what is packed in it unpacked behind it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    unpacked = [pdf]
    for stream in streams:
        try:
            unpacked.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(unpacked)


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _says(pdf: bytes, sentence: str) -> bool:
    """Look for a sentence as it is read aloud, in either of the two encodings of a PDF's text."""
    escaped = re.sub(rb"([\\()])", rb"\\\1", sentence.encode("latin-1", "replace"))
    wide = sentence.encode("utf-16-be")
    packed = {wide, re.sub(rb"([\\()])", rb"\\\1", wide), wide.hex().upper().encode()}
    return any(text in pdf for text in {escaped, *packed, wide.hex().encode()})


@pytest.mark.parametrize("name", SHOWN)
def test_a_still_is_the_last_frame_and_small(made: Made, name: str) -> None:
    path = made.stills / f"{name}.png"
    still = np.asarray(Image.open(path).convert("RGB")).astype(int)
    _, last = made.beats[name][-1]
    assert still.shape == last.shape
    assert np.abs(still - last).mean() < 1
    assert path.stat().st_size < 100_000


def test_a_palette_keeps_the_hue_of_a_single_pixel(tmp_path: Path) -> None:
    gray = np.repeat(np.arange(256, dtype=np.uint8), 400).reshape(320, 320)
    frame = np.stack([gray, gray, gray], axis=-1)
    hues = [color.to_int_rgb() for color in theme.HEADS]
    frame[0, : len(hues)] = hues
    write_png(frame, tmp_path / "frame.png")
    kept = np.asarray(Image.open(tmp_path / "frame.png").convert("RGB"))
    assert np.abs(kept[0, : len(hues)].astype(int) - hues).max() < 24


def test_words_are_never_markup(tmp_path: Path) -> None:
    """What would stop Typst as code is printed: the glyphs of hostile words take room."""
    Image.new("RGB", (854, 426)).save(tmp_path / "end.png")

    def write(words: str) -> None:
        beat = dict.fromkeys(("name", "caption", "time"), words)
        beat |= {"number": 1, "pictures": ["end.png"]}
        source = dict.fromkeys(("label", "attention", "weights", "tokens"), words)
        sheet = dict.fromkeys(("part", "heading", "teaches", "length", "badge"), words)
        sheet |= {"number": 1, "beats": [beat], "sources": [source]}
        (tmp_path / "sheet.json").write_text(json.dumps(sheet))

    write("x")
    plain = typeset_sheet(tmp_path, "sheet.json")
    write(HOSTILE)
    hostile = typeset_sheet(tmp_path, "sheet.json")
    assert (hostile[: len(plain)] != plain[: len(hostile)]).any()
    assert _says(_unpacked(typeset_handout(tmp_path, ["sheet.json"], HOSTILE)), HOSTILE)


def test_a_fault_in_one_chapter_leaves_the_other_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(options, "CHAPTERS", (entry(standins.Breaks), entry(standins.Own)))
    assert main(["sheet", "--output", str(tmp_path)]) == 1
    said = capfd.readouterr().err
    assert "Breaks failed" in said
    assert "1 of 2 failed" in said
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {"sheets/Own.png", "logs/Breaks.log"}


def test_a_sentence_that_does_not_fit_is_bad_input(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    line = ["sheet", "SentenceAsGraph", "--output", str(tmp_path), "--sentence", "word"]
    assert main(line) == 2
    assert "at least 2 tokens" in capfd.readouterr().err
    assert not any(tmp_path.rglob("*"))
