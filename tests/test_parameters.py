from __future__ import annotations

import pytest

from attention_math.parameters import (
    Configuration,
    attention_share,
    count_model,
    count_weights,
    preset,
)
from attention_math.transformer import Sizes, Transformer


def test_gpt3_counts_are_those_published() -> None:
    counts = count_weights(preset("gpt3"))
    assert counts == {
        "query_weight": 1_572_864,
        "key_weight": 1_572_864,
        "full_value_weight": 150_994_944,
        "value_down": 1_572_864,
        "value_up": 1_572_864,
        "head": 6_291_456,
        "attention_block": 603_979_776,
        "attention": 57_982_058_496,
        "embedding": 617_558_016,
        "unembedding": 617_558_016,
        "feed_forward_up": 57_982_058_496,
        "feed_forward_down": 57_982_058_496,
        "total": 175_181_291_520,
    }
    assert list(counts)[-1] == "total"
    assert round(100 * attention_share(counts), 1) == 33.1


@pytest.mark.parametrize("design", ["encoder", "decoder", "encoder-decoder"])
@pytest.mark.parametrize(
    "sizes", [(8, 2, 1, 64, 20, 30), (12, 3, 2, 7, 5, 4), (16, 4, 3, 16, 9, 9)]
)
def test_own_models_are_counted_as_torch_counts(design: str, sizes: tuple[int, ...]) -> None:
    built = Sizes(design, *sizes, max_length=9)
    model = Transformer(built)
    counts = count_model(built)
    assert counts["total"] == sum(parameter.numel() for parameter in model.parameters())
    assert counts["total"] == sum(count for part, count in counts.items() if part != "total")


def test_parts_are_counted_as_torch_counts_them() -> None:
    sizes = Sizes("encoder-decoder", 8, 2, 3, 20, 11, 13, 9)
    model = Transformer(sizes)

    def torch_counts(*wanted: str) -> int:
        parameters = model.named_parameters()
        return sum(p.numel() for name, p in parameters if all(part in name for part in wanted))

    counts = count_model(sizes)
    assert counts["source_embedding"] == torch_counts("source.table")
    assert counts["target_embedding"] == torch_counts("target.table")
    assert counts["encoder_attention"] == torch_counts("encoder", "self_attention")
    assert counts["decoder_attention"] == torch_counts("decoder", "self_attention")
    assert counts["cross_attention"] == torch_counts("cross_attention")
    assert counts["feed_forward"] == torch_counts("feed_forward.")
    assert counts["layer_norms"] == torch_counts("norm")
    assert counts["unembedding"] == model.bias.numel()


@pytest.mark.parametrize("name", ["d_model", "d_head", "heads", "layers", "vocabulary"])
def test_impossible_sizes_are_one_clear_line(name: str) -> None:
    sizes = vars(preset("gpt3")) | {name: 0}
    with pytest.raises(ValueError, match=f"^{name} must be at least 1, got 0$"):
        Configuration(**sizes)


def test_an_unknown_preset_names_those_that_exist() -> None:
    with pytest.raises(ValueError, match="unknown preset 'gpt9'; the presets are gpt3"):
        preset("gpt9")
