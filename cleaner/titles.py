"""Where a headline ends that was glued into running text.

A headline in running text has no mark of its own end. What tells is the change of style: in a
headline in title case nearly every word has a capital, in a sentence nearly none; the sentence
starts at the last place before its first lower-case words where one may start. A headline in
sentence case ends where letters are glued (``vaksinMenurutnya``) or where a word that opens
sentences stands with a capital. Where the signs do not agree nothing is found, and prose stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

WINDOW = 480  # characters looked at; no headline and first words of a sentence are longer
MOST_WORDS = 26
LEAST_WORDS = 3
CAPITALS = 0.7  # share of the words of a headline in title case that have a capital
_QUOTES = "\"“”'‘’«»"

# words that a headline in title case writes small
SMALL = frozenset(
    "di ke dari dan atau yang untuk pada dengan dalam oleh si sang para akan ini itu agar demi "
    "hingga sampai saat usai soal jadi tak bagi kepada karena vs atas tanpa lewat melalui meski "
    "serta sebagai antara bahwa tentang terhadap bakal juga bareng hanya ada biar sejak daripada "
    "per kerana bahawa tidak masih belum bisa nan pun lalu akibat alias "
    "a an the of in on at to for and or but with by from as is vs via after over into its "
    "be are how why what".split()
)
# words that open a sentence; inside a headline in sentence case none has a capital
OPENERS = frozenset(
    "menurut menurutnya katanya ujarnya tambahnya jelasnya ia dia beliau mereka kami kita namun "
    "di sementara selain sebelumnya terdahulu dalam pada bagi jika mengulas hadir kemudian adapun "
    "apalagi akankah apakah tak meski meskipun setelah sebelum selepas saat ketika dari untuk hal "
    "berdasarkan sebagai dengan oleh karena kerana akibat sejauh hingga sejak seperti diketahui "
    "diduga kata tambah ujar jelas justeru malah malahan turut antara sekiranya walau walaupun "
    "tetapi tapi lalu selanjutnya selama seluruh sebuah seorang berkat dua tiga ratusan ribuan "
    "puluhan sejumlah beberapa sebanyak atas bahkan padahal sehingga saya ini itu "
    "according meanwhile however he she they it in on at after before when while as but and the "
    "this that these those we i".split()
)
# common words that belong to names of offices, bodies and places
_OFFICES = frozenset(
    "presiden menteri gubernur bupati wali ketua kepala direktur sekretaris kapolres kapolda "
    "kapolsek kapolresta kapolri kasat kanit kasi kabid kompol akp akbp ipda iptu aiptu aipda "
    "bripka briptu jenderal kolonel letnan mayor kapten brigjen irjen komjen dr drs ir prof h hj "
    "datuk seri tan sri dato tun tengku ustaz kh wakil anggota jaksa hakim juru bicara pelatih "
    "reskrim polres polsek polda polresta kejari kejati dinas badan kabupaten kota desa kecamatan "
    "kelurahan provinsi negeri umum lurah camat rektor dekan perdana pengadilan kejaksaan "
    "kepolisian kementerian komisi partai universitas rumah sakit bank tim satuan mahkamah majelis "
    "dewan jalan pasar gunung pulau sungai masjid timnas klub liga piala dunia pemerintah polisi "
    "asosiasi persatuan forum yayasan lembaga balai kantor rakyat nasional republik indonesia "
    "malaysia senin selasa rabu kamis jumat sabtu minggu manajer manager kampung daerah syarikat "
    "president minister prime chief state city united university street court bank".split()
)
_RANKS = frozenset(
    "kompol akp akbp ipda iptu aiptu aipda bripka briptu jenderal kolonel letnan mayor kapten "
    "brigjen irjen komjen dr drs ir prof hj datuk seri dato tun ustaz kh".split()
)
# offices that a sentence about a person starts with
_HEADS = _RANKS | frozenset(
    "presiden menteri gubernur bupati wali wakil ketua kepala direktur sekretaris kapolres kapolda "
    "kapolsek kapolresta kapolri kasat kanit kasi kabid komandan juru jaksa hakim pelatih manajer "
    "manager head camat lurah rektor dekan mantan perdana".split()
)
_TOKEN = regex.compile(r"\S+")
_WORD = regex.compile(r"[\p{L}\p{N}]+(?:[-/'’.][\p{L}\p{N}]+)*")
# inside a token: after a letter, digit or end mark, a capitalised word or an opening quote
_GLUE = regex.compile(
    r"(?<=[\p{Ll}\d!?…)”\"'’+.])(?=[“‘\"']?\p{Lu}\p{Ll})|(?<=\p{Lu}\p{Lu})(?=\p{Lu}\p{Ll}{2})"
)

_HEAD = regex.compile(r"\p{L}+$|\p{L}+")
_INSIDE = regex.compile(r"\p{Ll}{3}\p{Lu}\p{Ll}{3}")  # words glued inside a sentence


class Piece(NamedTuple):
    """A word of the text: offsets into it, and how firmly a sentence may begin at it.

    ``starts`` is ``stop`` (after a full stop), ``glue``, ``mark`` (after ! ? …), ``quote``,
    ``opener`` or "".
    """

    start: int
    end: int
    word: str
    starts: str

    @property
    def small(self) -> bool:
        """Whether the word is written in lower case."""
        return self.word[:1].islower()

    @property
    def plain(self) -> bool:
        """Whether a headline in title case would give the word a capital and this has none."""
        return self.small and self.word not in SMALL


def title_end(text: str, around: str, *, sentence_case: bool) -> int | None:
    """Where the headlines at the start of ``text`` end; None when that cannot be told.

    0 when a sentence starts there at once, ``len(text)`` when nothing but headlines stands there.
    ``around`` is the line they stand in. Headlines in sentence case are looked for when
    ``sentence_case`` is set.
    """
    pieces = pieces_of(text, around)
    whole = bool(pieces) and pieces[-1].end == len(text.rstrip()) and _all_headlines(pieces, text)
    sentence = _sentence_at(pieces)
    if sentence is None:
        return len(text) if whole else None
    title_case = _title_case(pieces[:sentence])
    glued = sum(piece.starts == "glue" for piece in pieces) > 1
    if whole and (not title_case or glued or len(pieces) - sentence < LEAST_WORDS * 2):
        return len(text) if title_case or sentence_case else None
    if title_case:
        at = _start_before(pieces, sentence, text, around)
    elif sentence_case:
        at = _last_glue(pieces, trusted=not _INSIDE.search(around[: around.find(text)]))
    else:
        return 0 if sentence < LEAST_WORDS else None
    if at is None or at < LEAST_WORDS or (title_case and _doubtful(pieces[:at], text)):
        return None
    return pieces[at].start


def _doubtful(pieces: Sequence[Piece], text: str) -> bool:
    """Whether a sentence may stand among the headlines: small words, or a quote not closed."""
    opened = text[: pieces[-1].end]
    return sum(p.plain for p in pieces) > 1 or opened.count("“") > opened.count("”")


def pieces_of(text: str, around: str, window: int = WINDOW) -> list[Piece]:
    """The words of the start of a text, tokens cut where they are glued.

    What stands in the line ``around`` it again is a name (AstraZeneca), not glued.
    """
    pieces: list[Piece] = []
    before = ""
    for token in _TOKEN.finditer(text, 0, min(len(text), window)):
        raw = token.group()
        cuts = [0, *_glues(raw, around), len(raw)]
        for a, b in zip(cuts, cuts[1:], strict=False):
            word = found.group() if (found := _WORD.search(raw, a, b)) else ""
            starts = _starts(raw[a:b], word, before, glued=a > 0) if pieces else ""
            pieces.append(Piece(token.start() + a, token.start() + b, word, starts))
            before = raw[a:b]
    return pieces


def _glues(token: str, around: str) -> Iterator[int]:
    """Where a token is two words; not in names such as YouTube and TikTok."""
    last = -1
    for match in _GLUE.finditer(token):
        at = match.start()
        left, right = token[max(last, 0) : at].strip(_QUOTES), _WORD.search(token, at)
        if len(left) <= 2 or right is None or at == last + 1:
            continue
        whole = _HEAD.search(left), _HEAD.match(token, at)
        if whole[0] and whole[1] and around.count(whole[0].group() + whole[1].group()) > 1:
            continue
        name = left.isalpha() and left[0].isupper() and len(left) <= 5 and len(right.group()) <= 4
        if not name or right.group().lower() in OPENERS:
            yield at
            last = at


def _starts(raw: str, word: str, before: str, *, glued: bool) -> str:
    """How firmly a sentence may begin at ``raw``, ``before`` being what stands before it."""
    bare = before.rstrip(_QUOTES + ")")
    if not raw.lstrip(_QUOTES)[:1].isupper():
        return ""
    if bare.endswith(".") and len(bare) > 3 and bare[:-1].lower() not in _OFFICES:
        return "stop"
    if glued:
        return "glue"
    if bare[-1:] in "!?…" and bare:
        return "mark"
    if raw[0] in '"“':
        return "quote"
    return "opener" if word.lower() in OPENERS else ""


def _all_headlines(pieces: Sequence[Piece], text: str) -> bool:
    """Whether a whole text is headlines: no full stop, and none too long where pieces are glued."""
    bare = (text[p.start : p.end].rstrip(_QUOTES + ")") for p in pieces)
    if any(end.endswith(".") and len(end) > 3 for end in bare):
        return False
    last = longest = 0
    for i, piece in enumerate((*pieces, None)):
        if piece is None or piece.starts in ("glue", "mark", "quote"):
            longest, last = max(longest, i - last), i
    return longest <= MOST_WORDS and len(pieces) >= LEAST_WORDS


def _sentence_at(pieces: Sequence[Piece]) -> int | None:
    """The first of the words that are written as in a sentence."""
    for i, piece in enumerate(pieces[: MOST_WORDS * 2]):
        if piece.small:
            near = pieces[i : i + 6] if piece.plain else pieces[i : i + 4]
            small, plain = sum(p.small for p in near), sum(p.plain for p in near)
            if (small >= 3 and plain) or (piece.plain and any(p.small for p in near[1:2])):
                return i
    return None


def _title_case(pieces: Sequence[Piece]) -> bool:
    words = [p for p in pieces if p.word and p.word.lower() not in SMALL]
    return len(words) >= LEAST_WORDS and sum(not p.small for p in words) >= CAPITALS * len(words)


def _start_before(pieces: Sequence[Piece], sentence: int, text: str, around: str) -> int | None:
    """Where the sentence starts that is ``sentence`` at its first small word."""
    for i in range(sentence - 1, max(sentence - 12, LEAST_WORDS - 1), -1):
        between = pieces[i + 1 : sentence]
        firm = pieces[i].starts not in ("", "opener") or (between and between[0].small)
        if pieces[i].starts and (len(between) <= 1 or (firm and _names(between))):
            return i
    # a comma there ends an apposition, and the sentence may have started anywhere before it
    named = pieces[sentence].word != "yang" or not _is_common(pieces[sentence - 1].word)
    if named and text[pieces[sentence - 1].end - 1] == ",":
        return _office(pieces, max(sentence - 12, LEAST_WORDS), sentence)
    return _start_of_names(pieces, sentence, around)


def _names(pieces: Sequence[Piece]) -> bool:
    """Whether words with capitals may be names in the middle of a sentence."""
    common = sum(_is_common(p.word) for p in pieces if not p.small)
    return common * 3 <= len(pieces) * 2


def _start_of_names(pieces: Sequence[Piece], sentence: int, around: str) -> int | None:
    """Where a sentence starts that nothing but the style parts from the headline.

    A common word with a capital before the first small one starts it, else the names and offices
    there do. The word before a name may belong to it, unless the line tells otherwise.
    """
    i = sentence - 1
    if i < LEAST_WORDS or pieces[i].small or _is_common(pieces[i].word):
        return None if i < LEAST_WORDS or pieces[i].small else i
    while i > LEAST_WORDS and _may_name(pieces[i], pieces[i - 1]):
        i -= 1
    if pieces[i].starts:
        return i
    held = pieces[i + 1 : sentence]
    if pieces[i].small:
        doubt = len(held) > 3 or any(p.word.lower() in _OFFICES for p in held)
        return None if doubt else min(i + 2, sentence - 1)
    if (head := _office(pieces, max(i - 4, LEAST_WORDS), i + 1)) is not None:
        return head
    name = held[0].word
    apart = name.lower() in _OFFICES or (
        around.count(name) > 1 and around.count(f"{pieces[i].word} {name}") == 1
    )
    return i + 1 if apart else i


def _office(pieces: Sequence[Piece], start: int, end: int) -> int | None:
    """The first office a person may hold with only capitals from before it to ``end``."""
    for i in range(start, end):
        if pieces[i].word.lower() in _HEADS and not any(p.small for p in pieces[i - 1 : end]):
            return i
    return None


def _may_name(piece: Piece, before: Piece) -> bool:
    """Whether a word may be inside a name, so that what names it starts before it."""
    if piece.small or piece.starts:
        return False
    return not _is_common(piece.word) or before.word.lower() in _RANKS


def _is_common(word: str) -> bool:
    """Whether a word with a capital is no name, nor part of the name of an office or a place."""
    # imported here: most documents hold no such headline and need no word lists for it
    from .words import is_common

    lower = word.lower()
    return lower not in _OFFICES and not word.isupper() and is_common(lower)


def _last_glue(pieces: Sequence[Piece], *, trusted: bool) -> int | None:
    """Where headlines in sentence case end: where a sentence opens, else the first firm place.

    The last one before a full stop where the text is ``trusted`` to have no other glued words.
    """
    found, last = None, 0
    for i, piece in enumerate(pieces):
        if piece.starts == "stop" or i - last > MOST_WORDS - 6:
            break
        if piece.starts and i >= LEAST_WORDS:
            if _opens(piece):
                return i
            if (found is None or trusted) and i - last >= LEAST_WORDS:
                found = i
            last = i
    return found


def _opens(piece: Piece) -> bool:
    lower = piece.word.lower()
    return piece.starts in ("quote", "opener") or lower in OPENERS or lower.endswith("nya")
