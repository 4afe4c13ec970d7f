"""How the sentences that were generated for the speaker's training text went on."""

from __future__ import annotations

import numpy as np
from jaxtyping import Int

from attention_math.arrays import Array, frozen
from attention_math.registry import load_model
from attention_math.training.speaker import HABITS, SIZES


def frames_after(sentence: str, words: tuple[str, ...]) -> Int[Array, " told"]:
    """Count how often each word, and any other, comes next in the frames of the training text.

    The speaker's generated sentences begin with one of them; a sentence that is none gives zeros.
    """
    begun = " ".join(sentence.split())
    endings = [
        ending
        for start, habit in HABITS.items()
        if begun in {" ".join(start.format(size=size).split()) for size in SIZES}
        for ending in habit
    ]
    encode = load_model("speaker").target_vocabulary.encode
    first = [encode(ending).words[0] for ending in endings]
    counts = [first.count(word) for word in words]
    return frozen(np.array([*counts, len(first) - sum(counts)]))
