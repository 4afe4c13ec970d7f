"""Chapter 7 reads without positions what torch reads, and shows how far positions part it."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.registry import load_model
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.stage.shapes import Arrow
from scenes.stage.text import Numeral
from tests.stage import numerals, texts

CAT, MOUSE = "the cat sees the mouse", "the mouse sees the cat"


@pytest.fixture(scope="module")
def beats() -> dict[str, tuple[list[str], list[Numeral]]]:
    found: dict[str, tuple[list[str], list[Numeral]]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        cited = [number.copy() for number in numerals(chapter) if number.citation]
        found[beat.name] = [text.text for text in texts(chapter)], cited

    rehearse("NoNotionOfSpace", look)
    return found


@torch.no_grad()
def encoded(sentence: str, *, positions: bool) -> np.ndarray:
    """Run the translator's encoder layer by layer, from the rows of its table."""
    trained = load_model("translator")
    ids = torch.tensor([trained.source_vocabulary.encode(sentence, 40).ids])
    model, count = trained.transformer, ids.shape[1]
    states = model.source(ids) if positions else model.source.table[ids]
    for layer in model.encoder:
        states = layer(states, torch.ones(1, count, count, dtype=torch.bool))
    return states[0].double().numpy()


@pytest.mark.parametrize(("beat", "positions"), [("fit", False), ("back", True)])
def test_the_nouns_are_as_far_apart_as_in_torch(
    beats: dict[str, tuple[list[str], list[Numeral]]], beat: str, positions: bool
) -> None:
    one, other = (encoded(sentence, positions=positions) for sentence in (CAT, MOUSE))
    due = [np.linalg.norm(one[1] - other[4]), np.linalg.norm(one[4] - other[1])]
    shown = [n.value for n in beats[beat][1] if n.citation.tensor.endswith("apart")]
    assert shown == pytest.approx(due, abs=1e-5)
    assert [round(value, 1) for value in shown] == ([4.7, 5.1] if positions else [0.0, 0.0])


def test_without_positions_both_have_the_same_french(
    beats: dict[str, tuple[list[str], list[Numeral]]],
) -> None:
    french = {"le", "chat", "la", "souris", "voit"}
    said = {name: [word for word in words if word in french] for name, (words, _) in beats.items()}
    first, second = ["le", "chat", "voit", "la", "souris"], ["la", "souris", "voit", "le", "chat"]
    assert said["question"] == said["places"] == first + second
    assert said["one"] == second + second
    assert said["fit"] == said["back"] == second
    assert sorted(said["answer"]) == sorted(first + second)


def test_an_arrow_leads_from_who_comes_first() -> None:
    drawn: list[Arrow] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "answer":
            family = (one for top in chapter.mobjects for one in top.get_family())
            drawn.extend(one for one in family if isinstance(one, Arrow))

    rehearse("NoNotionOfSpace", look)
    ends = [[(place[1].index, place[1].value) for place in arrow.claim.places] for arrow in drawn]
    indices = [[index for index, _ in pair] for pair in ends]
    assert indices == [[(1, 0, 0, 1), (1, 0, 1, 1)], [(1, 1, 1, 1), (1, 1, 0, 1)]]
    assert all(early > 0 > late for (_, early), (_, late) in ends)


def test_the_plane_keeps_nearly_all_and_tells_early_from_late() -> None:
    planes: list[object] = []
    rehearse("NoNotionOfSpace", lambda chapter, _beat: planes.append(chapter.exchanged.roles))
    roles = planes[-1]
    placed = np.array([encoded(s, positions=True)[[1, 4]] for s in (CAT, MOUSE)]).reshape(4, -1)
    sizes = np.linalg.svd(placed - placed.mean(axis=0), compute_uv=False) ** 2
    assert float(roles.percent.values) <= 100 * sizes[:2].sum() / sizes.sum() + 1e-6
    assert float(roles.percent.values) > 98
    with_positions = roles.places.values[1, ..., 1]  # how far up: sentence by noun
    assert (np.sign(with_positions) == [[1, -1], [-1, 1]]).all()


@pytest.mark.parametrize(
    ("attributes", "needed"),
    [
        ({"sentence": "birds sing"}, "it needs a sentence such as the cat sees the dog"),
        ({"sentence": "the cat sees the cat"}, "it needs a sentence such as"),
        ({"model": "agreement"}, "it needs the translator"),
    ],
)
def test_what_cannot_be_exchanged_is_refused_in_one_line(
    attributes: dict[str, str], needed: str
) -> None:
    with pytest.raises(StageError, match=needed) as error:
        rehearse("NoNotionOfSpace", lambda _chapter, _beat: None, **attributes)
    assert "\n" not in str(error.value)
