"""Every chapter, without video: it fits, it cites, it can be read, with any sentence."""

from __future__ import annotations

import ast
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from attention_math.request import Request
from attention_math.tracing import trace_sentence
from renders.__main__ import main
from renders.checks.audit import Audit
from renders.checks.inspection import inspect, other_sentences
from renders.film.number_track import readable
from renders.film.sources import describe_source
from renders.rehearsal import Beat, rehearse
from scenes import storyboard
from scenes.chapter import Chapter, StageError
from scenes.storyboard import CHAPTERS, find, part_of
from tests.stage import texts

SCENES = Path(storyboard.__file__).parent
NAMES = [entry.name for entry in CHAPTERS]


# The longest, as it rests: it wants the most room. The command `check` looks at all that a chapter
# names, and five times a second while anything moves.
OTHERS = [
    (entry.name, sentence)
    for entry in CHAPTERS
    for sentence in sorted(other_sentences(entry), key=len)[-1:]
]
# Examples and measurements: no sentence changes their numbers.
FIXED = {"ContextChangesMeaning", "CountingParameters", "DirectedGraphs", "WorkedExample"}
CHOOSING = [name for name in NAMES if name not in FIXED]
FAR_TOO_LONG = "the cat sees the dog and the dog sees the cat and the bird"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SENTENCE", "MODEL", "LAYER", "HEAD", "TRACE", "ARRAYS"):
        monkeypatch.delenv(f"ATTENTION_{name}", raising=False)


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_true_and_every_word_can_be_read_and_asked_for(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cited: dict[tuple[str, str], dict[tuple[int, ...], object]] = {}
    commands: dict[str, str] = {}
    allowed: set[Request] = set()

    def look(chapter: Chapter, _beat: Beat) -> None:
        allowed.update(chapter.shown.requests)
        for number in readable(chapter):
            entry = number.citation
            cited.setdefault((entry.source, entry.tensor), {})[entry.index] = entry.value
        for label in {source for source, _ in cited}:
            commands[label] = describe_source(label, chapter.traces)["command"]
        if chapter.takes_choices:
            assert {Request.of(trace) for trace in chapter.traces.values()} <= allowed

    found = inspect(name, look)
    hold_to_commands(cited, commands, capsys)
    assert not found.failures, "\n".join(map(str, found.failures))
    assert found.beats >= 5
    assert found.texts > 20 and found.numerals
    assert found.pictures + found.equations > 0
    entry = next(entry for entry in CHAPTERS if entry.name == name)
    assert found.seconds == pytest.approx(entry.seconds, abs=1)
    assert 25 <= entry.seconds <= (60 if part_of(entry).numeral else 75)  # an appendix may be slow


def hold_to_commands(
    cited: dict[tuple[str, str], dict[tuple[int, ...], object]],
    commands: dict[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Ask by each source's own command for every number that could be read."""
    assert cited
    for (source, tensor), entries in cited.items():
        program, *line = shlex.split(commands[source])
        assert program == "attention-film"
        assert main([*line, "--tensor", tensor, "--json"]) == 0, (source, tensor)
        told = np.array(json.loads(capsys.readouterr().out), dtype=float)
        for index, value in entries.items():
            entry = told.ravel()[0] if told.size == 1 else told[index]
            assert float(value) == pytest.approx(entry, rel=2e-5, abs=2e-5), (source, tensor, index)


@pytest.mark.parametrize("name", CHOOSING)
def test_a_chapter_names_the_other_sentences_that_it_is_checked_with(name: str) -> None:
    assert len(set(other_sentences(find(name)))) >= 2


def lengths_of_files(name: str) -> dict[str, int]:
    """Count the lines of a chapter's file and of those of its own pictures."""
    module = find(name).module.rpartition(".")[2]
    paths = [SCENES / f"{module}.py", *(SCENES / "pieces" / module).glob("*.py")]
    return {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}


@pytest.mark.parametrize("name", NAMES)
def test_a_chapter_is_short_and_names_no_coordinate(name: str) -> None:
    chapter, *pieces = lengths_of_files(name).values()
    assert chapter <= 160
    assert all(length < 150 for length in pieces)
    code = (SCENES / f"{find(name).module.rpartition('.')[2]}.py").read_text(encoding="utf-8")
    assert "fmt: skip" not in code
    points = [n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.List) and len(n.elts) == 3]
    assert not points, [ast.unparse(point) for point in points]


@pytest.mark.parametrize(("name", "sentence"), OTHERS)
def test_another_sentence_makes_another_film(name: str, sentence: str, tmp_path: Path) -> None:
    words: set[str] = set()

    audit = Audit()

    def look(chapter: Chapter, beat: Beat) -> None:
        words.update(text.text for text in texts(chapter))
        audit.look(chapter, beat)

    rehearse(name, look, sentence=sentence)
    assert not audit.failures, "\n".join(map(str, audit.failures))
    assert set(sentence.split()) <= {word.removeprefix("##") for word in words} | _pieces(words)


@pytest.mark.parametrize("name", CHOOSING)
def test_too_long_a_sentence_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    told = r"room for \d+ tokens.*: shorten it|the limit is \d+|unknown"
    with pytest.raises(ValueError, match=told) as error:
        rehearse(name, ignore, sentence=FAR_TOO_LONG)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", CHOOSING)
def test_one_token_alone_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(StageError, match="at least 2 tokens; 'cat' has 1"):
        rehearse(name, ignore, sentence="cat")


def test_a_translation_that_is_too_long_is_called_that(tmp_path: Path) -> None:
    sentence = "my old dog sleeps"
    with pytest.raises(StageError, match=f"model's translation of {sentence!r} has 8: shorten it$"):
        rehearse("CausalMask", ignore, model="translator", kind="masked", sentence=sentence)


@pytest.mark.parametrize("sentence", ["#strong[x] y 5€", "Seán <7 é"])
def test_all_tokens_are_shown_once_words_have_fallen(sentence: str, tmp_path: Path) -> None:
    tokens = set(trace_sentence("translator", sentence).query_side.shown)
    audit, missing = Audit(), {}

    def look(chapter: Chapter, beat: Beat) -> None:
        missing[beat.name] = tokens - {text.text for text in texts(chapter)}
        audit.look(chapter, beat)

    rehearse("TextToTokens", look, sentence=sentence)
    assert not audit.failures, "\n".join(map(str, audit.failures))
    for beat in ("count", "ids"):
        assert not missing[beat], beat


def test_what_no_font_has_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(StageError, match=r"fonts have no '你' \(U\+4F60\)"):
        rehearse("TextToTokens", ignore, sentence="say 你")


def test_the_manim_command_refuses_in_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "manim", "render", "-ql", "--media_dir", str(tmp_path),
         "scenes/causal_mask.py", "CausalMask"],
        env={**os.environ, "ATTENTION_SENTENCE": "the cat sees the dog under the table"},
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("error: the stage has room for 7 tokens")
    assert "Traceback" not in done.stderr + done.stdout
    assert not list(tmp_path.rglob("*.mp4"))


def test_user_text_is_never_markup(tmp_path: Path) -> None:
    shown: set[str] = set()

    def look(chapter: Chapter, _beat: Beat) -> None:
        shown.update(text.text for text in texts(chapter))

    rehearse("ManyHeads", look, sentence='the cat $x "')
    assert {"$", '"'} <= shown


def test_the_environment_changes_the_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTENTION_MODEL", "speaker")
    monkeypatch.setenv("ATTENTION_SENTENCE", "snow is white")
    monkeypatch.setenv("ATTENTION_LAYER", "1")
    monkeypatch.setenv("ATTENTION_HEAD", "3")
    chapter = rehearse("CausalMask", ignore)
    expected = trace_sentence("speaker", "snow is white", 1, "masked").head(3).weights
    np.testing.assert_array_equal(chapter.story.weights, expected)


@pytest.mark.parametrize(("variable", "value"), [("HEAD", "two"), ("LAYER", "0"), ("HEAD", "99")])
def test_a_layer_or_head_that_is_none_is_refused(
    variable: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"ATTENTION_{variable}", value)
    with pytest.raises(ValueError, match="counted from 1|has layers|has heads"):
        rehearse("CausalMask", ignore)


def test_a_saved_trace_is_drawn_without_torch(tmp_path: Path) -> None:
    path = tmp_path / "pilot.safetensors"
    trace_sentence("speaker", "the pilot flies the airplane", 2, "masked").save(path)
    program = (
        "import sys\n"
        "class Missing:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name.split('.')[0] in ('torch', 'tokenizers'):\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Missing())\n"
        "from renders.rehearsal import rehearse\n"
        "rehearse('CausalMask', lambda chapter, beat: None)\n"
        "print('drawn')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "ATTENTION_TRACE": str(path), "ATTENTION_MODEL": "speaker"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.endswith("drawn\n"), done.stderr


def test_without_torch_and_without_a_trace_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "attention_math.tracing", None)
    with pytest.raises(StageError, match="ATTENTION_TRACE"):
        rehearse("CausalMask", ignore)


def ignore(_chapter: Chapter, _beat: Beat) -> None:
    """Look away."""


def _pieces(words: set[str]) -> set[str]:
    """Words that a chapter shows in pieces, joined again."""
    return {
        first + second.removeprefix("##")
        for first in words
        for second in words
        if second.startswith("##")
    }
