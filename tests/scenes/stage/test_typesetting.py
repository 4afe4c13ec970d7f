"""Outlines of text: what typesetting gives, whether it was just done or long ago."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim import Typst

from scenes.stage import typesetting
from scenes.stage.typesetting import glyph_outlines

PREAMBLE = '#set text(font: "New Computer Modern")'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "attention-film" / "outlines"


def outline(markup: str) -> list[np.ndarray]:
    return glyph_outlines(markup, font_size=30, preamble=PREAMBLE)


def expected(markup: str) -> list[np.ndarray]:
    line = Typst(markup, font_size=30, typst_preamble=PREAMBLE)
    return [part.points for part in line.family_members_with_points()]


def equal(found: list[np.ndarray], wanted: list[np.ndarray]) -> bool:
    return len(found) == len(wanted) and all(map(np.array_equal, found, wanted))


def test_each_glyph_is_as_manim_reads_it(folder: Path) -> None:
    wanted = expected("a key")
    assert len(wanted) == 4
    assert equal(outline("a key"), wanted)
    assert len(list(folder.iterdir())) == 1


def test_a_second_time_nothing_is_typeset(monkeypatch: pytest.MonkeyPatch) -> None:
    first, other = outline("a key"), outline("a query")
    monkeypatch.delattr(typesetting, "Typst")
    assert equal(outline("a key"), first)
    assert equal(outline("a query"), other)
    with pytest.raises(NameError):
        outline("a value")


def test_no_glyph_is_no_outline() -> None:
    assert outline("#h(1em)") == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"no archive at all"])
def test_a_damaged_file_is_made_again(content: bytes, folder: Path) -> None:
    first = outline("a key")
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    for damaged in (content, whole[: len(whole) // 2]):
        path.write_bytes(damaged)
        assert equal(outline("a key"), first)
        assert path.read_bytes() == whole


def test_where_nothing_can_be_kept_text_is_typeset_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert equal(outline("a key"), expected("a key"))
