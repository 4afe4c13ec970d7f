"""What was asked is what is shown: choices, saved traces, and the names of what is made."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_math.request import Request, quoted
from attention_math.shipped import MODELS
from attention_math.trace import AttentionTrace, load
from attention_math.tracing import trace_sentence
from attention_math.wordlist import normalise
from renders.__main__ import main
from renders.commands import asking
from renders.film.clip import Settings
from renders.film.naming import LONGEST, name_of, slug
from renders.film.quality import Quality
from renders.rehearsal import rehearse
from scenes.chapter import StageError
from scenes.many_heads import ManyHeads
from scenes.queries_keys_values import QueriesKeysValues
from scenes.sentence_as_graph import SentenceAsGraph
from scenes.stage import traces
from scenes.stage.saved import Saved
from scenes.stage.shown import choose
from scenes.storyboard import CHAPTERS, find
from scenes.worked_example import WorkedExample

PILOT = "the pilot flies the airplane"
FILE = "pilot.safetensors"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder of our own, where nothing has been chosen and one trace is saved."""
    for name in ("SENTENCE", "MODEL", "LAYER", "HEAD", "TRACE", "ARRAYS"):
        monkeypatch.delenv(f"ATTENTION_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    trace_sentence("speaker", PILOT, 2).save(Path(FILE))


def saved(*traces: AttentionTrace) -> list[Saved]:
    return [Saved(f"{number}.safetensors", trace) for number, trace in enumerate(traces, 1)]


def environment(**choices: object) -> dict[str, str]:
    return {f"ATTENTION_{name.upper()}": str(value) for name, value in choices.items()}


# --- contradictions --------------------------------------------------------------------------

REFUSED = {
    '--sentence "a b"': ['--sentence "a b"', FILE, PILOT],
    "--layer 3": ["--layer 3", FILE, "layer 2"],
    "--model translator": ['--model "translator"', FILE, "speaker"],
    "": [FILE, PILOT, "agreement, layer 1", "the white cat sees the green car"],
}


@pytest.mark.parametrize("command", ["render", "check", "sheet"])
@pytest.mark.parametrize(("choice", "named"), REFUSED.items())
def test_what_contradicts_a_saved_trace_is_refused_in_a_line_that_names_both(
    command: str, choice: str, named: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "QueriesKeysValues", "--trace", FILE, *shlex.split(choice)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert all(part in said for part in [*named, "leave"])
    assert os.listdir() == [FILE]


def test_manim_refuses_the_same_in_a_line() -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "manim", "-ql", "--media_dir", os.getcwd(),
         "scenes/queries_keys_values.py", "QueriesKeysValues"],
        env={**os.environ, **environment(model="speaker", sentence="a cat"),
             "ATTENTION_TRACE": os.path.abspath(FILE)},
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert last.startswith('error: ATTENTION_SENTENCE "a cat" contradicts the trace pilot.')
    assert "Traceback" not in done.stderr


def test_a_trace_that_nobody_takes_is_told_beside_one_that_is_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    trace_sentence("agreement", "the cat sees the dog").save(Path("plain.safetensors"))
    chosen = environment(model="speaker", trace=os.pathsep.join((FILE, "plain.safetensors")))
    asking.judge([find("QueriesKeysValues")], chosen)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("note: nobody takes the trace plain.safetensors")
    assert "the cat sees the dog" in line
    assert PILOT in line


def test_a_saved_trace_decides_what_nobody_asked_for() -> None:
    shown = choose(QueriesKeysValues, environment(model="speaker"), saved(load(Path(FILE))))
    assert (shown.layer, shown.sentence, shown.kind) == (2, PILOT, "masked")
    typed = choose(
        QueriesKeysValues,
        environment(model="speaker", sentence=PILOT.title()),
        saved(load(Path(FILE))),
    )
    assert typed.requests[0].fits(load(Path(FILE)))


def test_of_two_traces_the_chapters_own_is_taken() -> None:
    first = trace_sentence("translator", ManyHeads.sentence, 1)
    own = trace_sentence("translator", ManyHeads.sentence, 2)
    assert choose(ManyHeads, {}, saved(first, own)).layer == 2
    assert choose(ManyHeads, {}, saved(first)).layer == 1
    lecture = type("Lecture", (ManyHeads,), {"layer": 2, "__module__": "lecture"})
    with pytest.raises(ValueError, match=r"Lecture\.layer 2 contradicts the trace 1\.safe"):
        choose(lecture, {}, saved(first))


def test_a_trace_with_another_mask_or_kind_is_not_taken_for_it() -> None:
    looking_back = type("LookingBack", (QueriesKeysValues,), {"mask": "causal"})
    plain = trace_sentence("agreement", QueriesKeysValues.sentence)
    shown = choose(looking_back, {}, saved(plain))
    assert shown.requests[0].mask == "causal"
    assert shown.unused(saved(plain))
    masked = trace_sentence("agreement", QueriesKeysValues.sentence, mask="causal")
    assert not choose(looking_back, {}, saved(masked)).unused(saved(masked))


def test_the_chapter_is_given_what_it_asked_for_or_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    other = trace_sentence("agreement", QueriesKeysValues.sentence)
    monkeypatch.setattr(traces, "_run", lambda *_: other)
    with pytest.raises(StageError, match=r"causal mask added.* was given agreement, layer 1, self"):
        rehearse("QueriesKeysValues", lambda chapter, beat: None, mask="causal")


# --- traces ----------------------------------------------------------------------------------

ALL_KINDS = [(model, kind) for model, told in MODELS.items() for kind in told.kinds]


@pytest.mark.parametrize(("model", "kind"), ALL_KINDS)
def test_a_saved_trace_knows_its_sentence(model: str, kind: str) -> None:
    sentence = "the white cat sees the dog"
    trace_sentence(model, sentence, 1, kind).save(Path("new"))
    wanted = Request(model, 1, kind, None, sentence)
    assert wanted.fits(load(Path("new")))
    assert not replace(wanted, sentence="the white cat sees a dog").fits(load(Path("new")))
    assert not replace(wanted, layer=2).fits(load(Path("new")))


@pytest.mark.parametrize(("model", "kind"), ALL_KINDS)
def test_the_sentence_of_an_older_file_follows_from_its_tokens(model: str, kind: str) -> None:
    sentence = "the white cat sees the dog"
    replace(trace_sentence(model, sentence, 1, kind), sentence=None).save(Path("old"))
    wanted, old = Request(model, 1, kind, None, sentence), load(Path("old"))
    for other in ("the white cat sees a dog", "so the white cat sees the dog", f"{sentence} too"):
        assert not replace(wanted, sentence=other).fits(old)
    if (model, kind) == ("translator", "masked"):  # it holds the translation alone
        assert Request.of(old).sentence is None
        assert not wanted.fits(old)
    else:
        assert Request.of(old) == wanted
        assert wanted.fits(old)


def test_a_trace_of_another_translation_is_another_trace() -> None:
    own = trace_sentence("translator", "the cat", 1, "cross")
    other = trace_sentence("translator", "the cat", 1, "cross", "le chien")
    wanted = Request("translator", 1, "cross", None, "the cat")
    assert wanted.fits(own)
    assert not wanted.fits(other)
    assert "--translation" in Request.of(other).command()


def let_it_ask_for_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a chapter ask for two layers of another model, beside its own."""
    others = ("translator", 1, "self"), ("translator", 2, "cross")

    def wanted(main: Request) -> list[Request]:
        return [Request(*one, sentence=main.sentence) for one in others]

    def take(chapter: SentenceAsGraph) -> None:
        for one in others:
            chapter.trace_of(*one)

    monkeypatch.setattr(SentenceAsGraph, "other_requests", wanted)
    monkeypatch.setattr(SentenceAsGraph, "_check_numbers", take)


def test_a_missing_trace_is_named_by_the_command_that_makes_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Follow the message twice: it ends with a chapter drawn of files alone."""
    let_it_ask_for_more(monkeypatch)
    monkeypatch.setattr(asking, "_can_run_models", lambda: False)
    assert main(["render", "SentenceAsGraph"]) == 2
    lines = re.findall(r"attention-film (trace .*?) ;", capsys.readouterr().err)
    assert len(lines) == 3
    assert main(["render", "QueriesKeysValues"]) == 2
    assert "--kind self --sentence" in capsys.readouterr().err
    for line in lines:
        assert main(shlex.split(line)) == 0
    files = [shlex.split(line)[-1] for line in lines]
    assert Settings(Quality.low, Path(), names=asking.judge(
        [find("SentenceAsGraph")], environment(trace=os.pathsep.join(files))
    )).clip(find("SentenceAsGraph")).name == "SentenceAsGraph.mp4"  # fmt: skip
    monkeypatch.setitem(sys.modules, "attention_math.tracing", None)
    monkeypatch.setenv("ATTENTION_TRACE", files[0])
    with pytest.raises(StageError) as caught:
        rehearse("SentenceAsGraph", lambda chapter, beat: None)
    assert [line in str(caught.value) for line in lines] == [False, True, True]
    monkeypatch.setenv("ATTENTION_TRACE", os.pathsep.join(files))
    rehearse("SentenceAsGraph", lambda chapter, beat: None)


@given(st.text(min_size=1, max_size=30))
def test_a_quoted_sentence_is_one_word_of_a_command(text: str) -> None:
    assert shlex.split(quoted(text)) == [text]


# --- a model's own ---------------------------------------------------------------------------


def test_a_model_keeps_no_other_models_layer_head_and_kind() -> None:
    shown = choose(SentenceAsGraph, environment(model="translator"), [])
    assert (shown.layer, shown.head, shown.kind) == (1, 1, "self")
    shown = choose(ManyHeads, environment(model="speaker"), [])
    assert (shown.layer, shown.head, shown.kind) == (1, 1, "masked")
    shown = choose(ManyHeads, environment(model="speaker", layer=3, head=2), [])
    assert (shown.layer, shown.head) == (3, 2)
    assert choose(ManyHeads, environment(model="translator"), []).layer == 2


def test_a_subclass_of_another_model_keeps_none_either() -> None:
    lecture = type("Lecture", (ManyHeads,), {"model": "speaker"})
    shown = choose(lecture, {}, [])
    assert (shown.layer, shown.head, shown.kind) == (1, 1, "masked")
    own = type("Own", (lecture,), {"layer": 2, "head": 4})
    assert (choose(own, {}, []).layer, choose(own, {}, []).head) == (2, 4)


@pytest.mark.parametrize("choice", ["--model agreement --layer 2", "--layer 7"])
def test_a_layer_that_is_none_is_one_line(choice: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "QueriesKeysValues", *choice.split()]) == 2
    said = capsys.readouterr().err
    assert "agreement has no layer" in said
    assert said.count("\n") == 1
    assert os.listdir() == [FILE]


