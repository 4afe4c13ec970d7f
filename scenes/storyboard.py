"""The film's parts and chapters in their order: what is watched, rendered and tested."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from attention_math.named import plain, unknown


@dataclass(frozen=True)
class Entry:
    """One chapter: its number in the film, its class and module, its length, its lesson."""

    number: int
    name: str
    module: str
    seconds: int
    teaches: str

    @property
    def class_name(self) -> str:
        return self.name


@dataclass(frozen=True)
class Part:
    """A run of chapters with one purpose; a card of `scenes.stage.part_card` announces it.

    The film follows one word on its way into French: ``word`` is what it reads when the part
    begins, and ``step`` what becomes of it there. An appendix has no numeral.
    """

    numeral: str
    name: str
    numbers: range
    card: str
    step: str
    word: str = "white"

    @property
    def called(self) -> str:
        return f"Part {self.numeral}" if self.numeral else "Appendix"


TITLE = "Attention, by the numbers"

PARTS = (
    Part(
        "I", "Why words need each other", range(1, 5), "PartOne", "Alone it cannot know its French."
    ),
    Part("II", "From text to vectors", range(5, 9), "PartTwo", "First it becomes numbers."),
    Part("III", "The mechanism", range(9, 16), "PartThree", "Then it asks, and a noun answers."),
    Part(
        "IV", "Kinds of attention", range(16, 19), "PartFour", "Who may answer whom?", word="blanc"
    ),
    Part("V", "The whole", range(19, 25), "PartFive", "One head of many.", word="blanc"),
    Part("VI", "What it means", range(25, 28), "PartSix", "What did we see?", word="blanc"),
    Part("", "With a pencil", range(28, 29), "Appendix", "Every number, by hand.", word="blanc"),
)

CHAPTERS = (
    Entry(
        1,
        "WhatDoesThisEvenMean",
        "scenes.what_does_this_even_mean",
        48,
        "what a word becomes may depend on another word: something has to travel between them",
    ),
    Entry(
        2,
        "DirectedGraphs",
        "scenes.directed_graphs",
        42,
        "messages along the edges of a graph, all at once, are a product of two matrices",
    ),
    Entry(
        3,
        "SentenceAsGraph",
        "scenes.sentence_as_graph",
        40,
        "a sentence is a graph of who listens to whom, and the graph is a matrix",
    ),
    Entry(
        4,
        "OneStepAway",
        "scenes.one_step_away",
        34,
        "what a recurrent network hands on fades; attention reaches any word in one step",
    ),
    Entry(
        5,
        "TextToTokens",
        "scenes.text_to_tokens",
        36,
        "a tokenizer cuts text into tokens, each with an id; a token is not a word",
    ),
    Entry(
        6,
        "TokensToVectors",
        "scenes.tokens_to_vectors",
        37,
        "an id is the number of a learnt row, and that row is a word's place among words",
    ),
    Entry(
        7,
        "NoNotionOfSpace",
        "scenes.no_notion_of_space",
        40,
        "without positions a reader sees the same words in any order, and cannot tell who is who",
    ),
    Entry(
        8,
        "WordPlusPosition",
        "scenes.word_plus_position",
        40,
        "wheels of several speeds give every place a vector, which is added to the word's",
    ),
    Entry(
        9,
        "QueriesKeysValues",
        "scenes.queries_keys_values",
        40,
        "the same three matrices turn every token into a query, a key and a value",
    ),
    Entry(
        10,
        "DotProductScores",
        "scenes.dot_product_scores",
        43,
        "every query is scored on every key: high where both are long and point the same way",
    ),
    Entry(
        11,
        "Softmax",
        "scenes.softmax",
        45,
        "bars of e to the score, end to end and stretched to one: that is softmax",
    ),
    Entry(
        12,
        "WhyDivideByRootD",
        "scenes.why_divide_by_root_d",
        43,
        "a score is a walk that gets as far as the root of d: undivided, softmax cannot learn",
    ),
    Entry(
        13,
        "WeightedSum",
        "scenes.weighted_sum",
        45,
        "a word's output is a mix of all values, and where the mix lies decides its French",
    ),
    Entry(
        14,
        "CausalMask",
        "scenes.causal_mask",
        43,
        "whoever guesses the next word must not see it: the mask frees what later words weigh",
    ),
    Entry(
        15,
        "TheFormula",
        "scenes.the_formula",
        42,
        "every symbol of the formula is a step: run on two sentences, they turn one word",
    ),
    Entry(
        16,
        "SameScoresFourMasks",
        "scenes.same_scores_four_masks",
        39,
        "the same scores under another mask make other words: it decides what may be known",
    ),
    Entry(
        17,
        "SelfAndCross",
        "scenes.self_and_cross",
        46,
        "self-attention and cross-attention differ only in where keys and values come from",
    ),
    Entry(
        18,
        "TranslationStepByStep",
        "scenes.translation_step_by_step",
        46,
        "a decoder writes word by word, and each word looks back at the sentence it translates",
    ),
    Entry(
        19,
        "ManyHeads",
        "scenes.many_heads",
        43,
        "heads look for different things at the same time, and one matrix joins them",
    ),
    Entry(
        20,
        "ConcatIsASum",
        "scenes.concat_is_a_sum",
        44,
        "heads laid end to end and mixed are a sum, so that one can be taken out",
    ),
    Entry(
        21,
        "CountingParameters",
        "scenes.counting_parameters",
        39,
        "a third of a large transformer's numbers is attention, and most are in feed-forward",
    ),
    Entry(
        22,
        "TheTransformer",
        "scenes.the_transformer",
        50,
        "the whole machine is built from its modules, and each part is known by what fails without",
    ),
    Entry(
        23,
        "NextToken",
        "scenes.next_token",
        43,
        "each next token has a probability and one is drawn; a thousand draws are as it was taught",
    ),
    Entry(
        24,
        "PatternsAtScale",
        "scenes.patterns_at_scale",
        42,
        "a head's grid grows with the square of its text, and a large model has thousands of them",
    ),
    Entry(
        25,
        "ContextChangesMeaning",
        "scenes.context_changes_meaning",
        48,
        "one word has one row in the table; what it means is what its sentence makes of it",
    ),
    Entry(
        26,
        "AWeightIsNotAReason",
        "scenes.a_weight_is_not_a_reason",
        44,
        "edges of equal weight may carry everything or nothing: a weight is a clue, not a reason",
    ),
    Entry(
        27,
        "FourWaysToSeeIt",
        "scenes.four_ways_to_see_it",
        43,
        "one row is a dictionary, a search engine, a switchboard and a memory, all of them soft",
    ),
    Entry(
        28,
        "WorkedExample",
        "scenes.worked_example",
        52,
        "a published example with a pencil, from ids to output, one row to four decimals",
    ),
)


def find(name: str) -> Entry:
    """Return a chapter by its number, or by its name however that is written: `causal_mask`.

    Raises
    ------
    ValueError
        If there is no such chapter.
    """
    for entry in CHAPTERS:
        if plain(name) in (plain(entry.name), str(entry.number)):
            return entry
    raise ValueError(unknown("chapter", name, (entry.name for entry in CHAPTERS)))


def entry_of(chapter: type) -> Entry | None:
    """Return the film's chapter that a class is, or varies; nothing if it stands on its own."""
    for base in chapter.__mro__:
        for entry in CHAPTERS:
            if base.__name__ == entry.name and _is_from(base, entry.module):
                return entry
    return None


def is_own(chapter: type) -> bool:
    """Say whether a chapter is a viewer's own, which the film's limits do not bind."""
    return entry_of(chapter) is None


def _is_from(chapter: type, module: str) -> bool:
    """Compare files: manim's command line imports a chapter's module under a name of its own."""
    file = getattr(sys.modules.get(chapter.__module__), "__file__", None)
    own = Path(__file__).with_name(f"{module.rpartition('.')[2]}.py")
    return file is not None and Path(file).resolve() == own.resolve()


def part_of(entry: Entry) -> Part:
    """Return the part of the film that a chapter stands in."""
    return next(part for part in PARTS if entry.number in part.numbers)


def heading(entry: Entry) -> str:
    """Return what a chapter is called on screen."""
    return getattr(import_module(entry.module), entry.name).heading
