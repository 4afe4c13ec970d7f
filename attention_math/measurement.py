"""What was measured in training, kept as JSON beside the models. Needs no torch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

import numpy as np

from attention_math.arrays import frozen

Measured = TypeVar("Measured", bound=tuple)


def save_measurement(measured: tuple, path: Path) -> None:
    """Write each field of a named tuple on a line of its own."""
    lines = (
        f"  {json.dumps(name)}: {json.dumps(np.asarray(value).tolist())}"
        for name, value in measured._asdict().items()
    )
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def load_measurement(kind: type[Measured], path: Path) -> Measured:
    """Read a measurement; its lists become read-only arrays.

    Raises
    ------
    ValueError
        If the file is missing or is not such a measurement.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        lists = {name: frozen(np.array(x)) for name, x in told.items() if isinstance(x, list)}
        return kind(**told | lists)
    except (OSError, AttributeError, TypeError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"the measurement {path} cannot be read: {reason}") from None
