"""The chapter on parameters counts what was published, and what torch's modules hold."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pytest
import torch
from torch import nn

from attention_math.tally import Tally, tally
from renders.checks.derivations import DERIVATIONS
from renders.rehearsal import Beat, rehearse, rehearse_class
from scenes.chapter import Chapter
from scenes.counting_parameters import CountingParameters
from scenes.pieces.counting_parameters.counting import Counting
from scenes.stage.refusal import StageError
from tests.stage import numerals, texts

PRESETS = "gpt3", "gpt2", "llama3-8b", "transformer-base"
OWN = "agreement", "translator", "speaker"


def test_gpt3_is_counted_as_it_is_usually_told() -> None:
    """The published table of its matrices."""
    told = tally("gpt3")
    assert (told.width, told.narrow, told.square) == (12_288, 128, 150_994_944)
    assert (told.strip, told.head, told.block) == (1_572_864, 6_291_456, 603_979_776)
    assert told.matrices == [150_994_944] * 4
    assert told.parts == [57_982_058_496] * 3 + [617_558_016] * 2
    assert (told.attention, told.total) == (57_982_058_496, 175_181_291_520)
    assert f"{told.share:.1f}" == "33.1"
    assert (told.fits, told.is_third) == (1, 1)


def test_shared_keys_and_values_are_counted_once() -> None:
    """Llama 3 8B: a quarter of the heads has keys and values (1,024 of 4,096 columns)."""
    told = tally("llama3-8b")
    wide, narrow = (nn.Linear(4_096, n, False, device="meta").weight.numel() for n in (4096, 1024))
    assert told.matrices == [wide, narrow, narrow, wide]
    assert (told.fits, told.is_third) == (0, 0)


def test_the_papers_decoder_has_two_blocks_a_layer() -> None:
    with torch.device("meta"):
        layers = [*[nn.TransformerEncoderLayer(512, 8, 2_048) for _ in range(6)],
                  *[nn.TransformerDecoderLayer(512, 8, 2_048) for _ in range(6)]]  # fmt: skip
    held = [w.numel() for one in layers for name, w in one.named_parameters()
            if "attn" in name and w.ndim == 2]  # fmt: skip
    assert tally("transformer-base").attention == sum(held)


@pytest.mark.parametrize("name", [*PRESETS, *OWN])
def test_every_count_is_that_of_the_second_recipe(name: str) -> None:
    again = DERIVATIONS["tally"](name)
    for field, value in tally(name)._asdict().items():
        if isinstance(value, list) and isinstance(value[0], str):
            assert value == again[field].tolist()
        else:
            assert np.asarray(value) == pytest.approx(np.asarray(again[field]), rel=1e-12), field
    assert set(again) == set(Tally._fields)


def test_the_film_counts_up_to_all_of_attention_and_ends_on_its_share() -> None:
    seen: dict[str, list[float]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        seen[beat.name] = [number.value for number in numerals(chapter)]

    rehearse("CountingParameters", look)
    assert {12_288 * 12_288, 12_288 * 128} <= {*seen["narrow"]}
    assert seen["head"] == [4 * 12_288 * 128]
    assert 96 * 4 * 12_288 * 128 in seen["block"]
    assert sorted(seen["fill"]) == [96, 603_979_776, 57_982_058_496]
    assert [f"{share:.1f}" for share in seen["answer"][-2:]] == ["33.1", "66.9"]


def test_the_blocks_side_by_side_reach_as_far_as_attention_does() -> None:
    """To scale: 96 slices are 57,982,058,496 of 175,181,291,520 parts of the bar."""
    shares: list[float] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "fill":
            shares.append(chapter.bar.blocks.width / chapter.bar.whole.width)

    rehearse("CountingParameters", look)
    assert shares == [pytest.approx(57_982_058_496 / 175_181_291_520, rel=1e-6)]


@pytest.mark.parametrize("name", ["llama3-8b", "transformer-base", "speaker", "agreement"])
def test_any_model_is_counted(name: str) -> None:
    class Other(CountingParameters):
        preset: ClassVar[str] = name

    said: list[str] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "answer":
            said.extend(text.text for text in texts(chapter))

    rehearse_class(Other, look)
    assert "Attention is all you need, and most is elsewhere." in said


def test_an_unknown_model_is_refused_in_a_line() -> None:
    class Unknown(CountingParameters):
        preset: ClassVar[str] = "gpt9"

    with pytest.raises(StageError, match=r"cannot be counted: unknown model 'gpt9'.*gpt3"):
        rehearse_class(Unknown, lambda chapter, beat: None)
    assert Counting.is_base()
