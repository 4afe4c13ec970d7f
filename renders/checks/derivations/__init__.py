"""What is derived from a trace or measured, a second time: by name, anew, and in 64 bits.

A function here has the name and the arguments under which the film cites `attention_math`, and
none of its code. Whoever derives a number by a new function adds that here too: the audit takes a
name that is missing for a failure. The four operations it evaluates by itself.
"""

from renders.checks.derivations import (  # noqa: F401 - they fill it
    apart,
    chance,
    costs,
    counts,
    crossings,
    experiments,
    heads,
    held,
    inputs,
    interventions,
    masks,
    planes,
    senses,
    stacks,
    step_by_step,
)
from renders.checks.expression import DERIVATIONS, parameters

__all__ = ["DERIVATIONS", "parameters"]
