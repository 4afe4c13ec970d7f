"""A right number at the wrong word is found, and so is a word that nobody can vouch for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from manim import DL, DOWN, DR, LEFT, RIGHT, UP, VGroup

from attention_math.derived import score_divisor
from attention_math.interventions import hide_word, take_out_head
from attention_math.masked_scores import mask_pattern
from attention_math.softmax_steps import temperature_sweep, weights_in_words
from attention_math.story import came_true, leaders
from attention_math.tracing import trace_sentence
from renders.checks.audit import Audit
from renders.checks.counted import COUNTED, FIXED, HELD
from renders.checks.identity import identity
from renders.checks.oracle import Oracle
from renders.checks.units import SHOWN, UNITS
from renders.rehearsal import Beat
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_formula import PARTS
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.formula import Formula
from scenes.mobjects.plane import Plane
from scenes.mobjects.row_labels import RowLabels
from scenes.mobjects.slider import Slider
from scenes.mobjects.token_row import TokenRow
from scenes.mobjects.value_line import ValueLine
from scenes.pieces.next_token.verdict_marks import verdict
from scenes.pieces.sentence_as_graph.heard import who_is_heard
from scenes.stage.cited import Citation, Declared, Quantity, Word
from scenes.stage.claims import Closed, Encoding, shows
from scenes.stage.derive import derive
from scenes.stage.heading import origin
from scenes.stage.layout import line
from scenes.stage.layout import stage as whole_stage
from scenes.stage.phrases import phrase
from scenes.stage.shapes import Outline, Rectangle, Rule
from scenes.stage.text import Numeral, Text
from tests.stage import staged

SCENES = Path(theme.__file__).parent
QUERY, PITCH = 1, 0.6
PLAIN = 20  # the place of the temperature of one


class Stage(Mechanism):
    """A grid, one of its rows as bars, what each bar means, and the same bars at a temperature."""

    heading = "A stage"
    sentence = "the white cat"
    _shows_captions = True

    def construct(self) -> None:
        self.queries, self.keys = self.tokens("query"), self.tokens("key")
        self.row = self.of_head("weights")[QUERY]
        left, right = whole_stage().halves()
        self.table = left.hold(self.grid("weights"))
        heights = right.heights(3, most=PITCH)
        means = derive(weights_in_words, self.row, 3).words()
        self.bars = self._bars(self.row, right.left + 1.5, heights, "weights")
        self.names = RowLabels(self.keys.words(), heights, right=right.left + 1.4)
        self.means = RowLabels(means, heights, left=self.bars.get_right()[0] + 0.1)
        self.add(self.table, self.bars, self.names, self.means)
        self.caption(who_is_heard(self.queries.words(), QUERY, self.keys, self.of_head("weights")))

    def strongest(self, query: int = QUERY) -> Quantity:
        return derive(leaders, self.of_head("weights")[query])

    def caption(self, said: str) -> None:
        self.say(said)

    def heat(self) -> Slider:
        """Put a slider and its bars in place of the grid."""
        self.remove(self.table)
        left, _ = whole_stage().halves()
        heated = derive(temperature_sweep, self.of_head("scaled")[QUERY])
        heights = left.heights(3, most=PITCH)
        bars = self._bars(heated.weights[PLAIN], left.left + 1, heights, "heated")
        slider = Slider(heated.temperatures, name="temperature", width=5, ticks=(), at=PLAIN)
        self.add(left.hold(slider, UP), bars)
        return slider

    def graphs(self) -> list[VGroup]:
        """Put the graphs of two heads, each with its origin below, in place of all else."""
        self.remove(self.table, self.bars, self.names, self.means, self.badge)
        graphs = []
        for head, room in enumerate(whole_stage().halves(), start=1):
            weights = self.of_head("weights", head)
            graph = AttentionGraph(weights, self.trace.visible, self.queries.words(), gap=0.3)
            above, below = room.rows(6, 1)
            named = below.hold(origin(self.trace.source.label, head))
            graphs.append(VGroup(above.hold(graph), named))
        self.add(*graphs)
        return graphs

    def ids(self) -> list[Numeral]:
        """Put the tokens in a row, with their ids below, in place of all else."""
        self.remove(self.table, self.bars, self.names, self.means)
        row = TokenRow(self.queries.words())
        cited = self.quantity("query_side.ids").each()
        ids = [
            Numeral(one, decimals=0).next_to(token, DOWN)
            for one, token in zip(cited, row, strict=True)
        ]
        self.add(row, *ids)
        return ids

    @staticmethod
    def _bars(row: Quantity, left: float, heights: list[float], group: str) -> BarColumn:
        return BarColumn(
            row, unit=2, left=left, heights=heights, pitch=PITCH, color=theme.WEIGHT, group=group
        )


@pytest.fixture(autouse=True)
def _bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renders.checks.audit.is_own", lambda _chapter: False)


def found(fault: Callable[[Stage], object]) -> set[str]:
    """Look, plant a fault, look again, and return which rules found something."""
    audit = Audit()
    with staged(Stage) as scene:
        audit.look(scene, Beat("before", "", 0.0))
        assert not audit.failures
        fault(scene)
        audit.look(scene, Beat("after", "", 0.0))
    return {failure.check for failure in audit.failures}


def exchange_places(one: Text, other: Text) -> None:
    places = one.get_center(), other.get_center()
    one.move_to(places[1])
    other.move_to(places[0])


# --- faults: what they are, and the rule that is to find them ------------------------------------


def reverse_the_labels_of_rows(s: Stage) -> None:
    exchange_places(s.table.row_labels[0], s.table.row_labels[2])


def shift_the_labels_of_columns(s: Stage) -> None:
    s.table.column_labels.shift([s.table.cell_size[0], 0, 0])


def name_columns_for_queries(s: Stage) -> None:
    s.remove(s.table)
    words = s.queries.words()
    grid = s.grid("weights")
    for label, word in zip(grid.column_labels, words, strict=True):
        label.text = word
    s.add(grid.move_to(s.table))


def shift_the_words_beside_bars(s: Stage) -> None:
    s.names.shift(UP * PITCH)


def exchange_what_weights_mean(s: Stage) -> None:
    heights = s.means[0].get_y(), s.means[2].get_y()
    s.means[0].set_y(heights[1])
    s.means[2].set_y(heights[0])


def transpose_the_numerals(s: Stage) -> None:
    for i, j in ((0, 1), (0, 2), (1, 2)):
        exchange_places(s.table.mark(i, j), s.table.mark(j, i))


def shift_the_numerals(s: Stage) -> None:
    for i in range(3):
        s.table.mark(i, 0).move_to(s.table.cell(i, 1))
        s.table.mark(i, 1).move_to(s.table.cell(i, 0))


def exchange_the_origins_of_graphs(s: Stage) -> None:
    exchange_places(*(graph[-1] for graph in s.graphs()))


def exchange_the_numbers_of_bars(s: Stage) -> None:
    exchange_places(s.bars.numbers[0], s.bars.numbers[1])


def exchange_ids_under_tokens(s: Stage) -> None:
    first, _, last = s.ids()
    exchange_places(first, last)


def leave_the_bars_behind_the_slider(s: Stage) -> None:
    s.heat().show(PLAIN + 30)


def say_another_token(s: Stage) -> None:
    s.names[0].text = s.keys.words()[1]


def mean_another_row(s: Stage) -> None:
    other = derive(weights_in_words, s.of_head("weights")[0], 3).words()
    heights = [text.get_y() for text in s.means]
    s.remove(s.means).add(RowLabels(other, heights, left=s.means.get_left()[0]))


def say_a_lesser_meaning(s: Stage) -> None:
    citation = s.means[0].citation
    lie = Citation(citation.source, citation.tensor, citation.index, "nothing")
    s.means[0].become(Text(Word(lie)).move_to(s.means[0], aligned_edge=LEFT))
    s.means[0].text = Word(lie)


def show_a_token_that_nobody_cites(s: Stage) -> None:
    s.add(Text("white", declared=Declared("token")).move_to(UP * 2.4))


def name_another_head(s: Stage) -> None:
    s.remove(s.badge)
    s.head = 2
    s.badge = Text(s.badge_text(), declared=Declared("layer and head")).to_corner(UP)
    s.add(s.badge)


def take_another_head_than_the_badge(s: Stage) -> None:
    s.add(Text("x").move_to(UP * 2.4), s._bars(s.of_head("weights", 2)[0], 3, [-1, -2, -3], "z"))


def type_a_word(s: Stage) -> None:
    s.say(phrase("“white” looks around."))


def name_as_strongest_who_is_not(s: Stage) -> None:
    other = (s.strongest().values[0] + 1) % 3
    word = s.keys.words()[other]
    s.say("It looks most at “{word}”.", word=word)


def exchange_who_looks_and_who_is_looked_at(s: Stage) -> None:
    (strongest,) = s.strongest().values
    words = {"word": s.keys.words()[strongest], "partner": s.queries.words()[QUERY]}
    s.say("“{word}” looks most at “{partner}”.", **words)


def name_the_strongest_of_another_row(s: Stage) -> None:
    lie = s.keys.chosen(s.strongest())
    cited = lie.cite(0)
    others = {str(word) for word in s.keys.words()} - {cited.value}
    said = Word(Citation(cited.source, cited.tensor, cited.index, min(others)))
    s.say("It looks most at “{word}”.", word=said)


def call(s: Stage, words: str) -> None:
    """Write a number, and plain words before it, far from all else."""
    number = Numeral(s.of_head("scores")[QUERY].cite(0))
    s.add(line(Text(words), number).to_corner(DR, buff=1.2))


def call_a_score_a_weight(s: Stage) -> None:
    call(s, "weight")


def call_a_score_what_nobody_knows(s: Stage) -> None:
    call(s, "importance")


def name_an_axis(s: Stage, words: str = "weight") -> None:
    """Put a point on a plane, in place of all else, and name what is across: a score."""
    s.remove(s.table, s.bars, s.names, s.means)
    plane = Plane((-9, 9), (-4, 4), width=6, height=3)
    score, key = (s.of_head(name)[QUERY].cite(0) for name in ("scores", "key"))
    s.add(plane, plane.dot(score, key, color=theme.INK))
    s.add(Text(words).next_to(plane.x_axis.get_end(), DOWN))


def name_a_mask(s: Stage, words: str = "later") -> None:
    """Write into the cells of a mask what it hides, in place of all else: here what is earlier."""
    s.remove(s.table, s.bars, s.names, s.means)
    mask = derive(mask_pattern, 3, "later", source="mask")
    grid = AttentionGrid(mask, view="heat", visible=mask.values)
    s.add(grid, Text(words).move_to(grid.cells[6]))


def close_a_way(s: Stage, kind: str = "cross") -> None:
    """Close one way, and say how likely words are without the way of self-attention."""
    hidden = derive(hide_word, "agreement", s.sentence, 2, kinds=("self",), source=s.row.source)
    s.add(shows(Outline(width=1, height=1).to_corner(DR, buff=1.2), Closed(kind)))
    s.add(Numeral(hidden.probabilities.cite(0, 0)).to_corner(DL, buff=1.2))


def write_without_a_head(s: Stage, head: int = 1) -> None:
    """Write what a word becomes without a head, beside the bars of head 1."""
    without = derive(take_out_head, "agreement", s.sentence, head, source=s.row.source)
    s.add(Text(without.after.words()[0]).to_corner(DL, buff=1.2))


def paint_a_box_in_the_other_gender(s: Stage, noun: int = 2, hue: str = "FEMININE") -> None:
    """Give the box of a noun, here the cat, the hue of a gender, in place of all else."""
    s.remove(s.table, s.bars, s.names, s.means)
    row = TokenRow(s.queries.words())
    row[noun].box.set_stroke(getattr(theme, hue), theme.STROKE_FRAME)
    s.add(row)


def name_sides(s: Stage, left: str = "feminine", right: str = "masculine") -> None:
    """Lay two weights on a line in the hues of both genders, and name its sides below them."""
    s.remove(s.table, s.bars, s.names, s.means)
    axis = ValueLine(ends=(0.0, 1.0), width=8.0)
    places = sorted((s.row.cite(0), s.row.cite(2)), key=lambda one: one.value)
    hues = theme.MASCULINE, theme.FEMININE
    dots = [axis.mark(at, color=hue, radius=0.1) for at, hue in zip(places, hues, strict=True)]
    names = (Text(one).next_to(dot, DOWN) for one, dot in zip((left, right), dots, strict=True))
    s.add(axis, *dots, *names)


def light_what_a_call_made(s: Stage, place: int = 0) -> None:
    """Light one of the French words, in place of all else; the second is chosen: it stands twice.

    The one that is lit is another.
    """
    s.remove(s.table, s.bars, s.names, s.means)
    one, other = (
        derive(hide_word, "agreement", s.sentence, *hidden, source=s.row.source).before.words()
        for hidden in ((), (2,))
    )
    candidates = line(*map(Text, one), gap=1.0)
    candidates[place].set_fill(theme.HIGHLIGHT)
    s.add(candidates, Text(other[1]).shift(UP))


def put_furniture_at_a_word(s: Stage, shape: type = Outline, place: int = 0) -> None:
    """Surround one word closely, or underline it, in place of all else, and call it furniture."""
    s.remove(s.table, s.bars, s.names, s.means)
    words = line(*map(Text, s.queries.words()), gap=1.0)
    below, size = words[place].get_corner(DL) + 0.1 * DOWN, words[place].get_right()
    drawn = Outline(width=words[place].width + 0.3, height=words[place].height + 0.3)
    if shape is Rule:
        drawn = Rule(below, [size[0], below[1], 0])
    s.add(words, drawn if shape is Rule else drawn.move_to(words[place]))


def name_the_axes_of(s: Stage, *axes: str) -> None:
    """Write a shape, in place of all else, and below it what its axes are."""
    s.remove(s.table, s.bars, s.names, s.means)
    sizes = Text("(3, 3)", declared=Declared("shape", of=s.of_head("weights").name))
    s.add(VGroup(sizes, *map(Text, axes or ("tokens", "sentences"))).arrange(DOWN))


def call_a_head_another(s: Stage, head: int = 2) -> None:
    name = Text(f"head {head}", declared=Declared("number of a head"))
    s.remove(s.table).add(name.next_to(s.names, LEFT).match_y(s.bars.bars[0]))


def number_a_place(s: Stage, place: int = 0) -> None:
    """Write at which place a word stands beside the bar of the second one."""
    declared = Declared("place", of=s.quantity("key_side.positions")[place].name)
    number = Numeral(place, decimals=0, declared=declared)
    s.remove(s.table).add(number.next_to(s.names, LEFT).match_y(s.bars.bars[1]))


def exchange_verdicts(s: Stage, turned: bool = True) -> None:
    """Say of one word after the other whether it is as it was, in place of all else."""
    s.remove(s.table, s.bars, s.names, s.means)
    came = derive(came_true, s.queries, s.queries, source=s.row.source).each()
    marks = VGroup(*map(verdict, came[::-1] if turned else came))
    s.add(marks.arrange(DOWN, buff=0.5))


def call_a_number_the_root(s: Stage, factor: float = 1.5) -> None:
    number = Numeral((derive(score_divisor, s.of_head("query")) * factor).cite(0))
    s.add(line(number, Formula(FORMULAS["is the root"])).to_corner(DR, buff=1.2))


def share_out(s: Stage, swapped: bool = True) -> None:
    """Show a share and the rest as bars with numbers below, each at its own or at the other."""
    s.remove(s.table, s.bars, s.names, s.means)
    cited, law = [one.cite(0) for one in (s.row, 1 - s.row)], partial(theme.proportional, unit=8)
    bars = (Rectangle(width=law(one.value), height=0.5, color=theme.EDGE) for one in cited)
    parts = [shows(bar, Encoding(one, "width", law, "of one"))
             for bar, one in zip(bars, cited, strict=True)]  # fmt: skip
    s.add(*(row := VGroup(*parts).arrange(RIGHT, buff=1)))
    numbers = zip(cited, row[::-1] if swapped else row, strict=True)
    s.add(*(Numeral(one).next_to(bar, DOWN, buff=0.3) for one, bar in numbers))


def light_a_word(s: Stage, place: int = 0) -> None:
    """Frame one word in light, in place of all else: here one that no caption names."""
    s.remove(s.table, s.bars, s.names, s.means)
    row = TokenRow(s.queries.words())
    row[place].box.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
    s.add(row)


def leave_a_word_lit(s: Stage) -> None:
    """Light who is heard most, and then speak of the listener alone."""
    light_a_word(s, s.strongest().values[0])
    s.say("This is all of “{word}”.", word=s.queries.words()[QUERY])


def let_all_but_one_wait(s: Stage, place: int = 0) -> None:
    s.remove(s.table)
    for name in (name for at, name in enumerate(s.names) if at != place):
        name.set_fill(theme.DIM)


def frame_a_cell(s: Stage, key: int = 0) -> None:
    s.add(s.table.frame(VGroup(s.table.cell(QUERY, key))))


def frame_rows(s: Stage, *rows: int) -> None:
    """Frame rows of cells: here that of the word that is followed, and another one."""
    s.add(*(s.table.frame(s.table.row(row)) for row in rows or (0, QUERY)))


def let_one_edge_be_clear(s: Stage, query: int = 0, key: int = 1) -> None:
    """Fade all edges of a graph but one, in place of all else."""
    s.remove(s.table, s.bars, s.names, s.means)
    graph = AttentionGraph(s.of_head("weights"), s.trace.visible, s.queries.words())
    for edge in (edge for edge in graph.edges if edge is not graph.edge(query, key)):
        edge.set_opacity(0.2)
    s.add(graph)


def light_what_is_not_shown(s: Stage, *symbols: str) -> None:
    s.lights = symbols or ("softmax", "key")


def say_what_does_not_hold(s: Stage) -> None:
    s.say(phrase("It hears all alike.", holds=s.of_head("masked")[QUERY, QUERY] * 0))


def say_how_many(s: Stage, words: str = "Five words look around.") -> None:
    s.say(words)


def say_what_nobody_counts(s: Stage) -> None:
    say_how_many(s, "A query meets nine random keys.")


FAULTS = {  # where a word stands beside what is wrong, it is in the wrong place itself
    reverse_the_labels_of_rows: "label",
    shift_the_labels_of_columns: "label",
    name_columns_for_queries: "label",
    shift_the_words_beside_bars: "label",
    exchange_what_weights_mean: "label",
    mean_another_row: "label",
    transpose_the_numerals: "number, order",
    shift_the_numerals: "number, order",
    exchange_the_numbers_of_bars: "number, label, order",
    exchange_ids_under_tokens: "label, order",
    leave_the_bars_behind_the_slider: "number",
    call_a_score_a_weight: "unit",
    call_a_score_what_nobody_knows: "unit",
    name_an_axis: "unit",
    name_a_mask: "unit",
    close_a_way: "without",
    write_without_a_head: "without",
    paint_a_box_in_the_other_gender: "gender",
    name_sides: "gender",
    call_a_number_the_root: "sign",
    light_what_is_not_shown: "symbol",
    share_out: "number",
    light_a_word: "lit",
    light_what_a_call_made: "lit",
    put_furniture_at_a_word: "lit",
    name_the_axes_of: "unit",
    call_a_head_another: "label",
    number_a_place: "label",
    exchange_verdicts: "order",
    leave_a_word_lit: "lit",
    let_all_but_one_wait: "lit",
    frame_a_cell: "lit",
    frame_rows: "row, lit",
    let_one_edge_be_clear: "lit",
    say_another_token: "outline, label",
    say_a_lesser_meaning: "word",
    show_a_token_that_nobody_cites: "word",
    name_another_head: "badge",
    take_another_head_than_the_badge: "badge",
    exchange_the_origins_of_graphs: "badge",
    type_a_word: "caption",
    say_what_does_not_hold: "caption",
    say_how_many: "count",
    say_what_nobody_counts: "count",
    name_as_strongest_who_is_not: "caption",
    exchange_who_looks_and_who_is_looked_at: "caption",
    name_the_strongest_of_another_row: "word",
}


@pytest.mark.parametrize(
    ("tensor", "index", "about"),
    [
        ("head1.weights", (2, 0), {"head": 1, "query": 2, "key": 0}),
        ("head2.value", (1, 3), {"head": 2, "key": 1}),
        ("head1.scaled[1, 1:]", (1,), {"head": 1, "query": 1, "key": 2}),
        ("exponentials(head1.scaled[1] + 1000.0)", (2,), {"head": 1, "query": 1, "key": 2}),
        ("row_sums(head1.weights)", (2,), {"head": 1, "query": 2}),
        ("total(head1.weights[2])", (0,), {"head": 1, "query": 2}),
        ("head1.weights[0, 1] - head1.weights[2, 1]", (), {"head": 1, "key": 1}),
        ("head1.query[1][:, None]", (2, 0), {"head": 1, "query": 1}),
        ("query_side.shown[leaders(head1.weights[1])[0]]", (), {"query": 2}),
        ("total(head1.scaled[1] - head1.scaled[1][2])", (0,), {"head": 1, "query": 1}),
        ("sweep_query(head1.query[1], head1.key).percent", (), {"head": 1, "query": 1}),
        ("head1.weights +", (0,), {}),
        ("head1.weights", (7, 0), {}),
    ],
)
def test_an_entry_is_about_what_its_name_says(
    tensor: str, index: tuple[int, ...], about: dict[str, int]
) -> None:
    trace = trace_sentence("agreement", "the white cat")
    oracle = Oracle({trace.source.label: trace})
    assert identity(Citation(trace.source.label, tensor, index, 0.0), oracle) == about


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert not found(lambda scene: scene.heat())
    assert not found(lambda scene: scene.graphs())
    assert not found(lambda scene: scene.ids())
    assert not found(lambda scene: call(scene, "ahead by"))
    assert not found(lambda scene: name_an_axis(scene, "ahead by"))
    assert not found(lambda scene: name_a_mask(scene, "earlier"))
    assert not found(lambda scene: close_a_way(scene, "self"))
    assert not found(lambda scene: write_without_a_head(scene, 2))
    assert not found(lambda scene: paint_a_box_in_the_other_gender(scene, hue="MASCULINE"))
    assert not found(lambda scene: name_sides(scene, "masculine", "feminine"))
    assert not found(lambda scene: call_a_number_the_root(scene, 1))
    assert not found(lambda scene: light_what_is_not_shown(scene, "softmax"))
    assert not found(lambda scene: light_what_is_not_shown(scene, *PARTS))
    assert not found(lambda scene: say_how_many(scene, "Three ropes look around."))
    assert not found(lambda scene: share_out(scene, swapped=False))
    assert not found(lambda scene: light_a_word(scene, QUERY))
    assert not found(lambda scene: let_all_but_one_wait(scene, QUERY))
    assert not found(lambda scene: light_what_a_call_made(scene, 1))
    assert not found(lambda scene: put_furniture_at_a_word(scene, place=QUERY))
    assert not found(lambda scene: put_furniture_at_a_word(scene, Rule, QUERY))
    assert not found(lambda scene: name_the_axes_of(scene, "(B, T)", "sentences", "tokens"))
    assert not found(lambda scene: call_a_head_another(scene, 1))
    assert not found(lambda scene: number_a_place(scene, 1))
    assert not found(lambda scene: exchange_verdicts(scene, turned=False))
    assert not found(lambda scene: frame_a_cell(scene, scene.strongest().values[0]))
    assert not found(lambda scene: frame_rows(scene, QUERY))
    assert not found(lambda scene: let_one_edge_be_clear(scene, QUERY, scene.strongest().values[0]))


def test_a_line_below_a_word_that_nobody_names_is_found() -> None:
    assert found(lambda scene: put_furniture_at_a_word(scene, Rule)) == {"lit"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_each_fault_is_found_and_named_rightly(fault: Callable[[Stage], object]) -> None:
    assert found(fault) == set(FAULTS[fault].split(", "))


def test_no_words_are_listed_that_no_picture_says() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in SCENES.rglob("*.py"))
    assert [words for words in UNITS | SHOWN if f'"{words}"' not in said] == []


def test_no_numbers_are_listed_that_no_caption_says() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in SCENES.rglob("*.py"))
    plain = re.sub(r"“\{\w+\}”", "“”", said).lower()
    assert [words for words in (*COUNTED, *HELD, *FIXED) if words not in plain] == []


def test_a_trace_of_another_sentence_is_found() -> None:
    audit = Audit()
    with staged(Stage) as scene:
        scene.sentence = "the green cat"
        audit.look(scene, Beat("beat", "", 0.0))
    assert {failure.check for failure in audit.failures} == {"unknown"}
    assert "the green cat" in audit.failures[0].seen
