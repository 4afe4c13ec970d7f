"""Every formula of the film, by name.

A symbol that has a hue in `scenes.theme` is a part with the name of what it stands for, wherever
it occurs; a letter alone needs ``scripts(…)`` to stay the slanted letter that it is.
"""

from __future__ import annotations

_Q, _K, _V, _A = (
    f"{{{{ scripts({letter}) : {name} }}}}"
    for letter, name in (("Q", "query"), ("K", "key"), ("V", "value"), ("A", "weights"))
)
_K_TURNED = "{{ K^top : key }}"
_W_Q, _W_K, _W_V, _B_Q, _B_K, _B_V = (
    f"{{{{ {letter}_{role} : {name} }}}}"
    for letter in ("W", "b")
    for role, name in (("Q", "query"), ("K", "key"), ("V", "value"))
)
_ROOT = "{{ sqrt(d_k) : divisor }}"
_QK, _AV = f"{_Q}#h(0em){_K_TURNED}", f"{_A}#h(0em){_V}"  # parts side by side would stand apart

FORMULAS = {
    # --- signs -------------------------------------------------------------------------------
    "becomes": "arrow.r",
    "pairs": "n^2",
    # --- vectors and matrices ----------------------------------------------------------------
    "vector": "[v_1, v_2, dots.h, v_n]",
    "inputs": "X",
    "query": _Q,
    "key": _K,
    "value": _V,
    "key turned": _K_TURNED,
    "query_weight": _W_Q,
    "key_weight": _W_K,
    "value_weight": _W_V,
    "matrices": "W",
    "output_weight": "W_O",
    "output_bias": "b_O",
    "query bias added": f"+{_B_Q}",
    "key bias added": f"+{_B_K}",
    "value bias added": f"+{_B_V}",
    # --- scores ------------------------------------------------------------------------------
    "product": "q dot.op k = sum_i q_i k_i",
    "scores": _QK,
    "width": "d_k",
    "width is": "d_k =",
    "divided by the root": "div sqrt(d_k)",
    "is the root": "= sqrt(d_k)",
    "scaled": f"({_QK}) / sqrt(d_k)",
    "quotient": f"frac({_QK}, {_ROOT})",
    "masked": "M",
    # --- weights and what they mix -----------------------------------------------------------
    "exponential": "e^z",
    "exponential of leads": 'e^(z - op("max") z)',
    "softmax": '{{ op("softmax") : softmax }}',
    "temperature": "T = sqrt(d_k)",
    "weights": _A,
    "output": _AV,
    "attention": f'{{{{ op("softmax") : softmax }}}} (frac({_Q}{_K_TURNED}, {_ROOT})) {_V}',
    "attention in a line": (
        f'{{{{ op("softmax") : softmax }}}}#h(0em) ({_QK}#h(0em)slash#h(0em) {_ROOT})#h(0em) {_V}'
    ),
    # --- many heads --------------------------------------------------------------------------
    "ids": 'op("ids")',
    "concat": '"concat"',
    "mixed": "dot.op W_O + b_O",
    "out": '"output"',
}
