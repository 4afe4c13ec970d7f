"""The pictures behind the formula: a head's matrices as heat, and where two of them meet."""

from __future__ import annotations

from functools import partial

from manim import DOWN, LEFT, RIGHT, UP, ManimColor, Rectangle, VGroup

from attention_math.derived import row_sums, score_divisor
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import DECIMALS, Mechanism
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.formula import Formula
from scenes.mobjects.number_matrix import NumberMatrix
from scenes.mobjects.tensor_shape import shape_of
from scenes.pieces.the_formula.block_diagram import BlockDiagram
from scenes.pieces.the_formula.corner_product import CornerProduct, written
from scenes.pieces.the_formula.diagrams import spine
from scenes.pieces.the_formula.step_rows import Step, StepRows
from scenes.stage.cited import Declared, Quantity
from scenes.stage.claims import Equation, states
from scenes.stage.derive import derive
from scenes.stage.shapes import Statement
from scenes.stage.text import Numeral, Text

_RIGHT, _FLOOR, _CEILING = 3.0, -3.0, 1.75  # where pictures beside the diagram end
_TOTAL = 1.0  # room for what a row adds up to
_STEPS_LEFT, _STEPS_WIDTH = -5.3, 8.1
_STEPS = {"scores": "scores", "scaled": "scaled", "masked": "masked", "weights": "weights",
           "output": "weights × values, added up"}  # fmt: skip


