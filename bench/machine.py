"""What kind of machine the measurements come from, and which versions ran."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from renders.commands.options import CORES

PACKAGES = ("manim", "av", "numpy", "pycairo", "typst")
_GIGABYTE = 10**9


def machine() -> dict[str, str | int | float]:
    """Describe the machine: cores that may be used, processor, memory in GB, system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIGABYTE
    return {
        "cores": CORES,
        "processor": _processor(),
        "memory": round(memory, 1),
        "platform": platform.platform(),
    }


def versions() -> dict[str, str]:
    """Name the versions of what makes pictures and videos."""
    return {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def _processor() -> str:
    """Name the processor's model, where the system says it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    known = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(known, platform.processor() or platform.machine())
