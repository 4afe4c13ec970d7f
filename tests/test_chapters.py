"""Every chapter, without video: it fits, it cites, it can be read, with any sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter, StageError
from scenes.storyboard import CHAPTERS
from tests.stage import numerals, texts

NAMES = [entry.name for entry in CHAPTERS]
OTHER_SENTENCES = {
    "SentenceAsGraph": ("birds sing", "the cat sat on the mat"),
    "WordPlusPosition": ("old cat", "the airplane likes a big blue sea"),
    "TextToTokens": ("birds sing", "we don't like the hippopotamus"),
    "QueriesKeysValues": ("my heavy box", "this old queen slept behind a bridge"),
    "DotProductScores": ("the cat", "this old queen slept behind a bridge"),
    "CausalMask": ("the cat", "this old queen slept behind a bridge"),
    "WeightedSum": ("heavy box", "this old queen slept behind a bridge"),
    "TheFormula": ("cat sees", "this old queen slept behind a bridge"),
    "ManyHeads": ("i sing", "the old man reads a long book"),
}
FAR_TOO_LONG = "the cat sees the dog and the dog sees the cat and the bird"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SENTENCE", "MODEL", "LAYER", "HEAD", "TRACE"):
        monkeypatch.delenv(f"ATTENTION_{name}", raising=False)


@pytest.mark.parametrize("name", NAMES)
def test_the_chapter_cites_and_can_be_read(name: str, tmp_path: Path) -> None:
    seen = {"numerals": 0, "texts": 0}

    def look(chapter: Chapter, beat: Beat) -> None:
        arrays = _arrays(chapter)
        for numeral in numerals(chapter):
            seen["numerals"] += 1
            where = f"{name}, {beat.name}: {numeral.text}"
            assert numeral.citation or numeral.declared, where
            assert numeral.height >= 0.6 * theme.SMALLEST * _digits(numeral.text), where
            if numeral.citation and numeral.citation.tensor in arrays[numeral.citation.source]:
                array = arrays[numeral.citation.source][numeral.citation.tensor]
                value = float(array[numeral.citation.index])
                rounding = 0.5 * 10**-numeral.decimals + 1e-6
                assert _read(numeral.text) == pytest.approx(value, abs=rounding), where
        for text in texts(chapter):
            seen["texts"] += 1
            assert text.declared or not any(map(str.isdigit, text.text)), (
                f"{beat.name}: {text.text}"
            )
            assert abs(text.get_x()) + text.width / 2 <= 7.12 - 0.3, f"{beat.name}: {text.text}"
            assert abs(text.get_y()) + text.height / 2 <= 4 - 0.25, f"{beat.name}: {text.text}"

    chapter = rehearse(name, look)
    assert seen["numerals"] > 20
    assert seen["texts"] > 20
    stated = next(entry.seconds for entry in CHAPTERS if entry.name == name)
    assert chapter.time == pytest.approx(stated, abs=1)
    assert 25 <= stated <= 60


@pytest.mark.parametrize("name", NAMES)
def test_every_caption_stays_long_enough_to_be_read(name: str, tmp_path: Path) -> None:
    chapter = rehearse(name, ignore)
    subtitles = chapter.renderer.file_writer.subcaptions
    assert len(subtitles) >= 5
    for subtitle in subtitles:
        seconds = (subtitle.end - subtitle.start).total_seconds()
        assert seconds >= max(1.0, len(subtitle.content) / 17), subtitle.content


@pytest.mark.parametrize(
    ("name", "sentence"),
    [(name, sentence) for name, pair in OTHER_SENTENCES.items() for sentence in pair],
)
def test_another_sentence_makes_another_film(name: str, sentence: str, tmp_path: Path) -> None:
    words: set[str] = set()

    def look(chapter: Chapter, _beat: Beat) -> None:
        words.update(text.text for text in texts(chapter))

    rehearse(name, look, sentence=sentence)
    assert set(sentence.split()) <= {word.removeprefix("##") for word in words} | _pieces(words)


@pytest.mark.parametrize("name", NAMES)
def test_too_long_a_sentence_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"room for \d+ tokens|the limit is \d+|unknown") as error:
        rehearse(name, ignore, sentence=FAR_TOO_LONG)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", NAMES)
def test_one_token_alone_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(StageError, match="at least 2 tokens; 'cat' has 1"):
        rehearse(name, ignore, sentence="cat")


def test_the_manim_command_refuses_in_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent
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

    rehearse("ManyHeads", look, sentence='a $x$ "b"')
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
        cwd=Path(__file__).parent.parent,
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


def _arrays(chapter: Chapter) -> dict[str, dict[str, np.ndarray]]:
    """The arrays of every trace that a chapter may cite, by what the badge calls it."""
    traces = [chapter.trace]
    if type(chapter).mro()[1].__name__ == "SentenceAsGraph":
        traces += [
            chapter.trace_of("translator", 1, "self"),
            chapter.trace_of("translator", 2, "cross"),
        ]
    found: dict[str, dict[str, np.ndarray]] = {
        trace.source.label: trace.named_arrays() for trace in traces
    }
    return found | {
        "translator vocabulary": {},
        "leak": {},
        "mask": {},
        "positions": {},
        "experiments": {},
    }


def _read(text: str) -> float:
    """Read a numeral as a viewer does, knowing nothing of how it was written."""
    plain = (
        text.removeprefix("+ ")
        .removeprefix("≈ ")
        .removeprefix("= ")
        .replace("−", "-")
        .replace("∞", "inf")
    )
    return float(plain)


def _digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def _pieces(words: set[str]) -> set[str]:
    """Words that a chapter shows in pieces, joined again."""
    return {
        first + second.removeprefix("##")
        for first in words
        for second in words
        if second.startswith("##")
    }
