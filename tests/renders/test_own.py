"""A lecturer's own chapters: variations of the film's, and scenes that stand on their own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import av
import pytest
import srt
import typer
from manim import ManimColor

from renders.__main__ import main
from renders.checks.inspection import inspect
from renders.commands.options import Wish
from renders.errors import BadInput, run
from renders.film.quality import Quality
from renders.film.running_order import title
from renders.fingerprint import inputs_of
from renders.own import own_chapters
from renders.rehearsal import Beat, rehearse, rehearse_class
from scenes import theme
from scenes.causal_mask import CausalMask
from scenes.chapter import Chapter
from scenes.mechanism import Mechanism
from scenes.sentence_as_graph import SentenceAsGraph
from scenes.stage.cited import Declared
from scenes.stage.interrupts import INTERRUPTED, ctrl_c_is_heard
from scenes.stage.refusal import StageError
from scenes.stage.text import Text
from tests.stage import texts

ROOT = Path(__file__).parents[2]
LECTURE = '''
from manim import FadeIn, Square
from hues import HUE
from scenes.chapter import Chapter
from scenes.causal_mask import CausalMask
from scenes.sentence_as_graph import SentenceAsGraph

class _Quiet(Chapter):
    def construct(self):
        raise AssertionError("nobody asked for this")

class Base(Chapter):
    sentence = "the sky is blue"

class Zebra(SentenceAsGraph):
    """Who listens to a dog."""
    heading = "A dog is heard"
    sentence = "the dog sleeps"

    def construct(self):
        self.beat("alone", "Nobody listens yet.")

class CausalMask(Base):
    heading = "No mask at all"

    def construct(self):
        self.beat("first", "A square comes.")
        self.play(FadeIn(Square(color=HUE)))
        self.beat("second", "It stays.")
'''


@pytest.fixture
def lecture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "talk").mkdir()
    file = tmp_path / "talk" / "lecture.py"
    file.write_text(LECTURE)
    file.with_name("hues.py").write_text('HUE = "#ff8c42"\n')
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("SENTENCE", "MODEL", "LAYER", "HEAD", "TRACE", "ARRAYS"):
        monkeypatch.delenv(f"ATTENTION_{name}", raising=False)
    return file


def ignore(_chapter: Chapter, _beat: Beat) -> None:
    """Look away."""


# --- what a subclass may be -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "attributes", "told"),
    [
        (SentenceAsGraph, {"model": "nobody"}, "unknown model 'nobody'; the models are agreement"),
        (SentenceAsGraph, {"kind": "self"}, "speaker has no self attention; it has masked"),
        (SentenceAsGraph, {"kind": "cros"}, "kind 'cros' is unknown; there are self, masked"),
        (SentenceAsGraph, {"layer": 9}, "has no layer 9; it has layers 1 to 3"),
        (SentenceAsGraph, {"layer": "two"}, "must be a whole number, not 'two'"),
        (SentenceAsGraph, {"sentence": None}, "must be a text, not None"),
        (SentenceAsGraph, {"head": 0}, "there is no head 0"),
        (SentenceAsGraph, {"mask": "future"}, "mask 'future' is unknown; there are none, causal"),
        (SentenceAsGraph, {"most_tokens": 30}, "is 30, but the stage of SentenceAsGraph has room"),
        (SentenceAsGraph, {"heading": "  "}, "has no heading"),
        (SentenceAsGraph, {"heading": "long " * 30}, "is too long: it runs into the badge"),
        (SentenceAsGraph, {"colors": {"QUERRY": "#fff"}}, "colors: there is no QUERRY, but GROUND"),
        (SentenceAsGraph, {"colors": {"QUERY": "#zz"}}, "colors: "),
        (SentenceAsGraph, {"model": "translator", "kind": "cross"}, "shows one sentence"),
        (SentenceAsGraph, {"model": "translator", "kind": "cross", "mask": "causal"}, "not fit"),
        (CausalMask, {"mask": None, "model": "agreement", "kind": None}, "leave mask = 'causal'"),
        (Mechanism, {"heading": "A base"}, "is a base of chapters: subclass it"),
    ],
)
def test_what_does_not_fit_is_one_line(
    base: type[Chapter], attributes: dict[str, object], told: str
) -> None:
    with pytest.raises(StageError) as error:
        rehearse_class(base, ignore, **attributes)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_variation_keeps_its_number_and_a_scene_of_ones_own_has_none(lecture: Path) -> None:
    seen: list[str] = []

    def look(chapter: Chapter, _beat: Beat) -> None:
        seen.append(next(t.text for t in texts(chapter) if t.declared.reason == "chapter number"))

    variation, own = own_chapters(str(lecture))
    rehearse(variation, look)
    rehearse(own, look)
    assert seen == ["3 · A dog is heard", "No mask at all", "No mask at all"]
    assert [title(variation), title(own)] == ["3 · A dog is heard", "No mask at all"]
    assert not [f for f in inspect(own).failures if f.check in ("undeclared", "declaration")]


def test_colours_are_changed_for_one_chapter_and_everything_that_takes_them_unasked() -> None:
    before, weight = theme.QUERY.to_hex(), theme.WEIGHT.to_hex()
    heads = [*map(str, theme.HEADS[1:]), "#abcdef"]
    with theme.painted({"QUERY": "#123456", "INK": ManimColor("#fedcba"), "HEADS": heads}, {}):
        assert theme.hue_of("query").to_hex() == theme.QUERY.to_hex() == "#123456"
        assert Text("word").get_color().to_hex() == "#FEDCBA"
        assert theme.HEADS[-1].to_hex() == "#ABCDEF"
        assert theme.WEIGHT.to_hex() == weight
    assert theme.QUERY.to_hex() == before != "#123456"
    assert theme.HEADS[-1].to_hex() != "#ABCDEF"


@pytest.mark.parametrize(
    ("colors", "said"),
    [
        ({"QUERRY": "#123456"}, "colors: there is no QUERRY, but GROUND, INK, "),
        ({"QUERY": "#12345"}, "colors: "),
        ({"HEADS": ["#123456"]}, "colors: HEADS takes 8 colours"),
        ({"HEADS": "#123456"}, "colors: HEADS takes 8 colours"),
        ({"QUERY": 3.5}, "colors: "),
    ],
)
def test_what_is_no_colour_is_refused(colors: dict[str, object], said: str) -> None:
    with pytest.raises(StageError, match=said), theme.painted(colors, {}):
        pass


class Dated(Chapter):
    heading = "A date"

    def construct(self) -> None:
        self.beat("when", "It was shown in 2017.", *self.declarations)


@pytest.mark.parametrize(
    ("declared", "faults"),
    [
        (Declared("published constant", source="Vaswani et al., 2017"), []),
        (Declared("published constant"), ["declaration"]),
        (Declared("token"), ["declaration"]),
    ],
)
def test_digits_of_a_caption_are_declared_and_held_to_it(
    declared: Declared, faults: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("renders.rehearsal.load_class", lambda *_: Dated)
    found = inspect("Softmax", declarations=[declared])
    assert [f.check for f in found.failures if f.check == "declaration"] == faults


def test_digits_that_nobody_declares_are_told_how_to_be() -> None:
    with pytest.raises(StageError, match=r"in 2017.*quote a token.*declared=Declared\(") as error:
        rehearse_class(Dated, ignore, declarations=[])
    assert "\n" not in str(error.value)


# --- files ----------------------------------------------------------------------------------------


def test_a_files_chapters_come_in_their_order_and_none_is_taken_for_the_films(
    lecture: Path,
) -> None:
    found = Wish([str(lecture), "causalmask", f"{lecture}:Zebra"]).entries()
    names = ["lecture.Zebra", "lecture.CausalMask", "CausalMask"]
    assert [entry.name for entry in found] == names
    assert [entry.number for entry in found] == [3, 0, 14]
    assert found[0].teaches == "Who listens to a dog"
    assert Wish([str(ROOT / "scenes" / "causal_mask.py")]).entries() == [found[-1]]


@pytest.mark.parametrize(
    ("change", "asked", "told"),
    [
        (None, "none.py", "there is no file"),
        ("", "lecture.py", "has no chapter: subclass one"),
        (None, "lecture.py:Nobody", "no chapter 'Nobody'; its chapters: Zebra, CausalMask"),
        (None, "lecture.py:Base", "no chapter 'Base'"),
        ("x = 1\nclass A(\n", "lecture.py", "lecture.py, line 2: '(' was never closed"),
        ("import hues\nimport nothing_such", "lecture.py", "line 2: ModuleNotFoundError: No mod"),
        ("import bad", "lecture.py", "bad.py, line 2: ZeroDivisionError"),
        ("import sys\nsys.exit('bye')", "lecture.py", "lecture.py, line 2: SystemExit: bye"),
        ("print('hello')\n" + LECTURE, "lecture.py:Base", "no chapter 'Base'"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line_that_says_where(
    change: str | None,
    asked: str,
    told: str,
    lecture: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    lecture.with_name("bad.py").write_text("x = 1\nx / 0\n")
    if change is not None:
        lecture.write_text(change)
    assert main(["render", str(lecture.with_name(asked)), "--dry-run"]) == 2
    said = capfd.readouterr()
    assert told in said.err.splitlines()[-1]
    assert "Traceback" not in said.err
    assert said.out == ""


def test_two_files_have_modules_of_one_name_and_clips_of_two(lecture: Path) -> None:
    other = lecture.parents[1] / "other"
    other.mkdir()
    (other / "hues.py").write_text('HUE = "#00ff00"\n')
    (other / "second.py").write_text(LECTURE.replace("No mask", f"{'{HUE}'}").replace(
        'heading = "{', 'heading = f"{'))  # fmt: skip
    titles = [title(entry) for entry in Wish([str(lecture), str(other / "second.py")]).entries()]
    assert titles[-1] == "#00ff00 at all"
    (other / "lecture.py").write_text(LECTURE)
    with pytest.raises(BadInput, match="have one name"):
        Wish([str(lecture), str(other / "lecture.py")]).entries()


@pytest.mark.parametrize(
    ("file", "old", "new", "matters"),
    [
        ("lecture.py", "It stays.", "It rests.", True),
        ("lecture.py", "the sky is blue", "the sky is grey", True),
        ("lecture.py", "A dog is heard", "A dog is seen", True),  # of its module
        ("lecture.py", "class Base", "# a comment\nclass Base", False),
        ("hues.py", "ff8c42", "42ff8c", True),
        ("data.json", "1", "2", True),
    ],
)
def test_a_clip_is_made_again_where_its_file_or_one_beside_it_changed(
    file: str, old: str, new: str, matters: bool, lecture: Path
) -> None:
    lecture.write_text(LECTURE.replace('"It stays."', '"It stays.", ("data.json", None)[1]'))
    lecture.with_name("data.json").write_text("[1]")
    entry = own_chapters(f"{lecture}:CausalMask")[0]
    before = inputs_of(entry, {}, Quality.low.frame)
    changed = lecture.with_name(file)
    assert old in changed.read_text()
    changed.write_text(changed.read_text().replace(old, new))
    assert (inputs_of(entry, {}, Quality.low.frame).digest != before.digest) == matters


# --- one video of them ----------------------------------------------------------------------------


def test_chosen_chapters_are_joined_with_a_mark_for_each_and_for_each_beat(
    lecture: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    joined = tmp_path / "talk.mp4"
    output = tmp_path / "media"
    names = [f"{lecture}:CausalMask", f"{lecture}:Zebra"]
    command = ["render", *names, "-q", "l", "--jobs", "1", "--output", str(output)]
    assert main([*command, "--join", str(joined)]) == 0
    assert capfd.readouterr().out.split() == [str(joined)]
    clips = output / "clips" / "480p15"
    for name in ("lecture.CausalMask", "lecture.Zebra"):
        assert {path.name for path in clips.glob(f"{name}.*")} == {
            f"{name}.{suffix}" for suffix in ("mp4", "srt", "vtt", "numbers.json")
        }
    with av.open(str(joined)) as video:
        marks = [(one["metadata"]["title"], one["start"], one["end"]) for one in video.chapters()]
    assert [name for name, _, _ in marks] == [
        "No mask at all", "No mask at all – second", "3 · A dog is heard",
    ]  # fmt: skip
    assert all(before[2] == after[1] for before, after in pairwise(marks))
    said = [cue.content for cue in srt.parse(joined.with_suffix(".srt").read_text())]
    assert said == ["A square comes.", "It stays.", "Nobody listens yet."]
    assert main([*command, "--join", str(joined), "--dry-run"]) == 0
    assert capfd.readouterr().out.count(" keep ") == 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--join", "talk.mov", "Softmax"], "writes an .mp4, not talk.mov"),
        (["--join", "talk.mp4"], "needs the names of chapters"),
        (["--join", "file/talk.mp4", "Softmax"], "cannot write to"),
    ],
)
def test_what_cannot_be_joined_is_one_line(
    options: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    assert main(["render", *options]) == 2
    assert told in capfd.readouterr().err


def test_a_file_of_ones_own_is_not_sent_to_a_cluster(
    lecture: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", str(lecture), "--scheduler", "tcp://10.0.0.5:8786"]) == 2
    assert "leave out --scheduler" in capfd.readouterr().err


# --- interrupted, and under manim -----------------------------------------------------------------


def test_ctrl_c_says_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    app = typer.Typer()

    @app.command()
    def render() -> None:
        raise KeyboardInterrupt

    app.command("check")(render)
    assert [run(app, "film", [name]) for name in ("render", "check")] == [INTERRUPTED] * 2
    lines = capfd.readouterr().err.split("\n")
    assert [line for line in lines if line] == [
        "film: stopped; the same command goes on where it was", "film: stopped",
    ]  # fmt: skip


@pytest.fixture
def _listening() -> Iterator[None]:
    """Hear ctrl-C, to which a shell's background job is deaf, and so is what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_listening")
