"""The shipped models by name: weights, sizes and vocabularies from `attention_math/models`."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from attention_math.named import unknown
from attention_math.shipped import FOLDER, MODELS, SHIPPED
from attention_math.tokens import Vocabulary
from attention_math.transformer import Sizes, Transformer


@dataclass(frozen=True)
class TrainedModel:
    """A model, ready to run, and how its text becomes ids."""

    name: str
    transformer: Transformer
    source_vocabulary: Vocabulary
    target_vocabulary: Vocabulary

    @property
    def sizes(self) -> Sizes:
        return self.transformer.sizes


def save_model(name: str, transformer: Transformer, folder: Path = FOLDER) -> Path:
    """Write the weights, halved to 16 bits, with the sizes in the metadata; whole or not at all."""
    path = folder / f"{name}.safetensors"
    aside = path.with_suffix(".part")
    weights = {key: value.half().contiguous() for key, value in transformer.state_dict().items()}
    save_file(weights, aside, metadata={"sizes": json.dumps(asdict(transformer.sizes))})
    os.replace(aside, path)
    return path


@cache
def load_model(name: str, folder: Path = FOLDER) -> TrainedModel:
    """Load a shipped model, in float32 and in evaluation mode.

    Raises
    ------
    ValueError
        If there is no such model, or its file is damaged.
    """
    if name not in SHIPPED:
        raise ValueError(unknown("model", name, MODELS))
    path = folder / f"{name}.safetensors"
    try:
        with safe_open(path, framework="pt") as file:
            sizes = Sizes(**json.loads(file.metadata()["sizes"]))
            weights = {key: file.get_tensor(key).float() for key in file.keys()}  # noqa: SIM118
        transformer = Transformer(sizes)
        transformer.load_state_dict(weights)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError, RuntimeError) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"the weights of {name} at {path} cannot be read: {reason}") from None
    stems = SHIPPED[name].vocabularies
    source, target = (Vocabulary.load(folder / f"{stem}.json") for stem in stems)
    if len(target) != sizes.target_vocabulary:
        raise ValueError(
            f"the vocabulary of {name} has {len(target)} tokens, its weights need "
            f"{sizes.target_vocabulary}; train it again"
        )
    return TrainedModel(name, transformer.eval().requires_grad_(False), source, target)
