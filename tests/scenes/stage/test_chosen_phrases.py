"""A statement that code chooses by a condition says what holds it, or which words it is about."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter
from textwrap import indent

import pytest

from tests.scenes.stage.test_phrases import extracted, functions, modules, sayings, tree

# These are true wherever they may be said.
GENERAL = {
    "All heads at once: below each, the word that it hears most.": "of eight as well",
    "Attention is all you need, and the rest is elsewhere.": "whatever its share is",
    "In all, what caught more is said more often.": "that is how a thousand numbers fall",
    "It has not read the sentence.": "of what is written without the bridge",
    "It says: I am sulking.": "a translation of the one sentence that it is chosen by",
    "One formula, one head at work: ask, answer, hand over.": "of every head",
    "Side by side, all heads of a block: value-ups are the output matrix.": "of every model",
    "The same word, the same formula: the same vector.": "of a sentence that has not changed",
    "Then come the feed-forward matrices.": "of every model that is counted",
    "What may come after these words has a pile here.": "any other has one as well",
    "Without both, most go wrong.": "the survey stands beside it",
    "This is left.": "it points at what is written",
}
# These are false where the condition is, and nobody but the picture beside them tells.
SEEN = {"Here words change; most sentences come out right."}


def chosen(function: ast.AST) -> Iterator[ast.AST]:
    """Yield all that is run only if a condition holds, or if one does not that leaves before."""
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp):
            for branch in (node.body, node.orelse):
                yield from branch if isinstance(branch, list) else [branch]
        elif isinstance(node, ast.match_case):
            yield from node.body
        body = getattr(node, "body", None)
        statements = body if isinstance(body, list) else []
        leaving = [place for place, one in enumerate(statements) if _may_leave(one)]
        yield from statements[leaving[0] + 1 :] if leaving else []


def _may_leave(statement: ast.stmt) -> bool:
    is_choice = isinstance(statement, ast.If | ast.Match)
    return is_choice and any(isinstance(node, ast.Return) for node in ast.walk(statement))


def unheld(code: ast.AST) -> set[str]:
    """Find the statements without a named place that a condition chooses and nothing holds."""
    parts = (part for function in functions(code) for part in chosen(function))
    return {
        sentence.value
        for part in parts
        for call, sentence in sayings(part)
        if isinstance(sentence, ast.Constant)
        and sentence.value.endswith((".", "!"))
        and not any(name for _, name, _, _ in Formatter().parse(sentence.value))
        and "holds" not in {word.arg for word in call.keywords}
    }


@pytest.mark.parametrize("module", modules())
def test_a_statement_that_is_chosen_is_held(module: str) -> None:
    assert unheld(tree(module)) <= GENERAL.keys() | SEEN


def test_what_needs_nothing_is_still_said() -> None:
    assert GENERAL.keys() | SEEN <= extracted()


@pytest.mark.parametrize(
    "code",
    [
        'return phrase("One.") if alone else phrase("Many?")',
        'if alone:\n    self.say("One.")',
        'if not alone:\n    pass\nelse:\n    self.beat("a", "One.")',
        'if not alone:\n    return phrase("Many?")\nreturn phrase("One.")',
        'match count:\n    case [one]:\n        self.say("One.")',
        'for one in ones:\n    if one is last:\n        self.say("One.")',
    ],
)
def test_a_bare_statement_that_is_chosen_is_found(code: str) -> None:
    function = f"def say(self):\n{indent(code, '    ')}"
    assert unheld(ast.parse(function)) == {"One."}
    assert not unheld(ast.parse(function.replace("One.", "One?")))
    assert not unheld(ast.parse(function.replace("One.", "“{word}” alone.")))
    assert not unheld(ast.parse(function.replace('"One."', '"One.", holds=alone')))


def test_what_is_said_in_any_case_needs_nothing() -> None:
    assert not unheld(ast.parse('def say(self):\n    self.say("One.")\n    return phrase("All.")'))
