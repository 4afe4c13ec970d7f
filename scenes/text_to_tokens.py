"""Chapter 5: a tokenizer cuts a sentence into tokens, each with an id; a token is not a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UL,
    UP,
    UR,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    Line,
    Mobject,
    Polygon,
    ReplacementTransform,
    VGroup,
)

from attention_math.shown import shown_tokens
from attention_math.story import followed_ids
from attention_math.wordlist import (
    CONTINUATION,
    Merging,
    Word,
    WordList,
    count_tokens,
    count_words,
    is_cut_inside,
    merge_rules,
    most_telling_piece,
    vocabulary_ids,
    vocabulary_size,
    word_list,
    words_of,
)
from scenes import theme
from scenes.chapter import Chapter, StageError
from scenes.mobjects.bars import Bars
from scenes.mobjects.motion import dimming
from scenes.mobjects.token_row import Token, TokenRow
from scenes.pieces.text_to_tokens.brackets import Brackets
from scenes.pieces.text_to_tokens.index_tape import IndexTape, windows
from scenes.pieces.text_to_tokens.row_name import RowName
from scenes.pieces.text_to_tokens.rule_chips import RuleChips
from scenes.pieces.text_to_tokens.word_pieces import WordPieces
from scenes.stage.choices import SENTENCE
from scenes.stage.cited import Citation, Declared
from scenes.stage.derive import derive
from scenes.stage.layout import spread
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.text import Numeral, Text

_LEFT = -4.85  # where the rows begin; their names stand left of it
_WIDEST = 11.55
_MIDDLE = _LEFT + _WIDEST / 2
_TOKENS_AT, _IDS_AT = 0.55, -0.3
_BARS_AT = -1.0
_LOWERED = 1.25  # how much lower the words stand while nothing is below them
_LETTERS_AT, _RULES_AT, _TAPE_AT, _INPUT_AT = -0.95, -2.2, -2.25, -1.9
_MOST_RULES = 10
_LETTERS_SIZE, _LETTERS_APART, _IDS_APART = 0.34, 0.1, 0.27
_TIP, _INSET = 0.2, 0.25
Ends = tuple[np.ndarray, np.ndarray]

_RESULT = 0.4  # seconds for which the outcome of a rule stands still


class TextToTokens(Chapter):
    """Listed words stay whole, others fall into pieces, and each piece has an id."""

    heading = "Text becomes tokens"
    sentence = "the cats don't see the unicorn"
    model = "translator"
    layer = 1
    most_tokens = 12

    def construct(self) -> None:
        board = self.ask()
        self.keep_listed_words(board)
        self.cut_at_marks(board)
        rules = self.put_together_from_letters(board)
        bars = self.count(board, rules)
        ids, tape = self.look_up_ids(board, bars)
        lines = self.find_the_same_again(ids, tape)
        self.hand_over(board, ids, VGroup(tape, lines))

    # --- beats -------------------------------------------------------------------------------

    def ask(self) -> WordPieces:
        texts = VGroup(*(Text(word.text, size=1.0, declared=Declared("token"))
                         for word in self.words)).arrange(RIGHT, buff=0.42)  # fmt: skip
        texts.scale(min(1.0, 12.6 / texts.width)).set_x(0)
        for text in texts:
            text.stand_on(0.75)
        slot = VGroup(self._brackets(), Text("?", size=0.8, color=theme.HIGHLIGHT),
                      RowName("numbers", _INPUT_AT))  # fmt: skip
        slot[1].move_to(slot[0])
        self.beat("question", "A model computes with numbers. How does it read a sentence?")
        self.play(LaggedStart(*(FadeIn(text) for text in texts), FadeIn(slot), lag_ratio=0.3),
                  run_time=theme.SLOW)  # fmt: skip
        self.beat("words", phrase("First the sentence is cut at its spaces, into words.")
                  if len(self.words) > 1 else
                  phrase("A sentence is cut at its spaces first; this one has none."))  # fmt: skip
        board, self._slot = self._board(), slot
        self.play(*(ReplacementTransform(text, word.label)
                    for text, word in zip(texts, board.words, strict=True)),
                  run_time=theme.NORMAL)  # fmt: skip
        self.play(LaggedStart(*(FadeIn(word.box) for word in board.words), lag_ratio=0.15),
                  FadeIn(self._word_name))  # fmt: skip
        return board

    def keep_listed_words(self, board: WordPieces) -> None:
        whole = [i for i, word in enumerate(self.words) if len(word.places) == 1]
        if whole:
            self.beat("whole", self._who_stays_whole(whole))
            self._drop(board, whole)

    def _who_stays_whole(self, whole: list[int]) -> Phrase:
        if len(whole) == 1:
            word = self.words[whole[0]].text
            return phrase("“{word}” comes out whole: it is one token.", word=word)
        if len(whole) == len(self.words):
            return phrase("Every word comes out whole: each is one token.")
        return phrase("Some words come out whole: each is one token.")

    def cut_at_marks(self, board: WordPieces) -> None:
        cut = [i for i, word in enumerate(self.words)
               if len(word.places) > 1 and not self._is_rare(word)]  # fmt: skip
        if cut:
            word = self.words[cut[0]].text
            self.beat("marks", "This tokenizer cuts “{word}” wherever a mark begins or ends.",
                      word=word)  # fmt: skip
            self._drop(board, cut)

    def put_together_from_letters(self, board: WordPieces) -> VGroup:
        """Make room below, and there join the letters of one piece as the tokenizer does."""
        rare = [i for i, word in enumerate(self.words) if self._is_rare(word)]
        story = most_telling_piece(self.sentence, self.trace.query_side.tokens, self.vocabulary,
                                   _MOST_RULES)  # fmt: skip
        falls_apart = story is not None and len(story[0]) > 1
        if rare and not falls_apart:
            word = self.words[rare[0]].text
            self.beat("pieces", "“{word}” is not in the list: smaller tokens stand for it.",
                      word=word)  # fmt: skip
            self._drop(board, rare)
        if story is None:
            return VGroup()
        places, merging = story
        home = next(i for i, own in enumerate(board.places) if places[0] in own)
        self.beat("letters",
                  phrase("“{word}” falls into pieces: it starts as single letters.",
                         word=self.words[home].text)
                  if falls_apart else
                  phrase("How did a token come about? Take one letter by letter."))  # fmt: skip
        self._raise(board)
        word = board.words[home]
        row = self._workshop(merging.characters, board, word)
        link, mouth = self._link(board, places, row)
        names = VGroup(RowName("letters", _LETTERS_AT + 0.17), self._legend())
        starts = np.linspace(*mouth, len(row))
        self.play(word.box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME),
                  FadeIn(board.funnels[home] if falls_apart else VGroup(), shift=DOWN * 0.2),
                  FadeIn(names), run_time=theme.QUICK)  # fmt: skip
        self.play(FadeIn(link, shift=DOWN * 0.2),
                  LaggedStart(*(FadeIn(token, target_position=start, scale=0.4)
                                for token, start in zip(row, starts, strict=True)),
                              lag_ratio=0.08), run_time=theme.NORMAL)  # fmt: skip
        self.beat("merges", "Of the learnt rules that fit, the lowest number joins first.")
        chips = self._rules(merging)
        names.add(RowName("rules used", chips.get_y()))
        self.play(FadeIn(names[-1]), run_time=theme.QUICK)
        unwritten = [VGroup()] * (len(merging.merges) - len(chips))
        for step, chip in zip(merging.merges, [*unwritten, *chips], strict=True):
            symbols = [token.word for token in row]
            symbols[step.place : step.place + 2] = [step.joined]
            after = self._workshop(symbols, board, word)
            narrowed, _ = self._link(board, places, after)
            pace = min(1, 5 / len(merging.merges))
            self._join(row, after, step.place, chip, ReplacementTransform(link, narrowed), pace)
            row, link = after, narrowed
        if falls_apart:
            self._drop(board, rare, built=dict(zip(places, row, strict=True)), link=link)
        else:
            self.play(FadeOut(row, target_position=board.tokens[places[0]]), FadeOut(link))
        self.play(FadeOut(names[:2]), run_time=theme.QUICK)
        return VGroup(names[2], chips)

    def count(self, board: WordPieces, rules: VGroup) -> Bars:
        split = [i for i, own in enumerate(board.places) if len(own) > 1]
        self.beat("count", phrase("A token is not a word: here are more tokens than words.")
                  if split else
                  phrase("Here every word is one token; another might be several."))  # fmt: skip
        bars = Bars(("words", "tokens"), (self._word_count(), self._token_count()), decimals=0,
                    colors=(theme.QUIET, theme.HIGHLIGHT), longest=_WIDEST - 0.8)  # fmt: skip
        bars.shift([_LEFT, _BARS_AT, 0])
        self.play(FadeOut(rules), run_time=theme.QUICK)
        self._raise(board)
        self.play(*(board.funnels[i].animate.set_fill(theme.HIGHLIGHT, 0.75) for i in split),
                  FadeIn(self._token_name),
                  LaggedStart(*(move for name, bar, number in bars for move in (
                      FadeIn(name), GrowFromEdge(bar, LEFT), FadeIn(number))), lag_ratio=0.4),
                  run_time=theme.SLOW)  # fmt: skip
        return bars

    def look_up_ids(self, board: WordPieces, bars: Bars) -> tuple[VGroup, IndexTape]:
        self.beat("ids", "Each token has an id: its place in the model’s list of tokens.")
        self.play(FadeOut(bars), run_time=theme.QUICK)
        tape = self._tape()
        size = RowName("in the list", _TAPE_AT, count=self._vocabulary_size())
        self.play(FadeIn(size), LaggedStart(*(FadeIn(cell, shift=LEFT * 0.3) for cell in tape[:]),
                                            lag_ratio=0.1))  # fmt: skip
        quantity = self.quantity("query_side.ids")
        ids = VGroup(*(Numeral(quantity.cite(i), decimals=0, size=0.36, color=theme.HIGHLIGHT)
                       .move_to([token.get_x(), _IDS_AT, 0])
                       for i, token in enumerate(board.tokens)))  # fmt: skip
        room = _WIDEST - sum(number.width for number in ids)
        spread(ids, gap=min(_IDS_APART, room / len(ids)))
        self._id_name = RowName("ids", _IDS_AT)
        self.play(FadeIn(self._id_name), LaggedStart(*(FadeIn(n, target_position=token.label)
                                              for n, token in zip(ids, board.tokens, strict=True)),
                                            lag_ratio=0.2), run_time=theme.SLOW)  # fmt: skip
        tape.add(size)
        return ids, tape

    def find_the_same_again(self, ids: VGroup, tape: IndexTape) -> VGroup:
        followed = followed_ids(self.trace.query_side.ids)
        self.beat("address", phrase("The same token has the same id: an address, not a meaning.")
                  if any(len(places) > 1 for places in followed.values()) else
                  phrase("An id is an address in the list, not a meaning."))  # fmt: skip
        lines = VGroup(*(
            Line(ids[place].get_bottom() + DOWN * 0.06, tape.cell(chosen).get_top(),
                 color=theme.HIGHLIGHT, stroke_width=2 * theme.STROKE_THIN)
            .add_tip(tip_length=_TIP, tip_width=_TIP)
            for chosen, places in followed.items() for place in places
        ))  # fmt: skip
        self.play(*(tape.cell(chosen)[0].animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
                    for chosen in followed))  # fmt: skip
        self.play(LaggedStart(*(Create(line) for line in lines), lag_ratio=0.3),
                  run_time=theme.SLOW)  # fmt: skip
        return lines

    def hand_over(self, board: WordPieces, ids: VGroup, waiting: VGroup) -> None:
        self.beat("answer", "All that the model gets to read is this row of ids.")
        self.play(FadeOut(waiting), dimming(VGroup(board.words, board.tokens)),
                  board.funnels.animate.set_fill(opacity=0.3))  # fmt: skip
        pitch = (_WIDEST - 0.5) / len(ids)
        growth = min(1.5, 0.75 * pitch / max(number.width for number in ids))
        self.play(
            *(number.animate.scale(growth).move_to(
                [_LEFT + 0.25 + (place + 0.5) * pitch, _INPUT_AT, 0])
              for place, number in enumerate(ids)),
            self._id_name.animate.set_y(_INPUT_AT), FadeIn(self._brackets()), run_time=theme.SLOW,
        )  # fmt: skip

    # --- the sentence ------------------------------------------------------------------------

    @cached_property
    def vocabulary(self) -> WordList:
        return word_list(self.model)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return words_of(self.sentence, self.trace.query_side.tokens)

    def badge_text(self) -> str:
        return phrase("{model} · its tokenizer", model=self.model)

    def _check_numbers(self) -> None:
        super()._check_numbers()
        try:
            _ = self.words
        except ValueError as error:
            raise StageError(f"{error}; name it in {SENTENCE}") from None

    def _tokens(self) -> set[str]:
        return super()._tokens() | {word.text for word in self.words}

    def _is_rare(self, word: Word) -> bool:
        return is_cut_inside([self.trace.query_side.tokens[place] for place in word.places])

    # --- pieces ------------------------------------------------------------------------------

    def _board(self) -> WordPieces:
        board = WordPieces([word.text for word in self.words],
                           [word.places for word in self.words],
                           self.trace.query_side.shown, widest=_WIDEST)  # fmt: skip
        shift = [_MIDDLE - board.tokens.get_x(), _TOKENS_AT - board.tokens[0].box.get_y(), 0]
        board.shift(shift).shift(DOWN * _LOWERED)
        at, below = board.words[0].box.get_y(), board.tokens[0].box.get_y()
        self._word_name = RowName("words", at, count=self._word_count())
        self._token_name = RowName("tokens", below, count=self._token_count())
        self._is_raised = False
        return board

    @staticmethod
    def _brackets() -> Brackets:
        """Frame what the model reads: a question at first, the ids in the end."""
        return Brackets(_WIDEST, 1.1).move_to([_MIDDLE, _INPUT_AT, 0])

    def _raise(self, board: WordPieces) -> None:
        """Lift words and tokens, shown or still to come, to where there is room below them."""
        if self._is_raised:
            return
        self._is_raised = True
        shown = set(map(id, self.get_mobject_family_members()))
        parts: Iterable[Mobject] = (*board.words, *board.funnels, *board.tokens,
                                    self._word_name, self._token_name)  # fmt: skip
        moving = [part for part in parts if id(part[0] if len(part) else part) in shown]
        for part in parts:
            if part not in moving:
                part.shift(UP * _LOWERED)
        self.play(FadeOut(self._slot), *(part.animate.shift(UP * _LOWERED) for part in moving))

    def _drop(
        self,
        board: WordPieces,
        which: list[int],
        built: dict[int, Token] | None = None,
        link: Polygon | None = None,
    ) -> None:
        """Let words fall into their tokens; what has been built goes to its place.

        The ``link`` to what was built goes; the funnel of that word is there already.
        """
        if not which:
            return
        built = built or {}
        falls: list[Animation] = [] if link is None else [FadeOut(link)]
        for i in which:
            tokens = {place: board.tokens[place] for place in board.places[i]}
            if built.keys().isdisjoint(tokens):
                falls.append(FadeIn(board.funnels[i], shift=DOWN * 0.2))
            falls += [FadeIn(token, target_position=board.words[i].label)
                      for place, token in tokens.items() if place not in built]  # fmt: skip
            falls += [ReplacementTransform(built[place], token)
                      for place, token in tokens.items() if place in built]  # fmt: skip
        self.play(LaggedStart(*falls, lag_ratio=0.15), run_time=theme.SLOW)

    def _workshop(self, symbols: Sequence[str], board: WordPieces, word: Token) -> TokenRow:
        """Line symbols up below the word that they make up, as far as the stage goes."""
        row = TokenRow(
            shown_tokens(symbols),
            size=min(board.size, _LETTERS_SIZE),
            gap=_LETTERS_APART,
            widest=_WIDEST,
        )
        reach = row.width / 2
        x = np.clip(word.get_x(), _LEFT + reach, theme.STAGE_RIGHT - reach)
        return row.shift([x - row.get_x(), _LETTERS_AT - row[0].box.get_y(), 0])

    @staticmethod
    def _link(board: WordPieces, places: Sequence[int], row: TokenRow) -> tuple[Polygon, Ends]:
        """Lead to letters through the place that their tokens have or will have: its mouth."""
        own = VGroup(*(board.tokens[place] for place in places))
        mouth = own.get_corner(DL), own.get_corner(DR)
        above = [own.get_corner(UR), own.get_corner(UL)] if len(own) > 1 else []
        link = Polygon(*above, mouth[0], row.get_corner(UL), row.get_corner(UR), mouth[1],
                       stroke_width=0, fill_color=theme.LINE, fill_opacity=0.6)  # fmt: skip
        return link, (mouth[0] + RIGHT * _INSET, mouth[1] + LEFT * _INSET)

    def _legend(self) -> VGroup:
        said = [phrase("{mark} goes on", mark=CONTINUATION)]
        said += [phrase("“{token}”: byte", token=token)
                 for token in self.trace.query_side.shown if " 1/" in token][:1]  # fmt: skip
        legend = VGroup(*(Text(line, size=theme.SMALLEST, color=theme.QUIET,
                               declared=Declared("token")) for line in said))  # fmt: skip
        for line, text in enumerate(legend):
            text.set_x(theme.STAGE_LEFT, direction=LEFT)
            text.stand_on(_LETTERS_AT - 0.32 * (line + 1))
        return legend

    def _rules(self, merging: Merging) -> RuleChips:
        piece = "".join(c.removeprefix(CONTINUATION) for c in merging.characters)
        rules = derive(merge_rules, piece, self.model, source=self._list)
        steps = merging.merges[-_MOST_RULES:]
        chips = RuleChips([(step.left, step.right) for step in steps], rules[-len(steps) :],
                          widest=_WIDEST)  # fmt: skip
        return chips.move_to([_MIDDLE, _RULES_AT, 0])

    def _join(
        self, before: TokenRow, after: TokenRow, place: int, chip: VGroup,
        narrowing: Animation, pace: float,
    ) -> None:  # fmt: skip
        """Let the neighbours at a place become one, by the rule on the chip."""
        left, right = pair = before[place : place + 2]
        self.play(FadeIn(chip, shift=UP * 0.15),
                  *(token.box.animate.set_stroke(theme.HIGHLIGHT, theme.STROKE_FRAME)
                    for token in pair), run_time=0.4 * pace)  # fmt: skip
        rest = [*before[:place], *before[place + 2 :]]
        kept = [*after[:place], *after[place + 1 :]]
        new = after[place]
        self.play(
            *(ReplacementTransform(old, same) for old, same in zip(rest, kept, strict=True)),
            ReplacementTransform(VGroup(left.box, right.box), VGroup(new.box)),
            FadeOut(left.label, right.label, target_position=new.label), FadeIn(new.label),
            narrowing, run_time=0.7 * pace,
        )  # fmt: skip
        self.remove(*pair)
        self.add(*after)
        self.wait(_RESULT * pace)

    def _tape(self) -> IndexTape:
        ids = derive(vocabulary_ids, self.model, source=self._list)
        places = windows(list(followed_ids(self.trace.query_side.ids)), len(self.vocabulary))
        tape = IndexTape(self.vocabulary.shown, ids, places=places)
        return tape.scale(min(1.0, _WIDEST / tape.width)).move_to([_MIDDLE, _TAPE_AT, 0])

    def _word_count(self) -> Citation:
        return derive(count_words, self.sentence, source=self.trace.source.label).cite()

    def _token_count(self) -> Citation:
        return derive(count_tokens, self.quantity("query_side.ids")).cite()

    def _vocabulary_size(self) -> Citation:
        return derive(vocabulary_size, self.model, source=self._list).cite()

    @property
    def _list(self) -> str:
        return f"{self.model} vocabulary"
