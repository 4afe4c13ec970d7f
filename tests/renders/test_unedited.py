"""Code that is edited while a film renders leaves nothing under the inputs of the code before."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from renders import unedited
from renders.film.quality import Quality
from renders.fingerprint import inputs_of
from renders.fingerprint.inputs import file_digest
from renders.unedited import Edited, ensure_unedited, note
from scenes.storyboard import CHAPTERS

ROOT = Path(__file__).parents[2]
WANDERS, CROSSFADES = Path("tests/standin_wanders.py"), Path("renders/film/crossfade.py")

# Renders the film of stand-ins, and writes a file anew when a function is called.
DRIVER = """
import sys
from importlib import import_module
from pathlib import Path
from renders.__main__ import main
from renders.commands import render
from tests.standin_film import STANDINS, show

def editing(usual, file, old, new):
    def edit(*given):
        text = Path(file).read_text(encoding="utf-8")
        assert old in text
        Path(file).write_text(text.replace(old, new), encoding="utf-8")
        return usual(*given)
    return edit

if __name__ == "__main__":
    show(*STANDINS)
    moment, *change = sys.argv[1:5]
    if moment:
        setattr(render, moment, editing(getattr(render, moment), *change))
    sys.exit(main(["render", "-q", "l", "--jobs", "2", "--output", "media"]))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the code, in which it can be edited."""
    for room in ("attention_math", "scenes", "renders", "tests"):
        ignored = shutil.ignore_patterns("media", "stills", "__pycache__", "*.safetensors")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=ignored)
    (tmp_path / "tests/driver.py").write_text(DRIVER, encoding="utf-8")
    return tmp_path


def render(project: Path, *change: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.driver", *map(str, change or ("", "", "", ""))],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


def kept(project: Path, clip: str) -> list[str]:
    return sorted(path.name for path in project.glob(f"media/cache/segments/{clip}-*/*.json"))


def test_code_that_is_edited_before_a_worker_imports_it_is_kept_by_none(project: Path) -> None:
    code, said = render(project, "survey", WANDERS, "rotate(number / 7)", "rotate(number / 5)")
    assert code == 1
    assert "Wanders failed: tests/standin_wanders.py was edited while this rendered" in said
    assert kept(project, "Wanders") == []
    assert "the same command renders it anew" in said
    assert "1 of 5 failed" in said
    assert kept(project, "PartOne")
    assert kept(project, "Lasts")
    assert not list(project.glob("media/logs/*"))
    assert render(project)[0] == 0
    assert len(kept(project, "Wanders")) == 6
    assert (project / "media/film.mp4").exists()


def test_what_was_whole_before_the_edit_is_kept_even_if_it_is_undone(project: Path) -> None:
    text = (project / WANDERS).read_text(encoding="utf-8")
    edits = """            if number == 3:
                from pathlib import Path

                own = Path(__file__)
                text = own.read_text(encoding="utf-8")
                own.write_text("", encoding="utf-8")
                own.write_text(text, encoding="utf-8")
            self.next_section(f"step {number}")
"""
    line = '            self.next_section(f"step {number}")\n'
    assert line in text
    (project / WANDERS).write_text(text.replace(line, edits), encoding="utf-8")
    code, said = render(project)
    assert code == 1
    assert "Wanders failed: tests/standin_wanders.py was edited while this rendered" in said
    assert len(kept(project, "Wanders")) <= 2


def test_crossfades_that_are_edited_while_the_clips_render_are_not_kept(project: Path) -> None:
    code, said = render(project, "join_changed", CROSSFADES, "SECONDS = 0.5", "SECONDS = 0.4")
    assert code == 1
    assert "render failed: renders/film/crossfade.py was edited while this rendered" in said
    assert kept(project, "seam") == []
    assert not (project / "media/film.mp4").exists()


def test_a_file_counts_as_edited_unless_it_is_what_it_was_all_the_time(tmp_path: Path) -> None:
    path = tmp_path / "scene.py"
    path.write_text("old")
    known = {str(path): file_digest(path)}
    with pytest.raises(Edited, match=r"scene\.py"):
        ensure_unedited(known)  # nobody looked at it before it was read
    note(known)
    ensure_unedited(known)
    path.write_text("new")
    with pytest.raises(Edited):
        ensure_unedited(known)
    path.write_text("old")
    note(known)
    with pytest.raises(Edited):
        ensure_unedited(known)
    path.unlink()
    with pytest.raises(Edited):
        ensure_unedited(known)


def test_another_content_than_the_runs_is_found_however_old_it_is(tmp_path: Path) -> None:
    path = tmp_path / "scene.py"
    path.write_text("new")
    note([path])
    with pytest.raises(Edited):
        ensure_unedited({str(path): "sha256:old"})


def test_a_chapters_files_are_those_that_its_inputs_name() -> None:
    inputs = inputs_of(CHAPTERS[5], {}, Quality.low.frame, engine=("renders.engine",))
    named = {name for name in inputs.parts if name.endswith(".py")}
    assert named == {name for name in inputs.files if name.endswith(".py")}
    assert any(name.endswith(".safetensors") for name in inputs.files)
    for name, digest in inputs.files.items():
        assert file_digest(ROOT / name) == digest
        assert not name.endswith(".py") or ROOT / name in unedited._at_first or "tests" in name
