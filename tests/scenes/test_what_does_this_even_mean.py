"""Chapter 1 hides words as torch does, and asks of what the grammar lets a viewer guess."""

from __future__ import annotations

import pytest
import torch

from attention_math.registry import load_model
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.what_does_this_even_mean import WhatDoesThisEvenMean
from tests.stage import numerals, texts

A, B = "the white cat sees the green car", "the white car sees the green cat"


def told(beats: dict[str, tuple[list[str], list[float]]], **attributes: object) -> Chapter:
    def look(chapter: Chapter, beat: Beat) -> None:
        shown = [number.value for number in numerals(chapter)]
        beats[beat.name] = [text.text for text in texts(chapter)], shown

    return rehearse("WhatDoesThisEvenMean", look, **attributes)


@torch.no_grad()
def probabilities(sentence: str, hidden: int | None, row: int) -> dict[str, float]:
    """Run the encoder with a column of its mask set by hand, and read one row of the gloss."""
    trained = load_model("agreement")
    model = trained.transformer
    ids = torch.tensor([trained.source_vocabulary.encode(sentence, 9).ids])
    seen = torch.ones(1, ids.shape[1], ids.shape[1], dtype=torch.bool)
    if hidden is not None:
        seen[:, :, hidden] = torch.eye(ids.shape[1], dtype=torch.bool)[hidden]
    states = model.source(ids)
    for layer in model.encoder:
        states = layer(states, seen)
    shares = model.logits(states)[0, row].double().softmax(0)
    known = trained.target_vocabulary.tokenizer
    return {known.id_to_token(number): share.item() for number, share in enumerate(shares)}


@pytest.mark.parametrize(("sentence", "forms"), [(B, (0, 1)), (A, (1, 0))])
def test_the_bars_and_the_usefulness_are_those_of_torch(sentence: str, forms: tuple) -> None:
    beats: dict[str, tuple[list[str], list[float]]] = {}
    told(beats, sentence=sentence)
    whole, noun, rest, twin = (beats[name][1] for name in ("answer", "hide", "noun", "twin"))
    due = probabilities(sentence, None, 1)
    assert whole == pytest.approx([due["blanc"], due["blanche"]], abs=1e-6)
    assert [round(share) for share in whole] == list(forms)
    for word in (["la", "voiture", "feminine"], ["le", "chat", "masculine"]):  # as in a dictionary
        assert set(word) <= set(beats["gender"][0])
    hidden = [probabilities(sentence, place, 1) for place in range(7)]
    assert noun[:2] == pytest.approx([hidden[2]["blanc"], hidden[2]["blanche"]], abs=1e-6)
    answer = ("blanc", "blanche")[forms.index(1)]
    useful = [due[answer] - hidden[place][answer] for place in (0, 2, 3, 4, 5, 6)]
    assert noun[2:] == pytest.approx(useful[:2], abs=1e-6)
    assert rest[2:] == pytest.approx(useful, abs=1e-6)
    assert twin == pytest.approx(whole[::-1], abs=1e-3)


def test_the_same_vector_is_shown_twice_and_laid_together() -> None:
    seen: list[float] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "same":
            seen.extend(number.value for number in numerals(chapter))

    rehearse("WhatDoesThisEvenMean", look)
    trained = load_model("agreement")
    ids = torch.tensor([trained.source_vocabulary.encode(A, 9).ids])
    assert seen == trained.transformer.source(ids)[0, 1].tolist()


@pytest.mark.parametrize(
    ("sentence", "asked", "forms"),
    [
        ("the cat sees the car", "the", ["le", "la"]),  # no adjective: a determiner is asked for
        ("this old queen slept behind a bridge", "old", ["vieux", "vieille"]),
    ],
)
def test_another_sentence_asks_for_another_word(
    sentence: str, asked: str, forms: list[str]
) -> None:
    beats: dict[str, tuple[list[str], list[float]]] = {}
    chapter = told(beats, sentence=sentence)
    assert chapter.word == asked
    assert [text for text in beats["answer"][0] if text in forms] == forms


@pytest.mark.parametrize(
    ("attributes", "needed"),
    [
        ({"sentence": "heavy box"}, "a noun of the other gender"),
        ({"sentence": "old cat"}, "a noun of the other gender"),
        ({"model": "translator"}, "choose the model agreement"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(
    attributes: dict[str, str], needed: str
) -> None:
    with pytest.raises(StageError, match=needed) as error:
        told({}, **attributes)
    assert "\n" not in str(error.value)


def test_the_title_comes_last_and_the_formula_waits_beside_it() -> None:
    names: dict[str, bool] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        names[beat.name] = chapter.title in chapter.mobjects

    rehearse("WhatDoesThisEvenMean", look)
    assert [name for name, has_title in names.items() if has_title] == ["formula"]
    assert not WhatDoesThisEvenMean.begins_with_title
