"""The models that are shipped: `models/registry.json` is the one list of them. Needs no torch."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from attention_math.trace import Kind

FOLDER = Path(__file__).parent / "models"


@dataclass(frozen=True)
class Shipped:
    """A model as the list tells of it; its sizes stand in its own file, beside its weights.

    ``reads`` and ``writes`` are vocabularies. ``kinds`` are those in which its attention is shown:
    without any it is there for an experiment. ``learnt_from`` is the generated ``grammar``, or the
    ``corpus`` with its sentences added.
    """

    reads: str
    writes: str
    kinds: tuple[Kind, ...]
    origin: str
    learnt_from: str

    @property
    def vocabularies(self) -> tuple[str, str]:
        return self.reads, self.writes


def _read_list() -> Mapping[str, Shipped]:
    listed = json.loads((FOLDER / "registry.json").read_text(encoding="utf-8"))
    return MappingProxyType(
        {name: Shipped(**{**told, "kinds": tuple(told["kinds"])}) for name, told in listed.items()}
    )


SHIPPED = _read_list()
# Those that can be asked for by name; the first is the one that a command takes if none is named.
MODELS = MappingProxyType({name: model for name, model in SHIPPED.items() if model.kinds})
