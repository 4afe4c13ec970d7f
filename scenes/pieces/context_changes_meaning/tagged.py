"""Sentences in tags beside a plane, and the names of senses that stand at its points."""

from __future__ import annotations

from manim import DOWN, LEFT, UP, Animation, VGroup

from scenes import theme
from scenes.mobjects.motion import exchange
from scenes.pieces.context_changes_meaning.measured import Measured
from scenes.pieces.context_changes_meaning.sense_plane import SensePlane
from scenes.pieces.context_changes_meaning.sentences import Sentence
from scenes.stage.layout import Room, line
from scenes.stage.text import Text

_SENTENCE, _NAME, _BELOW, _AWAY = 0.37, 0.44, 0.12, 0.2


class Tagged(VGroup):
    """Some of the sentences in two rows each, and above each the name of what the word means."""

    def __init__(self, told: Measured, room: Room) -> None:
        self._numbers = numbers = told.opened
        self.names, self.sentences = VGroup(), VGroup()
        for number, part in zip(numbers, room.rows(*[1] * len(numbers)), strict=True):
            hue = told.hue(number)
            name = Text(told.name(number), size=_NAME, color=hue)
            sentence = Sentence(told.sentences, number, size=_SENTENCE, broken=True, hue=hue)
            tag = VGroup(name, sentence).arrange(DOWN, buff=_BELOW, aligned_edge=LEFT)
            part.hold(tag, LEFT, shrink=True)
            self.names.add(name)
            self.sentences.add(sentence)
        super().__init__(*self.names, *self.sentences)

    def around(self) -> VGroup:
        """Return what is not there yet when the words have come."""
        parts = (VGroup(one.before, one.after) for one in self.sentences)
        return VGroup(self.names, *parts)

    def name_points(self, plane: SensePlane) -> Animation:
        """Let all go, and each name come again at the point of its sentence."""
        gone, self.names = [self.names, self.sentences], self.names.copy()
        for name, number in zip(self.names, self._numbers, strict=True):
            dot = plane.points_of[number]
            name.next_to(dot, UP if dot.get_y() > plane.at(0, 0)[1] else DOWN, buff=_AWAY)
        return exchange(gone, [self.names])


def legend(told: Measured, room: Room) -> VGroup:
    """Name the senses of a word side by side."""
    pairs = zip(told.names, theme.SENSES, strict=False)
    names = (Text(name, size=_NAME, color=hue) for name, hue in pairs)
    return room.hold(line(*names, gap=0.5), shrink=True)
