"""What every cited number should be, by a way of its own; see `renders.checks.reference`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np

from attention_math.shipped import MODELS
from attention_math.trace import AttentionTrace
from renders.checks import rounding
from renders.checks.derivations import DERIVATIONS
from renders.checks.expression import Array, Surroundings, Unknown, evaluate
from renders.checks.recomputed import recompute
from renders.checks.reference import plain, readable, vocabulary
from scenes.stage import own_array
from scenes.stage.cited import Citation, Quantity

# Sources that are no trace: what is computed from plain numbers, or read from a shipped file.
WITHOUT_A_TRACE = frozenset(
    {"mask", "experiments", "positions", "worked-example", "leak", "recall"}
    | {"costs", "parameters", "senses", "surveys"}
    | {f"{name} vocabulary" for name in MODELS}
)


class Oracle:
    """Knows the arrays behind every citation of a chapter; computes each of them once.

    ``array`` and ``bound`` take a source and a tensor, and return the whole of it and how far
    32 bits may lead from each entry. They raise `Unknown` if nobody can recompute it.
    """

    def __init__(self, traces: Mapping[str, AttentionTrace], sentence: str | None = None) -> None:
        self.traces, self.sentence = traces, sentence
        self.array, self.bound = cache(self._find), cache(self._scatter)
        self._surrounded = cache(self._surround)

    def value(self, citation: Citation) -> tuple[float | str, float]:
        """Return what a citation is of, and the bound of a number; see `array` and `bound`."""
        array = self.array(citation.source, citation.tensor)
        bound = self.bound(citation.source, citation.tensor)
        try:
            place = np.ravel_multi_index(citation.index, array.shape)
        except ValueError:
            entry, shape = list(citation.index), array.shape
            raise Unknown(f"{citation.tensor} has no entry {entry}: its shape is {shape}") from None
        return array.flat[place].item(), float(bound.flat[place])

    def strays(self, quantity: Quantity) -> Iterator[tuple[Citation, float, float]]:
        """Yield each entry of a quantity that is not what it should be, that, and its bound."""
        source, tensor = quantity.source, quantity.tensor
        try:
            true = quantity.same_of(self.array(source, tensor))
        except ValueError as error:
            raise Unknown(str(error)) from None
        bound = quantity.same_of(self.bound(source, tensor))
        with np.errstate(invalid="ignore"):
            is_near = (true == quantity.values) | (np.abs(true - quantity.values) <= bound)
        for index in map(tuple, np.argwhere(~is_near)):
            yield quantity.cite(*index), float(true[index]), float(bound[index])

    def words(self) -> set[str]:
        """Collect the sentence's words, and all tokens of all traces as a viewer may see them."""
        sides = (side for t in self.traces.values() for side in (t.query_side, t.key_side))
        tokens = {word for side in sides for word in side.written or readable(side.tokens)}
        return tokens.union(plain(self.sentence or "").split())

    def entries(self) -> set[str]:
        """Collect what may be shown of the vocabularies that the traces' models read."""
        models = {trace.source.model for trace in self.traces.values()} & MODELS.keys()
        tokens = {token for name in models for token in vocabulary(MODELS[name].reads)}
        as_bytes = {f"byte {token[3:5]}" for token in tokens if token.startswith("<0x")}
        return as_bytes.union(*(readable([token]) for token in tokens))

    def _find(self, source: str, tensor: str, run: int | None = None) -> Array:
        return evaluate(tensor, self._surrounded(source, run), DERIVATIONS)

    def _scatter(self, source: str, tensor: str) -> Array:
        exact = self.array(source, tensor)
        if exact.dtype.kind == "U":
            return np.zeros(exact.shape)
        return rounding.bound(exact, tensor, lambda run: self._find(source, tensor, run))

    def _surround(self, source: str, run: int | None) -> Surroundings:
        """Recompute a trace: exactly, or with the roundings of a run."""
        trace = self.traces.get(source)
        if trace is None:
            if source == own_array.SOURCE:
                return Surroundings(own_array.KNOWN)  # nobody can say more of them
            if source in WITHOUT_A_TRACE:
                return Surroundings()
            raise Unknown(f"nobody knows the source {source!r}")
        try:
            tensors = recompute(trace, self.sentence)
        except (ValueError, LookupError) as error:
            raise Unknown(f"nobody can recompute {source}: {error}") from error
        for name, side in {"query_side": trace.query_side, "key_side": trace.key_side}.items():
            tensors[f"{name}.shown"] = np.array(side.written or readable(side.tokens))
        return Surroundings(tensors)
