"""The cache of segments: what it gives back, what it takes for damaged, what it clears away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from renders.film.runs import Run, Seen
from renders.film.segment import Segment, Subtitle, checksum, is_whole, unbroken
from renders.film.segment_cache import CachedSegments, SegmentCache

VIDEO = b"a video, whole"
SEEN = (Run(0, 9, Seen("here", "head1.weights", (0, 1), 0.416, "0.42", (1, 2, 3, 4))),)
TENSORS = ({"name": "head1.weights", "source": "here", "operands": []},)


def segment(index: int = 0, begin: int = 0, frames: int = 10, is_last: bool = False) -> Segment:
    captions = (Subtitle(0.5, 1.5, "Said."),)
    known = {"numbers": SEEN, "sources": ({"label": "here"},), "tensors": TENSORS}
    known |= {"sha256": checksum(VIDEO), "guesses": (begin + 4,)}
    return Segment(index, "beat", begin, frames, is_last, captions, **known)


def test_a_segment_comes_back_as_it_was(tmp_path: Path) -> None:
    cached = CachedSegments(tmp_path / "cached")
    cached.put(segment(), VIDEO)
    cached.put(segment(1, 10), VIDEO)
    assert cached.segments() == [segment(), segment(1, 10)]
    assert cached.video(segment(1, 10)).read_bytes() == VIDEO


def test_a_section_without_frames_has_no_video(tmp_path: Path) -> None:
    empty = replace(segment(2, 20, 0, is_last=True), sha256="")
    cached = CachedSegments(tmp_path)
    cached.put(empty, b"")
    assert cached.segments() == [empty]
    assert not cached.video(empty).exists()


@pytest.mark.parametrize("suffix", ["mp4", "json"])
@pytest.mark.parametrize("content", [b"", b"a video, wh", b"{}", b"[1]", b'{"index": 0}'])
def test_what_is_damaged_counts_as_missing(suffix: str, content: bytes, tmp_path: Path) -> None:
    cached = CachedSegments(tmp_path)
    cached.put(segment(), VIDEO)
    (tmp_path / f"000.{suffix}").write_bytes(content)
    assert cached.segments() == []
    cached.put(segment(), VIDEO)
    assert cached.segments() == [segment()]


def test_what_was_kept_in_another_format_counts_as_missing(tmp_path: Path) -> None:
    cached = CachedSegments(tmp_path)
    cached.put(segment(), VIDEO)
    (described,) = tmp_path.glob("*.json")
    fields = json.loads(described.read_text(encoding="utf-8"))
    interval = {"start": 0.0, "end": 1.0, "numbers": [{"source": "here", "text": "0.42"}]}
    described.write_text(json.dumps(fields | {"numbers": [interval]}), encoding="utf-8")
    assert cached.segments() == []


def test_a_video_without_its_description_counts_as_missing(tmp_path: Path) -> None:
    (tmp_path / "000.mp4").write_bytes(VIDEO)
    assert CachedSegments(tmp_path).segments() == []


def test_a_gap_ends_what_is_unbroken() -> None:
    first, second, last = segment(0), segment(1, 10), segment(2, 20, is_last=True)
    assert unbroken([last, first]) == [first]
    assert unbroken([last, second, first]) == [first, second, last]
    assert unbroken([second]) == []
    assert is_whole([first, last, second])
    assert not is_whole([first, second])
    assert not is_whole([last, second])
    assert not is_whole([])


def fill(cache: SegmentCache, name: str, used: int) -> Path:
    """Make segments of about a thousand bytes that were used at this time."""
    with cache.using(name, "0" * 64) as cached:
        cached.put(segment(), bytes(1000))
    os.utime(cached.folder / "used", (used, used))
    return cached.folder


def test_the_segments_used_longest_ago_go_first(tmp_path: Path) -> None:
    cache = SegmentCache(tmp_path)
    old, older, newest = fill(cache, "b", 2), fill(cache, "a", 1), fill(cache, "c", 3)
    cache.clear_up(10_000)
    assert all(folder.exists() for folder in (old, older, newest))
    cache.clear_up(3000)
    assert [folder.exists() for folder in (older, old, newest)] == [False, True, True]
    cache.clear_up(0)
    assert list(tmp_path.iterdir()) == []


def test_using_segments_makes_them_the_newest(tmp_path: Path) -> None:
    cache = SegmentCache(tmp_path)
    first, second = fill(cache, "a", 1), fill(cache, "b", 2)
    with cache.using("a", "0" * 64):
        pass
    cache.clear_up(1500)
    assert [folder.exists() for folder in (first, second)] == [True, False]


HOLD = """
from pathlib import Path; import sys
from renders.film.segment_cache import SegmentCache
with SegmentCache(Path(sys.argv[1])).using("a", "0" * 64) as cached:
    print("held", flush=True)
    sys.stdin.read()
"""


def test_what_is_in_use_elsewhere_is_never_cleared_away(tmp_path: Path) -> None:
    cache = SegmentCache(tmp_path)
    held, free = fill(cache, "a", 1), fill(cache, "b", 2)
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        cache.clear_up(0)
        assert (held / "000.json").exists()
        assert not free.exists()
        holder.stdin.close()
    cache.clear_up(0)
    assert not held.exists()


def test_an_empty_folder_leaves_nothing(tmp_path: Path) -> None:
    with SegmentCache(tmp_path).using("a", "0" * 64):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_fault_inside_is_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), SegmentCache(tmp_path).using("a", "0" * 64):
        raise FileNotFoundError("of the block's own")


def test_what_a_killed_run_left_goes_even_where_nothing_is_to_be_made(tmp_path: Path) -> None:
    cache = SegmentCache(tmp_path)
    folder = fill(cache, "a", 1)
    (folder / ".rendering-00000000.lock").touch()
    (folder / ".rendering-00000000").mkdir()
    cache.clear_up(10_000)
    assert not list(folder.glob(".rendering-*"))
    assert (folder / "000.json").exists()
