"""One of many sentences passes by: from the words that heads hear most arrows lead to a word."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, VGroup

from attention_math.surveys import Surveys
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.many_heads.fan import Fan, hue_of
from scenes.pieces.many_heads.rooms import Reading
from scenes.stage.claims import Joins, shows
from scenes.stage.layout import stage
from scenes.stage.shapes import Arrow

_ADJECTIVE = 1  # its place in each
_WORDS, _GAP, _THICK, _APART = 0.62, 0.5, 14.0, 0.07


class Passing(VGroup):
    """A sentence, and from the word that each head hears most an arrow to its adjective."""

    def __init__(self, surveys: Surveys, number: int, fans: Sequence[Fan], rooms: Reading) -> None:
        words, hears = surveys.words[number].words(), surveys.hears.values[number]
        row = TokenRow(words, size=_WORDS, gap=_GAP, widest=stage().width)
        super().__init__(rooms.sentence.hold(row))
        for fan in fans:
            heard, size = hears[fan.head], {"size": _WORDS, "hue": hue_of(fan.head)}
            reader, told = (Token(words[place], **size) for place in (_ADJECTIVE, heard))
            reader.move_to(fan.reader, aligned_edge=LEFT)
            self.add(reader, told.move_to(fan.heard).set_x(reader.get_x()))
            ends = row[heard].get_bottom(), reader.get_top()
            look = {"buff": _APART, "stroke_width": _THICK, "color": hue_of(fan.head)}
            ways = words[heard].citation, words[_ADJECTIVE].citation
            self.add(shows(Arrow(*ends, **look), Joins(*ways)))
