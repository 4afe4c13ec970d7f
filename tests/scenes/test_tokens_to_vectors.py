"""Chapter 6 looks up what torch looks up, and both sentences' word has one place."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.registry import load_model
from attention_math.training.grammar import NOUNS
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.mobjects.heat_map import HeatMap
from scenes.pieces.tokens_to_vectors.row_lens import RowLens
from scenes.stage.shapes import Dot
from tests.stage import numerals, texts

MODEL = load_model("agreement")
IDS = MODEL.source_vocabulary.tokenizer


def embedding(word: str) -> torch.Tensor:
    """Return a word's row of the first parameter that has a row for each token."""
    tables = [one for one in MODEL.transformer.parameters() if len(one) == IDS.get_vocab_size()]
    return tables[0][IDS.token_to_id(word)].detach()


@pytest.fixture(scope="module")
def seen() -> dict[str, list]:
    """What stands on stage at the end of each beat: shapes, numbers, words and where they are."""
    kept: dict[str, list] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        family = [part for one in chapter.mobjects for part in one.get_family()]
        heights = [(one.text, one.get_x(), one.get_y()) for one in texts(chapter)]
        kept[beat.name] = [family, [(n.value, n.citation, n.get_y()) for n in numerals(chapter)],
                           heights]  # fmt: skip

    rehearse("TokensToVectors", look)
    return kept


def test_the_lens_stops_at_the_row_of_the_id(seen: dict[str, list]) -> None:
    family, numbers, words = seen["table"]
    assert any(isinstance(one, RowLens) for one in family)
    ((read, height),) = ((value, y) for value, cited, y in numbers
                         if cited.tensor.startswith("vocabulary_ids"))  # fmt: skip
    assert read == IDS.token_to_id("cat")
    beside = [word for word, x, y in words if x > 0 and abs(y - height) < 0.1]
    assert beside == ["cat"]


def test_its_numbers_are_torchs(seen: dict[str, list]) -> None:
    shown = [value for value, cited, _ in seen["vector"][1]
             if cited.tensor.startswith("embedding_table")]  # fmt: skip
    assert shown == pytest.approx(embedding("cat").tolist())


def test_a_batch_has_one_axis_more_than_its_ids(seen: dict[str, list]) -> None:
    family, _, written = seen["batch"]
    assert {"(2, 7)", "(2, 7, 8)"} <= {word for word, _, _ in written}
    maps = (one.quantity for one in family if isinstance(one, HeatMap))
    rows = {one.cite(0, 0).index: one.values for one in maps if one.tensor.startswith("look_up")}
    rows = np.concatenate([rows[place] for place in sorted(rows)])
    sheets = rows.reshape(2, 7, -1)
    words = ("the white cat sees the green car", "the white car sees the green cat")
    for sheet, sentence in zip(sheets, words, strict=True):
        rows = torch.stack([embedding(word) for word in sentence.split()])
        np.testing.assert_array_equal(sheet, rows.numpy())


def test_both_words_meet_where_the_means_of_torchs_rows_say(seen: dict[str, list]) -> None:
    dots = {id(one): one for one in seen["same"][0] if isinstance(one, Dot)}
    spots = [one for one in dots.values()
             if one.claim.places[0][0].tensor.startswith("places_along")]  # fmt: skip
    assert len(spots) == 2
    space = spots[0].claim.plane
    np.testing.assert_allclose(spots[0].get_center(), spots[1].get_center(), atol=1e-12)
    sides = [torch.stack([embedding(noun.english) for noun in NOUNS if noun.feminine == side])
             for side in (False, True)]  # fmt: skip
    way = (sides[1].mean(0) - sides[0].mean(0)).double()
    rows = torch.stack([embedding(word) for word in space.space.words.values.tolist()]).double()
    across = (embedding("white").double() - rows.mean(0)) @ way / way.norm()
    assert spots[0].get_x() == pytest.approx(space.at(float(across), 0)[0], abs=1e-5)


def ignore(_chapter: Chapter, _beat: Beat) -> None:
    pass


@pytest.mark.parametrize(
    ("sentence", "why"),
    [("sees the", "none of the nouns"), ("cat car", "no word that its twin keeps")],
)
def test_what_has_no_twin_is_refused_in_a_line(sentence: str, why: str) -> None:
    with pytest.raises(StageError, match=why):
        rehearse("TokensToVectors", ignore, sentence=sentence)


def test_a_table_too_large_to_be_drawn_row_by_row_is_refused_in_a_line() -> None:
    with pytest.raises(StageError, match="translator has 4000 rows of 192 numbers"):
        rehearse("TokensToVectors", ignore, model="translator", sentence="the cat sees the dog")
