"""How a chapter is cut into chunks, and that its pictures do not depend on how it was."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from renders.film.clip import Clip, Settings, survey
from renders.film.plan import plan, windows
from renders.film.quality import Quality
from renders.film.segment import Segment
from renders.fingerprint import Inputs
from renders.workers.runner import number_tasks
from renders.workers.segments import Chunk
from scenes.storyboard import Entry
from tests import standins
from tests.standins import entry

WEIGHS = entry(standins.Weighs, seconds=8)  # a chapter's first beats, with all that it draws
WANDERS = entry(standins.Wanders, seconds=3)


def render(chapter: Entry, output: Path, chunks: list[Chunk], *, sends: bool = False) -> Clip:
    """Render chunks of a chapter, one after the other, and return what there is of its clip."""
    settings = Settings(Quality.low, output)
    with survey([chapter], [Inputs({})], settings) as (clip,):
        for chunk in chunks:
            if sends:
                clip.keep([chunk.make(lambda frames: None)])
            else:
                Chunk(*vars(chunk).values()).make(lambda frames: None)
        return clip.reread()


def cut(chapter: Entry, output: Path, longest: float, *, sends: bool = False) -> list[Chunk]:
    settings = Settings(Quality.low, output)
    with survey([chapter], [Inputs({})], settings) as (clip,):
        folder = None if sends else clip.cached.folder
    frame = settings.quality.frame
    return [
        Chunk(chapter.module, chapter.name, frame, start, end, folder=folder)
        for start, end in windows(chapter.seconds, longest)
    ]


def pictures(clip: Clip) -> list[tuple[object, ...]]:
    return [
        (one.index, one.begin, one.frames, one.is_last, one.captions, one.sha256)
        for one in clip.segments
    ]


@pytest.fixture(scope="module", params=[WANDERS, WEIGHS], ids=lambda chapter: chapter.name)
def through(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """A clip that was rendered from its beginning to its end."""
    output = tmp_path_factory.mktemp("through")
    clip = render(request.param, output, cut(request.param, output, math.inf))
    assert clip.is_rendered
    return clip


def test_a_chapter_cut_at_beats_is_the_same_to_the_last_bit(through: Clip, tmp_path: Path) -> None:
    chunks = cut(through.entry, tmp_path, through.entry.seconds / 4)
    assert len(chunks) == 4
    clip = render(through.entry, tmp_path, chunks[::-1])
    assert clip.is_rendered
    assert pictures(clip) == pictures(through)


def test_a_part_alone_makes_the_sections_that_begin_in_it(through: Clip, tmp_path: Path) -> None:
    third = through.entry.seconds / 3
    chunk = cut(through.entry, tmp_path, third)[1]
    clip = render(through.entry, tmp_path, [chunk])
    rate = Quality.low.frame.rate
    inside = [one for one in pictures(through) if chunk.start <= one[1] / rate < chunk.end]
    assert inside
    assert pictures(clip) == inside


def test_what_comes_back_from_afar_is_the_same(tmp_path: Path) -> None:
    near, far = tmp_path / "near", tmp_path / "far"
    here = render(WANDERS, near, cut(WANDERS, near, 1))
    there = render(WANDERS, far, cut(WANDERS, far, 1, sends=True), sends=True)
    assert pictures(here) == pictures(there)
    assert there.is_rendered


@pytest.mark.parametrize("longest", [0.5, 7, 10, 29, 31, 1000])
def test_windows_follow_each_other_without_an_end(longest: float) -> None:
    cuts = windows(30, longest)
    assert cuts[0][0] == 0
    assert cuts[-1][1] == math.inf
    assert all(before[1] == after[0] for before, after in zip(cuts, cuts[1:], strict=False))
    lengths = {min(end, 30) - start for start, end in cuts}
    assert max(lengths) <= max(1.5 * longest, 30 if longest > 20 else 0)


def clips_of(seconds: list[int], settings: Settings, *ready: Segment) -> list[Clip]:
    chapters = [Entry(n, f"C{n}", "none", length, "") for n, length in enumerate(seconds)]
    with survey(chapters, [Inputs({})] * len(chapters), settings) as clips:
        for segment in ready:
            clips[0].cached.put(segment, b"")
        return [clip.reread() for clip in clips]


def lengths(clips: list[Clip], settings: Settings, processes: int) -> list[tuple[str, float]]:
    tasks = number_tasks(plan(clips, settings, processes, shares_disk=True))
    assert [task.number for task in tasks] == list(range(len(tasks)))
    ends = {clip.entry.name: clip.entry.seconds for clip in clips}
    return [
        (task.entry.name, min(task.work.end, ends[task.entry.name]) - task.work.start)
        for task in tasks
    ]


def test_the_longest_chunk_comes_first_and_many_processes_share_a_chapter(tmp_path: Path) -> None:
    settings = Settings(Quality.low, tmp_path)
    clips = clips_of([20, 60, 40], settings)
    assert lengths(clips, settings, 1) == [("C1", 60), ("C2", 40), ("C0", 20)]
    shared = lengths(clips, settings, 4)
    assert [length for _, length in shared] == pytest.approx([20, 15, 15, 15, 15] + 3 * [40 / 3])
    assert [name for name, _ in shared] == ["C0", *4 * ["C1"], *3 * ["C2"]]
    assert min(length for _, length in lengths(clips, settings, 500)) > 5


def test_what_is_there_is_not_planned_again(tmp_path: Path) -> None:
    settings = Settings(Quality.low, tmp_path)
    rate = settings.quality.frame.rate
    first = Segment(1, "a", 0, 12 * rate, False, (), (), "")
    later = Segment(3, "c", 15 * rate, 2 * rate, False, (), (), "")
    clips = clips_of([20], settings, first, later)
    ((_, chunk),) = plan(clips, settings, 1, shares_disk=False)
    assert chunk.end == math.inf
    assert chunk.done == {1, 3}
    assert chunk.folder is None
    last = Segment(4, "d", 17 * rate, 0, True, (), (), "")
    middle = Segment(2, "b", 12 * rate, 3 * rate, False, (), (), "")
    assert plan(clips_of([20], settings, middle, last), settings, 1, shares_disk=True) == []