def test_ctrl_c_is_heard_where_python_drops_it(capfd: pytest.CaptureFixture[str]) -> None:
    class Deaf:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt), ctrl_c_is_heard():
        Deaf()
        time.sleep(10)
    assert "Traceback" not in capfd.readouterr().err


def manim(lecture: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "manim", "-ql", "--media_dir", str(lecture.parent / "media")]
    return subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job is deaf to it, and so would be what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_manim_says_where_the_picture_is_and_leaves_out_a_base(lecture: Path) -> None:
    quiet, base, zebra, own = (
        LECTURE.index(f"class {name}") for name in ("_Quiet", "Base", "Zebra", "CausalMask")
    )
    lecture.write_text(LECTURE[:quiet] + LECTURE[base:zebra] + LECTURE[own:])
    out, err = manim(lecture, "-s", "-a", str(lecture)).communicate()
    made = [Path(line) for line in out.splitlines() if line.endswith(".png")]
    assert [path.name.partition("_")[0] for path in made] == ["CausalMask"]
    assert all(map(Path.is_file, made))
    assert "Base is a base of chapters and draws nothing: left out" in out
    assert "Traceback" not in out + err


def test_manim_refuses_another_renderer_in_a_line(lecture: Path) -> None:
    process = manim(lecture, "--renderer=opengl", str(lecture), "CausalMask")
    out, err = process.communicate()
    assert process.returncode == 2
    assert err.splitlines()[-1] == "error: chapters are drawn by Cairo: leave out --renderer=opengl"
    assert "Traceback" not in out + err


def test_manim_stopped_by_ctrl_c_goes_on(lecture: Path) -> None:
    process = manim(lecture, "scenes/softmax.py", "Softmax")
    while not list(lecture.parent.rglob("partial_movie_files/*/*.mp4")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.send_signal(2)
    out, err = process.communicate()
    assert process.returncode == INTERRUPTED
    assert err.splitlines()[-1] == "stopped; the same command goes on where it was"
    assert "Traceback" not in out + err
    for part in lecture.parent.rglob("partial_movie_files/*/*.mp4"):
        with av.open(str(part)) as video:
            assert sum(1 for _ in video.decode(video=0))
