"""What is rendered again after a change, and what is not, seen from the command line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import av
import pytest

from renders.film import crossfade

ROOT = Path(__file__).parents[3]
WANDERS = Path("tests/standin_wanders.py")
THEME = Path("scenes/theme.py")
ALL = {"Appendix", "EndCard", "Lasts", "PartOne", "Wanders"}


class Project:
    """A copy of the code whose film of stand-ins has been rendered once."""

    def __init__(self, root: Path) -> None:
        self.root, self.media = root, root / "media"
        for room in ("attention_math", "scenes", "renders", "tests"):
            ignored = shutil.ignore_patterns("media", "stills", "__pycache__", "*.safetensors")
            shutil.copytree(ROOT / room, root / room, ignore=ignored)

    def render(self, *options: str) -> str:
        """Render the film and return what was said about it."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.standin_film", "render", "-q", "l", *options],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stderr + done.stdout

    def rendered(self, *options: str) -> set[str]:
        """Render the film and return which clips were made."""
        before = self.made()
        said = self.render("--output", str(self.media), *options)
        told = set(re.findall(r"\] (\w+): \d+ frames", said))
        after = self.made()
        assert told == {name for name, made in after.items() if before.get(name) != made}
        return told

    def made(self) -> dict[str, int]:
        return {path.stem: path.stat().st_mtime_ns for path in self.media.rglob("clips/*/*.mp4")}

    def planned(self, *options: str) -> dict[str, tuple[str, str]]:
        """Ask what would be done, and why."""
        said = self.render("--output", str(self.media), "--dry-run", *options)
        rows = [re.split(r"\s{2,}", line.strip()) for line in said.splitlines()[1:]]
        return {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in rows}

    def edit(self, path: Path, old: str, new: str) -> None:
        """Write a file anew: as it is in the project, but for one thing."""
        text = (ROOT / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("project"))
    assert {what for what, _ in made.planned().values()} == {"render", "join"}
    assert made.rendered() == ALL
    return made


@pytest.fixture
def project(copied: Project) -> Project:
    """The project as it was copied, and its film."""
    for path in (WANDERS, THEME):
        copied.edit(path, "", "")
    copied.render("--output", str(copied.media))
    return copied


def test_nothing_changed_nothing_made(project: Project) -> None:
    film = (project.media / "film.mp4").stat().st_mtime_ns
    assert {what for what, _ in project.planned().values()} == {"keep"}
    assert project.rendered() == set()
    assert (project.media / "film.mp4").stat().st_mtime_ns == film


def test_one_scene_one_clip(project: Project) -> None:
    project.edit(WANDERS, "rotate(number / 7)", "rotate(number / 5)")
    plan = project.planned()
    assert {name for name, (what, _) in plan.items() if what == "render"} == {"Wanders"}
    assert plan["Wanders"][1] == "tests/standin_wanders.py changed"
    assert plan["film.mp4"] == ("join", "Wanders changed")
    film = (project.media / "film.mp4").read_bytes()
    assert project.rendered() == {"Wanders"}
    assert (project.media / "film.mp4").read_bytes() != film


def test_what_was_rendered_before_is_found_again(project: Project) -> None:
    project.edit(WANDERS, "rotate(number / 7)", "rotate(number / 9)")
    assert project.rendered() == {"Wanders"}
    project.edit(WANDERS, "", "")
    assert project.planned()["Wanders"][0] == "join"
    before = project.made()["Wanders"]
    assert "frames" not in project.render("--output", str(project.media))
    assert project.made()["Wanders"] > before


def test_one_colour_all_clips(project: Project) -> None:
    project.edit(THEME, 'HIGHLIGHT = ManimColor("#ffffff")', 'HIGHLIGHT = ManimColor("#fffffe")')
    assert project.rendered() == ALL  # there is no clip without the theme


def test_words_about_the_code_change_nothing(project: Project) -> None:
    project.edit(WANDERS, "A square turns and wanders", "A square wanders and turns")
    project.edit(THEME, "# --- colours", "# --- the colours")
    assert project.rendered() == set()


def test_another_quality_is_another_clip(project: Project) -> None:
    plan = project.planned("-q", "m")
    assert {what for what, _ in plan.values()} == {"render", "join"}


def test_a_clip_that_was_lost_is_joined_anew(project: Project) -> None:
    (project.media / "clips/480p15/Lasts.mp4").unlink()
    assert project.planned()["Lasts"] == ("join", "Lasts.mp4 is gone")
    project.render("--output", str(project.media))
    assert (project.media / "clips/480p15/Lasts.mp4").exists()


def test_without_a_cache_only_the_finished_clips_are_there_to_go_on_from(project: Project) -> None:
    assert project.rendered("--cache-size", "0") == set()
    assert not list(project.media.glob("cache/segments/*"))
    assert project.rendered() == set()
    project.edit(WANDERS, "rotate(number / 7)", "rotate(number / 3)")
    assert project.rendered() == {"Wanders"}
    clips = [project.media / f"clips/480p15/{name}.mp4" for name in ALL]
    assert frames(project.media / "film.mp4") == sum(map(frames, clips)) + 4 * round(
        15 * crossfade.SECONDS
    )


def frames(video: Path) -> int:
    with av.open(str(video)) as container:
        return sum(1 for _ in container.decode(video=0))
