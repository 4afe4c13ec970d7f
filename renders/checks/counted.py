"""Judges words for numbers in captions: so many can be seen, or it is computed that it holds.

They are written down once more, here, with what follows them: whoever says another one is found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from renders.checks.failure import Problem
from renders.checks.named import Item
from renders.checks.staged import describe
from renders.checks.units import fields_of
from renders.checks.written import QUOTED
from scenes.stage.captions import Caption
from scenes.stage.text import Numeral

_NUMBER = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|a hundred|a thousand"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|both|half|halves|none|twice|thrice)\b"
)

# So many tokens, heads or entries of a field are on stage. Or a number of the field is meant (=),
# or how many times one of them is another (×).
COUNTED = {
    "eight at once": (8, "head"), "eight random keys": (8, "row"), "five words": (5, "shown"),
    "four times as many": (4, "× scores"), "four times the products": (4, "× spread"),
    "four words": (4, "shown"), "sixty-four tokens": (64, "= lengths"),
    "three meanings": (3, "before"), "three ropes": (3, "weights"), "twice as far": (2, "× spread"),
    "twice the words": (2, "× lengths"), "two heads": (2, "head"),
    "two hundred sentences": (200, "= named_in"),
}  # fmt: skip
# These are true where the caption holds.
HELD = (
    "both heads", "both languages", "both times.", "four times as long", "half.", "halves",
    "seventy-two", "twelve ropes", "twice the text", "two apart", "two halves", "two lines cross",
    "two of them", "two thirds",
)  # fmt: skip
# Nothing decides these but the film itself: parts of its pictures, steps of a recipe, questions.
FIXED = (
    "a thousand times", "both back", "both times. and", "both, most go", "both.", "both? your",
    "both “” are one", "both “” bring", "eight heads read", "eight heads, one", "five?", "four: q",
    "none of these joins", "none. from that", "six land", "three begin", "three kinds of",
    "three learnt", "three serve", "three. down", "twelve, how many",
    "two models", "two parts at a time", "two points now", "two products", "two roads",
    "two sentences at once", "two that weigh", "two words change", "two.",
)  # fmt: skip


def judge_numbers(captions: Iterable[Caption], found: Sequence[Item]) -> Iterator[Problem]:
    """Hold the numbers that captions say to what they hold by, or to what ``found`` cites."""
    counted = _counted(found)
    for caption in captions:
        said = QUOTED.sub("“”", caption.text).lower()
        for rest in (said[number.start() :] for number in _NUMBER.finditer(said)):
            is_held = rest.startswith(HELD) and getattr(caption.text, "holds", None)
            meant = (due in counted[of] for words, (due, of) in COUNTED.items()
                     if rest.startswith(words))  # fmt: skip
            if not (is_held or rest.startswith(FIXED) or any(meant)):
                yield Problem("count", describe(caption), "so many, or that it holds", rest)


def _counted(found: Iterable[Item]) -> dict[str, set[float]]:
    """Count what entries are about, and the entries, the numbers and the quotients of fields."""
    groups, counted = defaultdict[tuple, set](set), defaultdict[str, set[float]](set)
    for one in found:
        told = one.citation
        for kind, number in one.about.items():
            groups[(kind,)].add(number)
        for name in fields_of(told):
            groups[name, told.tensor, type(one.mobject), one.channel].add(told.index)
            if isinstance(one.mobject, Numeral):
                counted[f"= {name}"].add(told.value)
    for name, numbers in list(counted.items()):
        counted[f"×{name[1:]}"] = {round(a / b, 1) for a, b in permutations(numbers, 2) if b}
    for (name, *_), group in groups.items():
        counted[name].add(len(group))
    return counted
