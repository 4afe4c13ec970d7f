"""A shape that claims nothing, points elsewhere or stands out of order is found, and named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import manim
import pytest
from manim import DOWN, RIGHT, UP, VGroup

from attention_math.interventions import hide_word
from attention_math.masked import read_masked
from attention_math.story import Pair, leaders
from renders.checks.audit import Audit
from renders.checks.failure import Failure
from renders.rehearsal import Beat
from scenes import theme
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.edge_paths import EdgePaths
from scenes.mobjects.icons import Icon
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.plane import Plane
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.a_weight_is_not_a_reason.linked import linked
from scenes.stage.cited import Quantity
from scenes.stage.claims import Furniture, Joins, shows
from scenes.stage.derive import derive
from scenes.stage.layout import stage
from scenes.stage.shapes import Arrow, Panel, Path, Rectangle, Rule
from scenes.stage.text import Numeral, Text
from tests.stage import staged

QUERY, PITCH = 1, 0.6


class Stage(Mechanism):
    """A graph of who listens, a row of its matrix in a frame, the whole of it, and as bars."""

    heading = "A stage"
    sentence = "the white cat"

    def construct(self) -> None:
        self.weights, self.words = self.of_head("weights"), self.tokens("query").words()
        self.left, self.right = stage().halves()
        self.graph = self.left.hold(AttentionGraph(self.weights, self.trace.visible, self.words))
        self.table = self.right.rows(1, 1)[0].hold(AttentionGrid(self.weights, view="heat"))
        self.frame = self.table.frame(self.table.row(QUERY))
        self.values = self.right.rows(1, 1)[1].hold(NumberMatrix(self.of_head("value")[:, :3]))
        self.add(self.graph, self.table, self.frame, self.values)
        self.follow(QUERY)

    def follow(self, query: int) -> None:
        """Say which word all is about."""
        self.say("A word “{word}” looks around.", word=self.words[query])

    @property
    def heard(self) -> list[int]:
        """Whom the story's query hears most."""
        return derive(leaders, self.weights[QUERY]).values.tolist()

    def point(self, keys: Sequence[int] = ()) -> None:
        """Let one row come forward: its edges, and whom its query hears most, or others."""
        self.play(*self.graph.point_at(QUERY))
        self.play(*self.graph.single_out(keys or self.heard))

    def show(self, quantity: Quantity) -> AttentionGrid:
        """Put the cells of another grid in place of all else."""
        self.remove(self.graph, self.frame, self.table, self.values)
        grid = self.left.hold(AttentionGrid(quantity))
        self.add(grid)
        return grid

    def bars(self) -> BarColumn:
        """Put a row as bars in place of all else."""
        self.remove(self.graph, self.frame, self.table, self.values)
        bars = BarColumn(
            self.weights[QUERY], unit=2, left=0, heights=self.left.heights(3, most=PITCH),
            pitch=PITCH, color=theme.WEIGHT, group="bars", whole=1.0,
        )  # fmt: skip
        self.add(bars)
        return bars

    def dots(self) -> None:
        """Put entries of two rows as dots in place of all else, numbers beside them: second first.

        Each dot is of two numbers.
        """
        self.remove(self.graph, self.frame, self.table, self.values)
        plane = Plane((0.0, 1.0), (0.0, 1.0), width=4, height=4)
        self.add(plane)
        for row, side in ((0, DOWN), (1, UP)):
            across, up = self.weights[row, :2].each()
            dot = plane.dot(across, up, color=theme.WEIGHT)
            self.add(dot, Numeral(across).move_to(2.5 * side))

    def two_rows(self) -> TokenRow:
        """Put one row of words below another, from which an arrow is to lead, in place of all."""
        self.remove(self.graph, self.frame, self.table, self.values)
        below, above = (TokenRow(self.words).shift(UP * y) for y in (-1, 1))
        self.add(below, above)
        return VGroup(below, above)


@pytest.fixture(autouse=True)
def _bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renders.checks.audit.is_own", lambda _chapter: False)


