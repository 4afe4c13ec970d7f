"""The sizes of transformers: published ones, our own, and any other."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from attention_math.named import unknown
from attention_math.sizes import Sizes, require_positive

Norm = Literal["none", "layer", "rms"]
NORM_VECTORS = {"none": 0, "layer": 2, "rms": 1}  # scale and shift, or scale alone
MAY_BE_NONE = ("encoder_layers", "source_vocabulary", "positions")


@dataclass(frozen=True)
class Architecture:
    """The sizes of a transformer, and which of its parts are learnt.

    Parameters
    ----------
    layers
        Of the stack that writes; ``encoder_layers`` more read for it, and then each of these has
        a second attention block.
    d_head, kv_heads, d_ff
        d_model / heads, as many as heads, and 4 × d_model if left out.
    vocabulary
        What is read. ``output_vocabulary`` is what is written, if that differs;
        ``source_vocabulary`` is that of the encoder's own table, if it has one.
    tied
        The output projection is the embedding table again.
    output_bias
        Each token that can be written has a bias.
    positions
        How many position vectors are learnt; none if they are computed.
    gated
        Feed-forward has a third matrix, whose result multiplies that of the first.
    """

    d_model: int
    heads: int
    layers: int
    vocabulary: int
    d_head: int = 0
    kv_heads: int = 0
    d_ff: int = 0
    encoder_layers: int = 0
    source_vocabulary: int = 0
    output_vocabulary: int = 0
    positions: int = 0
    tied: bool = False
    output_bias: bool = False
    biases: bool = False
    gated: bool = False
    norm: Norm = "none"
    final_norm: bool = False

    def __post_init__(self) -> None:
        if not self.d_head and self.heads > 0 and self.d_model % self.heads:
            raise ValueError(
                f"d_model {self.d_model} cannot be cut into {self.heads} equal heads; give d_head"
            )
        usual = {
            "d_head": lambda: self.d_model // max(1, self.heads),
            "kv_heads": lambda: self.heads,
            "d_ff": lambda: 4 * self.d_model,
            "output_vocabulary": lambda: self.vocabulary,
        }
        for field in fields(self):
            size = getattr(self, field.name)
            if field.name in usual and size == 0:
                object.__setattr__(self, field.name, usual[field.name]())
            elif type(size) is int and not (size == 0 and field.name in MAY_BE_NONE):
                require_positive(field.name, size)
        if self.heads % self.kv_heads:
            raise ValueError(f"{self.heads} heads cannot share {self.kv_heads} kv_heads equally")
        if self.final_norm and self.norm == "none":
            raise ValueError("a final norm needs a kind of norm: layer or rms")


PRESETS = {
    "gpt2": Architecture(
        768, 12, 12, 50_257, positions=1_024, tied=True, biases=True, norm="layer", final_norm=True
    ),
    "gpt3": Architecture(
        12_288, 96, 96, 50_257, positions=2_048, tied=True, biases=True, norm="layer",
        final_norm=True,
    ),
    "llama3-8b": Architecture(
        4_096, 32, 32, 128_256, kv_heads=8, d_ff=14_336, gated=True, norm="rms", final_norm=True
    ),
    "transformer-base": Architecture(
        512, 8, 6, 37_000, encoder_layers=6, tied=True, biases=True, norm="layer"
    ),
}  # fmt: skip

NOTES = {
    "gpt3": "Its paper says 174,600 million.",
    "transformer-base": (
        "Assumed: one table of 37,000 tokens for both languages and the output (the paper says "
        "about 37,000), and biases in attention too. The paper says 65 million."
    ),
}


def preset(name: str) -> Architecture:
    """Return a published model's sizes.

    Raises
    ------
    ValueError
        If there is no such preset.
    """
    if name not in PRESETS:
        raise ValueError(unknown("preset", name, PRESETS))
    return PRESETS[name]


def of_own_model(sizes: Sizes) -> Architecture:
    """Describe one of our models: everything has biases, and positions are computed.

    An encoder alone has a table of its own for the output; a decoder's is its embedding table.
    """
    reads_and_writes = sizes.design == "encoder-decoder"
    decodes = sizes.design != "encoder"
    return Architecture(
        sizes.d_model,
        sizes.heads,
        sizes.layers,
        sizes.target_vocabulary if decodes else sizes.source_vocabulary,
        d_ff=sizes.d_ff,
        encoder_layers=sizes.layers if reads_and_writes else 0,
        source_vocabulary=sizes.source_vocabulary if reads_and_writes else 0,
        output_vocabulary=sizes.target_vocabulary,
        tied=decodes,
        output_bias=True,
        biases=True,
        norm="layer",
    )
