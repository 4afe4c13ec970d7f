"""The five qualities of manim, by the letter of its ``-q`` option."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Quality(StrEnum):
    """Low 480p15, medium 720p30, high 1080p60, p 1440p60, k 2160p60."""

    low = "l"
    medium = "m"
    high = "h"
    p = "p"
    k = "k"

    @property
    def frame(self) -> Frame:
        return _FRAMES[self]


@dataclass(frozen=True)
class Frame:
    """Size in pixels and frames a second; ``str`` names the folder of the clips."""

    width: int
    height: int
    rate: int

    def __str__(self) -> str:
        return f"{self.height}p{self.rate}"


_FRAMES = {
    Quality.low: Frame(854, 480, 15),
    Quality.medium: Frame(1280, 720, 30),
    Quality.high: Frame(1920, 1080, 60),
    Quality.p: Frame(2560, 1440, 60),
    Quality.k: Frame(3840, 2160, 60),
}
