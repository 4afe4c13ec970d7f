"""Every sentence of the film can be found by Babel's own extractor, and be said in French."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter
from textwrap import indent

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo

from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.stage.cited import Declared
from scenes.stage.phrases import listed, phrase, translated
from scenes.stage.refusal import StageError
from scenes.stage.text import Text
from scenes.storyboard import CHAPTERS

SCENES = Path(__file__).parents[3] / "scenes"
KEYWORDS = {
    "phrase": None,
    "beat": (2,),
    "say": None,
    "Text": None,
}  # which argument is the sentence
PLACES = {"phrase": 0, "beat": 1, "say": 0}
PASSING_ON = {"scenes.stage.captions", "scenes.stage.text"}  # what others have written out
TO_SAY = "Both “{word}” are one point: whose it is, no row can know."


@cache
def extracted() -> frozenset[str]:
    found = extract_from_dir(SCENES, [("**.py", "python")], keywords=KEYWORDS)
    return frozenset(message for _, _, message, _, _ in found)


@cache
def tree(module: str) -> ast.Module:
    path = SCENES.parent / f"{module.replace('.', '/')}.py"
    return ast.parse(path.read_text(encoding="utf-8"))


def modules() -> list[str]:
    paths = SCENES.rglob("*.py")
    return sorted(".".join(p.relative_to(SCENES.parent).with_suffix("").parts) for p in paths)


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def sayings(code: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Yield each call that says something, and the sentence that it is given."""
    for node in ast.walk(code):
        place = PLACES.get(name_of(node)) if isinstance(node, ast.Call) else None
        if place is not None and len(node.args) > place:
            yield node, node.args[place]


def is_written_out(sentence: ast.expr, code: ast.AST) -> bool:
    """Say whether a sentence is a literal, a phrase by whatever name, or a choice of phrases."""
    if isinstance(sentence, ast.IfExp):
        branches = sentence.body, sentence.orelse
        return all(not _is_text(one) and is_written_out(one, code) for one in branches)
    if isinstance(sentence, ast.Call):
        return name_of(sentence) in phrase_makers()
    return _is_text(sentence) or (isinstance(sentence, ast.Name) and is_phrase(sentence.id, code))


def _is_text(sentence: ast.expr) -> bool:
    return isinstance(sentence, ast.Constant) and isinstance(sentence.value, str)


def is_phrase(name: str, code: ast.AST) -> bool:
    """Say whether a name stands for nothing but what functions return as phrases."""
    given = (node for node in ast.walk(code) if isinstance(node, ast.Assign))
    found = [one.value for one in given for to in one.targets if getattr(to, "id", "") == name]
    return bool(found) and all(
        isinstance(one, ast.Call) and name_of(one) in phrase_makers() for one in found
    )


@cache
def phrase_makers() -> frozenset[str]:
    """Name all functions of the scenes that say they return a phrase."""
    everything = (node for module in modules() for node in ast.walk(tree(module)))
    found = (node for node in everything if isinstance(node, ast.FunctionDef) and node.returns)
    return frozenset(one.name for one in found if ast.unparse(one.returns) == "Phrase")


def functions(code: ast.AST) -> Iterator[ast.AST]:
    return (node for node in ast.walk(code) if isinstance(node, ast.FunctionDef))


def faults(code: ast.AST) -> Iterator[str]:
    """Tell of each sentence that a translator could not find, or whose places nobody fills."""
    later = {call for function in functions(code) for call, _ in sayings(function)}
    for call, _ in sayings(code):
        if call not in later:
            yield f"line {call.lineno}: it is said while the module is imported, in one language"
    for call, sentence, function in ((*said, f) for f in functions(code) for said in sayings(f)):
        if not is_written_out(sentence, function):
            yield f"line {call.lineno}: {ast.unparse(sentence)} is not written out"
        elif _is_text(sentence):
            places = {name for _, name, _, _ in Formatter().parse(sentence.value) if name}
            if places != {word.arg for word in call.keywords} - {"declared", "holds"}:
                yield f"line {call.lineno}: the places of {sentence.value!r} are not what fills it"
    for node in ast.walk(code):
        is_text = isinstance(node, ast.Call) and name_of(node) == "Text" and node.args
        if is_text and isinstance(node.args[0], ast.JoinedStr | ast.IfExp | ast.BinOp):
            fixed = (part for part in ast.walk(node.args[0]) if _is_text(part))
            if any(character.isalpha() for part in fixed for character in part.value):
                yield f"line {node.lineno}: {ast.unparse(node.args[0])} is no phrase"


