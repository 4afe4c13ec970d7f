"""`python -m attention_math.training <model>`: the same command gives the same weights."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import torch
import typer

from attention_math import costs, leak, recall, senses, surveys
from attention_math.measurement import save_measurement
from attention_math.registry import save_model
from attention_math.shipped import FOLDER, SHIPPED
from attention_math.tokens import Vocabulary
from attention_math.training import agreement, speaker, translator
from attention_math.training.corpus import read_pairs
from attention_math.training.costs import measure_costs
from attention_math.training.leak import measure_leak, train_models
from attention_math.training.recall import measure_recall
from attention_math.training.senses import save_senses
from attention_math.training.surveys import measure_surveys

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Train the film's models. An interrupted run continues from its checkpoint.",
)

Corpus = Annotated[
    Path, typer.Option(help="Tab-separated English–French pairs, one a line, UTF-8.")
]
Output = Annotated[Path, typer.Option(help="Folder for weights and vocabularies.")]
Vocabularies = Annotated[Path, typer.Option(help="Folder of english.json and french.json.")]
Checkpoints = Annotated[Path, typer.Option(help="Folder for what an interrupted run resumes.")]


@app.command("agreement")
def train_agreement(
    output: Output = FOLDER, checkpoints: Checkpoints = Path("checkpoints")
) -> None:
    """One-layer encoder on its own generated grammar; needs no corpus. A minute or two."""
    english, french = agreement.build_vocabularies()
    _save_vocabularies("agreement", (english, french), output)
    model = agreement.train_agreement(english, french, checkpoints / "agreement.pt")
    save_model("agreement", model, output)


@app.command("vocabularies")
def train_vocabularies(corpus: Corpus, output: Output = FOLDER) -> None:
    """Sub-words of English and French. Ties between merges are broken anew at each run.

    So the shipped vocabularies, and not this command, are what the weights can be made from again.
    """
    _save_vocabularies("translator", translator.train_vocabularies(read_pairs(corpus)), output)


@app.command("translator")
def train_translator(
    corpus: Corpus,
    vocabularies: Vocabularies = FOLDER,
    output: Output = FOLDER,
    checkpoints: Checkpoints = Path("checkpoints"),
) -> None:
    """Encoder–decoder, English to French. An hour and a half."""
    pairs = read_pairs(corpus)
    english, french = _load_vocabularies("translator", vocabularies)
    model = translator.train_translator(pairs, english, french, checkpoints / "translator.pt")
    save_model("translator", model, output)


@app.command("speaker")
def train_speaker(
    corpus: Corpus,
    vocabularies: Vocabularies = FOLDER,
    output: Output = FOLDER,
    checkpoints: Checkpoints = Path("checkpoints"),
) -> None:
    """Decoder-only English model. About 15 minutes."""
    pairs = read_pairs(corpus)
    english, _ = _load_vocabularies("speaker", vocabularies)
    model = speaker.train_speaker(pairs, english, checkpoints / "speaker.pt")
    save_model("speaker", model, output)


@app.command("leak")
def train_leak(output: Output = FOLDER) -> None:
    """Two tiny models, with and without causal mask, and what each is worth. A few seconds."""
    vocabulary, trained, losses = train_models()
    _save_vocabularies(leak.WITH_MASK, (vocabulary, vocabulary), output)
    for name, model in trained.items():
        save_model(name, model, output)
    save_measurement(measure_leak(losses, output), output / leak.FILE.name)


@app.command("recall")
def train_recall(output: Output = FOLDER, checkpoints: Checkpoints = Path("checkpoints")) -> None:
    """Toys that are to recall a sentence's first token, and how well they do. Some minutes."""
    measured = measure_recall(checkpoints)
    output.mkdir(parents=True, exist_ok=True)
    save_measurement(measured, output / recall.FILE.name)


@app.command("senses")
def measure_senses(
    model: Annotated[Path, typer.Option(help="Folder of a pretrained encoder, all-MiniLM-L6-v2.")],
    output: Output = FOLDER,
) -> None:
    """Word by sense and head by head: what a pretrained encoder makes of them. Half a minute."""
    save_senses(model, output / senses.FILE.name)


@app.command("costs")
def time_one_head(output: Output = FOLDER) -> None:
    """Time and memory of one head on this machine, text by text. A few seconds."""
    measured = measure_costs()
    output.mkdir(parents=True, exist_ok=True)
    save_measurement(measured, output / costs.FILE.name)


@app.command("surveys")
def measure_many(output: Output = FOLDER) -> None:
    """Parts taken out and heads named, over many sentences; trains nothing. A few minutes."""
    measured = measure_surveys()
    output.mkdir(parents=True, exist_ok=True)
    save_measurement(measured, output / surveys.FILE.name)


def _load_vocabularies(name: str, folder: Path) -> tuple[Vocabulary, Vocabulary]:
    paths = [folder / f"{stem}.json" for stem in SHIPPED[name].vocabularies]
    for path in paths:
        if not path.exists():
            raise ValueError(
                f"there is no {path}: run `python -m attention_math.training vocabularies`"
            )
    source, target = map(Vocabulary.load, paths)
    return source, target


def _save_vocabularies(
    name: str, vocabularies: tuple[Vocabulary, Vocabulary], folder: Path
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for vocabulary, stem in zip(vocabularies, SHIPPED[name].vocabularies, strict=True):
        vocabulary.save(folder / f"{stem}.json")


def main() -> None:
    """Run the command line: one line and exit code 2 for what the user can mend."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal may lack what the help says
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    try:
        app()
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