def test_a_choice_that_a_chapter_does_not_take_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = environment(sentence="the cat sat")
    asking.judge([find("WorkedExample"), find("QueriesKeysValues")], chosen)
    told = capsys.readouterr().err
    assert told == "note: WorkedExample takes no --sentence: its numbers are fixed\n"
    assert main(["sheet", "WorkedExample", "--sentence", "the cat sat"]) == 2
    assert "WorkedExample takes no --sentence" in capsys.readouterr().err


# --- names -----------------------------------------------------------------------------------


def clip(chapter: str, name: str | None = None, **choices: object) -> str:
    names = asking.judge([find(chapter)], environment(**choices), name)
    return Settings(Quality.low, Path(), names=names).clip(find(chapter)).name


def test_a_clip_is_called_by_what_it_shows() -> None:
    assert clip("QueriesKeysValues") == "QueriesKeysValues.mp4"
    assert clip("QueriesKeysValues", sentence="the cat sat") == "QueriesKeysValues.the-cat-sat.mp4"
    assert clip("QueriesKeysValues", sentence=QueriesKeysValues.sentence) == "QueriesKeysValues.mp4"
    assert clip("QueriesKeysValues", model="agreement", layer=1) == "QueriesKeysValues.mp4"
    assert clip("QueriesKeysValues", model="speaker") == "QueriesKeysValues.model_speaker.mp4"
    assert clip("ManyHeads", head=2, sentence="a cat") == "ManyHeads.a-cat.head_2.mp4"
    assert clip("QueriesKeysValues", model="speaker", trace=FILE) == (
        "QueriesKeysValues.the-pilot-flies-the-airplane.model_speaker.layer_2.mp4"
    )
    assert (
        clip("QueriesKeysValues", "lecture 3", sentence="the cat")
        == "QueriesKeysValues.lecture 3.mp4"
    )
    assert name_of(WorkedExample, choose(WorkedExample, environment(head=2), [])) == ""


