"""The page on how to add a chapter is in step: what it shows is a chapter that passes."""

from __future__ import annotations

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from renders.checks.approved import APPROVED
from renders.checks.inspection import inspect
from scenes import storyboard

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/add_a_chapter.md").read_text(encoding="utf-8")
CHAPTER, TEST = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
(DIFF,) = re.findall(r"```diff\n(.*?)```", PAGE, re.DOTALL)


def load(name: str, code: str, folder: Path) -> ModuleType:
    path = folder / f"{name.rpartition('.')[2]}.py"
    path.write_text(code, encoding="utf-8")
    spec = spec_from_file_location(name, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_page_changes_stands_in_the_storyboard() -> None:
    lines = (ROOT / "scenes/storyboard.py").read_text(encoding="utf-8").splitlines()
    assert {line[1:] for line in DIFF.splitlines() if line[0] in " -"} <= {*lines}


def test_the_chapter_of_the_page_keeps_every_rule_and_passes_its_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = "".join(line[1:] for line in DIFF.splitlines() if line[0] == "+")
    (written,) = re.findall(r"Entry\(.*?\)", added)
    entry = eval(written, {"Entry": storyboard.Entry})
    monkeypatch.setattr(storyboard, "CHAPTERS", (*storyboard.CHAPTERS, entry))
    monkeypatch.setattr(storyboard, "_is_from", lambda *_: True)  # as if its file lay there
    monkeypatch.setitem(sys.modules, entry.module, load(entry.module, CHAPTER, tmp_path))
    found = inspect(entry)
    assert [one.check for one in found.failures] == [APPROVED], "nobody has watched it"
    assert found.beats >= 5
    assert found.seconds == pytest.approx(entry.seconds, abs=1)
    (test,) = (one for name, one in vars(load("page", TEST, tmp_path)).items() if "test_" in name)
    test()
