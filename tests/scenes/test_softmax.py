"""The chapter on softmax shows true steps for any row, masked or not, and a slider that is true."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.pieces.softmax.heated_bars import HeatedBars
from scenes.softmax import Softmax
from scenes.stage.text import Numeral
from tests.stage import numerals, texts


def told(beats: dict[str, list[Numeral]] | None = None, **attributes: object) -> Softmax:
    def look(chapter: Chapter, beat: Beat) -> None:
        if beats is not None:
            beats[beat.name] = [numeral.copy() for numeral in numerals(chapter)]

    return rehearse("Softmax", look, **attributes)


def values(shown: list[Numeral], tensor: str) -> np.ndarray:
    return np.array([n.value for n in shown if n.citation and n.citation.tensor == tensor])


def test_each_step_is_that_of_torch() -> None:
    beats: dict[str, list[Numeral]] = {}
    chapter = told(beats)
    row = torch.tensor(chapter.row.scores.values, dtype=torch.float64)
    name = "head1.scaled[1]"
    assert values(beats["exp"], f"exponentials({name})") == pytest.approx(row.exp().numpy())
    total = values(beats["sum"], f"total(exponentials({name}))")
    assert total == pytest.approx([row.exp().sum().item()])
    assert np.isposinf(values(beats["overflow"], f"exponentials({name} + 1000.0)")).all()
    more, most = f"{name} + 1000.0", int(row.argmax())
    safe = values(beats["shift"], f"softmax({more} - ({more})[{most}])")
    assert safe == pytest.approx(row.softmax(0).numpy())
    swept = f"temperature_sweep({name}).weights"
    for beat, temperature in (("cold", 0.2), ("hot", 5.0)):
        expected = (row / temperature).softmax(0).numpy()
        assert values(beats[beat], swept) == pytest.approx(expected)
        assert values(beats[beat], f"temperature_sweep({name}).temperatures") == [temperature]


@pytest.mark.parametrize(
    ("model", "sentence"),
    [("agreement", "heavy box"), ("speaker", "the old man is in my bed")],
)
def test_other_rows_have_other_words(model: str, sentence: str) -> None:
    said: list[str] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "table":
            said.extend(text.text for text in texts(chapter))

    chapter = rehearse("Softmax", look, model=model, sentence=sentence)
    weights = chapter.story.weights[chapter.pair.query]
    assert ("most of the weight" in said) == bool(weights.max() > 0.5)
    assert ("nothing" in said) == bool((weights == 0).any())


def test_the_bars_are_as_long_as_the_slider_says() -> None:
    lengths: dict[str, list[float]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        for mobject in chapter.mobjects:
            if isinstance(mobject, HeatedBars):
                lengths[beat.name] = [bar.width for bar in mobject.bars.bars]

    chapter = rehearse("Softmax", look)
    row = torch.tensor(chapter.row.scores.values, dtype=torch.float64)
    for beat, temperature in (("cold", 0.2), ("hot", 5.0)):
        share = np.array(lengths[beat]) / sum(lengths[beat])
        assert share == pytest.approx((row / temperature).softmax(0).numpy(), abs=1e-6)
