"""What every cited number should be, by a way of its own; see `renders.checks.reference`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from attention_math.trace import AttentionTrace
from renders.checks import rounding
from renders.checks.derivations import DERIVATIONS
from renders.checks.expression import Array, Surroundings, Unknown, evaluate
from renders.checks.recomputed import recompute
from renders.checks.reference import VOCABULARIES, plain, readable, vocabulary
from scenes.stage.cited import Citation, Quantity

# Sources that are no trace: what is computed from plain numbers, or read from a shipped file.
WITHOUT_A_TRACE = frozenset(
    {"mask", "experiments", "positions", "worked-example", "leak"}
    | {f"{name} vocabulary" for name in VOCABULARIES}
)


class Oracle:
    """Knows the arrays behind every citation of a chapter; computes each of them once."""

    def __init__(self, traces: Mapping[str, AttentionTrace], sentence: str | None = None) -> None:
        self.traces, self.sentence = traces, sentence
        self._surroundings: dict[tuple[str, int | None], Surroundings] = {}
        self._arrays: dict[tuple[str, str], Array] = {}
        self._bounds: dict[tuple[str, str], Array] = {}

    def array(self, source: str, tensor: str) -> Array:
        """Return a whole tensor.

        Raises
        ------
        Unknown
            If nobody can recompute it.
        """
        if (source, tensor) not in self._arrays:
            self._arrays[source, tensor] = self._find(source, tensor)
        return self._arrays[source, tensor]

    def bound(self, source: str, tensor: str) -> Array:
        """Say how far 32 bits may lead from each entry of a tensor; see `array`."""
        exact = self.array(source, tensor)
        if exact.dtype.kind == "U":
            return np.zeros(exact.shape)
        if (source, tensor) not in self._bounds:
            self._bounds[source, tensor] = rounding.bound(
                exact, tensor, lambda number: self._find(source, tensor, number)
            )
        return self._bounds[source, tensor]

    def value(self, citation: Citation) -> tuple[float | str, float]:
        """Return what a citation is of, and the bound of a number; see `array` and `bound`."""
        array = self.array(citation.source, citation.tensor)
        bound = self.bound(citation.source, citation.tensor)
        index = citation.index
        fits = len(index) == array.ndim and all(
            0 <= i < size for i, size in zip(index, array.shape, strict=True)
        )
        if array.size == 1 and all(i == 0 for i in index):
            return array.item(), float(bound.item())
        if not fits:
            raise Unknown(
                f"{citation.tensor} has no entry {list(index)}: its shape is {array.shape}"
            )
        return array[index].item(), float(bound[index])

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
        tokens = {word for side in sides for word in readable(side.tokens)}
        return tokens.union(plain(self.sentence or "").split())

    def entries(self) -> set[str]:
        """Collect what may be shown of the vocabularies that the traces' models read."""
        names = {VOCABULARIES.get(t.source.model, ("",))[0] for t in self.traces.values()} - {""}
        tokens = {token for name in names for token in vocabulary(name)}
        as_bytes = {f"byte {token[3:5]}" for token in tokens if token.startswith("<0x")}
        return as_bytes.union(*(readable([token]) for token in tokens))

    def shapes(self) -> set[tuple[int, ...]]:
        """Collect the shapes of all arrays of all traces."""
        return {a.shape for t in self.traces.values() for a in t.named_arrays().values()}

    def _find(self, source: str, tensor: str, run: int | None = None) -> Array:
        if source in self.traces:
            return evaluate(tensor, self._surrounding(source, run), DERIVATIONS)
        if source in WITHOUT_A_TRACE:
            return evaluate(tensor, Surroundings(), DERIVATIONS)
        raise Unknown(f"nobody knows the source {source!r}")

    def _surrounding(self, source: str, run: int | None) -> Surroundings:
        """Recompute a trace: exactly, or with the roundings of a run."""
        if (source, run) not in self._surroundings:
            trace = self.traces[source]
            try:
                tensors = recompute(trace, self.sentence)
            except (ValueError, KeyError) as error:
                raise Unknown(f"nobody can recompute {source}: {error}") from error
            words = trace.query_side.tokens, trace.key_side.tokens
            for side, tokens in zip(("query_side", "key_side"), words, strict=True):
                tensors[f"{side}.shown"] = np.array(readable(tokens))
            self._surroundings[source, run] = Surroundings(tensors, *words)
        return self._surroundings[source, run]
