"""Every colour, size and pause of the film, and the maps from a value to what is seen.

Lengths are in units of the frame (14.2 wide, 8 high), text sizes are the em in the same units,
times are in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from manim import BLACK, WHITE, ManimColor, interpolate_color

from scenes.stage import themes
from scenes.stage.refusal import StageError

# --- colours ---------------------------------------------------------------------------------
GROUND = ManimColor("#0c0f16")
INK = ManimColor("#d6d1c6")  # not white, so that what is highlighted stands out
QUIET = ManimColor("#9aa3b2")  # labels: 7 : 1 against the ground
DIM = ManimColor("#7e8797")  # text that waits: still 4.5 : 1 against a panel
LINE = ManimColor("#3b4454")
EDGE = ManimColor("#5c6880")
PANEL = ManimColor("#171e2b")
HIDDEN = ManimColor("#050609")

# One colour, one meaning: any two can be told apart, also by colour-deficient eyes. They were
# chosen by that measure, within hues and contrasts that suit the ground; tests hold it.
HIGHLIGHT = ManimColor("#ffffff")
QUERY = ManimColor("#f2d351")
KEY = ManimColor("#5cb5a7")
VALUE = ManimColor("#fc5c91")
WEIGHT = ManimColor("#d0a0df")
POSITIVE = ManimColor("#4585f5")
NEGATIVE = ManimColor("#ed9660")
MASCULINE = ManimColor("#afe2f0")
FEMININE = ManimColor("#b864b2")
TOKEN = ManimColor("#4af6a4")  # what a model reads, where words are shown too
WRONG = ManimColor("#f63922")  # never alone: a word or a mark says it too
# Apart from one another, and from all that heads are seen with: queries, keys and values.
HEADS = tuple(
    ManimColor(hue)
    for hue in (
        "#6ce9f6",
        "#a18000",
        "#b3e3b4",
        "#ae8dbe",
        "#99b5fc",
        "#6e76f7",
        "#eb9b80",
        "#6f8c5c",
    )
)
# The first, the second, the third sense of a word: apart from one another and from what waits.
SENSES = tuple(ManimColor(hue) for hue in ("#e88074", "#eef04a", "#35b4f4"))

# --- type: the em ----------------------------------------------------------------------------
SMALLEST = 0.27  # capitals of 0.18: 2.3 % of the frame's height
SIZE_TITLE = 0.35
SIZE_BADGE = 0.27
SIZE_CAPTION = 0.43
SIZE_TOKEN = 0.42
SIZE_LABEL = 0.34
SIZE_NUMBER = 0.33
SIZE_FORMULA = 0.5
SIZE_GUESS = 0.6
MIDDLE = 0.25  # ems from the baseline up to what the eye takes for a word's middle

# --- places ----------------------------------------------------------------------------------
MARGIN = 0.4
STAGE_LEFT, STAGE_RIGHT = -6.7, 6.7
STAGE_MARGIN = 0.41  # left and right of the stage
STAGE_ABOVE, STAGE_BELOW = 1.15, 1.0  # from the lower edge up to it, and from the upper one down
GAP_OF_SIGNS = 0.2  # before and after + and =
TITLE_BELOW = 0.58  # from the frame's upper edge down to the baseline of the title
CAPTION_ABOVE = 0.48  # from its lower edge up to the baseline of a caption

# --- strokes ---------------------------------------------------------------------------------
STROKE_THIN, STROKE_FRAME = 1.5, 4.0
EDGE_WIDEST = 22.0  # stroke of an edge whose weight is 1
EDGE_FAINTEST = 0.8  # an edge of weight 0.00 is still an edge

# --- times -----------------------------------------------------------------------------------
QUICK, NORMAL, SLOW = 0.5, 1.0, 1.6
READING_RATE = 17.0  # characters a second
SHORTEST_CAPTION = 1.6
BREATH = 0.3  # from a caption that has been read to the next
SWAP = 0.2  # in which a caption goes, and the next one comes
GUESS = 2.0
POSTER = 0.8


@contextmanager
def painted(colors: Mapping[str, object], environment: Mapping[str, str]) -> Iterator[None]:
    """Let the chosen theme, and in it colours by their names here, stand while the block runs.

    Whoever draws reads a colour here when it draws: nobody keeps one from before.

    Raises
    ------
    StageError
        If there is no such theme, no colour of such a name, or a value is no colour.
    """
    own = {name: value for name, value in globals().items() if _is_ours(value)}
    colors = {**themes.chosen(environment), **colors}
    if unknown := sorted(colors.keys() - own.keys()):
        raise StageError(f"colors: there is no {unknown[0]}, but {', '.join(own)}")
    try:
        chosen = {name: _as_colors(color, own[name]) for name, color in colors.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise StageError(f"colors: {' '.join(str(error).split())}") from None
    try:
        globals().update(chosen)
        yield
    finally:
        globals().update(own)


def _is_ours(value: object) -> bool:
    is_color = isinstance(value, ManimColor) and value is not BLACK and value is not WHITE
    return is_color or value is HEADS or value is SENSES


def _as_colors(given: object, usual: object) -> ManimColor | tuple[ManimColor, ...]:
    """Read one colour, or as many in a row as there usually are."""
    if not isinstance(usual, tuple):
        return ManimColor(given)
    if isinstance(given, str) or len(given) != len(usual):
        name = "HEADS" if usual is HEADS else "SENSES"
        raise ValueError(f"{name} takes {len(usual)} colours, not {given!r}")
    return tuple(map(ManimColor, given))


def hue_of(name: str) -> ManimColor:
    """Return the hue of a step of attention; what is made of values keeps theirs."""
    return hues()[name]


def hues() -> dict[str, ManimColor]:
    """Return the hues of all steps of attention that have one."""
    return {
        "query": QUERY,
        "key": KEY,
        "softmax": WEIGHT,
        "weights": WEIGHT,
        "value": VALUE,
        "output": VALUE,
    }


def meanings() -> tuple[ManimColor, ...]:
    """List the hues that nothing has but what means it."""
    signs = POSITIVE, NEGATIVE, MASCULINE, FEMININE, TOKEN
    return (QUERY, KEY, VALUE, WEIGHT, *signs, *HEADS, *SENSES)


def edge_width(weight: float) -> float:
    """Make an edge as wide as its weight."""
    return max(EDGE_FAINTEST, EDGE_WIDEST * weight)


def weight_color(weight: float, hue: ManimColor | None = None) -> ManimColor:
    """Colour a weight between 0 and 1: from the dark panel to the full hue."""
    return interpolate_color(PANEL, hue or WEIGHT, min(1.0, max(0.0, weight)))


def score_color(score: float, limit: float) -> ManimColor:
    """Colour a score by its sign, full at ``limit``; black where hidden."""
    if score == -float("inf"):
        return HIDDEN
    share = min(1.0, abs(score) / limit) if limit else 0.0
    return interpolate_color(PANEL, POSITIVE if score >= 0 else NEGATIVE, share)


def hidden_color(_value: float) -> ManimColor:
    """Paint a cell that the mask hides."""
    return HIDDEN


def plain_color(_value: float) -> ManimColor:
    """Paint a cell that shows no value by its colour: a number or a dot alone shows it."""
    return PANEL


def sign_color(score: float) -> ManimColor:
    """Colour a score by its sign alone, where something else shows how large it is."""
    return POSITIVE if score >= 0 else NEGATIVE


def score_radius(score: float, limit: float, largest: float) -> float:
    """Make a dot whose area is the size of a score, ``largest`` at ``limit``, nothing at −∞."""
    share = abs(score) / limit if limit and score > -float("inf") else 0.0
    return dot_radius(min(1.0, share), largest)


def dot_radius(weight: float, largest: float) -> float:
    """Make a dot whose area is the weight, though never so small that it is nothing."""
    return max(0.01, largest * max(0.0, weight) ** 0.5)


def proportional(value: float, unit: float = 1.0) -> float:
    """Make a length or an opacity as large as the value, ``unit`` for a value of 1."""
    return unit * value


def length(value: float, unit: float = 1.0) -> float:
    """Make a bar as long as the value is large, whichever way it points."""
    return unit * abs(value)


def size_color(value: float, limit: float, hue: ManimColor) -> ManimColor:
    """Colour an entry of a matrix by its size: from the dark panel to the matrix's own hue."""
    return interpolate_color(PANEL, hue, min(1.0, abs(value) / limit) if limit else 0.0)


def ink_on(ground: ManimColor) -> ManimColor:
    """Choose white or black text, whichever stands out more: at least 4.5 : 1 on any ground."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, ground))


def contrast(first: ManimColor, second: ManimColor) -> float:
    """Measure the contrast of two colours as WCAG 2.1 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: ManimColor) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.to_rgb()]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