def found(*steps: Callable[[Stage], object], chapter: type[Stage] = Stage) -> list[Failure]:
    """Look at a stage after each step, and say what was found in the end."""
    audit = Audit()
    with staged(chapter) as scene:
        for step in steps:
            step(scene)
            audit.look(scene, Beat("beat", "", 0.0))
    return audit.failures


def join(scene: Stage, start: int, end: int) -> Arrow:
    """Draw an arrow from a word of the lower row to one of the upper, as from the first two."""
    below, above = scene.two_rows()
    arrow = Arrow(below[start].get_top(), above[end].get_bottom(), buff=0.05)
    joined = Joins(*(scene.words[place].citation for place in (0, 1)))
    scene.add(shows(arrow, joined))
    return arrow


def hang(scene: Stage, written: int = QUERY) -> None:
    """Hang on the edge from "cat" to "white" what is written for it, or for another."""
    scene.remove(scene.graph, scene.frame, scene.table, scene.values)
    tokens = TokenRow(scene.words).shift(UP)
    source = scene.weights.source
    french = derive(hide_word, "agreement", scene.sentence, source=source).before.words()
    words = {QUERY: Text(french[written]).shift(DOWN)}
    edges = linked(tokens, words, scene.weights, [Pair(QUERY, 2)])
    scene.add(tokens, words[QUERY], edges)


def mask(scene: Stage, *, heard: bool = False, lost: bool = False, covered: bool = False) -> None:
    """Hide what is later, in a graph and in its matrix, in place of all else.

    Edges may lead from what is hidden, one from what is not may be lost, and a cell too many black.
    """
    scene.remove(scene.graph, scene.frame, scene.table, scene.values)
    given = "agreement", scene.sentence, "causal"
    read = derive(read_masked, *given, head=1, source=scene.weights.source)
    visible = read.visible.values.astype(bool)
    graph = AttentionGraph(read.weights, None if heard else visible, scene.words)
    if lost:
        edge = graph.edge(1, int(read.weights[1].values.argmax()))
        edge.remove(*edge)
    if covered:
        visible[2, 0] = False
        graph.edge(2, 0).remove(*graph.edge(2, 0))
    scene.add(scene.left.hold(graph))
    scene.add(scene.right.hold(AttentionGrid(read.weights, view="heat", visible=visible)))


