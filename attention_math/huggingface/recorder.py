"""Takes down one attention layer of a model while it runs, and keeps nothing of the others.

Transformers lets anyone register an attention function by a name. Ours hands every call to the
eager function of the model itself, so that the model computes just what it would without us, and
keeps what went in and came out of the one call that is wanted.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface, PreTrainedModel
from transformers.masking_utils import eager_mask

from attention_math.huggingface.projections import Linears, Projected
from attention_math.trace import Kind

Eager = Callable[..., tuple[Tensor, Tensor]]

_NAME = "attention_film"
_CROSS = ("cross", "encoder_attn", "encdec")  # in the names of modules that read another sentence
_ROTATION = "apply_rotary_pos_emb"


@dataclass(frozen=True)
class Recording:
    """One attention layer as the model ran it, of one sentence, in the model's own precision.

    ``mask``, if there is one, and ``position_bias`` were added to the scores. A model may share one
    key and value among several heads: then there are fewer of them.
    """

    kind: Kind
    query: Tensor  # heads × queries × d_head
    key: Tensor  # key heads × keys × d_head
    value: Tensor  # key heads × keys × d_value
    mask: Tensor | None  # 1 or heads × queries × keys
    scaling: float
    softcap: float | None
    sinks: Tensor | None  # heads
    position_bias: Tensor | None  # 1 or heads × queries × keys
    output: Tensor  # queries × heads × d_value
    weights: Tensor  # heads × queries × keys
    unrotated: tuple[Tensor, Tensor] | None  # query and key, before they were turned by place
    projected: Projected


class Recorder:
    """Waits for the ``layer``-th call (from 1) of a kind of attention; the first kind, if none."""

    def __init__(self, model: PreTrainedModel, kind: Kind | None, layer: int) -> None:
        self._names = {module: name for name, module in model.named_modules()}
        self._has_decoder = bool(model.config.is_encoder_decoder)
        self.kind, self._layer = kind, layer
        self.calls: Counter[Kind] = Counter()
        self.found: Recording | None = None
        self.linears = Linears()
        self._rotated: tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]] | None = None

    def attend(
        self,
        module: nn.Module,
        query: Tensor,
        key: Tensor,
        value: Tensor,
        attention_mask: Tensor | None,
        scaling: float | None = None,
        dropout: float = 0.0,
        **options: object,
    ) -> tuple[Tensor, Tensor]:
        """Let the model's own eager attention answer, and keep the call that is wanted."""
        given = (module, query, key, value, attention_mask)
        output, weights = _eager_of(module)(*given, scaling=scaling, dropout=dropout, **options)
        kind = self._kind_of(module, attention_mask)
        self.kind = self.kind or kind
        self.calls[kind] += 1
        if kind == self.kind and self.calls[kind] == self._layer:
            self.found = self._record(kind, given, scaling, options, output, weights)
            self.linears.await_output(output.flatten(2))
        else:
            self.linears.forget()
        self._rotated = None
        return output, weights

    def note_rotation(self, before: tuple[Tensor, Tensor], after: tuple[Tensor, Tensor]) -> None:
        """Remember the last rotation: it belongs to the attention that is called next."""
        self._rotated = before, after

    def _kind_of(self, module: nn.Module, mask: Tensor | None) -> Kind:
        path = self._names[module].lower().split(".")
        if any(part in step for step in path for part in _CROSS):
            return "cross"
        in_decoder = self._has_decoder and "decoder" in path
        return "masked" if in_decoder or _hides_what_follows(mask) else "self"

    def _record(
        self,
        kind: Kind,
        given: tuple[nn.Module, Tensor, Tensor, Tensor, Tensor | None],
        scaling: float | None,
        options: dict[str, object],
        output: Tensor,
        weights: Tensor,
    ) -> Recording:
        _, query, key, value, mask = given
        before, after = self._rotated or ((), ())
        turned = bool(after) and all(map(torch.equal, after, (query, key)))
        before = before if turned else (query, key)
        sinks, bias = options.get("s_aux"), options.get("position_bias")
        return Recording(
            kind=kind,
            query=query[0],
            key=key[0],
            value=value[0],
            mask=None if mask is None else mask[0].expand(-1, query.shape[2], -1),
            scaling=query.shape[-1] ** -0.5 if scaling is None else float(scaling),
            softcap=options.get("softcap"),
            sinks=sinks if isinstance(sinks, Tensor) else None,
            position_bias=bias[0] if isinstance(bias, Tensor) else None,
            output=output[0],
            weights=weights[0],
            unrotated=(before[0][0], before[1][0]) if turned else None,
            projected=self.linears.making(before[0][0], before[1][0], value[0]),
        )


_current: ContextVar[Recorder] = ContextVar("recorder")


def _attend(module: nn.Module, *given: object, **options: object) -> tuple[Tensor, Tensor]:
    return _current.get().attend(module, *given, **options)


@contextmanager
def recording(model: PreTrainedModel, recorder: Recorder) -> Iterator[None]:
    """Let a recorder listen while the block runs the model; afterwards all is as it was before.

    Raises
    ------
    ValueError
        If the model does not let its attention be heard.
    """
    # Both under one name: without its mask a decoder would see the future.
    AttentionInterface.register(_NAME, _attend)
    AttentionMaskInterface.register(_NAME, eager_mask)
    before, was_training = model.config._attn_implementation, model.training
    token = _current.set(recorder)
    model.eval()
    model.set_attn_implementation(_NAME)
    try:
        with torch.no_grad(), recorder.linears.listening(model), _rotations(model, recorder):
            yield
    finally:
        model.set_attn_implementation(before)
        model.train(was_training)
        _current.reset(token)


@contextmanager
def _rotations(model: PreTrainedModel, recorder: Recorder) -> Iterator[None]:
    """Note each rotation of queries and keys, by which some models tell places."""
    modules = {sys.modules[type(module).__module__] for module in model.modules()}
    originals = {module: vars(module)[_ROTATION] for module in modules if _ROTATION in vars(module)}

    def heard(original: Callable[..., tuple[Tensor, Tensor]]) -> Callable[..., object]:
        def rotate(query: Tensor, key: Tensor, *more: object, **options: object) -> object:
            turned = original(query, key, *more, **options)
            recorder.note_rotation((query, key), turned)
            return turned

        return rotate

    try:
        for module, original in originals.items():
            setattr(module, _ROTATION, heard(original))
        yield
    finally:
        for module, original in originals.items():
            setattr(module, _ROTATION, original)


def _eager_of(module: nn.Module) -> Eager:
    home: ModuleType = sys.modules[type(module).__module__]
    eager = getattr(home, "eager_attention_forward", None)
    if eager is None:
        raise ValueError(f"{type(module).__name__} has no eager attention that could be followed")
    return eager


def _hides_what_follows(mask: Tensor | None) -> bool:
    """Say whether the first token is kept from the second."""
    if mask is None or mask.shape[-1] < 2 or mask.shape[-2] < 2:
        return False
    return bool(mask[0, 0, 0, 1] < torch.finfo(mask.dtype).min / 2)
