"""What was recorded of a layer → an `AttentionTrace`: here torch ends."""

from __future__ import annotations

from typing import NamedTuple

import torch
from jaxtyping import Bool
from torch import Tensor
from transformers import PreTrainedModel

from attention_math.huggingface.projections import Linear
from attention_math.huggingface.reading import Read
from attention_math.huggingface.recomputing import Steps, single, steps_of, visible_in
from attention_math.huggingface.recorder import Recording
from attention_math.masks import causal_mask
from attention_math.trace import RECORDED, AttentionTrace, HeadTrace, Mask, Side, Source

_CLOSE = 1e-5  # how near a projection must come, as a share of the largest entry
_COMPUTED = frozenset(
    {"scores", "scaled", "capped", "biased", "masked", "weights", "sink_weight", "output"}
)


class Heading(NamedTuple):
    """How a trace is called, and what was typed."""

    name: str
    layer: int
    sentence: str
    translation: str | None


def assemble(
    model: PreTrainedModel, read: tuple[Read, Read | None], found: Recording, heading: Heading
) -> AttentionTrace:
    """Compute what follows from a recording, and say which arrays are as recorded.

    Raises
    ------
    ValueError
        If the model's weights or outputs do not follow from its queries, keys and values.
    """
    source, reply = read
    asking = reply if reply and found.kind != "self" else source
    answering = reply if reply and found.kind == "masked" else source
    visible = visible_in(found)
    heads = tuple(_head(found, index) for index in range(len(found.query)))
    made = found.projected
    of_keys = [*made.key, *made.value]
    of_queries = [*made.query, *([] if found.kind == "cross" else of_keys)]
    sides = {
        "query_side": _side(model, asking, of_queries),
        "key_side": _side(model, answering, of_keys),
    }
    return AttentionTrace(
        source=_source(found, visible, heading, has_both=reply is not None),
        **sides,
        heads=heads,
        visible=visible.numpy(),
        **_joined(found.projected.output, heads),
        sentence=heading.sentence,
        translation=heading.translation,
        given=_given(sides, heads, found.projected.output is not None),
    )


def _head(found: Recording, index: int) -> HeadTrace:
    steps = steps_of(found, index)
    for role in ("query", "key", "value"):
        steps |= _projection(role, getattr(found.projected, role), found, index, steps)
    return HeadTrace(**{name: tensor.numpy() for name, tensor in steps.items()})


def _projection(
    role: str, made: list[Linear | None], found: Recording, index: int, steps: Steps
) -> Steps:
    """Return the matrix that made a query, key or value, if in 32 bits it makes it again."""
    linear = made[index * len(made) // len(found.query)]
    if linear is None:
        return {}
    inputs, weight, bias = map(single, linear)
    result = steps.get(f"unrotated_{role}", steps[role])
    if float((inputs @ weight + bias - result).abs().max()) > _CLOSE * float(result.abs().max()):
        return {}
    return {f"{role}_weight": weight, f"{role}_bias": bias}


def _joined(mixing: Linear | None, heads: tuple[HeadTrace, ...]) -> dict[str, object]:
    """Put the heads' outputs side by side, and mix them by W_O where it was found."""
    concat = torch.cat([torch.from_numpy(head.output.copy()) for head in heads], dim=1)
    if mixing is None:
        return {"concat": concat.numpy(), "output": concat.numpy()}
    weight, bias = single(mixing.weight), single(mixing.bias)
    arrays = {"concat": concat, "output": concat @ weight + bias}
    arrays |= {"output_weight": weight, "output_bias": bias}
    return {name: tensor.numpy() for name, tensor in arrays.items()}


def _side(model: PreTrainedModel, read: Read, made: list[Linear | None]) -> Side:
    """Take what entered the layer, where a map was found that read it."""
    rows = model.get_input_embeddings().weight[list(read.ids)]
    entered = [single(linear.inputs) for linear in made if linear is not None]
    inputs = entered[0] if entered else None
    has_rows = inputs is None or inputs.shape == rows.shape
    return Side(
        tokens=read.tokens,
        ids=torch.tensor(read.ids).numpy(),
        token_embeddings=single(rows).numpy() if has_rows else None,
        inputs=None if inputs is None else inputs.numpy(),
        special=torch.tensor(read.special).numpy(),
        written=read.shown,
    )


def _source(
    found: Recording, visible: Bool[Tensor, "queries keys"], heading: Heading, *, has_both: bool
) -> Source:
    mask: Mask = "none" if bool(visible.all()) else "given"
    if found.kind != "cross" and torch.equal(visible, causal_mask(len(visible))):
        mask = "causal"
    stack = "encoder" if found.kind == "self" else "decoder"
    name, layer = heading.name, heading.layer
    return Source(name, stack if has_both else "", layer, found.kind, mask, RECORDED)


def _given(
    sides: dict[str, Side], heads: tuple[HeadTrace, ...], has_mixing: bool
) -> tuple[str, ...]:
    """Name the arrays that are as the model has them: nobody computes them again."""
    names = ["visible", *(["output_weight", "output_bias"] if has_mixing else [])]
    for side, of_side in sides.items():
        names += [f"{side}.{name}" for name, _ in of_side.arrays()]
    for number, head in enumerate(heads, start=1):
        names += [f"head{number}.{name}" for name, _ in head.arrays() if name not in _COMPUTED]
    return tuple(names)