@pytest.mark.parametrize("module", sorted(set(modules()) - PASSING_ON))
def test_every_sentence_is_written_out_where_it_is_said(module: str) -> None:
    assert list(faults(tree(module))) == []
    literals = {one.value for _, one in sayings(tree(module)) if _is_text(one)}
    assert literals <= extracted()


def test_the_walk_sees_the_captions_of_every_chapter() -> None:
    for entry in CHAPTERS:
        assert len([one for one, _ in sayings(tree(entry.module)) if name_of(one) == "beat"]) >= 5
    assert TO_SAY in extracted()
    assert "% of the spread" in extracted()


@pytest.mark.parametrize(
    "code",
    [
        'self.beat("a", f"The word “{word}”.")',
        'self.beat("a", "One." if alone else "Many.")',
        'self.beat("a", WORDS)',
        'words = "One." if alone else "Many."\nself.beat("a", words)',
        'self.beat("a", self.words())',
        'self.beat("a", "“{word}” looks at “{other}”.", word=1)',
        'phrase("No place.", word=1)',
        'phrase("count: " + number)',
        'Text(f"head {number}")',
        'Text("one" if alone else "many")',
    ],
)
def test_what_a_translator_cannot_find_is_a_fault(code: str) -> None:
    assert list(faults(ast.parse(f"def say(self):\n{indent(code, '    ')}")))


def test_nothing_is_said_while_a_module_is_imported() -> None:
    assert list(faults(ast.parse('_WORDS = phrase("Words.")')))
    assert not list(faults(ast.parse('def words():\n    return phrase("Words.")')))


@pytest.fixture
def french() -> GNUTranslations:
    catalogue, file = Catalog(locale="fr"), io.BytesIO()
    catalogue.add(TO_SAY, "Les deux « {word} » sont un seul point.")
    catalogue.add("the verb", "le verbe")
    catalogue.add("{words} and {word}", "{words} et {word}")
    write_mo(file, catalogue)
    file.seek(0)
    return GNUTranslations(file)


def test_a_catalogue_translates_captions(french: GNUTranslations) -> None:
    seen: list[str] = []

    def say(chapter: Chapter) -> None:
        token = chapter.trace.query_side.shown[1]
        chapter.beat("one", TO_SAY, word=token)

    def look(chapter: Chapter, beat: Beat) -> None:
        seen.extend((beat.caption, chapter._caption.text))

    with translated(french):
        chapter = rehearse("TokensToVectors", look, construct=say, sentence="heavy box")
    said = "Les deux « box » sont un seul point."
    assert seen == [said, said]
    assert [one.content for one in chapter.renderer.file_writer.subcaptions] == [said]
    assert phrase(TO_SAY, word="box") == TO_SAY.format(word="box")


def test_a_catalogue_translates_words_on_a_picture(french: GNUTranslations) -> None:
    assert "the verb" in extracted()
    with translated(french):
        assert Text("the verb").text == "le verbe"
        assert Text("the verb", declared=Declared("token")).text == "the verb"


def test_a_list_is_joined_as_the_language_does(french: GNUTranslations) -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "{b}", "c"]) == "a and {b} and c"
    with translated(french):
        assert listed(["a", "b"]) == "a et b"


def test_a_phrase_is_filled_once() -> None:
    once = phrase("“{word}” comes.", word="{word}")
    assert once == phrase(once, word="again") == "“{word}” comes."
    with pytest.raises(StageError, match="has other places than word"):
        phrase("“{other}” comes.", word="a")
