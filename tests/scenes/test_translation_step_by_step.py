"""Chapter 18 writes the French word by word, and shows the odds that were published."""

from __future__ import annotations

import pytest
import torch

from attention_math.registry import load_model
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.stage.claims import Joins
from tests.stage import numerals, texts

NAME = "TranslationStepByStep"
Told = tuple[list[str], list[float], list[tuple[object, object]]]
FRENCH = ["le", "chat", "blanc", "voit", "la", "voiture", "verte", "[END]"]


@pytest.fixture(scope="module")
def rehearsed() -> tuple[Chapter, dict[str, Told]]:
    """Return the chapter, and of each beat's end: words, numbers, and what is joined to what.

    Words are told from the left, numbers from above.
    """
    found = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        words = [text.text for text in sorted(texts(chapter), key=lambda text: text.get_x())]
        read = sorted(numerals(chapter), key=lambda number: -number.get_y())
        family = (one for mobject in chapter.mobjects for one in mobject.get_family())
        claims = (getattr(one, "claim", None) for one in family)
        joined = [(c.start.value, c.end.value) for c in claims if isinstance(c, Joins)]
        found[beat.name] = words, [n.value for n in read if n.citation], joined

    return rehearse(NAME, look), found


@pytest.fixture(scope="module")
def beats(rehearsed: tuple[Chapter, dict[str, Told]]) -> dict[str, Told]:
    return rehearsed[1]


def test_the_other_road_is_enough_as_well(rehearsed: tuple[Chapter, dict[str, Told]]) -> None:
    published = (0.10, 0.76)
    assert rehearsed[0].told.apart[0].values.tolist() == pytest.approx(published, abs=0.006)


@torch.no_grad()
def test_words_stand_as_torch_writes_them(beats: dict) -> None:
    trained = load_model("translator")
    ids = trained.source_vocabulary.encode("the white cat sees the green car", 40).ids
    written = [trained.target_vocabulary.start]
    for place, name in enumerate(("first", "second"), start=1):
        logits = trained.transformer(torch.tensor([ids]), torch.tensor([written]))[0, -1]
        assert beats[name][1] == pytest.approx([logits.softmax(-1).max().item()], abs=1e-5)
        written.append(int(logits.argmax()))
        assert set(FRENCH[:place]) <= set(beats[name][0])
        assert FRENCH[place] not in beats[name][0]
    assert [word for word in beats["rest"][0] if word in FRENCH[:-1]] == FRENCH[:-1]


def test_each_french_word_hangs_on_the_english_one_that_it_translates(beats: dict) -> None:
    english = ["the", "cat", "white", "sees", "the", "car", "green"]
    assert beats["order"][2] == list(zip(english, FRENCH, strict=False))


@pytest.mark.parametrize(
    ("beat", "published"),
    [
        ("roads", (0.00, 0.96)),
        ("either", (0.11, 0.78)),
        ("both", (0.94, 0.01)),
    ],
)
def test_one_road_is_enough_and_none_is_not(
    beats: dict, beat: str, published: tuple[float, float]
) -> None:
    words, numbers, _ = beats[beat]
    assert numbers == pytest.approx(published, abs=0.006)
    assert words.count("le") == (2 if beat == "both" else 1)


@pytest.mark.parametrize(
    ("attributes", "needed"),
    [
        ({"sentence": "the cat sees the dog"}, "needs a word that turns only if"),
        ({"model": "speaker", "kind": "masked", "layer": 1}, "choose the model translator"),
        ({"kind": "masked"}, "its kind cross"),
        ({"head": 4}, "this one looks at it"),
    ],
)
def test_what_has_no_two_roads_is_refused_in_one_line(
    attributes: dict[str, object], needed: str
) -> None:
    with pytest.raises(StageError, match=needed) as error:
        rehearse(NAME, lambda _chapter, _beat: None, **attributes)
    assert "\n" not in str(error.value)
