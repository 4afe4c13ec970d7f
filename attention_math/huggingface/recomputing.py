"""From recorded queries, keys and values to weights and outputs, step by step, as on paper.

What a model adds to softmax(QKᵀ/√d + mask)V becomes a step of its own. A model whose weights or
outputs do not follow is refused.
"""

from __future__ import annotations

import math

import torch
from jaxtyping import Bool
from torch import Tensor

from attention_math.attention import hide, scale, score, softmax_rows, weighted_sum
from attention_math.huggingface.recorder import Recording

Steps = dict[str, Tensor]

# How far weights and outputs may be from the model's own, by its precision; of outputs above 1, as
# a share of the largest.
TOLERANCES = {torch.float64: 1e-5, torch.float32: 1e-5}
COARSE = 1e-3  # in 16 bits


def visible_in(recording: Recording) -> Bool[Tensor, "queries keys"]:
    """Say which keys each query may see: the mask adds the least number there is to the others.

    Raises
    ------
    ValueError
        If the heads do not all see the same.
    """
    queries, keys = recording.weights.shape[1:]
    if recording.mask is None:
        return torch.ones(queries, keys, dtype=torch.bool)
    seen = _is_seen(recording.mask)
    if not bool((seen == seen[0]).all()):
        raise ValueError("its heads have masks of their own, which a trace has no place for")
    return seen[0].cpu()


def steps_of(recording: Recording, index: int) -> Steps:
    """Compute everything of a head, counted from 0, by the names of `HeadTrace`.

    Raises
    ------
    ValueError
        If the model's weights or outputs do not follow from its queries, keys and values.
    """
    found = _entering(recording, index)
    query, key, width = found["query"], found["key"], found["query"].shape[1]
    found["scores"] = score(query, key)
    if math.isclose(recording.scaling * math.sqrt(width), 1, rel_tol=1e-6):
        found["scaled"] = scale(found["scores"], width)
    else:
        found["scaling"] = torch.tensor([recording.scaling])
        found["scaled"] = found["scores"] * found["scaling"]
    found |= _added(recording, index, found["scaled"])
    last = found.get("biased", found.get("capped", found["scaled"]))
    found["masked"] = hide(last, visible_in(recording))
    found |= _weighted(recording, index, found["masked"])
    found["output"] = weighted_sum(found["weights"], found["value"])
    _hold(recording, index, found)
    return found


def _entering(recording: Recording, index: int) -> Steps:
    """Take what enters a head, in 32 bits; one key and value may serve several heads."""
    heads, keys = len(recording.query), len(recording.key)
    shared = index * keys // heads
    found = {
        "query": single(recording.query[index]),
        "key": single(recording.key[shared]),
        "value": single(recording.value[shared]),
    }
    if recording.unrotated is not None:
        query, key = recording.unrotated
        found |= {"unrotated_query": single(query[index]), "unrotated_key": single(key[shared])}
    if keys != heads:
        found["key_value_head"] = torch.tensor([shared + 1])
    return found


def _added(recording: Recording, index: int, scaled: Tensor) -> Steps:
    """Compute the steps that a model puts between the scaled scores and the mask."""
    found: Steps = {}
    if recording.softcap is not None:
        cap = found["softcap"] = torch.tensor([float(recording.softcap)])
        scaled = found["capped"] = cap * (scaled / cap).tanh()
    bias = torch.zeros_like(scaled)
    if recording.position_bias is not None:
        bias = bias + single(_of(recording.position_bias, index))
    if recording.mask is not None:
        mask = _of(recording.mask, index)
        bias = bias + single(mask.where(_is_seen(mask), 0))
    if bool(bias.any()):
        found |= {"position_bias": bias, "biased": scaled + bias}
    return found


def _weighted(recording: Recording, index: int, masked: Tensor) -> Steps:
    """Turn scores into weights; a sink stands beside the keys, and takes a share of each row."""
    if recording.sinks is None:
        return {"weights": softmax_rows(masked)}
    sink = single(recording.sinks[index : index + 1])
    beside = torch.cat([masked, sink.expand(len(masked), 1)], dim=1)
    weights = softmax_rows(beside)
    return {"sink": sink, "weights": weights[:, :-1], "sink_weight": weights[:, -1]}


def _hold(recording: Recording, index: int, found: Steps) -> None:
    """Hold weights and outputs to the model's own."""
    near = TOLERANCES.get(recording.query.dtype, COARSE)
    own = {"weights": recording.weights[index], "output": recording.output[:, index]}
    for name, array in own.items():
        exact = single(array)
        limit = near * max(1.0, float(exact.abs().max()))
        off = float((found[name] - exact).abs().max())
        if not off <= limit:
            raise ValueError(
                f"its {name} do not follow from its queries, keys and values: they are off by "
                f"{off:.1e}, and {limit:.0e} is the limit"
                + ("; load the model in 32 bits" if near == COARSE else "")
            )


def _of(shared: Tensor, index: int) -> Tensor:
    return shared[index if len(shared) > 1 else 0]


def _is_seen(mask: Tensor) -> Tensor:
    return mask > torch.finfo(mask.dtype).min / 2


def single(tensor: Tensor) -> Tensor:
    """Bring a tensor to this machine's memory, in 32 bits."""
    return tensor.detach().to("cpu", torch.float32).contiguous()