def test_a_film_is_called_by_what_was_chosen_for_it() -> None:
    names = asking.judge(CHAPTERS, environment(sentence="the cat sat"))
    settings = Settings(Quality.low, Path(), "-no-captions", names)
    assert settings.film.name == "film-no-captions.the-cat-sat.mp4"
    assert settings.clip(find("WorkedExample")).name == "WorkedExample.mp4"
    assert Settings(Quality.low, Path()).film.name == "film.mp4"
    stamps = {settings.output(settings.clip(entry)).stamp for entry in CHAPTERS}
    plain = Settings(Quality.low, Path(), "-no-captions")
    others = {plain.output(plain.clip(entry)).stamp for entry in CHAPTERS}
    fixed = {"DirectedGraphs", "WorkedExample", "ContextChangesMeaning", "CountingParameters"}
    assert len(stamps - others) == len(CHAPTERS) - len(fixed)


@given(st.text(max_size=70), st.text(max_size=70))
def test_no_two_sentences_share_a_name(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (normalise(one) == normalise(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("don't", "don t"),
        ("a.b", "a b"),
        ("naïve", "naive"),
        ("你好", "您好"),
        ("", "!"),
        ("word " * 20, "word " * 21),
    ],
)
def test_names_are_short_and_safe_and_tell_sentences_apart(one: str, other: str) -> None:
    assert slug(one) != slug(other)
    for name in (slug(one), slug(other)):
        assert re.fullmatch(r"[a-z0-9_-]*", name)
        assert len(name) <= LONGEST + 9


@pytest.mark.parametrize(
    "name", ["", "a/b", "a\\b", "..", ".x", "x.", "con", "NUL.x", "a\nb", "x" * 101, "a:b"]
)
def test_a_name_that_no_file_can_have_is_one_line(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", "QueriesKeysValues", "--name", name]) == 2
    said = capsys.readouterr().err
    assert "--name" in said
    assert said.count("\n") == 1
    assert os.listdir() == [FILE]


# --- asking for a number ---------------------------------------------------------------------


def told(line: str, capsys: pytest.CaptureFixture[str]) -> object:
    assert main(shlex.split(line)) == 0
    return json.loads(capsys.readouterr().out)


def test_a_mask_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    line = f'trace --model agreement --sentence "{QueriesKeysValues.sentence}" --json'
    at = "--tensor head1.weights --at 0,0"
    plain = trace_sentence("agreement", QueriesKeysValues.sentence).head(1).weights[0, 0]
    assert plain < 0.1
    assert told(f"{line} {at}", capsys) == plain
    assert told(f"{line} --mask causal {at}", capsys) == 1.0
    assert told(f"{line} --mask none {at}", capsys) == plain
    sums = told(f'{line} --mask causal --tensor "row_sums(head1.weights)"', capsys)
    assert sums == pytest.approx(np.ones(7))


def test_what_is_of_no_sentence_is_asked_for_by_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    angle = 3 / 10_000 ** (2 / 8)
    found = told('trace --tensor "sinusoid_table(4, 8)" --at 3,2 --json', capsys)
    assert found == pytest.approx(np.sin(angle))
    loss = told('trace --tensor "load_leak().with_mask" --json', capsys)
    assert loss == pytest.approx(0.9055, abs=1e-4)
    assert main(["trace", "--tensor", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_a_translation_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    line = 'trace --model translator --kind cross --sentence "the cat" --translation "le chien"'
    assert told(f"{line} --json", capsys)["tokens"] == ["[START]", "le", "chien"]
