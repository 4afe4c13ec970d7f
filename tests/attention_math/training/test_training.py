from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from attention_math.training import agreement, grammar, loop, speaker, translator
from attention_math.training.corpus import Pair, is_held_out, read_pairs
from attention_math.training.loop import Schedule, shuffled_batches, train
from attention_math.transformer import Sizes, Transformer

SCHEDULE = Schedule(steps=12, peak_rate=1e-2, warm_up=3)


def small_model() -> Transformer:
    torch.manual_seed(1)
    return Transformer(Sizes("decoder", 8, 2, 1, 16, 0, 20, 9, dropout=0.1))


EXAMPLES = torch.randint(0, 20, (40, 9), generator=torch.Generator().manual_seed(1))


def loss(model: Transformer, batch: list[int], _progress: float) -> Tensor:
    ids = EXAMPLES[batch]
    logits = model.logits(model.decode(ids[:, :-1]))
    return nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())


class Stopped(Exception):
    """The run is cut off here."""


def run(
    checkpoint: Path, schedule: Schedule = SCHEDULE, stop_after: int | None = None
) -> nn.Module:
    model, steps = small_model(), 0

    def until_stopped(model: Transformer, batch: list[int], progress: float) -> Tensor:
        nonlocal steps
        if steps == stop_after:
            raise Stopped
        steps += 1
        return loss(model, batch, progress)

    batches = shuffled_batches([9] * len(EXAMPLES), 16, seed=1)
    train(model, until_stopped, batches, schedule, checkpoint, quiet=True)
    return model


def same_weights(first: nn.Module, second: nn.Module) -> bool:
    weights, others = first.state_dict(), second.state_dict()
    return weights.keys() == others.keys() and all(
        torch.equal(weights[name], others[name]) for name in weights
    )


@pytest.fixture
def checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(loop, "CHECKPOINT_EVERY", 5)
    return tmp_path / "folder" / "run.pt"


def test_the_same_run_twice_gives_the_same_weights(tmp_path: Path) -> None:
    first, second = run(tmp_path / "first.pt"), run(tmp_path / "second.pt")
    assert same_weights(first, second)
    assert not same_weights(first, small_model())
    other = run(tmp_path / "other.pt", dataclasses.replace(SCHEDULE, seed=2))
    assert not same_weights(first, other)


@pytest.mark.parametrize("stop_after", [5, 8, 11])
def test_an_interrupted_run_ends_in_the_same_weights(
    checkpoint: Path, tmp_path: Path, stop_after: int
) -> None:
    whole = run(tmp_path / "whole.pt")
    with pytest.raises(Stopped):
        run(checkpoint, stop_after=stop_after)
    assert checkpoint.exists()
    assert same_weights(run(checkpoint), whole)


def test_a_resumed_run_does_not_start_again(checkpoint: Path) -> None:
    with pytest.raises(Stopped):
        run(checkpoint, stop_after=7)
    with pytest.raises(Stopped):
        run(checkpoint, stop_after=6)
    run(checkpoint, stop_after=3)  # 12 steps, 10 of them kept: two are left


def test_a_checkpoint_is_written_whole_or_not_at_all(checkpoint: Path) -> None:
    run(checkpoint)
    assert [path.name for path in checkpoint.parent.iterdir()] == ["run.pt"]


@pytest.mark.parametrize("damage", ["truncated", "foreign", "other schedule", "other model"])
def test_a_damaged_checkpoint_is_one_clear_line(checkpoint: Path, damage: str) -> None:
    run(checkpoint)
    schedule = SCHEDULE
    if damage == "truncated":
        checkpoint.write_bytes(checkpoint.read_bytes()[:-500])
    elif damage == "foreign":
        checkpoint.write_text("not a checkpoint")
    elif damage == "other schedule":
        schedule = dataclasses.replace(SCHEDULE, steps=20)
    else:
        state = torch.load(checkpoint)
        del state["model"]["bias"]
        torch.save(state, checkpoint)
    with pytest.raises(ValueError, match="run.pt cannot be resumed .*; delete it") as caught:
        run(checkpoint, schedule)
    assert "\n" not in str(caught.value)


def test_the_rate_rises_and_falls() -> None:
    rates = [SCHEDULE.rate(step) for step in range(SCHEDULE.steps)]
    assert rates[:3] == pytest.approx([1e-2 / 3, 2e-2 / 3, 1e-2])
    assert rates[3:] == sorted(rates[3:], reverse=True)
    assert 0 < rates[-1] < 0.05 * SCHEDULE.peak_rate


