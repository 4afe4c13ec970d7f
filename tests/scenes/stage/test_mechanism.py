"""The chapters on the mechanism choose one story, and show one matrix in one way."""

from __future__ import annotations

from importlib import import_module

import pytest

from scenes.mechanism import Mechanism, Pair
from scenes.queries_keys_values import QueriesKeysValues
from scenes.storyboard import CHAPTERS
from tests.stage import staged


class Asked(QueriesKeysValues):
    """A chapter on the mechanism that has its numbers, and draws nothing."""

    def construct(self) -> None:
        """Only be asked."""


def told(**attributes: object) -> Mechanism:
    """A chapter on the mechanism, ready to be asked."""
    with staged(type("Asked", (Asked,), attributes)) as chapter:
        return chapter


def test_the_story_is_the_least_certain_adjective_and_its_noun() -> None:
    chapter = told()
    assert chapter.pair == Pair(1, 2)
    words = chapter.trace.query_side.tokens
    assert chapter.question(words[1], words[2]) == "which noun is mine?"


@pytest.mark.parametrize("sentence", ["my heavy box", "this old queen slept behind a bridge"])
def test_another_sentence_tells_its_own_story(sentence: str) -> None:
    chapter = told(sentence=sentence)
    query, key = chapter.pair
    row = chapter.story.weights[query]
    assert row[key] == row.max()
    words = chapter.trace.query_side.tokens
    assert chapter.question(words[query], words[key])


def test_where_no_question_can_be_read_the_story_still_looks_elsewhere() -> None:
    chapter = told(sentence="the sky is blue", model="translator")
    assert chapter.pair.query != chapter.pair.key


def test_the_part_on_the_mechanism_follows_one_head_on_one_sentence() -> None:
    mask = 14  # asks what the head of chapter 3 left open
    followed = [entry for entry in CHAPTERS if 9 <= entry.number <= 15 and entry.number != mask]
    assert [entry.number for entry in followed] == [9, 10, 11, 12, 13, 15]
    for entry in followed:
        chapter = getattr(import_module(entry.module), entry.name)
        assert issubclass(chapter, Mechanism), entry.name
        story = chapter.sentence, chapter.model, chapter.layer, chapter.head
        assert story == ("the white cat sees the green car", "agreement", 1, 1), entry.name
