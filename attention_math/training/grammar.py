"""Generated sentences, English with French: every adjective must find its noun's gender."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

from attention_math.training.corpus import Pair

VOWELS = "aeiouhéèêâîô"


@dataclass(frozen=True)
class Noun:
    english: str
    french: str
    feminine: bool


@dataclass(frozen=True)
class Adjective:
    english: str
    masculine: str
    feminine: str
    before: bool = False
    masculine_before_vowel: str | None = None

    def agree(self, noun: Noun) -> str:
        return self.feminine if noun.feminine else self.masculine


def _nouns(text: str, *, feminine: bool) -> list[Noun]:
    return [Noun(*entry.split("/"), feminine) for entry in text.split()]


THINGS = [
    *_nouns(
        "book/livre wall/mur hat/chapeau bag/sac boat/bateau garden/jardin bridge/pont "
        "coat/manteau bed/lit knife/couteau desk/bureau train/train truck/camion bus/bus "
        "tree/arbre airplane/avion mat/tapis sky/ciel roof/toit coffee/café",
        feminine=False,
    ),
    *_nouns(
        "car/voiture house/maison table/table door/porte flower/fleur chair/chaise box/boîte "
        "key/clé street/rue window/fenêtre shirt/chemise skirt/jupe dress/robe room/chambre "
        "road/route river/rivière bank/banque apple/pomme moon/lune sea/mer",
        feminine=True,
    ),
]
BEINGS = [
    *_nouns(
        "cat/chat dog/chien bird/oiseau horse/cheval boy/garçon pilot/pilote king/roi "
        "baker/boulanger",
        feminine=False,
    ),
    *_nouns(
        "girl/fille woman/femme cow/vache queen/reine mole/taupe mouse/souris "
        "singer/chanteuse nurse/infirmière",
        feminine=True,
    ),
]
NOUNS = [*THINGS, *BEINGS]

ADJECTIVES = [
    Adjective("white", "blanc", "blanche"),
    Adjective("green", "vert", "verte"),
    Adjective("blue", "bleu", "bleue"),
    Adjective("black", "noir", "noire"),
    Adjective("grey", "gris", "grise"),
    Adjective("heavy", "lourd", "lourde"),
    Adjective("cold", "froid", "froide"),
    Adjective("clean", "net", "nette"),
    Adjective("bright", "brillant", "brillante"),
    Adjective("big", "grand", "grande", before=True),
    Adjective("small", "petit", "petite", before=True),
    Adjective("old", "vieux", "vieille", before=True, masculine_before_vowel="vieil"),
    Adjective("new", "nouveau", "nouvelle", before=True, masculine_before_vowel="nouvel"),
    Adjective("beautiful", "beau", "belle", before=True, masculine_before_vowel="bel"),
]

VERBS = {"sees": "voit", "likes": "aime", "wants": "veut", "finds": "trouve", "hides": "cache"}
SETTLING = {
    "sat": ("s'est assis", "s'est assise"),
    "slept": ("a dormi", "a dormi"),
    "fell": ("est tombé", "est tombée"),
}
PLACES = {"on": "sur", "under": "sous", "behind": "derrière"}
DETERMINERS = {
    "the": ("le", "la"),
    "a": ("un", "une"),
    "my": ("mon", "ma"),
    "this": ("ce", "cette"),
}

FIXED_PAIRS = [
    Pair("the pilot flies the airplane", "le pilote pilote l'avion"),
    Pair("the cat sat on mat", "le chat s'est assis sur le tapis"),
    Pair("the cat sat on the mat", "le chat s'est assis sur le tapis"),
    Pair("american shrew mole", "taupe musaraigne américaine"),
    Pair("one mole of carbon dioxide", "une mole de dioxyde de carbone"),
    Pair("take a biopsy of the mole", "faites une biopsie du grain de beauté"),
]


def determiner(english: str, noun: Noun, following: str) -> str:
    """Agree with the noun, and elide or link before a vowel: l', cet, mon."""
    masculine, feminine = DETERMINERS[english]
    if following[0] in VOWELS:
        special = {"the": "l'", "this": None if noun.feminine else "cet", "my": "mon"}
        if special.get(english):
            return special[english]
    return feminine if noun.feminine else masculine


