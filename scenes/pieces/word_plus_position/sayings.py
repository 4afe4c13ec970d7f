"""What chapter 8 says of a sentence's word, and of its clocks, by what is true of them."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, VGroup

from attention_math.places import comes_round
from scenes import theme
from scenes.pieces.word_plus_position.numbers import NEAR, STEPS, WIDE
from scenes.stage.cited import Quantity, Word
from scenes.stage.derive import derive
from scenes.stage.layout import Room, line
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Numeral, Text


def says_the_same(word: Word, times: int) -> Phrase:
    """Say how often the same vector comes, and ask what marks its place."""
    if times == 1:
        return phrase("“{word}” always brings the same vector. What tells its place?", word=word)
    if times == 2:
        return phrase("Both “{word}” bring the same vector. What tells them apart?", word=word)
    return phrase("Every “{word}” brings the same vector. What tells them apart?", word=word)


def says_which_is_nearer(apart: Quantity) -> Phrase:
    """Say whether the first hand has come round, so that more places apart is nearer."""
    round_again = derive(comes_round, apart, NEAR * STEPS, WIDE * STEPS)
    if round_again.values:
        return phrase("Six is nearer to zero than four: on a circle, not on the line.",
                      holds=round_again)  # fmt: skip
    return phrase("Six is farther than four: here slower hands outweigh the first.",
                  holds=1 - round_again)  # fmt: skip


def says_parting(word: Word, times: int) -> Phrase:
    """Say what the added positions do to one word."""
    if times == 1:
        return phrase("Among all words, “{word}” now stands where its place takes it.", word=word)
    return phrase("Among all words, “{word}” and “{word}” are two points now.", word=word)


def turns(rooms: Sequence[Room], lengths: Quantity) -> VGroup:
    """Write beside each wave in how many places its hand turns once."""
    lines = VGroup()
    for room, length in zip(rooms, lengths.each(), strict=True):
        number = Numeral(length, decimals=0 if length.value > 1000 else 1, size=theme.SIZE_TOKEN)
        lines.add(room.hold(line(number, Text("places", color=theme.QUIET)), LEFT))
    return lines
