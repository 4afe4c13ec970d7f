"""The number track of a clip, and that of the film: what is known of their numbers, as JSON.

Its schema is ``numbers.schema.json`` beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from renders.film.runs import joined
from renders.film.segment import Described, Segment, join_sources, unbroken

FORMAT = 2
DATA = 32_000  # characters of a clip's track: what is nearest to the numbers on screen comes first

Track = dict[str, Any]


def track_of(segments: Sequence[Segment], rate: int) -> Track:
    """Join what was kept with a clip's segments, frame by frame from its beginning."""
    run = unbroken(segments)
    beats = [{"name": one.name, "start": one.begin, "end": one.end} for one in run if one.frames]
    sources = join_sources(run)
    tensors = _nearest_first(run)
    source_at = {one["label"]: place for place, one in enumerate(sources)}
    tensor_at = {key: place for place, key in enumerate(tensors)}
    indexed = [
        tensor
        | {
            "source": source_at[source],
            "operands": [
                operand | {"tensor": tensor_at[source, operand["tensor"]]}
                for operand in tensor["operands"]
            ],
        }
        for (source, _), tensor in tensors.items()
    ]
    _drop_data(indexed)
    numbers = []
    for first, last, seen in joined(each for one in run for each in one.numbers):
        tensor = tensor_at[seen.source, seen.tensor]
        numbers.append([first, last, tensor, seen.index, seen.value, seen.text, seen.box])
    return _track(rate, run[-1].end, beats, sources, indexed, numbers)


def film_track(
    clips: Iterable[tuple[int, Track]], rate: int, frames: int, beats: Sequence[Described]
) -> Track:
    """Put the tracks of clips together, each from the frame at which it begins in the film.

    What several clips show of one source is listed once; of what stands in between, nothing is.
    """
    sources: dict[str, int] = {}
    tensors: dict[str, int] = {}
    indexed: list[Described] = []
    numbers: list[list[Any]] = []
    for begin, track in clips:
        source_at = [_interned(one, sources) for one in track["sources"]]
        kept = [one | {"source": source_at[one["source"]]} for one in track["tensors"]]
        alone = [one | {"operands": ()} for one in kept]
        tensor_at = [_interned(one, tensors) for one in alone]
        for place, tensor in zip(tensor_at, kept, strict=True):
            if place == len(indexed):
                made_of = [one | {"tensor": tensor_at[one["tensor"]]} for one in tensor["operands"]]
                indexed.append(tensor | {"operands": made_of})
        numbers += [
            [begin + first, begin + last, tensor_at[tensor], *rest]
            for first, last, tensor, *rest in track["numbers"]
        ]
    return _track(rate, frames, beats, [json.loads(one) for one in sources], indexed, numbers)


def write(track: Track) -> str:
    """Write a track as JSON, the same always in the same bytes."""
    return json.dumps(track, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def read(text: str) -> Track:
    """Read what `write` wrote.

    Raises
    ------
    ValueError
        If it is something else, such as a track of another format.
    """
    track = json.loads(text)
    if not isinstance(track, dict) or track.get("format") != FORMAT:
        raise ValueError(f"this is no number track of format {FORMAT}: render its clip anew")
    return track


def _nearest_first(segments: Sequence[Segment]) -> dict[tuple[str, str], Described]:
    """List each tensor once: those on screen, then what they are made of."""
    found = {(each["source"], each["name"]): each for one in segments for each in one.tensors}
    seen = {(run.seen.source, run.seen.tensor) for one in segments for run in one.numbers}
    return {key: found[key] for key in sorted(found, key=lambda key: key not in seen)}


def _drop_data(tensors: Sequence[Described]) -> None:
    """Leave data to as many tensors as there is room for, the first ones first."""
    room = DATA
    for tensor in tensors:
        size = len(tensor.get("data", ""))
        if size > room:
            del tensor["data"]
        else:
            room -= size


def _interned(one: Described, known: dict[str, int]) -> int:
    return known.setdefault(json.dumps(one), len(known))


def _track(
    rate: int,
    frames: int,
    beats: Sequence[Described],
    sources: Sequence[Described],
    tensors: Sequence[Described],
    numbers: Sequence[Sequence[Any]],
) -> Track:
    return {
        "format": FORMAT,
        "fps": rate,
        "frames": frames,
        "beats": list(beats),
        "sources": list(sources),
        "tensors": list(tensors),
        "numbers": list(numbers),
    }
