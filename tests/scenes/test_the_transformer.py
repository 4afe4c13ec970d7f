"""Chapter 22 writes without its parts what torch writes, and counts what was measured."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest
import torch
from manim import Mobject
from torch import Tensor, nn

from attention_math.interventions import take_out
from attention_math.registry import load_model
from attention_math.shipped import FOLDER
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter, StageError
from scenes.pieces.the_transformer.tower import Tower
from tests.stage import numerals, texts

A = "the white cat sees the green car"
OUT = {
    "encoder out": ("encoder", ["self_attention"]),
    "bridge": ("decoder", ["cross_attention"]),
    "stammer": ("both", ["feed_forward"]),
}


class Look(NamedTuple):
    """Words, the counts of a survey, and the words of the headline with hues."""

    words: list[str]
    counts: list[float]
    hues: dict[str, str]


Seen = dict[str, Look]


@pytest.fixture(scope="module")
def beats() -> Seen:
    found: Seen = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        surveyed = (one for one in numerals(chapter) if one.citation)
        found[beat.name] = Look(
            [text.text for text in texts(chapter)],
            [one.value for one in surveyed if "surveys" in one.citation.tensor],
            {word.text: word.color.to_hex() for word in chapter.headline.words},
        )

    rehearse("TheTransformer", look)
    return found


def parts_of(chapter: Chapter) -> list[Mobject]:
    return [part for one in chapter.mobjects for part in one.get_family()]


class Nothing(nn.Module):
    """Adds nothing, whatever it is given."""

    def forward(self, x: Tensor, *_others: Tensor) -> Tensor:
        return torch.zeros_like(x)


@torch.no_grad()
def written(stack: str, names: list[str]) -> list[str]:
    """Replace modules, and write word by word with torch alone, always the likeliest."""
    trained = load_model("translator")
    model, vocabulary = trained.transformer, trained.target_vocabulary
    stacks = {"encoder": [model.encoder], "decoder": [model.decoder]}
    layers = [layer for one in stacks.get(stack, [model.encoder, model.decoder]) for layer in one]
    kept = [(layer, name, getattr(layer, name)) for layer in layers for name in names]
    for layer, name, _module in kept:
        setattr(layer, name, Nothing())
    source = torch.tensor([trained.source_vocabulary.encode(A, 40).ids])
    ids = [vocabulary.start]
    try:
        while len(ids) < 40 and (len(ids) == 1 or ids[-1] != vocabulary.end):
            ids.append(int(model(source, torch.tensor([ids]))[0, -1].argmax()))
    finally:
        for layer, name, module in kept:
            setattr(layer, name, module)
    words = [vocabulary.tokenizer.id_to_token(one) for one in ids[1:]]
    return [word for word in words if word != "[END]"]


@pytest.mark.parametrize("beat", OUT)
def test_it_writes_without_a_part_what_torch_writes(beats: Seen, beat: str) -> None:
    due = written(*OUT[beat])
    assert " ".join(due[:7]) in " ".join(beats[beat].words)


def test_without_the_bridge_it_says_that_it_sulks_whatever_it_reads() -> None:
    """*Faire la tête* is to sulk: so a caption says, and no word of any sentence comes over."""
    assert " ".join(written(*OUT["bridge"])) == "je suis en train de faire la tête ."
    other = take_out("translator", "the queen sees the king", "cross").written
    assert " ".join(other) == "je suis en train de faire la tête."


def test_a_second_sentence_is_read_and_the_first_one_again(beats: Seen) -> None:
    said = beats["bridge"].words
    assert {"queen", "king"} <= {*said}
    assert "car" not in said
    assert {"white", "car"} <= {*beats["stammer"].words}


def test_each_count_of_sixty_stands_there_as_it_was_measured(beats: Seen) -> None:
    told = json.loads((FOLDER / "surveys.json").read_text(encoding="utf-8"))
    found = dict(zip(told["unplugged"], told["exact"], strict=True))
    tried = {
        "encoder out": "encoder self-attention",
        "both out": "both",
        "bridge": "cross-attention",
        "stammer": "feed-forward",
    }
    assert told["translated"] == 60
    kept: list[float] = []
    for beat, name in tried.items():
        kept.append(found[name])
        assert sorted(beats[beat].counts) == sorted([60, *kept])
    assert sorted(beats["answer"].counts) == sorted([60, *kept])


def test_a_line_that_answers_nothing_has_no_hue_of_gender(beats: Seen) -> None:
    """Though there are *la* and *tête* in it: each would have one where it is asked for."""
    assert len({*beats["kinds"].hues.values()}) == 3
    for beat in ("bridge", "stammer"):
        assert {hue for word, hue in beats[beat].hues.items() if word != "…"} == {
            theme.INK.to_hex()
        }


@pytest.fixture(scope="module")
def played() -> Chapter:
    return rehearse("TheTransformer", lambda _chapter, _beat: None)


def drawn(*towers: Tower) -> set[str]:
    return {part.module for tower in towers for part in (*tower.parts, *tower.norms)}


def modules(model: str, *stacks: str) -> set[str]:
    """Name a layer of each stack, read off torch's modules, without dropout: it has no part."""
    transformer = load_model(model).transformer
    return {
        f"{stack}.0.{name}"
        for stack in stacks
        for name, module in getattr(transformer, stack)[0].named_children()
        if not isinstance(module, nn.Dropout)
    }


def test_the_drawing_has_every_block_of_the_model_and_no_other(played: Chapter) -> None:
    machine = played.machine
    due = {"source", "target", "", *modules("translator", "encoder", "decoder")}
    assert drawn(machine.encoder, machine.decoder) == due


def test_what_stands_alone_has_every_block_of_a_model_without_encoder(played: Chapter) -> None:
    model = load_model("speaker").transformer
    assert not hasattr(model, "encoder")
    assert drawn(played.alone.tower) == {"target", "", *modules("speaker", "decoder")}
    assert "cross" not in {part.does for part in played.alone.tower.parts}
    assert int(played.alone.tower.times.value) == len(model.decoder)


def test_each_kind_of_attention_is_lit_and_named_where_it_lives(beats: Seen) -> None:
    assert {"within English", "within French", "across"} <= {*beats["kinds"].words}
    assert "self-attention" not in beats["kinds"].words
    assert beats["encoder out"].words.count("self-attention") == 2


@pytest.mark.parametrize(
    "attributes", [{"model": "speaker", "layer": 1, "kind": "masked"}, {"kind": "self"}]
)
def test_what_has_no_bridge_is_refused_in_one_line(attributes: dict[str, object]) -> None:
    with pytest.raises(StageError) as error:
        rehearse("TheTransformer", lambda _chapter, _beat: None, **attributes)
    assert "\n" not in str(error.value)
