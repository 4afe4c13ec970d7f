"""One list names the models: what is added there is known everywhere, and nowhere else is one."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from attention_math import senses
from attention_math.shipped import FOLDER, MODELS, SHIPPED
from attention_math.trace import SHARPENED, TRAINED
from attention_math.tracing import trace_sentence

ROOT = Path(__file__).parents[2]
ROOMS = ("attention_math", "scenes", "renders")
ASK_EVERYONE = """
from attention_math import readings, registry, request, tracing, wordlist
from attention_math.training.grammar import DETERMINERS, NOUNS
from renders.checks.oracle import WITHOUT_A_TRACE
from renders.checks.reference import model, split
from renders.commands.count import NAMES
from renders.film.sources import describe_source
from renders.fingerprint.surroundings import data_files
from scenes.causal_mask import CausalMask
from scenes.stage.shown import choose
from pathlib import Path

assert "poet" in NAMES and "poet vocabulary" in WITHOUT_A_TRACE
assert request.sizes_of("poet").layers == 3 == registry.load_model("poet").sizes.layers
assert "sky" in wordlist.word_list("poet").tokens and model("poet").heads == 4
trace = tracing.trace_sentence("poet", "the sky is blue")
assert (trace.source.kind, trace.source.origin) == ("masked", "trained")
assert "--model poet" in describe_source(trace.source.label, {trace.source.label: trace})["command"]
word, noun = min(DETERMINERS), NOUNS[0].english
assert readings.question_of("poet", word, noun) and not readings.question_of("speaker", word, noun)
shown = choose(CausalMask, {"ATTENTION_MODEL": "poet"}, [])
assert (shown.model, shown.kind, len(shown.requests)) == ("poet", "masked", 1)
files = {Path(file).name for file in data_files(Path.cwd(), (), ["poet"])}
assert files == {"poet.safetensors", "english.json"}
"""


def test_a_model_is_as_the_list_tells() -> None:
    assert list(MODELS) == ["agreement", "translator", "speaker"]
    assert MODELS["translator"].kinds == ("self", "masked", "cross")
    assert MODELS["translator"].vocabularies == ("english", "french")
    weights = {path.stem for path in FOLDER.glob("*.safetensors")}
    assert weights - {senses.FILE.stem} == set(SHIPPED)  # a measurement is no model
    assert {model.origin for model in SHIPPED.values()} <= {TRAINED, SHARPENED}
    assert {model.learnt_from for model in SHIPPED.values()} <= {"grammar", "corpus"}


@pytest.mark.parametrize("name", sorted(SHIPPED.keys() - MODELS.keys()))
def test_a_model_for_an_experiment_is_not_offered(name: str) -> None:
    assert SHIPPED[name].kinds == ()
    with pytest.raises(ValueError, match=f"unknown model '{name}'; the models are agreement, tra"):
        trace_sentence(name, "the sky is blue")


def test_a_model_that_is_added_to_the_list_is_known_everywhere(tmp_path: Path) -> None:
    for room in ROOMS:
        leave = shutil.ignore_patterns("__pycache__", "poet*")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=leave)
    folder = tmp_path / "attention_math" / "models"
    listed = json.loads((folder / "registry.json").read_text(encoding="utf-8"))
    listed["poet"] = listed["speaker"] | {"learnt_from": "grammar"}
    (folder / "registry.json").write_text(json.dumps(listed), encoding="utf-8")
    shutil.copy(folder / "speaker.safetensors", folder / "poet.safetensors")
    done = subprocess.run(
        [sys.executable, "-c", ASK_EVERYONE], cwd=tmp_path, capture_output=True, text=True,
        env={"PATH": "", "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def held(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all that a list holds; what a call returns is another matter than what it was given."""
    for part in ast.iter_child_nodes(node):
        if not isinstance(part, ast.Call):
            yield part
            yield from held(part)


def lists_of_models(tree: ast.AST) -> Iterator[int]:
    """Yield the lines of the lists that name two models, and of tables that have one as a key."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            least, named = 1, node.keys
        elif isinstance(node, ast.List | ast.Tuple | ast.Set):
            least, named = 2, [*held(node)]
        else:
            continue
        texts = {part.value for part in named if isinstance(part, ast.Constant)}
        if len(texts & set(MODELS)) >= least:
            yield node.lineno


def test_no_module_lists_models() -> None:
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    found = {
        path: list(lists_of_models(ast.parse(path.read_text(encoding="utf-8")))) for path in paths
    }
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "code", ['("agreement", "speaker")', '{"speaker": 1}', '[("speaker", 1), ("translator", 2)]']
)
def test_a_list_of_models_is_found(code: str) -> None:
    assert list(lists_of_models(ast.parse(code)))
