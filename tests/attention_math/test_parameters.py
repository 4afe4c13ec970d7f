"""Counting: published totals, and torch's own modules on a device without memory."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import nn

from attention_math.architectures import PRESETS, Architecture, of_own_model, preset
from attention_math.parameters import (
    Level,
    attention_share,
    count_levels,
    for_comparison,
)
from attention_math.registry import load_model
from attention_math.shipped import MODELS
from attention_math.transformer import Sizes, Transformer

PUBLISHED = {"gpt2": 124_439_808, "gpt3": 174_604_259_328, "llama3-8b": 8_030_261_248}
DESIGNS = ["encoder", "decoder", "encoder-decoder"]


def level(sizes: Architecture, name: str) -> dict[str, int]:
    (found,) = (one for one in count_levels(sizes) if one.name == name)
    return {line.name: line.count for line in found.lines} | {"total": found.total}


def learnt(*modules: nn.Module) -> int:
    return sum(one.numel() for module in modules for one in module.parameters())


@pytest.mark.parametrize(("name", "total"), PUBLISHED.items())
def test_totals_are_those_published(name: str, total: int) -> None:
    assert level(preset(name), "model")["total"] == total


def test_gpt3s_table_is_the_usual_one() -> None:
    """The figures that are told of GPT-3: weight matrices alone, the embedding counted twice."""
    gpt3 = preset("gpt3")
    assert level(gpt3, "head") == {
        "query weight": 1_572_864,
        "key weight": 1_572_864,
        "value down": 1_572_864,
        "value up": 1_572_864,
        "total": 6_291_456,
    }
    assert level(gpt3, "attention block")["head"] == 603_979_776
    kinds = level(gpt3, "by kind")
    assert kinds["attention"] == kinds["feed-forward up"] == kinds["feed-forward down"]
    assert kinds["attention"] == 57_982_058_496
    assert kinds["embedding"] == 617_558_016
    assert for_comparison(gpt3) == {
        "matrices": 174_563_733_504,
        "matrices_untied": 175_181_291_520,
        "full_value_weight": 150_994_944,
    }
    assert f"{attention_share(gpt3):.1%}" == "33.1%"


def test_gpt2_is_what_torch_builds() -> None:
    with torch.device("meta"):
        layer = nn.TransformerEncoderLayer(768, 12, 4 * 768, norm_first=True)
        stack = nn.TransformerEncoder(layer, 12, nn.LayerNorm(768), enable_nested_tensor=False)
        tables = nn.Embedding(50_257, 768), nn.Embedding(1_024, 768)
    assert level(preset("gpt2"), "model")["total"] == learnt(stack, *tables)
    assert level(preset("gpt2"), "layer")["total"] == learnt(layer)
    assert level(preset("gpt2"), "attention block")["total"] == learnt(layer.self_attn)


def test_the_papers_base_is_what_torch_builds() -> None:
    with torch.device("meta"):
        reads = nn.TransformerEncoderLayer(512, 8, 2_048)
        writes = nn.TransformerDecoderLayer(512, 8, 2_048)
        table = nn.Embedding(37_000, 512)
    base = preset("transformer-base")
    assert level(base, "encoder layer")["total"] == learnt(reads)
    assert level(base, "decoder layer")["total"] == learnt(writes)
    whole = 6 * learnt(reads) + 6 * learnt(writes) + learnt(table)
    assert level(base, "model")["total"] == whole == 63_082_496


def test_final_norms_of_both_stacks_are_those_of_torchs_transformer() -> None:
    with torch.device("meta"):
        built = nn.Transformer(24, 3, 4, 2, 50)
    sizes = Architecture(
        24, 3, 2, 10, d_ff=50, encoder_layers=4, tied=True, biases=True, norm="layer",
        final_norm=True,
    )  # fmt: skip
    assert level(sizes, "model")["total"] == learnt(built) + 10 * 24


@pytest.mark.parametrize("biases", [False, True])
@pytest.mark.parametrize("kv_heads", [1, 2, 8])
def test_shared_keys_and_a_gate_are_what_torch_builds(kv_heads: int, biases: bool) -> None:
    """A layer of Llama's kind, out of torch's linear layers and norms."""
    sizes = Architecture(
        24, 8, 1, 10, d_head=5, kv_heads=kv_heads, d_ff=7, gated=True, norm="rms", biases=biases
    )
    with torch.device("meta"):
        wide, narrow = (nn.Linear(24, heads * 5, biases) for heads in (8, kv_heads))
        attention = [wide, narrow, narrow, nn.Linear(40, 24, biases)]
        gate, down = nn.Linear(24, 7, biases), nn.Linear(7, 24, biases)
        norm = nn.RMSNorm(24)
    assert level(sizes, "attention block")["total"] == sum(map(learnt, attention))
    whole = [*attention, gate, gate, down, norm, norm]
    assert level(sizes, "layer")["total"] == sum(map(learnt, whole))


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(
    "sizes", [(8, 2, 1, 64, 20, 30), (12, 3, 2, 7, 5, 4), (16, 4, 3, 16, 9, 9)]
)
def test_models_like_ours_are_counted_as_torch_counts(design: str, sizes: tuple[int, ...]) -> None:
    built = Sizes(design, *sizes, max_length=9)
    assert level(of_own_model(built), "model")["total"] == learnt(Transformer(built))


@pytest.mark.parametrize("name", MODELS)
def test_our_models_are_counted_as_torch_counts(name: str) -> None:
    model = load_model(name)
    counted = level(of_own_model(model.sizes), "model")
    assert counted["total"] == learnt(model.transformer)


def test_parts_are_counted_as_torch_counts_them() -> None:
    sizes = Sizes("encoder-decoder", 8, 2, 3, 20, 11, 13, 9)
    model = Transformer(sizes)

    def torch_counts(*wanted: str) -> int:
        parameters = model.named_parameters()
        return sum(p.numel() for name, p in parameters if all(part in name for part in wanted))

    counts = of_own_model(sizes)
    whole, reads = level(counts, "model"), level(counts, "encoder layer")
    assert whole["source embedding"] == torch_counts("source.table")
    assert whole["embedding"] == torch_counts("target.table")
    assert whole["encoder layer"] == torch_counts("encoder")
    assert whole["decoder layer"] == torch_counts("decoder")
    assert whole["output bias"] == model.bias.numel()
    assert reads["attention block"] == torch_counts("encoder.0", "self_attention")
    assert level(counts, "by kind")["norms"] == torch_counts("norm")
    forward = sum(count for part, count in reads.items() if part.startswith("feed-forward"))
    assert forward == torch_counts("encoder.0", "feed_forward.")


OWN = [of_own_model(Sizes(design, 8, 2, 3, 20, 11, 13, 9)) for design in DESIGNS]
BARE = Architecture(8, 2, 3, 10, d_head=5)


@pytest.mark.parametrize("sizes", [*PRESETS.values(), *OWN, BARE, replace(BARE, kv_heads=1)])
def test_each_levels_total_is_a_part_of_the_next(sizes: Architecture) -> None:
    *levels, by_kind = count_levels(sizes)
    assert levels[-1].name == "model"
    for number, one in enumerate(levels[:-1]):
        above = [part for later in levels[number + 1 :] for part in later.lines]
        uses = [part for part in above if part.name == one.name]
        assert uses, one.name
        assert {part.each for part in uses} == {one.total}
    assert by_kind.total == levels[-1].total
    assert all(line.count > 0 for one in (*levels, by_kind) for line in one.lines)
    assert all(isinstance(one, Level) for one in levels)


SIZES = ["d_model", "heads", "layers", "vocabulary", "d_head", "kv_heads", "d_ff"]


@pytest.mark.parametrize("name", SIZES)
def test_impossible_sizes_are_one_clear_line(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} must be at least 1, got -1$"):
        replace(preset("gpt3"), **{name: -1})


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ({"heads": 5, "d_head": 0}, "d_model 8 cannot be cut into 5 equal heads; give d_head"),
        ({"kv_heads": 4, "heads": 6}, "6 heads cannot share 4 kv_heads equally"),
        ({"final_norm": True}, "a final norm needs a kind of norm"),
    ],
)
def test_sizes_that_contradict_each_other_are_refused(sizes: dict[str, int], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(BARE, **sizes)


def test_an_unknown_preset_names_those_that_exist() -> None:
    with pytest.raises(ValueError, match="unknown preset 'gpt9'; did you mean gpt3 or gpt2"):
        preset("gpt9")
