"""With which sentences a chapter is checked."""

from __future__ import annotations

import pytest

from renders.checks.failure import Inspection
from renders.checks.inspection import inspect_all, other_sentences
from tests.standins import Says, Strays, entry


def beats_beyond_the_margin(found: Inspection) -> set[str]:
    return {failure.beat for failure in found.failures if failure.check == "safe margin"}


def test_a_chapter_is_checked_with_its_other_sentences() -> None:
    beats: list[int] = []
    found = inspect_all(entry(Strays), beats.append)
    assert beats == [1, 1]
    assert beats_beyond_the_margin(found) == {"only, of 'birds sing'"}


def test_a_chosen_sentence_is_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    beats: list[int] = []
    monkeypatch.setenv("ATTENTION_SENTENCE", "the sky is grey")
    found = inspect_all(entry(Strays), beats.append)
    assert (beats, beats_beyond_the_margin(found)) == ([1], set())


def test_a_base_names_no_sentences_for_a_subclass() -> None:
    assert other_sentences(entry(Strays)) == Strays.other_sentences
    assert other_sentences(entry(Says)) == ()
