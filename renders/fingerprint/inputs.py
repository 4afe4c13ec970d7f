"""A picture's inputs by name, what sums them up, and how they differ from others in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_DIGEST = "sha256:"
_LENGTH = 24  # hexadecimal digits: no two inputs of the film will ever collide


def digest(content: bytes | str) -> str:
    """Sum up a content; equal in every process and on every machine."""
    raw = content.encode() if isinstance(content, str) else content
    return _DIGEST + hashlib.sha256(raw).hexdigest()[:_LENGTH]


def file_digest(path: Path) -> str:
    """Sum up a file's bytes; read once as long as it does not change.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    stat = path.stat()
    return _digest(path, stat.st_mtime_ns, stat.st_size)


@cache
def _digest(path: Path, _changed: int, _size: int) -> str:
    return digest(path.read_bytes())


@dataclass(frozen=True)
class Inputs:
    """Everything that one picture depends on: the name of each input, and its digest or value.

    ``parts`` is plain JSON: keep it beside what was made, and compare with `changes`. ``files`` are
    those that it was found in, with the digest of each; a path that is not absolute is below the
    root.
    """

    parts: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def digest(self) -> str:
        """One digest of all inputs, whatever their order."""
        return hashlib.sha256(json.dumps(sorted(self.parts.items())).encode()).hexdigest()


def changes(before: Inputs, after: Inputs) -> list[str]:
    """Say in words what differs, a line each: what changed, what came, and what went."""
    old, new = before.parts, after.parts
    changed = [_changed(n, old[n], new[n]) for n in sorted(old) if new.get(n, old[n]) != old[n]]
    return [
        *changed,
        *(f"{name} is new" for name in sorted(new.keys() - old.keys())),
        *(f"{name} is gone" for name in sorted(old.keys() - new.keys())),
    ]


def _changed(name: str, old: str, new: str) -> str:
    is_value = not (old.startswith(_DIGEST) or new.startswith(_DIGEST))
    return f"{name} {old} → {new}" if is_value else f"{name} changed"
