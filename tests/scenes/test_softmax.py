"""The chapter on softmax shows true steps for any row, and a slider that is true."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.trace import AttentionTrace
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.softmax import Softmax
from scenes.stage.claims import Encoding
from scenes.stage.shapes import Rectangle
from scenes.stage.text import Numeral
from tests.stage import numerals, texts

SENTENCES = ("the white cat sees the green car", "heavy box")
ON_THE_LINE = theme.ink_on(theme.WEIGHT)


class Seen:
    """What stands at the ends of the beats: numbers, and how long the bars are."""

    def __init__(self, **attributes: object) -> None:
        self.numbers: dict[str, list[Numeral]] = {}
        self.lengths: dict[str, np.ndarray] = {}
        self.sizes: dict[str, float] = {}
        self.chapter: Softmax = rehearse("Softmax", self.look, **attributes)
        self.row = torch.tensor(self.chapter.row.row.values, dtype=torch.float64)

    def look(self, chapter: Chapter, beat: Beat) -> None:
        self.numbers[beat.name] = [number.copy() for number in numerals(chapter)]
        parts = {id(part): part for one in chapter.mobjects for part in one.get_family()}
        bars = [part for part in parts.values() if isinstance(part, Rectangle)]
        claims = [(bar, bar.claim) for bar in bars if isinstance(bar.claim, Encoding)]
        shown = [(bar, one) for bar, one in claims if one.channel in ("width", "height")]
        shown.sort(key=lambda pair: pair[1].citation.index)
        self.lengths[beat.name] = np.array([getattr(bar, one.channel) for bar, one in shown])
        if beat.name == "answer":
            self.sizes = {text.text: text.em for text in texts(chapter) if text.citation}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_bars_are_what_torch_says_beat_by_beat(sentence: str) -> None:
    seen = Seen(sentence=sentence)
    plain = seen.row.softmax(0)
    due = {
        "exp": plain,
        "line": plain,
        "softmax": plain,
        "shift": (seen.row - seen.row.max()).softmax(0),
        "hot": (seen.row / 5).softmax(0),
        "cold": (seen.row / 0.2).softmax(0),
        "root": (seen.row / 2).softmax(0),  # its keys have four numbers
        "answer": (seen.row / 2).softmax(0),
    }
    for beat, shares in due.items():
        found = seen.lengths[beat] / seen.lengths[beat].sum()
        assert found == pytest.approx(shares.numpy(), abs=1e-6), beat
    assert seen.lengths["line"] == pytest.approx(seen.lengths["exp"])  # they only lie down


def test_raw_the_cat_takes_nearly_all_and_at_two_what_the_model_gives_it() -> None:
    seen = Seen()
    shares = {
        beat: [round(n.value, 2) for n in seen.numbers[beat] if n.get_fill_color() == ON_THE_LINE]
        for beat in ("softmax", "shift", "root")
    }
    assert shares == {"softmax": [0.95], "shift": [0.95], "root": [0.73]}
    cited = [number for number in seen.numbers["root"] if number.citation]
    swept = [number.value for number in cited if "temperatures" in number.citation.tensor]
    assert swept == [2.0]


def test_every_finite_score_is_seen_to_be_positive() -> None:
    seen = Seen()
    raised = [n for n in seen.numbers["exp"] if n.citation.tensor.startswith("exponentials")]
    assert [number.value for number in raised] == pytest.approx(seen.row.exp().tolist())
    assert all(float(number.text) > 0 for number in raised)


def test_words_are_as_large_as_their_weights_unless_too_small_to_read() -> None:
    seen = Seen()
    weights = (seen.row / 2).softmax(0).tolist()
    large = {word: w for word, w in zip(seen.chapter.words, weights, strict=True) if w > 0.05}
    areas = {word: seen.sizes[word] ** 2 / weight for word, weight in large.items()}
    assert set(large) == {"white", "cat", "car"}
    assert list(areas.values()) == pytest.approx([areas["cat"]] * 3, rel=1e-3)


def test_a_wider_head_has_a_higher_root() -> None:
    seen = Seen(model="speaker", sentence="the sky is blue")
    cited = [number for number in seen.numbers["root"] if number.citation]
    swept = [number.value for number in cited if "temperatures" in number.citation.tensor]
    assert swept == [pytest.approx(40**0.5)]
    assert seen.row.exp().max() < np.exp(12)


@pytest.mark.parametrize("largest", [300.0, -30.0])
def test_scores_of_any_size_are_told_by_their_leads(largest: float) -> None:
    row = np.array([largest, largest - 1, largest - 160])
    query, key = np.eye(16)[[0, 0, 0]], row[:, None] * np.eye(16)[0]  # every query scores the row
    seen = Seen(arrays=AttentionTrace.from_arrays(("a", "b", "c"), query=query, key=key))
    raised = [n for n in seen.numbers["exp"] if n.citation.tensor.startswith("exponentials")]
    assert [one.value for one in raised] == pytest.approx([1, np.exp(-1), 0], abs=1e-6)
    plain, heated = (torch.tensor(row / heat).softmax(0).numpy() for heat in (1, 5))
    for beat, shares in {"line": plain, "softmax": plain, "hot": heated}.items():
        assert seen.lengths[beat] / seen.lengths[beat].sum() == pytest.approx(shares, abs=1e-4)
