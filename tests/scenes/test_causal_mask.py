"""What the mask frees flows to what is left, and none of it is lost, whatever the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

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


@dataclass
class Told:
    """What a viewer has seen, beat by beat, and how the weight was freed."""

    levels: dict[str, dict[tuple[int, int], float]] = field(default_factory=dict)  # of the glasses
    sums: dict[str, list[float]] = field(default_factory=dict)  # of the rows
    wrong: dict[str, list[float]] = field(default_factory=dict)  # of those, marked with ✗
    words: dict[str, list[str]] = field(default_factory=dict)
    captions: dict[str, str] = field(default_factory=dict)
    cited: dict[str, list[tuple[str, tuple[int, ...], float, str]]] = field(default_factory=dict)
    numbers: dict[str, list[float]] = field(default_factory=dict)
    freed: list[FreedWeight] = field(default_factory=list)
    chapter: CausalMask | None = None

    def look(self, chapter: Chapter, beat: Beat) -> None:
        family = (part for one in chapter.mobjects for part in one.get_family())
        claims = ((part, getattr(part, "claim", None)) for part in family)
        bars = ((part, one.citation.index) for part, one in claims if isinstance(one, Encoding))
        found = {index: part.height for part, index in bars if part.get_fill_color() == HUE}
        self.levels[beat.name] = {at: height for at, height in found.items() if len(at) == 2}
        shown = [one for one in numerals(chapter) if one.citation]
        found = [one.value for one in shown if one.citation.tensor.startswith("row_sums")]
        self.sums.setdefault(beat.name, found)
        self.wrong[beat.name] = [one.value for one in shown if one.text.startswith("✗ ")]
        self.numbers[beat.name] = sorted(one.value for one in numerals(chapter))
        said = texts(chapter)
        self.words[beat.name] = [text.text for text in said]
        self.captions[beat.name] = beat.caption
        self.cited[beat.name] = [
            (one.citation.tensor, one.citation.index, one.get_x(), one.text)
            for one in said
            if one.citation
        ]


@cache
def told(**attributes: object) -> Told:
    """Play the chapter; once for all that ask for the same."""
    found = Told()

    class Watched(FreedWeight):
        def __init__(self, *levels: Levels) -> None:
            super().__init__(*levels)
            found.freed.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scenes.causal_mask.FreedWeight", Watched)
        found.chapter = rehearse("CausalMask", found.look, **attributes)
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_glasses_are_as_full_as_torch_says(sentence: str) -> None:
    seen = told(sentence=sentence)
    chapter, levels, sums = seen.chapter, seen.levels, seen.sums
    scaled = torch.tensor(chapter.story.scaled, dtype=torch.float64)
    hidden = torch.ones_like(scaled).triu(1).bool()
    masked = scaled.masked_fill(hidden, -torch.inf).softmax(1)
    unit = levels["flow"][0, 0]  # the first word has itself alone
    due = {"open": scaled.softmax(1), "flow": masked, "too late": scaled.softmax(1)}
    for beat, weights in due.items():
        assert len(levels[beat]) == ((~hidden).sum() if beat == "flow" else hidden.numel())
        for at, height in levels[beat].items():
            assert height / unit == pytest.approx(weights[at].item(), abs=1e-6)
    assert sums["flow"] == pytest.approx([1] * len(scaled))
    kept = scaled.softmax(1).masked_fill(hidden, 0).sum(1).tolist()
    short = [total for total in kept if round(total, 2) != 1]
    assert seen.wrong["flow"] == [] and seen.wrong["too late"] == pytest.approx(short, abs=1e-6)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_none_of_what_is_freed_is_lost_on_its_way(sentence: str) -> None:
    (freed,) = told(sentence=sentence).freed
    hidden = freed.before.bars.keys() - freed.after.bars.keys()
    given = sum(freed.before.bars[at].height for at in hidden)
    assert sum(piece.height for piece in freed) == pytest.approx(given, abs=1e-4)


def test_each_answer_stands_one_cell_after_its_question() -> None:
    words = told(sentence=SENTENCES[0]).words
    asked, peeked = words["question"], words["read"]
    assert [asked.count(word) for word in ("the", "sky", "is", "blue")] == [2, 2, 2, 2]
    assert [peeked.count(word) for word in ("the", "sky", "is", "blue")] == [6, 6, 6, 6]


def test_the_cheat_writes_what_it_was_measured_to_write() -> None:
    seen = told(sentence=SENTENCES[0])
    written: list[str] = []
    for name in ("written_with_mask", "written_without_mask"):
        words = sorted(one[1:] for one in seen.cited["answer"] if one[0].endswith(f".{name}"))
        places = [place for _, place, _ in words]
        assert places == sorted(places)
        written.append(" ".join(word for *_, word in words))
    assert written == ["the small girl reads the book", "the the the slept on the sofa"]
    losses = [np.round(seen.numbers[beat], 2).tolist() for beat in ("cheat", "answer")]
    assert losses == [[0.09, 0.91], [0.91, 2.38]]


def test_a_model_that_reads_all_at_once_is_shown_with_the_mask_added() -> None:
    chapter = told(model="agreement", sentence="the white cat sees the green car").chapter
    assert chapter.trace.hides
    assert chapter.words[chapter.query] in chapter.sentence.split()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_later_word_that_is_heard_most_is_named(sentence: str) -> None:
    chapter, captions = told(sentence=sentence).chapter, told(sentence=sentence).captions
    weights = torch.tensor(chapter.story.scaled, dtype=torch.float64).softmax(1).triu(1)
    query = chapter.query
    heard = chapter.words[int(weights[query].argmax())]
    assert captions["open"] == f"Left open, “{chapter.words[query]}” would listen to “{heard}”."
    others = weights[1:].sum(1) if len(weights) > 2 else weights.sum(1)
    assert weights[query].sum() == others.max()
