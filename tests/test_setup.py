"""Setup installs locked versions, and the lock covers all that the project asks for."""

from __future__ import annotations

import re
import subprocess
from importlib.metadata import metadata, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
OLDEST_PYTHON = "3.11.2"  # Debian 12's


def locked() -> dict[str, str]:
    """Read the lock: canonical name → version."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): locked_version for name, locked_version in pairs}


def needed() -> set[str]:
    """Walk from the project through everything that is installed because of it."""
    found: set[str] = set()
    waiting = [("attention-film", frozenset({"dev"}))]
    while waiting:
        name, extras = waiting.pop()
        for text in requires(name) or ():
            requirement = Requirement(text)
            marker = requirement.marker
            if marker and not any(marker.evaluate({"extra": e}) for e in extras | {""}):
                continue
            step = (canonicalize_name(requirement.name), frozenset(requirement.extras))
            if step not in found:
                found.add(step)
                waiting.append(step)
    return {name for name, _ in found} - {"attention-film"}


def test_the_lock_covers_every_dependency() -> None:
    # A build of torch for another processor needs packages of its own.
    unlocked = {n for n in needed() - set(locked()) if not n.startswith(("nvidia-", "cuda-"))}
    assert unlocked - {"triton"} == set()


def test_what_is_installed_is_what_is_locked() -> None:
    installed = {name: version(name).partition("+")[0] for name in needed() & set(locked())}
    assert installed == {name: locked()[name] for name in installed}


def test_every_lock_is_exact() -> None:
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        assert line.startswith("#") or re.fullmatch(r"[\w.-]+==[\w.]+", line), line


def test_the_lock_can_be_installed_with_the_oldest_python() -> None:
    for name in needed():
        wanted = metadata(name).get("Requires-Python")
        assert OLDEST_PYTHON in SpecifierSet(wanted or ""), f"{name} wants Python {wanted}"


@pytest.mark.parametrize("target", ["setup", "film", "test"])
def test_setup_is_done_once(target: str, tmp_path: Path) -> None:
    """Make repeats setup where the project's needs are newer than the last one, and only there."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())

    def planned() -> str:
        command = ["make", "--dry-run", target]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout

    assert "./setup.sh" in planned()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / ".installed").touch()
    assert "./setup.sh" not in planned()
    (tmp_path / "constraints.txt").write_text("torch==0\n")
    assert "./setup.sh" in planned()