class FormulaPictures(Mechanism):
    """A chapter that shows each symbol of the formula by a matrix of its head."""

    @property
    def queries(self) -> range:
        return range(len(self.trace.query_side.shown))

    @property
    def carried(self) -> dict[str, Quantity]:
        """Every tensor that goes from one step of the head to another."""
        steps = ("query", "key", "value", "scores", "scaled", "masked", "weights", "output")
        inputs = ("query_side.inputs", "key_side.inputs")
        return {n: self.of_head(n) for n in steps} | {n: self.quantity(n) for n in inputs}

    def matrices_in_numbers(self) -> tuple[VGroup, VGroup, VGroup]:
        """Lay out the three matrices in numbers, with shapes and names, as chapter 9 left them."""
        matrices, names = VGroup(), VGroup()
        for name in ("query", "key", "value"):
            matrix = NumberMatrix(
                self.of_head(name), size=0.3, color=theme.hue_of(name), most_columns=4,
                pitch=(0.8, min(0.8, 3.08 / len(self.queries))),
            )  # fmt: skip
            shape = shape_of(self.of_head(name), size=0.3, color=theme.QUIET)
            shape.next_to(matrix.brackets, DOWN, buff=0.15)
            matrices.add(matrix.add(shape))
        matrices.arrange(RIGHT, buff=0.6)
        labels = VGroup(*(Text(word, declared=Declared("token"))
                          for word in self.trace.query_side.shown))  # fmt: skip
        matrices.move_to([(labels.width + 0.2) / 2, -1.1, 0])
        for matrix, name in zip(matrices, ("query", "key", "value"), strict=True):
            symbol = Formula(FORMULAS[name])
            names.add(symbol.next_to(matrix.brackets, UP, buff=0.18))
        for place, label in enumerate(labels):
            label.next_to(matrices[0].brackets, LEFT, buff=0.2)
            label.stand_on(matrices[0].row_height(place) - 0.1)
        return matrices, names, labels

    def heat(self, name: str, cell: tuple[float, float], **options: object) -> AttentionGrid:
        """Draw one of the head's matrices as heat."""
        quantity, law = self.of_head(name), self.law(name)
        return AttentionGrid(quantity, view="heat", cell=cell, color_of=law, **options)

    def law(self, name: str) -> partial[ManimColor]:
        if name in ("query", "key", "value", "output"):
            limit = self.of_head(name).limit()
            return partial(theme.size_color, limit=limit, hue=theme.hue_of(name))
        # One scale from the scores on, so that what is divided turns paler.
        return self.color_of("weights" if name == "weights" else "scores")

    def row_in(self, grid: AttentionGrid, name: str, size: float | None = None) -> VGroup:
        """Write the story's row into a grid of heat."""
        row, columns = self.pair.query, range(grid.quantity.shape[1])
        decimals = DECIMALS.get(name, 1)
        return written(grid, [(row, j) for j in columns], decimals=decimals, size=size)

    def product(self) -> CornerProduct:
        """Fill the stage left of the diagram with Q, Kᵀ and the scores where they meet."""
        d_head = self.story.d_head
        above = min(0.37, 1.48 / d_head)
        height = min(0.8, (4.05 - d_head * above) / len(self.queries))
        left = self.heat("query", (min(0.74, 2.96 / d_head), height),
                          queries=self.trace.query_side.shown)  # fmt: skip
        keys = self.trace.key_side.shown
        width = min(2.2, (_RIGHT - theme.STAGE_LEFT - left.width - 0.2) / len(keys))
        key = AttentionGrid(self.of_head("key").transposed(), view="heat", cell=(width, above),
                            color_of=self.law("key"), keys=keys)  # fmt: skip
        product = CornerProduct(left, key, self.heat("scores", (width, height)))
        return _in_room(product)

    def factors(self, product: CornerProduct) -> VGroup:
        """Write the query and the key of the story into their cells."""
        row, column = self.pair
        entries = range(self.story.d_head)
        return VGroup(
            written(product.left, [(row, c) for c in entries], decimals=1),
            written(product.above, [(c, column) for c in entries], decimals=1),
        )

    def reading(self, product: CornerProduct) -> VGroup:
        """Say in the free corner what the framed cell says."""
        row, column = self.pair
        words = VGroup(
            Text(self.trace.query_side.shown[row], color=theme.QUERY, declared=Declared("token")),
            Text("on", color=theme.QUIET),
            Text(self.trace.key_side.shown[column], color=theme.KEY, declared=Declared("token")),
        ).arrange(RIGHT, buff=0.15)
        height = product.above.cells.get_y()
        for word in words:
            word.stand_on(height + 0.48)
        score = Numeral(self.of_head("scores").cite(row, column),
                        decimals=DECIMALS["scores"], size=0.37)  # fmt: skip
        for part, baseline in ((words, words.get_y()), (score, height + 0.1)):
            part.move_to([product.get_left()[0], baseline, 0], aligned_edge=LEFT)
        return VGroup(words, score)

    def width_of_the_head(self, reading: VGroup) -> VGroup:
        """Say under the score how many entries a query has, and the root of that."""
        root = self._root()
        relation = "=" if root.citation.value.is_integer() else "≈"
        of_a_query = Declared("shape", of=self.of_head("query")[self.pair.query].name)
        line = VGroup(
            Formula(FORMULAS["width"], size=0.37), Text("="),
            Numeral(self.story.d_head, decimals=0, size=0.37, declared=of_a_query),
            Formula(FORMULAS["root"], size=0.37), Text(relation), root,
        ).arrange(RIGHT, buff=0.15)  # fmt: skip
        line[3:].shift(RIGHT * 0.3)
        line.next_to(reading[1], DOWN, buff=0.17).align_to(reading, LEFT)
        return line

    def _root(self) -> Numeral:
        root = derive(score_divisor, self.of_head("query")).cite(0)
        return Numeral(root, decimals=0 if root.value.is_integer() else 2, size=0.37)

    def division(self, reading: VGroup) -> VGroup:
        """Continue the score into what it becomes when it is divided by √d."""
        score = reading[1]
        divisor = self._root()
        result = Numeral(self.of_head("scaled").cite(*self.pair),
                         decimals=DECIMALS["scaled"], size=score.size)  # fmt: skip
        equation = Equation.of("quotient", (score, divisor), result)
        line = Statement(Text("÷", size=score.size), divisor,
                         Text(equation.relation, size=score.size), result)  # fmt: skip
        line.arrange(RIGHT, buff=0.15).next_to(score, RIGHT, buff=0.15)
        divisor.stand_on(score.get_bottom()[1])
        result.stand_on(score.get_bottom()[1])
        return states(line, equation)

    def large_weights(self) -> AttentionGrid:
        tokens = self.trace.query_side.shown
        cell = (min(2.4, 7.0 / len(tokens)), min(1.2, 3.7 / len(tokens)))
        grid = self.heat("weights", cell, queries=tokens, keys=self.trace.key_side.shown)
        return _in_room(grid, right=_RIGHT - _TOTAL)

    def total_of(self, weights: AttentionGrid, numbers: VGroup) -> VGroup:
        sums = derive(row_sums, self.of_head("weights"))
        total = Numeral(sums.cite(self.pair.query), size=theme.SIZE_NUMBER)
        equation = Equation.of("sum", numbers, total)
        line = Statement(Text(equation.relation), total).arrange(RIGHT, buff=0.15)
        line.next_to(weights.row(self.pair.query), RIGHT, buff=0.2)
        return states(line, equation)

    def mixture(self) -> tuple[AttentionGrid, AttentionGrid, AttentionGrid, VGroup]:
        """Set weights, values and output side by side, each under its symbol."""
        count, d_head = len(self.queries), self.story.d_head
        height = min(0.8, 3.15 / count)
        small = self.heat("weights", (min(0.9, 3.1 / count), height),
                           queries=self.trace.query_side.shown,
                          keys=self.trace.key_side.shown)  # fmt: skip
        names_width = small.cells.get_left()[0] - small.row_labels.get_left()[0]
        room = _RIGHT - theme.STAGE_LEFT - names_width - small.cells.width - 1.0
        narrow = (min(0.62, room / 2 / d_head), height)
        values, output = self.heat("value", narrow), self.heat("output", narrow)
        for left, right in ((small, values), (values, output)):
            right.next_to(left.cells, RIGHT, buff=0.5)
        _in_room(VGroup(small, values, output))
        names = VGroup()
        for grid, code in ((small, "weights"), (values, "value"), (output, "output")):
            name = Formula(FORMULAS[code]).next_to(small.column_labels, UP, buff=0.2)
            names.add(name.set_x(grid.cells.get_x()))
        for sign, left, right in (("times", small, values), ("equals", values, output)):
            middle = (left.cells.get_right() + right.cells.get_left()) / 2
            names.add(Formula(FORMULAS[sign]).move_to(middle))
        return small, values, output, names

    def steps(self, diagram: BlockDiagram) -> StepRows:
        row, count = self.pair.query, len(self.trace.key_side.shown)
        heights = [pipe.middle()[1] for pipe in spine(diagram)]
        keys = self.trace.key_side.shown
        steps = [
            Step(says, self.of_head(name)[row : row + 1], self.law(name), height,
                  keys=keys if name == "scores" else (), apart=name == "output")
            for (name, says), height in zip(_STEPS.items(), heights, strict=True)
        ]  # fmt: skip
        return StepRows(steps, left=_STEPS_LEFT, cell_width=_STEPS_WIDTH / count)

    def path_of_the_story(self, rows: StepRows) -> Rectangle:
        """Frame the story's key in all rows that have one number a key."""
        first, *_, last, _ = rows.rows
        cells = VGroup(first.cell(0, self.pair.key), last.cell(0, self.pair.key))
        return first.frame(cells)


def _in_room(picture: VGroup, right: float = _RIGHT) -> VGroup:
    """Move a picture into the room left of the diagram and below the formula."""
    return picture.move_to([(theme.STAGE_LEFT + right) / 2, _FLOOR, 0], aligned_edge=DOWN).shift(
        UP * max(0.0, (_CEILING - _FLOOR - picture.height) / 2)
    )
