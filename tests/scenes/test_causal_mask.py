"""What the mask frees flows to what is left, and none of it is lost, whatever the sentence."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.causal_mask import CausalMask
from scenes.chapter import Chapter
from scenes.pieces.causal_mask.freed_weight import FreedWeight
from scenes.pieces.causal_mask.levels import Levels
from scenes.stage.claims import Encoding
from tests.stage import numerals, texts

SENTENCES = ("the sky is blue", "birds sing", "the small girl reads the book")
HUE = theme.WEIGHT
Fullness = dict[str, dict[tuple[int, int], float]]


def told(**attributes: object) -> tuple[CausalMask, Fullness, dict[str, list[float]]]:
    """Return the chapter; by beats, how full each glass is, and the sums of the rows."""
    levels: Fullness = {}
    sums: dict[str, list[float]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        family = (part for one in chapter.mobjects for part in one.get_family())
        claims = ((part, getattr(part, "claim", None)) for part in family)
        bars = ((part, one.citation.index) for part, one in claims if isinstance(one, Encoding))
        found = {index: part.height for part, index in bars if part.get_fill_color() == HUE}
        levels[beat.name] = {index: height for index, height in found.items() if len(index) == 2}
        shown = (one for one in numerals(chapter) if one.citation)
        found = [one.value for one in shown if one.citation.tensor.startswith("row_sums")]
        sums.setdefault(beat.name, found)

    return rehearse("CausalMask", look, **attributes), levels, sums


@pytest.mark.parametrize("sentence", SENTENCES)
def test_glasses_are_as_full_as_torch_says(sentence: str) -> None:
    chapter, levels, sums = told(sentence=sentence)
    scaled = torch.tensor(chapter.story.scaled, dtype=torch.float64)
    hidden = torch.ones_like(scaled).triu(1).bool()
    masked = scaled.masked_fill(hidden, -torch.inf).softmax(1)
    unit = levels["flow"][0, 0]  # the first word has itself alone
    due = {"open": scaled.softmax(1), "flow": masked, "too late": scaled.softmax(1)}
    for beat, weights in due.items():
        assert len(levels[beat]) == (hidden.numel() if beat == "open" else (~hidden).sum())
        for at, height in levels[beat].items():
            assert height / unit == pytest.approx(weights[at].item(), abs=1e-6)
    assert sums["flow"] == pytest.approx([1] * len(scaled))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_none_of_what_is_freed_is_lost_on_its_way(sentence: str) -> None:
    pieces: list[FreedWeight] = []

    class Watched(FreedWeight):
        def __init__(self, *levels: Levels) -> None:
            super().__init__(*levels)
            pieces.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scenes.causal_mask.FreedWeight", Watched)
        told(sentence=sentence)
    (freed,) = pieces
    hidden = freed.before.bars.keys() - freed.after.bars.keys()
    given = sum(freed.before.bars[at].height for at in hidden)
    assert sum(piece.height for piece in freed) == pytest.approx(given, abs=1e-4)


def test_each_answer_stands_one_cell_after_its_question() -> None:
    words: dict[str, list[str]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        words[beat.name] = [text.text for text in texts(chapter)]

    rehearse("CausalMask", look)
    given, peeked = words["prefixes"], words["peek"]
    assert [given.count(word) for word in ("the", "sky", "is", "blue")] == [6, 5, 4, 3]
    assert [peeked.count(word) for word in ("the", "sky", "is", "blue")] == [6, 6, 6, 6]


def test_the_cheat_writes_what_it_was_measured_to_write() -> None:
    written: list[str] = []
    losses: list[float] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "answer":
            said = [text for text in texts(chapter) if text.citation]
            for name in ("written_with_mask", "written_without_mask"):
                words = [one for one in said if one.citation.tensor.endswith(f".{name}")]
                words.sort(key=lambda one: one.citation.index)
                assert [one.get_x() for one in words] == sorted(one.get_x() for one in words)
                written.append(" ".join(one.text for one in words))
            losses.extend(sorted(number.value for number in numerals(chapter)))

    rehearse("CausalMask", look)
    assert written == ["the small girl reads the book", "the the the slept on the sofa"]
    assert np.round(losses, 2).tolist() == [0.09, 0.91, 0.91, 2.38]


def test_a_model_that_reads_all_at_once_is_shown_with_the_mask_added() -> None:
    chapter, *_ = told(model="agreement", sentence="the white cat sees the green car")
    assert chapter.trace.hides
    assert chapter.words[chapter.query] in chapter.sentence.split()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_later_word_that_is_heard_most_is_named(sentence: str) -> None:
    captions: dict[str, str] = {}
    chapter = rehearse(
        "CausalMask", lambda _, beat: captions.update({beat.name: beat.caption}), sentence=sentence
    )
    weights = torch.tensor(chapter.story.scaled, dtype=torch.float64).softmax(1).triu(1)
    query = chapter.query
    heard = chapter.words[int(weights[query].argmax())]
    assert captions["open"] == f"Left open, “{chapter.words[query]}” would listen to “{heard}”."
    others = weights[1:].sum(1) if len(weights) > 2 else weights.sum(1)
    assert weights[query].sum() == others.max()