# --- nothing wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step",
    [
        lambda scene: None,
        lambda scene: scene.point(),
        lambda scene: scene.add(*scene.graph.numbers(QUERY).values()),
        lambda scene: scene.show(scene.weights),
        lambda scene: scene.show(scene.weights[QUERY][None]),
        lambda scene: scene.show(scene.weights[QUERY][:, None]),
        lambda scene: scene.bars(),
        lambda scene: scene.dots(),
        lambda scene: join(scene, 0, 1),
        hang,
        mask,
        lambda scene: scene.graph.scale(0.7).shift(RIGHT * 0.3),
        lambda scene: scene.add(scene.values.frame(scene.values.row(1), theme.INK)),
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(step: Callable[[Stage], object]) -> None:
    assert not found(step)


# --- faults: what they are, the rule that is to find them, and what it is to name ----------------


def leave_a_rectangle(s: Stage) -> None:
    s.add(manim.Rectangle(width=2, height=1, color=theme.INK).shift(UP * 2.5))


def forget_the_claim(s: Stage) -> None:
    s.add(Rectangle(width=2, height=1).shift(UP * 2.5))


def give_furniture_a_meaning(s: Stage) -> None:
    s.add(Panel(width=2, height=1, color=theme.KEY).shift(UP * 2.5))


def put_an_icon_at_a_line(s: Stage, role: str = "value") -> None:
    line = Path(stroke_color=theme.hue_of("key"), stroke_width=3)
    line.set_points_as_corners([[-2, 2.2, 0], [0, 2.2, 0]])
    s.add(shows(line, Furniture("pipe", of="key")), Icon(role).move_to([-0.3, 2.6, 0]))


def frame_nothing(s: Stage) -> None:
    s.add(s.table.frame(VGroup(manim.Square())).shift(UP * 2.5))


def move_the_frame(s: Stage) -> None:
    s.frame.match_y(s.table.row(0))


def widen_the_frame(s: Stage) -> None:
    s.frame.stretch_to_fit_height(3 * s.frame.height)


def leave_the_frame_behind(s: Stage) -> None:
    s.remove(s.table)


def frame_another_row(s: Stage) -> None:
    s.remove(s.frame)
    s.add(s.table.frame(s.table.row(2)))


def turn_an_arrow(s: Stage) -> None:
    edge = s.graph.edge(2, 0)
    edge.path.reverse_points()
    edge.tip.move_to(edge.path.get_end()).rotate(manim.PI)


def turn_a_tip(s: Stage) -> None:
    s.graph.edge(2, 0).tip.rotate(manim.PI)


def begin_in_the_air(s: Stage) -> None:
    s.graph.edge(2, 0).shift(UP * 2)


def leave_a_tip(s: Stage) -> None:
    s.graph.edge(2, 0).remove(s.graph.edge(2, 0).path)


def exchange_the_numbers_of_edges(s: Stage) -> None:
    numbers = s.graph.numbers(QUERY)
    places = [number.get_center() for number in numbers.values()]
    for key, number in numbers.items():
        s.add(number.move_to(places[key - 1]))


def light_another_listener(s: Stage) -> None:
    s.point()
    s.graph.tokens[QUERY].box.set_stroke(theme.QUIET, theme.STROKE_THIN)
    s.graph.tokens[2].box.set_stroke(theme.QUERY, theme.STROKE_FRAME)


def light_who_is_not_heard_most(s: Stage) -> None:
    s.point([min({0, 2} - {*s.heard})])


def light_one_too_many(s: Stage) -> None:
    s.point()
    for token in s.graph.tokens:
        token.box.set_stroke(theme.KEY, theme.STROKE_FRAME)


def bring_another_row_forward(s: Stage) -> None:
    s.remove(s.frame)
    s.play(*s.graph.point_at(2))


def stack_bars_upwards(s: Stage) -> None:
    bars = s.bars()
    for part in (bars.bars, bars.numbers):
        heights = [one.get_y() for one in part]
        for one, height in zip(part, reversed(heights), strict=True):
            one.set_y(height)


def put_bars_at_one_place(s: Stage) -> None:
    bars = s.bars()
    bars.remove(bars.numbers).bars[2].match_y(bars.bars[1])


def let_bars_grow_to_the_left(s: Stage) -> None:
    bars = s.bars()
    bars.remove(bars.numbers)
    for bar in bars.bars:
        bar.set_x(2, direction=RIGHT)


def transpose(s: Stage) -> None:
    s.show(s.weights.transposed())


def shift_the_rows(s: Stage) -> None:
    s.show(s.weights[[1, 2, 0]])


def mirror_the_columns(s: Stage) -> None:
    s.show(s.weights[:, ::-1])


def read_a_row_from_the_right(s: Stage) -> None:
    s.show(s.weights[QUERY, ::-1][None])


def reverse_numbers_in_brackets(s: Stage) -> None:
    s.remove(s.values)
    s.add(s.right.rows(1, 1)[1].hold(NumberMatrix(s.of_head("value")[::-1, :3])))


def shift_a_row_of_cells(s: Stage) -> None:
    grid = s.show(s.weights)
    VGroup(grid.row(1), grid.row_marks(1)).shift(RIGHT * grid.cell_size[0])


def draw_the_edges_of_another_sentence(s: Stage) -> None:
    other = s.sentence.replace("white", "green")
    source = s.weights.source
    weights = derive(read_masked, "agreement", other, "none", head=1, source=source).weights
    s.remove(s.graph)
    s.add(s.left.hold(AttentionGraph(weights, s.trace.visible, s.words)))


def rule_slantwise(s: Stage) -> None:
    below, above = s.two_rows()
    s.add(Rule(below[0].get_top(), above[1].get_bottom()))


FAULTS: dict[Callable[[Stage], object], tuple[str, str]] = {
    leave_a_rectangle: ("claim", "Rectangle at (0.0, 2.5)"),
    forget_the_claim: ("claim", "Rectangle at (0.0, 2.5)"),
    give_furniture_a_meaning: ("claim", "Panel at (0.0, 2.5)"),
    put_an_icon_at_a_line: ("icon", "that of a key, as the line at which it stands"),
    frame_nothing: ("claim", "Rectangle"),
    move_the_frame: ("frame", "head1.weights[1, 0]"),
    widen_the_frame: ("frame", "head1.weights[2, 2]"),
    leave_the_frame_behind: ("frame", "seen nothing"),
    frame_another_row: ("row, lit", "query_side.shown[1], as captions say, seen query 2"),
    turn_an_arrow: ("arrow", "head1.weights[2, 0]"),
    turn_a_tip: ("arrow", "head1.weights[2, 0]"),
    begin_in_the_air: ("arrow", "head1.weights[2, 0]"),
    leave_a_tip: ("arrow", "a tip alone"),
    draw_the_edges_of_another_sentence: ("arrow", "'green' there, seen "),
    rule_slantwise: ("claim", "query_side.shown[0] and Text 'white' of query_side.shown[1]"),
    lambda s: join(s, 1, 0): ("arrow", "query_side.shown[1]"),
    lambda s: join(s, 0, 2): ("arrow", "query_side.shown[2]"),
    lambda s: hang(s, 2): ("arrow", "before[2]"),
    lambda s: mask(s, heard=True): ("mask", "from [0, 1, 2]"),
    lambda s: mask(s, lost=True): ("mask", "edges of read_masked("),
    lambda s: mask(s, covered=True): ("colour", "weights[2, 0]: expected #171E2B, seen #050609"),
    exchange_the_numbers_of_edges: ("number", "head1.weights[1, "),
    light_another_listener: ("token, lit", "seen {2}"),
    light_who_is_not_heard_most: ("token, lit", "head1.weights[1]"),
    light_one_too_many: ("token", "seen {0, 1, 2}"),
    bring_another_row_forward: ("row", "query_side.shown[1], as captions say, seen query 2"),
    stack_bars_upwards: ("order", "head1.weights[1, "),
    put_bars_at_one_place: ("order", "head1.weights[1, 2]"),
    let_bars_grow_to_the_left: ("order", "bars from one line on"),
    transpose: ("order", "head1.weights"),
    shift_the_rows: ("order", "head1.weights[0, "),
    mirror_the_columns: ("order", "head1.weights"),
    read_a_row_from_the_right: ("order", "head1.weights[1, "),
    reverse_numbers_in_brackets: ("order", "head1.value["),
    shift_a_row_of_cells: ("order", "head1.weights"),
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_the_one_that_is_found(fault: Callable[[Stage], object]) -> None:
    rule, named = FAULTS[fault]
    failures = found(fault)
    assert {failure.check for failure in failures} == set(rule.split(", ")), failures
    assert named in " ".join(map(str, failures))


def test_an_icon_at_a_line_of_its_own_role_is_no_fault() -> None:
    assert not found(lambda scene: put_an_icon_at_a_line(scene, "key"))


def test_edges_that_a_program_turns_are_found_at_each_other_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    true = EdgePaths.between

    def turned(paths: EdgePaths, query: int, key: int, reach: float) -> manim.VMobject:
        return true(paths, key, query, reach)

    monkeypatch.setattr(EdgePaths, "between", turned)
    assert [failure.check for failure in found(lambda scene: None)] == ["arrow"] * 2 * 6


def test_a_frame_is_held_to_the_word_that_a_later_caption_is_about() -> None:
    class Silent(Stage):
        def follow(self, query: int) -> None:
            """Leave it open."""

    def tell(query: int) -> Callable[[Stage], object]:
        return lambda scene: Stage.follow(scene, query)

    assert not found(lambda scene: None, tell(QUERY), chapter=Silent)
    failures = found(lambda scene: None, tell(0), chapter=Silent)
    assert [failure.check for failure in failures] == ["row", "lit"]
