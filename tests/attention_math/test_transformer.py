from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from jaxtyping import TypeCheckError
from torch import Tensor, nn

from attention_math.transformer import Layer, MultiHeadAttention, Sizes, Transformer
from tests.reach import within_reach


def sizes(design: str = "encoder-decoder", heads: int = 2, d_head: int = 4) -> Sizes:
    return Sizes(design, heads * d_head, heads, 2, 16, 11, 13, 9)


def copy_attention(mine: MultiHeadAttention, reference: nn.MultiheadAttention) -> None:
    parts = zip(
        (mine.query, mine.key, mine.value),
        reference.in_proj_weight.chunk(3),
        reference.in_proj_bias.chunk(3),
        strict=True,
    )
    for linear, weight, bias in parts:
        linear.weight.copy_(weight)
        linear.bias.copy_(bias)
    mine.output.load_state_dict(reference.out_proj.state_dict())


@torch.no_grad()
def copy_layer(mine: Layer, reference: nn.Module, norms: list[nn.Module]) -> None:
    copy_attention(mine.self_attention, reference.self_attn)
    mine.feed_forward[0].load_state_dict(reference.linear1.state_dict())
    mine.feed_forward[2].load_state_dict(reference.linear2.state_dict())
    own = [mine.self_norm, mine.cross_norm, mine.feed_forward_norm]
    for norm, other in zip([n for n in own if n is not None], norms, strict=True):
        norm.load_state_dict(other.state_dict())
    if mine.cross_attention is not None:
        copy_attention(mine.cross_attention, reference.multihead_attn)


@torch.no_grad()
def randomise(module: nn.Module) -> nn.Module:
    for parameter in module.parameters():
        parameter.normal_()
    return module.eval()


def present_tokens(batch: int, tokens: int, seed: int) -> Tensor:
    lengths = torch.randint(1, tokens + 1, (batch,), generator=torch.Generator().manual_seed(seed))
    return torch.arange(tokens) < lengths[:, None]


BATCH = st.integers(1, 3)
TOKENS = st.integers(1, 6)
DTYPES = st.sampled_from([torch.float32, torch.float64])


@given(BATCH, TOKENS, st.integers(1, 3), st.integers(1, 4), DTYPES, st.integers(0, 999))
def test_encoder_layer_agrees_with_torch(
    batch: int, tokens: int, heads: int, d_head: int, dtype: torch.dtype, seed: int
) -> None:
    torch.manual_seed(seed)
    mine = Layer(sizes(heads=heads, d_head=d_head)).to(dtype).eval()
    reference = randomise(
        nn.TransformerEncoderLayer(
            heads * d_head, heads, dim_feedforward=16, dropout=0, batch_first=True, dtype=dtype
        )
    )
    copy_layer(mine, reference, [reference.norm1, reference.norm2])
    x = torch.randn(batch, tokens, heads * d_head, dtype=dtype)
    present = present_tokens(batch, tokens, seed)
    expected = reference(x, src_key_padding_mask=~present)

    def there(layer: Layer, x: Tensor) -> Tensor:
        return layer(x, present[:, None])[present]

    assert within_reach(there(mine, x), expected[present], there, mine, x)


@given(BATCH, TOKENS, TOKENS, st.integers(1, 3), DTYPES, st.integers(0, 999))
def test_decoder_layer_agrees_with_torch(
    batch: int, tokens: int, source: int, heads: int, dtype: torch.dtype, seed: int
) -> None:
    torch.manual_seed(seed)
    d_model = heads * 4
    mine = Layer(sizes(heads=heads), cross=True).to(dtype).eval()
    reference = randomise(
        nn.TransformerDecoderLayer(
            d_model, heads, dim_feedforward=16, dropout=0, batch_first=True, dtype=dtype
        )
    )
    copy_layer(mine, reference, [reference.norm1, reference.norm2, reference.norm3])
    x = torch.randn(batch, tokens, d_model, dtype=dtype)
    memory = torch.randn(batch, source, d_model, dtype=dtype)
    present = present_tokens(batch, source, seed)
    causal = torch.ones(tokens, tokens, dtype=torch.bool).tril()
    expected = reference(x, memory, tgt_mask=~causal, memory_key_padding_mask=~present)

    def decoded(layer: Layer, x: Tensor, memory: Tensor) -> Tensor:
        return layer(x, causal.expand(batch, -1, -1), memory, present[:, None])

    assert within_reach(decoded(mine, x, memory), expected, decoded, mine, x, memory)


def test_weights_are_those_of_the_fused_forward() -> None:
    module = randomise(MultiHeadAttention(sizes()))
    x = torch.randn(2, 5, 8)
    visible = present_tokens(2, 5, seed=4)[:, None]
    weights = module.weights(x, x, visible)
    mixed = (weights @ module._split(module.value(x))).transpose(1, 2).flatten(2)
    assert within_reach(
        module.output(mixed), module(x, x, visible), lambda m, y: m(y, y, visible), module, x
    )


def test_padding_changes_nothing_for_the_tokens_that_are_there() -> None:
    torch.manual_seed(1)
    model = Transformer(sizes("encoder")).eval()
    ids = torch.tensor([[3, 4, 5]])
    padded = torch.tensor([[3, 4, 5, 0, 0]])
    found = model(padded, present=padded != 0)[:, :3]
    assert within_reach(found, model(ids), lambda moved: moved(ids), model)


def test_later_tokens_change_nothing_unless_the_mask_is_off() -> None:
    torch.manual_seed(1)
    model = Transformer(sizes("decoder")).eval()
    first, second = torch.tensor([[3, 4, 5]]), torch.tensor([[3, 4, 6]])
    assert torch.equal(model.decode(first)[:, :2], model.decode(second)[:, :2])
    leaked = model.decode(first, causal=False)[:, :2] - model.decode(second, causal=False)[:, :2]
    assert leaked.abs().max() > 1e-3


@pytest.mark.parametrize("design", ["encoder", "decoder", "encoder-decoder"])
def test_logits_have_an_entry_for_each_word_of_the_target(design: str) -> None:
    model = Transformer(sizes(design))
    ids = torch.tensor([[3, 4, 5]])
    inputs = {} if design == "decoder" else {"source": ids}
    inputs |= {} if design == "encoder" else {"target": ids[:, :2]}
    assert model(**inputs).shape == (1, 3 if design == "encoder" else 2, 13)


def test_a_wrong_shape_within_a_module_is_caught() -> None:
    module = MultiHeadAttention(sizes())
    with pytest.raises(TypeCheckError):
        module(torch.ones(1, 3, 8), torch.ones(1, 4, 8), torch.ones(1, 3, 3, dtype=torch.bool))


@pytest.mark.parametrize("name", ["d_model", "heads", "layers", "d_ff", "max_length"])
def test_sizes_of_nothing_are_refused(name: str) -> None:
    good = vars(sizes())
    with pytest.raises(ValueError, match=f"{name} must be at least 1, got 0"):
        Sizes(**good | {name: 0})


def test_heads_must_divide_d_model() -> None:
    with pytest.raises(ValueError, match="d_model 8 cannot be cut into 3 equal heads"):
        Sizes(**vars(sizes()) | {"heads": 3})
