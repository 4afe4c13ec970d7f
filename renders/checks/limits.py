"""What the checks allow, each limit with its reason."""

from __future__ import annotations

# --- numbers ---------------------------------------------------------------------------------
# How far a number may be from the truth is computed: see `renders.checks.rounding`.
OUTLINE = 1e-3  # of a text's size: how far its glyphs may lie from where its own words put them
COLOUR = 0.003  # of a channel: less than one of 255 levels
OPACITY = 0.002
STROKE = 0.01  # manim's units, hundredths of the frame's
SIZE = 0.004  # of a length that stands for a value: a pixel in two hundred
SHORTEST_LENGTH = 0.001  # units: a twentieth of a pixel at 480p, as good as nothing
PLACE = 0.006  # units: a third of a pixel at 480p

# --- layout: lengths in units of the frame (14.2 wide, 8 high) -----------------------------------
SAFE_MARGIN = 0.3  # 2 % of the width: players and projectors cut the very edge
CAPTION_BAND = 0.92  # from the lower edge up: what stands in it is a caption, or in its way
SMALLEST_CAPITAL = 0.16  # 2 % of the frame's height: ten pixels at 480p, the least that is legible
CAPITAL = 0.683  # ems: the height of a capital of New Computer Modern
SCRIPT = 0.7  # what an index or an exponent is to the formula that it stands in
BESIDE = 2.0  # a word no farther from a mark, in its line or column, is taken for its name
UNIT = 0.6  # plain words no farther from a number, in its line or column, say what it is
SHOWN = 0.3  # and no farther from an arrow, a cell or cited words, which of these it is
REACH = 0.5  # a line that ends no farther from something ends at it: words have room around them
NEARER = 0.4  # of the way from two numbers to their shapes: each at the other's is no accident
HEARD = 0.05  # a weight beyond which a row of edges cannot do without one
AT_EDGE = 0.22  # a number no farther from the ink of an edge belongs to it, or to one that passes
ADJACENT = 1e-3  # by which neighbours may seem to overlap: they share a line
LEVEL = 0.05  # a number and a bar whose middles are no farther apart in height belong together
TOUCHING = 0.02  # two texts closer than this read as one
CONTRAST_OF_MARKS = 3  # WCAG 2.1, 1.4.11: what is no text but tells something
CONTRAST = 4.5  # WCAG 2.1, level AA, for text of ordinary size
SHARE_IN_CONTRAST = 0.9  # of a text's ink: a thin line may cross behind a letter
SEEN = 0.15  # of a text's expected ink must make a difference to the picture
NOTHING = 0.02  # an opacity or a stroke's width (in pixels) that no eye tells from none
FILLED = 0.15  # of each half of the stage, from the middle on: else that half is empty
CHANGED = 0.001  # of the stage's pixels: a beat that changes fewer says nothing new
VISIBLE_CHANGE = 24  # levels of 255 by which a pixel must differ to count

# --- time: seconds -------------------------------------------------------------------------------
READING_RATE = 17.0  # characters a second: the usual limit of subtitles for adults
SHORTEST = 1.0  # no caption can be noticed and read in less

# --- what moves ----------------------------------------------------------------------------------
LEGIBLE = 0.4  # an opacity: in a cross-fade the two are never both so clear for long
OPAQUE = 0.98  # an opacity through which nothing is seen
BLINK = 0.1  # seconds: what comes or goes in less has come or gone at once
STRIKING = 1.05  # times as large, thick or bright as at rest: what pulses strikes the eye
FLEETING = 0.2  # seconds: what is wrong at one look of five a second, and not at the next, is past
ALIKE = 0.06  # of a length, or of a colour's channel: one in place of the other is no change

# --- the film: its chapters keep these, or say why they are an exception -------------------------
NUMERALS = 12  # at rest, by the median: the eye is led to so many, and lost among more
MOST_NUMERALS = 40  # at any rest: a table of seven by seven is a picture of digits, not of weights
STILL = 0.25  # of the time: a slide show stands still, a film moves
STANDSTILL = 2.5  # seconds: longer, and a viewer looks whether the film has stopped
STAGE_IN_USE = 0.5  # of its squares: what is talked about fills half of the stage
SPREAD = 0.2  # of the beats' mean length: a metronome of equal beats puts a viewer to sleep
FADED = 0  # what the next beat needs stays, and becomes what it needs: moving is the argument
GUESSES = 1  # whoever has guessed wants to see the answer

# --- what was approved: what differs by less is the same ------------------------------------------
SOON = 0.3  # seconds: less than two looks of five a second
NEAR = 0.1  # units: what is moved by less stands where it stood
WIDE = 0.5  # of a stroke's width, in manim's units
STEADY = 0.3  # of these: what stays within, stands still
