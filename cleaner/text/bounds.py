"""Whether a segment that a rule fits holds more than the rule's notice: a sentence of the article.

A notice without an end mark and the sentence after it look like one sentence when the break between
them is lost (``Join our channel The council voted on Monday.``). What tells is that more words
follow the last ones the rule asks for, and that one of them has a capital, as the first of a
sentence has, where a name could hardly stand. In doubt the whole segment stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from ..lines import PROSE_WORDS, STOPS, Block, Shape, after_words
from ..rules.rule import Phrase, Rule
from ..rules.ruleset import leads_to_title
from ..words.language import function_words

_LABELLED = ("related", "caption", "tags", "video", "byline")
_SHAPED = ("caption",)  # families whose shapes say what the whole segment is
# what the words of a notice are the subject of when one of these follows them
_PREDICATES = frozenset(
    (
        *("is", "was", "are", "were", "has", "had", "became", "said", "adalah", "menjadi"),
        *("ialah", "ist", "war", "wurde", "est", "était", "es", "fue", "era"),
    )
)
MOST_LABELLED = 25  # words of a label with the headline or the name it stands before
SENTENCE_WORDS = 8  # with a capital before so many words, a sentence may begin after any word
LEAST_TITLE = 2  # words of a headline after which a sentence may begin
SMALL_WORDS = 4  # in a row of names and what joins them
MOST_RIGHTS = 8  # words of a sentence that begins with a copyright sign
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-'’.][\p{L}\p{M}\p{N}]+)*")
UNCASED_WORDS = 8  # words after a notice that may be a sentence in a script without capitals
NOUNS_CAPITAL = ("de", "lb")  # languages that write every noun with a capital
_CASED = regex.compile(r"[\p{Lu}\p{Ll}]")


def holds_more(rule: Rule, block: Block, language: str | None) -> bool:
    """Whether a sentence may stand beside the notice in one segment of a text of ``language``."""
    shape = block.shape
    inside = block.before != "line" or block.after != "line"
    if shape.end == "stop" and leads_to_title(rule):
        return shape.size > MOST_LABELLED or not _is_one_title(rule, shape, language)
    if inside and _is_labelled(rule):
        # after a label stands a headline or a name, which has no end mark
        rights = shape.text.lstrip("—–- ")[0] in "©ⓒ" and shape.size <= MOST_RIGHTS
        if rule.gives == "captions" and _small_words(shape) >= SMALL_WORDS:
            return True
        return (shape.end == "stop" and not rights) or shape.size > MOST_LABELLED
    if inside and shape.end == "open" and block.after == "open":
        return True
    if rule.shape and rule.family in _SHAPED:  # no credit has a full stop of its own
        return rule.gives == "captions" and shape.text[-1] in STOPS
    return shape.end == "stop" and _goes_on(rule, shape, language)


def _is_one_title(rule: Rule, shape: Shape, language: str | None) -> bool:
    """Whether a headline with a full stop, and no sentence, follows a label and its mark."""
    if not (told := _told(rule, shape.tokens)):
        return False
    words = [match.group() for match in _WORD.finditer(after_words(shape.text, told))]
    if not words or words[0][0].islower():  # the label is the subject of a sentence
        return False
    small = function_words(language)
    return any(map(_CASED.search, words)) and not any(
        _may_begin(word, before, small, language, left=len(words) - i)
        for i, (before, word) in enumerate(pairwise(words), 1)
        if LEAST_TITLE <= i <= len(words) - PROSE_WORDS
    )


def _may_begin(
    word: str, before: str, small: frozenset[str], language: str | None, *, left: int
) -> bool:
    """Whether a sentence of ``left`` words may begin inside a headline that has no mark there."""
    if word[0].isdigit():
        return left >= SENTENCE_WORDS and before.lower() not in small
    plain = language in NOUNS_CAPITAL
    return word[0].isupper() and _begins(word, before, small, small, plain=plain, left=left)


def _small_words(shape: Shape) -> int:
    """How many words without a capital stand behind the label of a credit, which is a name."""
    return sum(word[0].islower() for word in shape.text.split()[1:])


def _is_labelled(rule: Rule) -> bool:
    marked = any(phrase[-1] in (":", "©") for phrase in rule.begins)
    return bool(rule.then) or marked or (rule.family in _LABELLED and bool(rule.begins))


def _goes_on(rule: Rule, shape: Shape, language: str | None) -> bool:
    """Whether a sentence may begin after the last words that the rule asks for."""
    told = _told(rule, shape.tokens)
    if not told:
        return False
    words = [match.group() for match in _WORD.finditer(after_words(shape.text, told))]
    if len(words) < PROSE_WORDS:
        return _unspaced_rest(shape, told)
    if words[0] in _PREDICATES:
        return True
    if not any(map(_CASED.search, words)):
        rights = rule.family == "footer" and bool(rule.holds)  # which are told in few words
        return len(words) >= (PROSE_WORDS if rights else UNCASED_WORDS)
    # where every noun has a capital only words of grammar tell
    plain = language in NOUNS_CAPITAL
    small = function_words(language)
    led = small | function_words("en")  # notices in English stand in texts of any language
    before = shape.tokens[told - 1]
    for i, word in enumerate(words[: 1 - PROSE_WORDS]):
        if word[0].isupper() and _begins(
            word, before, small, led, plain=plain, left=len(words) - i
        ):
            return True
        before = word
    return False


def _begins(
    word: str,
    before: str,
    small: frozenset[str],
    led: frozenset[str],
    *,
    plain: bool,
    left: int,
) -> bool:
    """Whether a word with a capital may begin a sentence of ``left`` words after ``before``.

    After a word of ``led`` a name stands.
    """
    if word.lower() in small:
        return True
    if plain:
        return False
    name = before[0].isupper() or before in led  # which goes on, or which a name follows
    return left >= SENTENCE_WORDS or not name


def _unspaced_rest(shape: Shape, told: int) -> bool:
    """The same for scripts without spaces, where a word is a character."""
    return shape.unspaced and len(shape.tokens) - told >= 2 * SENTENCE_WORDS


def _told(rule: Rule, tokens: Phrase) -> int:
    """The end of the last words in a segment that the rule asks for; 0 when it asks for none."""
    asked = (*rule.is_, *rule.begins, *rule.ends, *rule.holds, *rule.also, *rule.us)
    return max((end for phrase in asked for end in _ends(phrase, tokens)), default=0)


def _ends(phrase: Phrase, tokens: Phrase) -> Iterator[int]:
    """Where a phrase ends in the tokens."""
    first = phrase[0]
    for i, token in enumerate(tokens):
        if token == first and tokens[i : i + len(phrase)] == phrase:
            yield i + len(phrase)
