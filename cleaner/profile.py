"""What was learnt of a corpus: the lines that recur on each site, and how common words are.

A profile is read from and written to two files a person can edit: ``NAME.toml`` holds the lines,
``NAME.words.tsv`` beside it the words. A deleted entry is no longer applied, and the others keep
their numbers, by which edits name them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from .lines import Shape
from .reading import capped
from .types import ProfileError

VERSION = 1
UNNAMED = "unnamed"  # the site of all documents of which no site is known
PLACES = ("anywhere", "edges", "end")
MATCHES = ("verbatim", "digits", "opening", "closing")
WORDS = ".words.tsv"
LARGEST = 200_000_000  # bytes of either file
_QUOTES = tuple("\"'“‘«‹„")
_DIGITS_OF_COUNT = 4000
_DIGITS = re.compile(r"\d+")
_HOST = re.compile(r"[^\s/:?#@\x00-\x1f\x7f\ud800-\udfff]{1,253}")
_HEAD = """\
# Lines that recur over many articles of a site. An entry that is deleted is no longer applied.
# match: verbatim, or digits (any digits and any case of letters stand for those of the text), or
#        opening (a sentence follows with no mark between), or closing (one stands before it so)
# place: anywhere, or edges (only above the first and below the last prose), or end (only below)
"""


class Entry(NamedTuple):
    """A segment that recurs on a site: a line, or a piece of one between two boundaries.

    ``articles`` of the site's ``of`` distinct articles hold it. ``match`` is ``verbatim``,
    ``digits`` (any digits, and any case of the letters, stand for those of ``text``), ``opening``
    (verbatim, and segments are parted after it where they begin with it and a sentence follows) or
    ``closing`` (verbatim, and segments are parted before it where they end with it and no small
    word stands before). ``place`` is ``anywhere``, ``edges``, which is only above the first and
    below the last prose, or ``end``, which is only below.
    ``examples`` are other forms that were seen; they change nothing.
    """

    number: int
    text: str
    articles: int
    of: int
    match: str = "verbatim"
    place: str = "anywhere"
    examples: tuple[str, ...] = ()

    @property
    def most(self) -> bool:
        """Whether most articles of the site hold it."""
        return self.articles * 2 > self.of


class Learnt(NamedTuple):
    """The entries of one site, for look-up."""

    host: str
    verbatim: Mapping[str, Entry]
    folded: Mapping[str, Entry]
    openings: Mapping[str, tuple[str, ...]] = {}  # by the first word, the longest first
    closings: Mapping[str, tuple[str, ...]] = {}  # by the last word, the longest first

    def opening(self, segment: str) -> int:
        """The length of the longest opening before a sentence that a segment begins with, or 0."""
        for opening in self.openings.get(segment.partition(" ")[0], ()):
            rest = segment[len(opening) :]
            if segment.startswith(opening) and rest[:1] == " " and starts_sentence(rest.lstrip()):
                return len(opening)
        return 0

    def closing(self, segment: str) -> int:
        """The length of the longest closing that a segment ends with behind other words, or 0."""
        for closing in self.closings.get(segment.rpartition(" ")[2], ()):
            before = segment[: -len(closing)]
            if segment.endswith(closing) and before[-1:] == " " and ends_phrase(before.split()[-1]):
                return len(closing)
        return 0

    def names(self, shape: Shape) -> Entry | None:
        """The entry that names a segment, if one does.

        Prose is named only verbatim, and where most articles of the site hold it, its words speak
        for boilerplate or the entry is for the end.
        """
        # imported here: the type alone is asked for more often
        from .text.wordings import is_doubted

        line = shape.text
        entry = self.verbatim.get(line)
        if entry is None and self.folded and not shape.prose:
            entry = self.folded.get(folded(line))
        if entry is None or not shape.prose or entry.most or entry.place == "end":
            return entry
        return entry if is_doubted(shape) else None


@dataclass(frozen=True)
class Profile:
    """What was learnt of a corpus; frozen, so it is the same for every document.

    ``sites`` has the entries of each host, ``words`` says of a lower-case word how many distinct
    articles hold it.
    """

    sites: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)

    def of(self, host: str | None) -> Learnt | None:
        """The entries of a host for look-up, None if nothing is known of it.

        Without a host they are those of the documents of which no site was known.
        """
        return self._by_host.get(host or UNNAMED)

    @cached_property
    def _by_host(self) -> dict[str, Learnt]:
        return {host: _indexed(host, entries) for host, entries in self.sites.items()}


def _indexed(host: str, entries: tuple[Entry, ...]) -> Learnt:
    verbatim = {entry.text: entry for entry in entries if entry.match != "digits"}
    digits = {folded(entry.text): entry for entry in entries if entry.match == "digits"}
    openings = _by_word(entries, "opening", 0)
    return Learnt(host, verbatim, digits, openings, _by_word(entries, "closing", -1))


def _by_word(entries: tuple[Entry, ...], match: str, word: int) -> dict[str, tuple[str, ...]]:
    """The texts of one kind of entries by their first or their last word, the longest first."""
    found: dict[str, tuple[str, ...]] = {}
    texts = {entry.text for entry in entries if entry.match == match}
    for text in sorted(texts, key=lambda text: (-len(text), text)):
        key = text.split(" ")[word]
        found[key] = (*found.get(key, ()), text)
    return found


def starts_sentence(text: str) -> bool:
    """Whether a sentence may begin with ``text``: a capital, a digit, or a quotation mark."""
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in _QUOTES


def ends_phrase(word: str) -> bool:
    """Whether something may end with ``word``: a name, or a word with a mark after it."""
    return not (word[0].islower() or word[0].isdigit()) or not word[-1].isalnum()


def folded(line: str) -> str:
    """The shape of a line: small letters, every run of digits a zero, single spaces."""
    return _DIGITS.sub("0", " ".join(line.casefold().split()))


def site_of(site: str | None, url: str | None = None) -> str | None:
    """The name a document's site goes by: that of ``site``, else the host of ``url``.

    ``site`` may be a host, an address, or any other name. Hosts lose their ``www.``.
    """
    name = "-".join((site or "").split())
    for given in (name, (url or "").strip()):
        try:
            host = urlsplit(given if "//" in given else f"//{given}").hostname or ""
        except ValueError:
            continue
        host = host.rstrip(".").removeprefix("www.")
        if _HOST.fullmatch(host):
            return host
    return None


def files_of(path: str | Path) -> list[Path]:
    """The files of a profile that are there."""
    return [found for found in (Path(path), Path(path).with_suffix(WORDS)) if found.exists()]


def load_profile(path: str | Path) -> Profile:
    """Read a profile and the words beside it; a missing file of words means none.

    Raises ProfileError for files that are not a profile, OSError where there is none.
    """
    # imported here: the type alone is asked for more often
    import tomli

    path = Path(path)
    wrong = (tomli.TOMLDecodeError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
    try:
        data = tomli.loads(_read(path))
        sites = dict(_sites(data))
        words = dict(_words(path.with_suffix(WORDS)))
    except wrong as fault:
        raise ProfileError(f"{path} is not a profile: {fault}") from fault
    return Profile(sites, words)


def _sites(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    if data["version"] != VERSION:
        raise ValueError(f"it is of version {data['version']}, this is for version {VERSION}")
    for host, site in data.get("site", {}).items():
        entries = tuple(_entry(dict(line), site["articles"]) for line in site.get("line", ()))
        if len({entry.number for entry in entries}) < len(entries):
            raise ValueError(f"two lines of {host} have one number")
        yield host, entries


def _entry(line: dict[str, Any], of: int) -> Entry:
    entry = Entry(**(line | {"of": of, "examples": tuple(line.get("examples", ()))}))
    if entry.match not in MATCHES or entry.place not in PLACES:
        raise ValueError(f"no such match or place: {entry.match!r}, {entry.place!r}")
    if not all(isinstance(n, int) for n in (entry.number, entry.articles, of)):
        raise ValueError(f"a count of {entry.text!r} is no whole number")
    if not isinstance(entry.text, str) or not entry.text.strip():
        raise ValueError(f"line {entry.number} has no text")
    return entry


def _words(path: Path) -> Iterator[tuple[str, int]]:
    if path.exists():
        for number, line in enumerate(_read(path).split("\n"), 1):
            if line:
                word, tab, count = line.partition("\t")
                if not (word and tab and count.isdecimal() and len(count) < _DIGITS_OF_COUNT):
                    raise ValueError(f"line {number} of {path.name} is no word, tab and number")
                yield word, int(count)


def _read(path: Path) -> str:
    with path.open("rb") as file:
        data = capped(file, LARGEST)
    if data is None:
        raise ValueError(f"{path.name} has more than {LARGEST} bytes")
    return data.decode()


def save_profile(profile: Profile, path: str | Path) -> None:
    """Write a profile and the words beside it; each file is replaced as a whole."""
    # imported here: files are no concern of those who only look something up
    from .writing import write

    path = Path(path)
    words = "".join(f"{word}\t{count}\n" for word, count in sorted(profile.words.items()))
    write(path.with_suffix(WORDS), words.encode())
    write(path, "".join(_written(profile)).encode())


def _written(profile: Profile) -> Iterator[str]:
    yield f"{_HEAD}version = {VERSION}\n"
    for host, entries in sorted(profile.sites.items()):
        if entries:
            yield f"\n[site.{_quoted(host)}]\narticles = {entries[0].of}\n"
        for entry in entries:
            yield f"\n[[site.{_quoted(host)}.line]]\n"
            fields = entry._asdict()
            del fields["of"]
            for name, value in fields.items():
                if value != Entry._field_defaults.get(name):
                    yield f"{name} = {_quoted(value)}\n"


def _quoted(value: object) -> str:
    """A value as TOML has it, which is as JSON has it but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