def test_a_restart_rises_to_a_lower_peak_and_falls_again() -> None:
    once = Schedule(steps=100, peak_rate=1.0, warm_up=10)
    twice = Schedule(steps=150, peak_rate=1.0, warm_up=10, restart=100)
    assert [twice.rate(step) for step in range(100)] == [once.rate(step) for step in range(100)]
    assert twice.rate(109) == pytest.approx(0.7)
    assert twice.rate(130) == pytest.approx(0.35)
    assert twice.rate(149) < 0.01


def test_every_example_comes_once_an_epoch_and_like_lengths_together() -> None:
    lengths = [number % 7 for number in range(50)]
    batches = shuffled_batches(lengths, 8, seed=1)
    assert sorted(i for batch in batches(0) for i in batch) == list(range(50))
    assert batches(0) == batches(0) != batches(1)
    assert all(len({lengths[i] for i in batch}) <= 3 for batch in batches(0))


def test_nothing_unseen_is_learnt() -> None:
    unseen = {(a.english, n.english) for a, n in grammar.UNSEEN}
    assert len(unseen) == len(grammar.UNSEEN) > 50
    for pair in grammar.sentences(3_000, seed=1):
        words = pair.english.split()
        assert unseen.isdisjoint(zip(words, words[1:], strict=False))


def test_held_out_pairs_are_not_learnt() -> None:
    corpus = [Pair(f"sentence {number}", "phrase") for number in range(1_000)]
    held_out = [pair for pair in corpus if is_held_out(pair.english)]
    assert 5 < len(held_out) < 50
    assert set(held_out).isdisjoint(translator.training_pairs(corpus))
    assert {p.english for p in held_out}.isdisjoint(speaker.training_sentences(corpus))


@pytest.mark.parametrize(
    ("article", "adjective", "noun", "english", "french"),
    [
        ("the", "green", "car", "the green car", "la voiture verte"),
        ("a", "new", "tree", "a new tree", "un nouvel arbre"),
        ("the", None, "airplane", "the airplane", "l'avion"),
        ("this", "old", "airplane", "this old airplane", "ce vieil avion"),
        ("this", None, "tree", "this tree", "cet arbre"),
        ("my", "big", "house", "my big house", "ma grande maison"),
    ],
)
def test_the_grammar_speaks_french(
    article: str, adjective: str | None, noun: str, english: str, french: str
) -> None:
    nouns = {one.english: one for one in grammar.NOUNS}
    adjectives = {one.english: one for one in grammar.ADJECTIVES}
    chosen = adjectives[adjective] if adjective else None
    assert grammar.noun_phrase(article, chosen, nouns[noun]) == Pair(english, french)


def test_a_gloss_agrees_with_the_noun_it_points_to() -> None:
    for sentence in agreement.unseen_sentences():
        assert len(sentence.english) == len(sentence.french) == len(sentence.nouns)
        for place, noun in enumerate(sentence.nouns):
            assert (noun is None) == (sentence.kinds[place] in ("noun", "other"))
            assert noun is None or sentence.kinds[noun] == "noun"


def command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "attention_math.training", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
    )


def corpus_file(folder: Path, damage: str) -> Path:
    path = folder / "pairs.tsv"
    if damage == "short":
        path.write_text("go .\tva .\n" * 10)
    elif damage == "malformed":
        path.write_text("go .\tva .\n" * 2_000 + "no tab here\n")
    elif damage == "empty side":
        path.write_text("go .\tva .\n" * 2_000 + "go .\t \n")
    elif damage == "not utf-8":
        path.write_bytes("go .\tça va .\n".encode("latin-1"))
    return path


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("missing", "cannot read the corpus"),
        ("short", "has 10 pairs; training needs at least 1000"),
        ("malformed", "line 2001 of the corpus"),
        ("empty side", "line 2001 of the corpus"),
        ("not utf-8", "is not UTF-8 text"),
    ],
)
def test_a_bad_corpus_is_one_clear_line(tmp_path: Path, damage: str, reason: str) -> None:
    path = corpus_file(tmp_path, damage)
    with pytest.raises(ValueError, match=reason) as caught:
        read_pairs(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("model", "damage"), [("translator", "missing"), ("speaker", "malformed")])
def test_the_command_ends_with_one_line_and_2(tmp_path: Path, model: str, damage: str) -> None:
    path = corpus_file(tmp_path, damage)
    done = command(model, "--corpus", str(path), "--output", str(tmp_path / "o"), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("model", ["translator", "speaker"])
def test_missing_vocabularies_name_the_command_that_makes_them(tmp_path: Path, model: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("go .\tva .\n" * 2_000)
    done = command(model, "--corpus", str(path), "--vocabularies", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: there is no ")
    assert "vocabularies" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [("poet",), ("translator",)])
def test_bad_usage_ends_with_2_and_no_traceback(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = command(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_help_names_every_model(tmp_path: Path) -> None:
    done = command("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("agreement", "translator", "speaker", "leak"))
