"""The formula's blocks and rows have the shapes and the order of the computation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch

from attention_math.derived import score_divisor
from attention_math.trace import AttentionTrace
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.icons import Icon
from scenes.pieces.the_formula.blocks import Blocks
from scenes.pieces.the_formula.gift import Gift
from scenes.pieces.the_formula.standing_bars import Floor, StandingBars
from scenes.pieces.the_formula.step import STEPS
from scenes.stage.cited import Quantity
from scenes.stage.layout import Room
from scenes.stage.shapes import Dot
from tests.stage import numerals, texts


@pytest.fixture(scope="module")
def encoder() -> AttentionTrace:
    return trace_sentence("agreement", "the white cat sees the green car")


@pytest.fixture(scope="module")
def decoder() -> AttentionTrace:
    return trace_sentence("speaker", "the sky is blue", 1, "masked")


def carried(trace: AttentionTrace) -> dict[str, Quantity]:
    """Name the tensors of the first head, and what enters it, as the chapter does."""
    arrays = trace.named_arrays().items()
    return {name.removeprefix("head1."): Quantity("trace", name, array) for name, array in arrays}


@pytest.mark.parametrize("d_head", [2, 4, 7, 64])
def test_scores_are_divided_as_torch_divides_them(d_head: int) -> None:
    query = torch.zeros(1, d_head, dtype=torch.float64)
    key = torch.zeros(2, d_head, dtype=torch.float64)
    query[0, 0], key[0, 0] = 3.0, 1.0
    values = torch.eye(2, dtype=torch.float64)
    weights = torch.nn.functional.scaled_dot_product_attention(query, key, values)[0]
    scaled = torch.log(weights[0] / weights[1])
    assert score_divisor(query.numpy())[0] == pytest.approx(3.0 / float(scaled))


def test_the_question_names_both_forms_and_one_is_the_answer() -> None:
    for sentence, word, forms, answer in (
        ("the white cat sees the green car", "white", ["blanc", "blanche"], "blanc"),
        ("the white car sees the green cat", "the", ["le", "la"], "la"),
    ):
        outcome = rehearse("TheFormula", lambda *_: None, sentence=sentence).outcome
        asked = f"How does this formula make “{word}” “{forms[0]}”, or “{forms[1]}”?"
        assert outcome.question() == asked
        assert [text.text for text in outcome.forms] == forms
        assert outcome.answers[0] == answer
        assert sorted(outcome.answers) == sorted(forms)


def blocks_of(trace: AttentionTrace) -> Blocks:
    return Blocks(Room(-6.7, 6.7, 1.0, 3.0), carried(trace), masked=trace.hides)


def test_what_leaves_a_block_has_the_shape_that_torch_finds(encoder: AttentionTrace) -> None:
    query, key, value = (torch.tensor(getattr(encoder.head(1), role))
                         for role in ("query", "key", "value"))  # fmt: skip
    scores = query @ key.T
    output = torch.nn.functional.scaled_dot_product_attention(query, key, value)
    due = [" × ".join(map(str, one.shape)) for one in (scores, scores, scores, scores, output)]
    assert [shape.text for shape in blocks_of(encoder).shapes] == due == ["7 × 7"] * 4 + ["7 × 4"]


def test_a_symbol_stands_in_its_block_or_before_it(encoder: AttentionTrace) -> None:
    blocks = blocks_of(encoder)
    boxes = {sign: block[0] for step, block in zip(STEPS, blocks.blocks, strict=True)
             for sign in step.signs}  # fmt: skip
    assert set(boxes) == {"query", "key", "divisor", "softmax", "value"}
    for sign, box in boxes.items():
        symbol = blocks.signs[sign]
        if sign in ("divisor", "softmax"):
            assert box.get_left()[0] < symbol.get_left()[0]
            assert symbol.get_right()[0] < box.get_right()[0]
            assert box.get_bottom()[1] < symbol.get_bottom()[1]
            assert symbol.get_top()[1] < box.get_top()[1]
        else:
            assert symbol.get_right()[0] < box.get_left()[0]
    starts = [blocks.signs[role].get_x() for role in ("query", "key", "value")]
    assert starts == pytest.approx([starts[0]] * 3)


def test_a_name_stands_inside_its_block(encoder: AttentionTrace) -> None:
    for box, *names in blocks_of(encoder).blocks:
        for name in names:
            assert box.get_left()[0] < name.get_left()[0] < name.get_right()[0] < box.get_right()[0]
            assert box.get_bottom()[1] < name.get_bottom()[1]


def test_only_the_mask_may_be_left_out_and_only_where_it_hides_nothing(
    encoder: AttentionTrace, decoder: AttentionTrace
) -> None:
    names = [[name.text for _, *names in blocks_of(trace).blocks for name in names]
             for trace in (encoder, decoder)]  # fmt: skip
    assert names[0] == ["MatMul", "Scale", "Mask", "(opt.)", "MatMul"]
    assert names[1] == ["MatMul", "Scale", "Mask", "MatMul"]


def test_each_block_stands_behind_the_one_that_it_waits_for(encoder: AttentionTrace) -> None:
    boxes = [block[0] for block in blocks_of(encoder).blocks]
    assert all(one.get_right()[0] < two.get_left()[0] for one, two in pairwise(boxes))
    assert len({round(box.get_y(), 6) for box in boxes}) == 1


def test_the_second_run_is_what_torch_makes_of_the_twin() -> None:
    chapter = rehearse("TheFormula", lambda *_: None)
    twin = trace_sentence("agreement", "the white car sees the green cat").head(1)
    query, key = (torch.tensor(one, dtype=torch.float64) for one in (twin.query, twin.key))
    scores = key @ query[chapter.pair.query]
    run = chapter.twin.run
    assert list(run.words) == ["the", "white", "car", "sees", "the", "green", "cat"]
    assert run.scores.values == pytest.approx(scores.numpy(), abs=1e-4)
    assert run.scaled.values == pytest.approx((scores / 2).numpy(), abs=1e-4)
    assert run.weights.values == pytest.approx((scores / 2).softmax(0).numpy(), abs=1e-5)


def test_the_word_lands_on_another_side_in_the_twin() -> None:
    chapter = rehearse("TheFormula", lambda *_: None)
    twin = chapter.twin
    assert twin.way.values[0] < twin.turn.values < twin.way.values[-1]
    family = chapter.landing.get_family()
    dots = [part.get_x() for part in family if isinstance(part, Dot)]
    assert dots == sorted(dots)
    assert len(dots) == 2


def test_a_head_that_no_line_of_gender_explains_shows_its_vector() -> None:
    chapter = rehearse(
        "TheFormula", lambda *_: None, model="speaker", kind="masked", sentence="the sky is blue"
    )
    assert chapter.twin is None
    assert not len(chapter.outcome.forms)


def test_a_gift_is_the_parcel_and_its_lid_comes_off() -> None:
    gift, icon = Gift(height=1.0), Icon("value", height=1.0)
    assert gift.get_center() == pytest.approx(icon.get_center(), abs=1e-6)
    assert len(gift.box.points) + len(gift.lid.points) == len(icon.points)
    assert gift.lid.get_bottom()[1] > gift.box.get_top()[1]


def test_a_bar_stands_or_hangs_as_far_as_its_value() -> None:
    values = Quantity("agreement", "head1.scores[0]", np.array([2.0, -1.0, 0.5]))
    floor = Floor((0.0, 1.0, 2.0), 0.25, 0.5)
    standing = StandingBars(values, floor, width=0.4, color_of=theme.sign_color)
    ends = [(bar.get_bottom()[1], bar.get_top()[1]) for bar in standing.bars]
    assert np.allclose(ends, [(0.25, 1.25), (-0.25, 0.25), (0.25, 0.5)])
    assert [number.text for number in standing.numbers] == ["2.0", "−1.0", "0.5"]
    assert standing.numbers[1].get_top()[1] < -0.25


def test_one_real_row_runs_from_its_scores_to_its_shares() -> None:
    shown: dict[str, list[str]] = {}
    words: set[str] = set()

    def look(chapter: Chapter, beat: Beat) -> None:
        shown[beat.name] = [number.text for number in numerals(chapter)]
        words.clear()
        words.update(text.text for text in texts(chapter))

    chapter = rehearse("TheFormula", look)
    query = torch.tensor(chapter.story.query)[chapter.pair.query]
    scores = torch.tensor(chapter.story.key) @ query
    steps = {
        "scores": (scores, 1),
        "scale": (scores / 2, 1),
        "softmax": ((scores / 2).softmax(0), 2),
    }
    for beat, (row, decimals) in steps.items():
        due = [f"{value:.{decimals}f}".replace("-", "−") for value in row.tolist()]
        assert [text.removeprefix("−") if float(text.replace("−", "-")) == 0 else text
                for text in due] == shown[beat]  # fmt: skip
    assert {"white", "blanc", "blanche"} <= words


def test_a_masked_head_shows_those_keys_that_it_may_see() -> None:
    counted: list[int] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "scores":
            counted.append(len(numerals(chapter)))

    chapter = rehearse(
        "TheFormula", look, model="speaker", kind="masked", sentence="the sky is blue"
    )
    assert counted == [chapter.pair.query + 1]
