"""What a machine would render with: the versions of its packages and the text of our own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from renders.fingerprint.inputs import file_digest
from renders.fingerprint.surroundings import ROOMS, versions
from renders.unedited import ROOT

_NAMED = ("attention-film", "dask", "distributed")
_DATA = (".json", ".safetensors")
_TELL = 3  # differences in full: the line shall fit a terminal


@cache
def inventory() -> dict[str, str]:
    """Return by name the version of each package, and the digest of each file of our own.

    It is taken once: a process that has begun to import goes on with what it has, though somebody
    may change the files under it.
    """
    found = {}
    for name in _NAMED:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    found |= versions(("torch", "tokenizers"))
    files = [path for room in (*ROOMS, "renders") for path in (ROOT / room).rglob("*.py")]
    files += [path for room in ROOMS for path in (ROOT / room).rglob("*.*") if path.suffix in _DATA]
    return found | {path.relative_to(ROOT).as_posix(): file_digest(path) for path in sorted(files)}


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> str:
    """Say in a few words what of another inventory is not as here; nothing if all is."""
    names = [name for name in {**here, **there} if there.get(name) != here.get(name)]
    told = [_told(name, there.get(name), here.get(name)) for name in names[:_TELL]]
    if len(names) > _TELL:
        told.append(f"{len(names) - _TELL} more")
    return ", ".join(told)


def _told(name: str, there: str | None, here: str | None) -> str:
    if name.rpartition(".")[2] in ("py", "json", "safetensors"):
        return name
    return f"{name} ({there or 'none'} there, {here or 'none'} here)"
