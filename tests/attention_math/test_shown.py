"""Readers see characters, not how a tokenizer writes their bytes."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from attention_math.shown import shown_tokens
from attention_math.tracing import trace_sentence
from renders.checks.reference import readable

SCENES = Path(__file__).parents[2] / "scenes"
# Where the model's own tokens are looked up or compared; nothing there draws them.
OWN = {"many_heads.py", "numbers.py", "text_to_tokens.py", "traces.py"}


def in_bytes(text: str) -> list[str]:
    return [f"<0x{byte:02X}>" for byte in text.encode("utf-8", "surrogatepass")]


@pytest.mark.parametrize(
    ("tokens", "shown"),
    [
        (["the", "##re", "[START]", "<0x3C>", "<0x+1>"], ["the", "##re", "[START]", "<", "<0x+1>"]),
        (in_bytes("ï<😀"), ["ï 1/2", "ï 2/2", "<", "😀 1/4", "😀 2/4", "😀 3/4", "😀 4/4"]),
        (["<0xC3>"], ["byte C3"]),
        (["<0xA1>", "<0xC3>", "a", "<0xC3>", "<0xA1>"],
         ["byte A1", "byte C3", "a", "á 1/2", "á 2/2"]),
        (in_bytes("\u200b"), ["byte E2", "byte 80", "byte 8B"]),
        (in_bytes("\u0301"), ["byte CC", "byte 81"]),
        (in_bytes("\ud83d"), ["byte ED", "byte A0", "byte BD"]),
        (["<0x00>", "<0x20>", "<0x7F>"], ["byte 00", "byte 20", "byte 7F"]),
        ([], []),
    ],
)  # fmt: skip
def test_bytes_that_form_a_character_are_that_character(
    tokens: list[str], shown: list[str]
) -> None:
    assert list(shown_tokens(tokens)) == shown


def test_a_trace_keeps_the_models_tokens_and_shows_the_readers() -> None:
    side = trace_sentence("speaker", "Seán < x").query_side
    assert side.tokens == ("se", "<0xC3>", "<0xA1>", "##n", "<0x3C>", "x")
    assert side.shown == ("se", "á 1/2", "á 2/2", "##n", "<", "x")
    assert list(side.shown) == readable(side.tokens)


def test_chapters_draw_what_is_shown() -> None:
    for path in SCENES.rglob("*.py"):
        sides = [
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute) and node.attr == "tokens"
        ]
        owners = {ast.unparse(side).split(".")[-1] for side in sides}
        assert path.name in OWN or not owners & {"query_side", "key_side", "side"}, path
