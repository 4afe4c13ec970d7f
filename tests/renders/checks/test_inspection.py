"""With which sentences a chapter is checked, and what is approved of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from renders.checks import approved
from renders.checks.failure import Inspection
from renders.checks.inspection import inspect, inspect_all, other_sentences
from scenes import storyboard
from tests.standins import Says, Strays, Weighs, entry


def beats_beyond_the_margin(found: Inspection) -> set[str]:
    return {failure.beat for failure in found.failures if failure.check == "safe margin"}


def test_a_chapter_is_checked_with_its_other_sentences() -> None:
    beats: list[int] = []
    found = inspect_all(entry(Strays), False, beats.append)
    assert beats == [1, 1]
    assert beats_beyond_the_margin(found) == {"only, of 'birds sing'"}


def test_a_chosen_sentence_is_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[int] = []
    monkeypatch.setenv("ATTENTION_SENTENCE", "the sky is grey")
    found = inspect_all(entry(Strays), False, beats.append)
    assert (beats, beats_beyond_the_margin(found)) == ([1], set())


def test_a_base_names_no_sentences_for_a_subclass() -> None:
    assert other_sentences(entry(Strays)) == Strays.other_sentences
    assert other_sentences(entry(Says)) == ()


@pytest.fixture
def snapshots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for what is approved, and a film with one chapter more."""
    chapters = (*storyboard.CHAPTERS, entry(Weighs), entry(Strays))
    monkeypatch.setattr(storyboard, "CHAPTERS", chapters)
    monkeypatch.setattr(approved, "SNAPSHOTS", tmp_path)
    return tmp_path


def test_what_was_approved_passes_until_it_is_changed(
    snapshots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (unseen,) = inspect(entry(Weighs)).failures
    assert unseen.expected == "watched, then `attention-film check Weighs --approve`"
    assert inspect_all(entry(Weighs), True, lambda _: None).failures == ()
    assert inspect(entry(Weighs)).failures == ()
    snapshot = snapshots / "Weighs.jsonl"
    lines = snapshot.read_text(encoding="utf-8").splitlines(keepends=True)
    snapshot.write_text("".join(lines[1:]), encoding="utf-8")
    (new,) = inspect(entry(Weighs)).failures
    assert (new.check, new.expected) == ("approved", "none")
    monkeypatch.setenv("ATTENTION_SENTENCE", "the sky is grey")
    assert inspect(entry(Weighs)).failures == (), "nobody has approved this sentence"


def test_what_breaks_a_law_is_not_approved(snapshots: Path) -> None:
    found = inspect_all(entry(Strays), True, lambda _: None)
    assert {one.check for one in found.failures} >= {"safe margin"}
    assert list(snapshots.iterdir()) == []
