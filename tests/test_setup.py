"""Setup installs locked versions, and the lock covers all that the project asks for."""

from __future__ import annotations

import re
import shutil
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


# --- on other systems: stand-ins for what the system has ------------------------------------------

TOOLS = ("bash", "dirname", "grep", "awk", "mkdir", "cat", "chmod")
PYTHON = """#!/bin/bash
case "$*" in
*venv*) mkdir -p .venv/bin && cat "$0" >.venv/bin/python && chmod +x .venv/bin/python ;;
*pip*) echo "pip $*" >>"$CALLS"; echo "Downloading torch-2.13.0-cp311.whl (80.5 MB)"; echo noise ;;
*--version*) echo Python 3.11.9 ;;
*"%d.%d"*) echo 3.11 ;;
*Python.h*) echo "$0" ;;
esac
"""
BREW = """#!/bin/bash
echo "brew $*" >>"$CALLS"
cat "$PYTHON" >"$BIN/python3.11" && chmod +x "$BIN/python3.11"
"""


class System:
    """A folder with the script, and a PATH on which nothing but stand-ins is found."""

    def __init__(self, folder: Path, **programs: str) -> None:
        self.folder, self.bin, self.calls = folder, folder / "bin", folder / "calls"
        self.bin.mkdir()
        self.calls.touch()
        for name in ("setup.sh", "constraints.txt"):
            shutil.copy(ROOT / name, folder)
        for tool in TOOLS:
            (self.bin / tool).symlink_to(shutil.which(tool))
        (folder / "python").write_text(PYTHON)
        for name, script in programs.items():
            self.has(name.replace("_", "-"), script)

    def has(self, name: str, script: str) -> None:
        (self.bin / name).write_text(
            script if script.startswith("#!") else f"#!/bin/bash\n{script}"
        )
        (self.bin / name).chmod(0o755)

    def set_up(self) -> tuple[int, str]:
        known = {"CALLS": str(self.calls), "BIN": str(self.bin)}
        done = subprocess.run(
            [self.bin / "bash", self.folder / "setup.sh"],
            env={"PATH": str(self.bin), "PYTHON": str(self.folder / "python")} | known,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr


def mac(folder: Path, **programs: str) -> System:
    return System(folder, uname="echo Darwin", xcode_select="exit 0", **programs)


def test_homebrew_installs_what_is_missing_and_no_more(tmp_path: Path) -> None:
    system = mac(tmp_path, brew=BREW)
    code, said = system.set_up()
    assert code == 0, said
    assert "setup: installing with Homebrew: pkgconf cairo pango python@3.11" in said
    assert "setup:   Downloading torch-2.13.0" in said
    assert "noise" not in said
    brewed, piped = system.calls.read_text().splitlines()
    assert brewed == "brew install --quiet pkgconf cairo pango python@3.11"
    assert piped.startswith("pip -m pip install")
    assert piped.endswith("-c constraints.txt -e .[dev]")


def test_where_all_is_there_homebrew_is_not_asked(tmp_path: Path) -> None:
    system = mac(tmp_path, pkg_config="exit 0", **{"python3.11": PYTHON})
    code, said = system.set_up()
    assert (code, "Homebrew" in said) == (0, False), said
    assert f"{len(locked())} packages: nothing to do if" in said


@pytest.mark.parametrize(
    ("programs", "said"),
    [
        ({"xcode_select": "exit 0"}, "Homebrew is missing: install it from https://brew.sh"),
        ({"xcode_select": "exit 2"}, "xcode-select --install"),
    ],
)
def test_what_a_mac_lacks_is_told_in_a_line(
    programs: dict[str, str], said: str, tmp_path: Path
) -> None:
    code, told = System(tmp_path, uname="echo Darwin", **programs).set_up()
    assert code == 1
    assert said in told
    assert told.count("\n") == 1


def test_another_system_is_told_what_to_install(tmp_path: Path) -> None:
    code, told = System(tmp_path, uname="echo Linux", **{"python3.11": PYTHON}).set_up()
    assert code == 1
    assert "install the equivalents of Debian's build-essential pkg-config" in told


def test_no_empty_array_is_expanded() -> None:
    """The bash of macOS, 3.2, takes an empty array for an unset variable."""
    lines = (ROOT / "setup.sh").read_text().splitlines()
    expanded = [n for n, line in enumerate(lines) if re.search(r"\$\{\w+\[[@*]\]\}", line)]
    guarded = next(n for n, line in enumerate(lines) if line.startswith("with_apt()"))
    assert expanded and min(expanded) > guarded
    assert not any(re.search(r"declare -A|mapfile|readarray|\$\{\w+(\^\^|,,)", x) for x in lines)
