"""The contract of the command line: help, exit codes, one line for a mistake, exact numbers."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from attention_math.examples import trace_example
from renders.__main__ import COMMANDS, main
from scenes.storyboard import CHAPTERS

# A mistake, and what the one line about it must name.
MISTAKES = {
    "lst": "list",
    "list --jsn": "--jsn",
    "trace": "--example",
    "trace --example nope": "pencil",
    "trace --example pencil --sentence x": "--example",
    "trace --example pencil --layer 2": "--layer",
    "trace --example pencil --head 2": "head 2",
    "trace --example pencil --head 0": "--head",
    "trace --example pencil --head one": "--head",
    "trace --example pencil --kind sideways": "--kind",
    "trace --example pencil --at 0,0": "--tensor",
    "trace --example pencil --tensor head1.nope": "head1.weights",
    "trace --example pencil --tensor head1.weights --at 0": "5×5",
    "trace --example pencil --tensor head1.weights --at 5,0": "5×5",
    "trace --example pencil --tensor head1.weights --at 0,-1": "5×5",
    "trace --example pencil --tensor head1.weights --at a,b": "0,2",
    "trace --example pencil --save no/such/folder/x.safetensors": "folder",
    "trace --file missing.safetensors": "missing.safetensors",
    "trace --file broken.safetensors": "broken.safetensors",
    "trace --sentence hello --model nope": "agreement",
    "check NoSuchChapter": CHAPTERS[0].name,
    "check --jobs 0": "--jobs",
    "check --sentence ''": "at least one word",
    "render NoSuchChapter": CHAPTERS[0].name,
    "render -q x": "'l', 'm', 'h', 'p', 'k'",
    "render --jobs 0": "--jobs",
    "render --sentence ''": "at least one word",
    "render --model nope": "agreement",
    "render --model hf:nowhere": "choose a sentence as well",
    "render --kind self": "--model hf:PATH",
    "trace --model hf:nowhere --sentence x": "config.json",
    "trace --model hf:nowhere --sentence x --mask causal": "--mask",
    "render --trace missing.safetensors": "missing.safetensors",
    "render --output broken.safetensors": "broken.safetensors",
    "sheet NoSuchChapter": CHAPTERS[0].name,
    "sheet --jobs 0": "--jobs",
    "sheet --sentence ''": "at least one word",
    "sheet --model nope": "agreement",
    "sheet --output broken.safetensors": "broken.safetensors",
    "sheet --stills broken.safetensors": "broken.safetensors",
    "slides NoSuchChapter": CHAPTERS[0].name,
    "slides missing.toml": "missing.toml",
    "slides a.toml 14": "goes alone",
    "slides --to docx": "pptx",
    "slides --output broken.safetensors": "broken.safetensors",
    "count": "--preset",
    "count --preset gpt5": "gpt3",
    "count --preset gpt3 --heads 2": "--preset",
    "count --preset gtp3": "did you mean gpt3",
    "count --preset gpt3 --tied": "--preset",
    "count --d-model 8 --heads 2": "--layers, --vocabulary",
    "count --d-model 8 --d-head 4 --heads 0 --layers 1 --vocabulary 10": "--heads",
    "count --d-model 8 --heads 3 --layers 1 --vocabulary 10": "d_head",
    "count --d-model 8 --heads 4 --kv-heads 3 --layers 1 --vocabulary 10": "kv_heads",
    "count --d-model 8 --heads 4 --layers 1 --vocabulary 10 --norm rsm": "did you mean rms",
    "count --d-model 8 --heads 4 --layers 1 --vocabulary 10 --final-norm": "kind of norm",
    "count --model nope": "agreement",
    "count --model speakr": "did you mean speaker",
    "trace --example pensil": "did you mean pencil",
    "trace --example pencil --tensor head1.weight": "did you mean head1.weights",
    "trace --sentence hello --model translater": "did you mean translator",
    "check casual_mask": "did you mean CausalMask",
    "render 99": CHAPTERS[0].name,
}


def shell_words(line: str) -> list[str]:
    return [word.replace("''", "") for word in line.split()]


def out(capsys: pytest.CaptureFixture[str], line: str) -> str:
    """Run a command that succeeds and return what it prints."""
    assert main(line.split()) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_says_what_a_command_is_for(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = out(capsys, f"{command} --help")
    assert "Usage: attention-film" in text
    if not command:
        assert all(name in text for name in COMMANDS)
    said = text[: text.index("╭")].split("Usage")[1]
    lines = [line.strip() for line in said.splitlines()]
    for line, after in pairwise(lines):
        if line and after:
            assert len(f"{line} {after.split()[0]}") > 78, "broken where the terminal does not end"


@pytest.mark.parametrize(("line", "remedy"), MISTAKES.items())
def test_a_mistake_is_told_in_one_line(
    line: str,
    remedy: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.safetensors").write_bytes(b"not a trace")
    assert main(shell_words(line)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert remedy in said.err
    assert "Traceback" not in said.err
    assert os.listdir() == ["broken.safetensors"]


@pytest.mark.parametrize("command", ["check", "render", "sheet"])
def test_a_theme_that_does_not_exist_is_told_in_one_line(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATTENTION_THEME", "neon")
    assert main([command, "CausalMask"]) == 2
    said = "ATTENTION_THEME: there is no theme 'neon'; there are dark\n"
    assert capsys.readouterr().err.endswith(said)


def test_the_module_and_its_exit_code_work_from_a_shell(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "renders", "trace", "--example", "nope"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.startswith("attention-film: unknown example 'nope'")


def test_list_is_the_storyboard(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(out(capsys, "list --json"))
    assert [chapter["name"] for chapter in listed] == [entry.name for entry in CHAPTERS]
    assert [chapter["number"] for chapter in listed] == sorted(e.number for e in CHAPTERS)
    for chapter in listed:
        assert 20 <= chapter["seconds"] <= 75  # the longest is the appendix
        assert chapter["teaches"]
    text = out(capsys, "list")
    assert all(entry.name in text for entry in CHAPTERS)


def test_listing_and_counting_do_not_wait_for_torch_or_manim() -> None:
    slow = "import sys, renders.__main__; print(*{'torch', 'manim'} & {*sys.modules})"
    ended = subprocess.run([sys.executable, "-c", slow], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == []


def test_count_gpt3(capsys: pytest.CaptureFixture[str]) -> None:
    counts = json.loads(out(capsys, "count --preset gpt3 --json"))
    assert counts["head"]["query_weight"] == 1_572_864
    assert counts["head"]["total"] == 6_291_456
    assert counts["attention_block"]["head"] == 603_979_776
    assert counts["by_kind"]["attention"] == 57_982_058_496
    assert counts["model"]["embedding"] == 617_558_016
    assert counts["for_comparison"]["matrices_untied"] == 175_181_291_520
    assert counts["total"] == counts["model"]["total"] == 174_604_259_328
    text = out(capsys, "count --preset gpt3")
    assert "175,181,291,520" in text
    assert "174,604,259,328" in text


def test_each_level_that_count_prints_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    levels, parts = [], []
    for line in out(capsys, "count --preset llama3-8b").partition("for comparison")[0].splitlines():
        *words, last = line.split() or [""]
        if words[:2] == ["=", "together"]:
            levels.append((sum(parts), int(last.replace(",", ""))))
            parts = []
        elif line.startswith("  ") and last:
            parts.append(int(last.replace(",", "")))
            if "×" in words:
                times, each = (int(words[words.index("×") + n].replace(",", "")) for n in (-1, 1))
                assert times * each == parts[-1]
    assert len(levels) == 6
    assert all(added == told for added, told in levels)
    assert levels[-1][1] == levels[-2][1] == 8_030_261_248


def test_count_of_sizes_is_the_sum_of_its_matrices(capsys: pytest.CaptureFixture[str]) -> None:
    line = "count --d-model 8 --d-head 4 --heads 2 --layers 3 --vocabulary 10 --json"
    counts = json.loads(out(capsys, line))
    assert counts["head"]["total"] == 4 * 8 * 4
    assert counts["by_kind"]["attention"] == 3 * 2 * 4 * 8 * 4
    assert counts["total"] == 3 * (2 * 4 * 8 * 4 + 2 * 8 * 32) + 2 * 10 * 8


def test_every_option_of_count_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """GPT-2's preset, and a layer of Llama's, said in sizes."""
    sizes = "--d-model 768 --heads 12 --layers 12 --vocabulary 50257 --positions 1024"
    line = f"count {sizes} --tied --biases --norm layer --final-norm"
    assert out(capsys, f"{line} --json") == out(capsys, "count --preset gpt2 --json")
    sizes = "--d-model 4096 --heads 32 --kv-heads 8 --layers 32 --vocabulary 128256 --d-ff 14336"
    line = f"count {sizes} --gated --norm rms --final-norm"
    assert out(capsys, f"{line} --json") == out(capsys, "count --preset llama3-8b --json")


def test_trace_json_of_the_worked_example(capsys: pytest.CaptureFixture[str]) -> None:
    """The published figures, to the four decimals that were published."""
    numbers = json.loads(out(capsys, "trace --example worked-example --json"))
    assert numbers["ids"] == [2500, 4335, 21872, 382]
    published = {
        "embeddings": [[1.9269, 1.4873], [0.9007, -2.1055], [0.6784, -1.2345], [-0.0431, -1.6047]],
        "query": [[0.8800, -0.4509], [-0.0549, -0.7598], [-0.0850, -0.5294], [-0.5170, -0.3579]],
        "key": [[-0.0554, -1.9855], [-1.4460, -0.2416], [-0.9736, -0.4014], [-0.9400, 0.1220]],
        "value": [[-0.3642, 0.4548], [2.0765, 1.9576], [1.4534, 1.2925], [1.6637, 1.0540]],
        "output": [[-0.3642, 0.4548], [0.3499, 0.8945], [0.7720, 1.0779], [1.1964, 1.2087]],
    }
    for name, rows in published.items():
        assert [[round(value, 4) for value in row] for row in numbers[name]] == rows, name
    assert [round(value, 4) for value in numbers["scores"][3]] == [0.7393, 0.8340, 0.6470, 0.4423]
    assert [round(value, 4) for value in numbers["scaled"][0]] == [
        0.5986,
        -0.8228,
        -0.4778,
        -0.6238,
    ]
    assert numbers["masked"][2][3] == "-inf"
    assert [round(value, 4) for value in numbers["weights"][2]] == [0.4651, 0.2632, 0.2716, 0]
    assert numbers["source"]["model"] == "worked-example"
    assert numbers["source"]["mask"] == "causal"
    assert numbers["source"]["head"] == 1


def test_trace_json_holds_every_number_of_the_head(capsys: pytest.CaptureFixture[str]) -> None:
    numbers = json.loads(out(capsys, "trace --example pencil --json"))
    known = trace_example("pencil")
    assert numbers["tokens"] == numbers["key_tokens"] == list(known.query_side.tokens)
    for name in ("query", "key", "value", "scores", "scaled", "masked", "weights", "output"):
        assert numbers[name] == getattr(known.heads[0], name).tolist(), name


def test_a_pencil_closes_the_pencil_example(capsys: pytest.CaptureFixture[str]) -> None:
    """√d is 2 and the scores are whole: anyone can check them against Q and K by hand."""
    numbers = json.loads(out(capsys, "trace --example pencil --json"))
    for query, scores, scaled in zip(
        numbers["query"], numbers["scores"], numbers["scaled"], strict=True
    ):
        by_hand = [sum(q * k for q, k in zip(query, key, strict=True)) for key in numbers["key"]]
        assert scores == by_hand
        assert scaled == [score / 2 for score in scores]


def test_tables_label_both_axes(capsys: pytest.CaptureFixture[str]) -> None:
    text = out(capsys, "trace --example worked-example")
    assert "query ↓ key →" in text
    assert "weights A, rows sum to 1" in text
    (row,) = [line for line in text.splitlines() if "0.4651" in line]
    assert row.split() == ["sentence", "0.4651", "0.2632", "0.2716", "0.0000"]
    assert "−∞" in text


def test_a_cited_number_is_looked_up(capsys: pytest.CaptureFixture[str]) -> None:
    line = "trace --example worked-example --tensor head1.weights --at 2,1"
    assert float(out(capsys, line)) == pytest.approx(0.2632, abs=5e-5)
    assert json.loads(out(capsys, f"{line} --json")) == pytest.approx(0.2632, abs=5e-5)
    whole = out(capsys, "trace --example worked-example --tensor head1.masked --json")
    assert json.loads(whole)[0][1:] == ["-inf"] * 3
    ids = out(capsys, "trace --example worked-example --tensor query_side.ids")
    assert "21872" in ids


def test_a_saved_trace_tells_the_same_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pencil.safetensors"
    assert out(capsys, f"trace --example pencil --save {path}") == ""
    saved = out(capsys, f"trace --file {path} --json")
    assert saved == out(capsys, "trace --example pencil --json")
    assert os.listdir(tmp_path) == ["pencil.safetensors"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is a folder"),
        ("folder", "is a folder"),
        ("x" * 256, "too long"),
        ("x" * 5000, "too long"),
        ("a\0b", "null byte"),
        ("/dev/full", "is a device"),
        ("/sys/trace", "cannot write /sys/trace"),
        ("folder/nul.safetensors", "Windows keeps"),
        ("no\nfolder/x", "no folder no?folder"),
        ("link", "is a device"),
    ],
)
def test_a_name_that_cannot_be_written_is_told_in_one_line(
    name: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("link").symlink_to("/dev/full")
    assert main(["trace", "--example", "pencil", "--save", name]) == 2
    errors = capsys.readouterr().err
    assert errors.count("\n") == 1
    assert said in errors
    assert {path.name for path in tmp_path.rglob("*")} == {"folder", "link"}
    assert Path("/dev/full").is_char_device()


def test_the_longest_name_and_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    longest = tmp_path / ("x" * 255)
    assert out(capsys, f"trace --example pencil --save {longest}") == ""
    whole = longest.read_bytes()

    def write(path: Path, content: bytes) -> None:
        path.open("wb").write(content[:9])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)
    assert main(["trace", "--example", "pencil", "--save", str(longest)]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [whole]
