"""The Transformer of the paper, small: encoder, decoder, or both, with post-norm.

Source: Vaswani et al. (2017), "Attention Is All You Need", section 3. These modules are what is
trained; `attention_math.tracing` takes their numbers apart, one symbol at a time.
"""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn
from torch.nn import functional

from attention_math.embedding import sinusoidal_positions
from attention_math.sizes import Sizes


class MultiHeadAttention(nn.Module):
    """Several heads attend at once; concatenated and projected (section 3.2.2)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.query = nn.Linear(sizes.d_model, sizes.d_model)
        self.key = nn.Linear(sizes.d_model, sizes.d_model)
        self.value = nn.Linear(sizes.d_model, sizes.d_model)
        self.output = nn.Linear(sizes.d_model, sizes.d_model)

    def forward(
        self,
        asking: Float[Tensor, "batch queries d_model"],
        answering: Float[Tensor, "batch keys d_model"],
        visible: Bool[Tensor, " batch *heads #queries keys"],
    ) -> Float[Tensor, "batch queries d_model"]:
        """Mix what each query may see; ``visible`` may say so for each head apart."""
        attended = functional.scaled_dot_product_attention(
            self._split(self.query(asking)),
            self._split(self.key(answering)),
            self._split(self.value(answering)),
            attn_mask=visible if visible.ndim == 4 else visible[:, None],
        )
        return self.output(attended.transpose(1, 2).flatten(2))

    def weights(
        self,
        asking: Float[Tensor, "batch queries d_model"],
        answering: Float[Tensor, "batch keys d_model"],
        visible: Bool[Tensor, " batch #queries keys"],
    ) -> Float[Tensor, "batch heads queries keys"]:
        """Say how much each query takes from each key, which the fused ``forward`` keeps hidden."""
        scaled = self.scaled(asking, answering)
        return scaled.masked_fill(~visible[:, None], -torch.inf).softmax(-1)

    def scaled(
        self,
        asking: Float[Tensor, "batch queries d_model"],
        answering: Float[Tensor, "batch keys d_model"],
    ) -> Float[Tensor, "batch heads queries keys"]:
        """Score each key for each query, divided by √d_k, whoever may see whom."""
        query, key = self._split(self.query(asking)), self._split(self.key(answering))
        return query @ key.mT / query.shape[-1] ** 0.5

    def _split(
        self, vectors: Float[Tensor, "batch tokens d_model"]
    ) -> Float[Tensor, "batch heads tokens d_head"]:
        return vectors.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Layer(nn.Module):
    """Attention to the own sentence, to another one if ``cross``, then feed-forward.

    Each sub-layer's output is added to its input and normalised: LayerNorm(x + Sublayer(x)).
    """

    def __init__(self, sizes: Sizes, *, cross: bool = False) -> None:
        super().__init__()
        self.self_attention = MultiHeadAttention(sizes)
        self.self_norm = nn.LayerNorm(sizes.d_model)
        self.cross_attention = MultiHeadAttention(sizes) if cross else None
        self.cross_norm = nn.LayerNorm(sizes.d_model) if cross else None
        self.feed_forward = nn.Sequential(
            nn.Linear(sizes.d_model, sizes.d_ff), nn.ReLU(), nn.Linear(sizes.d_ff, sizes.d_model)
        )
        self.feed_forward_norm = nn.LayerNorm(sizes.d_model)
        self.dropout = nn.Dropout(sizes.dropout)

    def forward(
        self,
        x: Float[Tensor, "batch tokens d_model"],
        visible: Bool[Tensor, " batch #tokens tokens"],
        memory: Float[Tensor, "batch source d_model"] | None = None,
        memory_visible: Bool[Tensor, "batch 1 source"] | None = None,
    ) -> Float[Tensor, "batch tokens d_model"]:
        x = self.self_norm(x + self.dropout(self.self_attention(x, x, visible)))
        if self.cross_attention is not None:
            crossed = self.cross_attention(x, memory, memory_visible)
            x = self.cross_norm(x + self.dropout(crossed))
        return self.feed_forward_norm(x + self.dropout(self.feed_forward(x)))


class Embedding(nn.Module):
    """Rows of a table plus sinusoidal positions.

    The paper multiplies the table by √d_model; here the table is simply that much larger, so a
    row of the table is the word's vector as it is.
    """

    def __init__(self, vocabulary: int, sizes: Sizes) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(vocabulary, sizes.d_model))
        self.dropout = nn.Dropout(sizes.dropout)
        positions = sinusoidal_positions(sizes.max_length, sizes.d_model)
        self.register_buffer("positions", positions, persistent=False)

    def forward(self, ids: Int[Tensor, "batch tokens"]) -> Float[Tensor, "batch tokens d_model"]:
        return self.dropout(self.table[ids] + self.positions[: ids.shape[1]])


class Transformer(nn.Module):
    """An encoder, a decoder, or both, and the projection to the target vocabulary.

    Where source and target share a vocabulary or the decoder has its own table, the output
    projection is that table, over √d_model (section 3.4); the encoder alone has a separate one.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        encodes, decodes = sizes.design != "decoder", sizes.design != "encoder"
        if encodes:
            self.source = Embedding(sizes.source_vocabulary, sizes)
            self.encoder = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        if decodes:
            self.target = Embedding(sizes.target_vocabulary, sizes)
            self.decoder = nn.ModuleList(Layer(sizes, cross=encodes) for _ in range(sizes.layers))
            self.bias = nn.Parameter(torch.zeros(sizes.target_vocabulary))
        else:
            self.unembedding = nn.Linear(sizes.d_model, sizes.target_vocabulary)

    def encode(
        self, ids: Int[Tensor, "batch source"], present: Bool[Tensor, "batch source"]
    ) -> Float[Tensor, "batch source d_model"]:
        x = self.source(ids)
        for layer in self.encoder:
            x = layer(x, present[:, None])
        return x

    def decode(
        self,
        ids: Int[Tensor, "batch tokens"],
        memory: Float[Tensor, "batch source d_model"] | None = None,
        memory_present: Bool[Tensor, "batch source"] | None = None,
        *,
        causal: bool = True,
    ) -> Float[Tensor, "batch tokens d_model"]:
        """Read the target; ``causal=False`` lets each token see what it is to predict."""
        tokens = ids.shape[1]
        everything = torch.ones(tokens, tokens, dtype=torch.bool)
        visible = (everything.tril() if causal else everything).expand(len(ids), tokens, tokens)
        x = self.target(ids)
        for layer in self.decoder:
            x = layer(x, visible, memory, None if memory is None else memory_present[:, None])
        return x

    def logits(
        self, x: Float[Tensor, "batch tokens d_model"]
    ) -> Float[Tensor, "batch tokens vocabulary"]:
        if self.sizes.design == "encoder":
            return self.unembedding(x)
        return functional.linear(x / self.sizes.d_model**0.5, self.target.table, self.bias)

    def forward(
        self,
        source: Int[Tensor, "batch source"] | None = None,
        target: Int[Tensor, "batch tokens"] | None = None,
        present: Bool[Tensor, "batch source"] | None = None,
    ) -> Float[Tensor, "batch tokens vocabulary"]:
        """Logits for every position: of the gloss, of the next word, or of the translation."""
        if source is not None and present is None:
            present = torch.ones_like(source, dtype=torch.bool)
        if self.sizes.design == "encoder":
            return self.logits(self.encode(source, present))
        if self.sizes.design == "decoder":
            return self.logits(self.decode(target))
        return self.logits(self.decode(target, self.encode(source, present), present))
