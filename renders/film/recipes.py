"""How the arrays of a trace are made of each other, and by which function: one formula each.

Source: Vaswani et al. (2017), sections 3.2 and 3.4, and what models add, as `HeadTrace` has it.
The letters and signs are those of `renders.film.entries`.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import numpy as np

from attention_math import trace as room
from attention_math.request import is_shipped
from attention_math.trace import RECORDED, AttentionTrace, HeadTrace
from renders.film.indices import is_made

Recipes = dict[str, str]

_MADE_BY = {
    **dict.fromkeys(("query", "key", "value", "output"), "project"),
    "scores": "score",
    "scaled": "scale",
    "masked": "hide",
    "weights": "softmax_rows",
    "head output": "weighted_sum",
    "concat": "multi_head_attention",
    "embeddings": "add_positions",
}
_OF_MODELS = {"token_embeddings": "embed", "positions": "sinusoid_table"}  # examples have their own


def recipes(trace: AttentionTrace) -> Recipes:
    """Write a formula for each array of a trace that was computed from others of it."""
    arrays = trace.named_arrays()
    found: Recipes = {}
    sides = {name: getattr(trace, name) for name in ("query_side", "key_side")}
    for name, side in sides.items():
        found[f"{name}.embeddings"] = f"{name}.token_embeddings[i, j] + {name}.positions[i, j]"
        if side.embeddings is not None and np.array_equal(side.inputs, side.embeddings):
            found[f"{name}.inputs"] = f"{name}.embeddings[i, j]"
    answering = "query_side" if _is_one_side(trace) else "key_side"
    heads = {f"head{number}": head for number, head in enumerate(trace.heads, start=1)}
    for name, head in heads.items():
        made = _projected(head, answering) | _weighed(head, trace.hides)
        found |= {f"{name}.{each}": formula.format(h=name) for each, formula in made.items()}
    outputs = ", ".join(f"{name}.output[i]" for name in heads)
    found["concat"] = f"concatenate({outputs})[j]" if len(heads) > 1 else "head1.output[i, j]"
    bias = "" if trace.output_bias is None else " + output_bias[j]"
    is_mixed = trace.output_weight is not None
    found["output"] = f"concat[i] @ output_weight[:, j]{bias}" if is_mixed else "concat[i, j]"
    computed = arrays.keys() - set(trace.given)
    return {name: formula for name, formula in found.items() if name in computed}


def _projected(head: HeadTrace, answering: str) -> Recipes:
    """Say what makes queries, keys and values, before they are turned by their places."""
    made = {}
    for role, side in (("query", "query_side"), ("key", answering), ("value", answering)):
        is_turned = getattr(head, f"unrotated_{role}", None) is not None
        bias = "" if getattr(head, f"{role}_bias") is None else f" + {{h}}.{role}_bias[j]"
        made[f"unrotated_{role}" if is_turned else role] = (
            f"{side}.inputs[i] @ {{h}}.{role}_weight[:, j]{bias}"
        )
    return made


def _weighed(head: HeadTrace, hides: bool) -> Recipes:
    """Go from scores to the output, through the steps that this model has."""
    made = {"scores": "{h}.query[i] @ {h}.key[j]", "output": "{h}.weights[i] @ {h}.value[:, j]"}
    if head.scaling is not None:
        made["scaled"] = "{h}.scores[i, j] * {h}.scaling[0]"
    elif head.query is not None:
        made["scaled"] = f"{{h}}.scores[i, j] / sqrt({head.d_head})"
    last = "{h}.scaled[i, j]"
    if head.softcap is not None:
        made["capped"] = f"{{h}}.softcap[0] * tanh({last} / {{h}}.softcap[0])"
        last = "{h}.capped[i, j]"
    if head.position_bias is not None:
        made["biased"] = f"{last} + {{h}}.position_bias[i, j]"
        last = "{h}.biased[i, j]"
    made["masked"] = f"{last} if visible[i, j] else -inf" if hides else last
    made["weights"] = "softmax({h}.masked[i])[j]"
    if head.sink is not None:
        whole = "(sum(exp({h}.masked[i])) + exp({h}.sink[0]))"
        made["weights"] = f"exp({{h}}.masked[i, j]) / {whole}"
        made["sink_weight"] = f"exp({{h}}.sink[0]) / {whole}"
    return made


def _is_one_side(trace: AttentionTrace) -> bool:
    """Tell whether what asks is also what answers."""
    asking, answering = trace.query_side.inputs, trace.key_side.inputs
    return asking is not None and answering is not None and np.array_equal(asking, answering)


def computes(name: str, trace: AttentionTrace | None) -> str | None:
    """Name the file and the function that compute an array of a trace, or a derived one."""
    if trace is not None and name in trace.named_arrays():
        if name in trace.given or trace.source.origin == RECORDED or trace.given:
            return None
        part, _, field = name.rpartition(".")
        known = _MADE_BY | (_OF_MODELS if is_shipped(trace) else {})
        is_of_head = part.startswith("head") and field == "output"
        return _functions().get(known.get("head output" if is_of_head else field, ""))
    if not is_made(name):
        return None
    called = ast.parse(name, mode="eval").body
    while isinstance(called, ast.Attribute | ast.Subscript):
        called = called.value
    return _functions().get(ast.unparse(called.func)) if isinstance(called, ast.Call) else None


@cache
def _functions() -> dict[str, str]:
    """Find in which file of the computation each function stands, if in one alone."""
    found: dict[str, set[str]] = {}
    folder = Path(room.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                file = path.relative_to(folder.parent).as_posix()
                found.setdefault(node.name, set()).add(f"{file}: {node.name}")
    return {name: min(files) for name, files in found.items() if len(files) == 1}