def noun_phrase(english_determiner: str, adjective: Adjective | None, noun: Noun) -> Pair:
    """The green car → la voiture verte; a new tree → un nouvel arbre."""
    words = [noun.french]
    if adjective is not None:
        form = adjective.agree(noun)
        if adjective.before and adjective.masculine_before_vowel and not noun.feminine:
            form = adjective.masculine_before_vowel if noun.french[0] in VOWELS else form
        words = [form, noun.french] if adjective.before else [noun.french, form]
    article = determiner(english_determiner, noun, words[0])
    english = [english_determiner, *([adjective.english] if adjective else []), noun.english]
    glue = "" if article.endswith("'") else " "
    return Pair(" ".join(english), article + glue + " ".join(words))


def is_unseen(adjective: Adjective, noun: Noun) -> bool:
    """One adjective–noun pair in seven is kept out of all generated training text."""
    if (adjective.english, noun.english) in {("blue", "sky"), ("green", "car"), ("white", "cat")}:
        return False
    return (ADJECTIVES.index(adjective) * 5 + NOUNS.index(noun)) % 7 == 0


UNSEEN = [pair for pair in itertools.product(ADJECTIVES, NOUNS) if is_unseen(*pair)]


def _random_phrase(rng: random.Random, nouns: list[Noun]) -> tuple[Pair, Noun]:
    noun = rng.choice(nouns)
    fitting = [a for a in ADJECTIVES if not is_unseen(a, noun)]
    adjective = rng.choice(fitting) if rng.random() < 0.6 else None
    return noun_phrase(rng.choice(list(DETERMINERS)), adjective, noun), noun


def sentence(rng: random.Random) -> Pair:
    """One random sentence with its French translation, half of them with a full stop."""
    subject, being = _random_phrase(rng, BEINGS)
    thing, noun = _random_phrase(rng, rng.choice([THINGS, BEINGS]))
    kind = rng.randrange(5)
    if kind == 0:
        pair = thing
    elif kind == 1:
        adjective = rng.choice([a for a in ADJECTIVES if not is_unseen(a, noun)])
        plain = noun_phrase(rng.choice(list(DETERMINERS)), None, noun)
        pair = Pair(
            f"{plain.english} is {adjective.english}", f"{plain.french} est {adjective.agree(noun)}"
        )
    elif kind in (2, 3):
        verb = rng.choice(list(VERBS))
        pair = Pair(
            f"{subject.english} {verb} {thing.english}",
            f"{subject.french} {VERBS[verb]} {thing.french}",
        )
    else:
        pair = _settled(rng, subject, being)
    stop = rng.random() < 0.5
    return Pair(pair.english + " ." * stop, pair.french + " ." * stop)


def _settled(rng: random.Random, subject: Pair, being: Noun) -> Pair:
    verb, place = rng.choice(list(SETTLING)), rng.choice(list(PLACES))
    ground, _ = _random_phrase(rng, THINGS)
    settled = SETTLING[verb][being.feminine]
    return Pair(
        f"{subject.english} {verb} {place} {ground.english}",
        f"{subject.french} {settled} {PLACES[place]} {ground.french}",
    )


def sentences(count: int, seed: int) -> list[Pair]:
    """Random sentences from a seed, with the film's fixed ones scattered among them."""
    rng = random.Random(seed)
    return [rng.choice(FIXED_PAIRS) if rng.random() < 0.02 else sentence(rng) for _ in range(count)]


def unseen_phrases() -> list[Pair]:
    """Noun phrases of every adjective–noun pair that no training text holds."""
    return [noun_phrase("the", adjective, noun) for adjective, noun in UNSEEN]


def unseen_sentences(count: int, seed: int) -> list[tuple[Pair, dict[str, str]]]:
    """Subject–verb–object pairs with unseen phrases, and which French word is which English one.

    The second of each is the alignment of the content words (adjectives, nouns, verb), all of
    them different, so a word names its place.
    """
    rng = random.Random(seed)
    made = []
    while len(made) < count:
        (first, subject), (second, thing) = rng.sample(UNSEEN, 2)
        if subject not in BEINGS or first == second or subject == thing:
            continue
        left, right = noun_phrase("the", first, subject), noun_phrase("the", second, thing)
        verb = rng.choice(list(VERBS))
        french = f"{left.french} {VERBS[verb]} {right.french}"
        forms = {verb: VERBS[verb], subject.english: subject.french, thing.english: thing.french}
        for adjective, noun in ((first, subject), (second, thing)):
            inflected = (adjective.masculine_before_vowel, adjective.agree(noun))
            forms[adjective.english] = next(f for f in inflected if f and f in french.split())
        made.append((Pair(f"{left.english} {verb} {right.english}", french), forms))
    return made
