"""Learning on one machine: documents and counts are kept on disk, in SQLite, while they are read.

Memory holds one batch of rows and SQLite's cache, whatever the size of the corpus. The database is
temporary; what is learnt is the profile.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from ..profile import Profile
from ..rules.loading import default_rules
from ..rules.ruleset import Rules
from .learning import (
    MOST_WORDS,
    UNIT,
    WORD_ARTICLES,
    Counts,
    Marks,
    Seen,
    Sums,
    counts_of,
    marks_of,
    sites_of,
    weighed,
    words_of,
)

BATCH = 100_000  # rows held in memory
CACHE = 64_000  # KiB of SQLite's cache
AT_ONCE = 500  # values in one question

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = FILE;
CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE keys (key INTEGER PRIMARY KEY);
CREATE TABLE documents (site INTEGER, titled INTEGER, text BLOB);
CREATE TABLE marks (site INTEGER, line INTEGER);
CREATE TABLE words (word TEXT, weight INTEGER);
CREATE TABLE forms (site INTEGER, text TEXT, held INTEGER, edge INTEGER, heads INTEGER,
                    title INTEGER, below INTEGER);
"""
_COUNT = """
CREATE TABLE here (site INTEGER, line INTEGER, n INTEGER, PRIMARY KEY (site, line)) WITHOUT ROWID;
INSERT INTO here SELECT site, line, COUNT(*) FROM marks GROUP BY site, line HAVING COUNT(*) > 1;
CREATE TABLE everywhere (line INTEGER PRIMARY KEY, n INTEGER);
INSERT INTO everywhere SELECT line, COUNT(*) FROM marks GROUP BY line HAVING COUNT(*) > 1;
DROP TABLE marks;
"""
_FORMS = """
SELECT sites.name, text, SUM(held), SUM(edge), SUM(heads), SUM(title), SUM(below)
FROM forms JOIN sites ON sites.id = site GROUP BY sites.name, text ORDER BY sites.name, text
"""
_WORDS = """
SELECT word, (SUM(weight) + :unit / 2) / :unit AS articles FROM words
GROUP BY word HAVING articles >= :least ORDER BY articles DESC, word LIMIT :most
"""


def learn(
    documents: Iterable[Seen], rules: Rules | None = None, folder: str | Path | None = None
) -> Profile:
    """Learn a profile; the order of ``documents`` does not matter, nor that some come twice.

    ``folder`` is where the temporary database goes: almost as large as the text. Raises
    OSError where the disk is full.
    """
    try:
        return _learnt(documents, rules or default_rules(), folder)
    except sqlite3.OperationalError as fault:
        raise OSError(f"the database of what is learnt: {fault}") from fault


def _learnt(documents: Iterable[Seen], rules: Rules, folder: str | Path | None) -> Profile:
    with TemporaryDirectory(prefix=".cleaner-learn-", dir=folder) as place:
        database = sqlite3.connect(Path(place, "spool.db"), isolation_level=None)
        try:
            database.executescript(f"PRAGMA cache_size = -{CACHE};{_TABLES}")
            database.execute("BEGIN")
            _take(database, documents)
            database.execute("COMMIT")
            database.executescript(_COUNT)
            database.execute("BEGIN")
            articles = _look_again(database)
            forms = ((site, text, Sums(*sums)) for site, text, *sums in database.execute(_FORMS))
            sites = dict(sites_of(articles, forms, rules))
            known = {"unit": UNIT, "least": WORD_ARTICLES, "most": MOST_WORDS}
            return Profile(sites, dict(database.execute(_WORDS, known)))
        finally:
            database.close()


def _take(database: sqlite3.Connection, documents: Iterable[Seen]) -> None:
    """Keep every document once, and a mark for each of its lines."""
    numbers: dict[str, int] = {}
    marks: list[tuple[int, int]] = []
    for document in documents:
        new = database.execute("INSERT OR IGNORE INTO keys VALUES (?)", (document.key,)).rowcount
        if not new:
            continue
        site = numbers.setdefault(document.site, len(numbers))
        marks += ((site, number) for number in marks_of(document).all)
        text = zlib.compress("\n".join(document.lines).encode("utf-8", "surrogatepass"), 1)
        row = (site, document.titled, text)
        database.execute("INSERT INTO documents VALUES (?, ?, ?)", row)
        if len(marks) >= BATCH:
            database.executemany("INSERT INTO marks VALUES (?, ?)", marks)
            marks.clear()
    database.executemany("INSERT INTO marks VALUES (?, ?)", marks)
    rows = ((number, name) for name, number in numbers.items())
    database.executemany("INSERT INTO sites VALUES (?, ?)", rows)


def _look_again(database: sqlite3.Connection) -> Counter[str]:
    """Weigh every document with the counts of its lines; return the weight of each site."""
    names = dict(database.execute("SELECT id, name FROM sites"))
    articles: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    words: Counter[str] = Counter()
    forms: dict[tuple[int, str], Sums] = {}
    for site, titled, data in database.execute("SELECT * FROM documents"):
        text = zlib.decompress(data).decode("utf-8", "surrogatepass")
        document = Seen(names[site], bool(titled), tuple(text.split("\n")))
        found = weighed(document, _counts(database, site, marks_of(document)))
        articles[document.site] += found.own
        if found.all == UNIT:  # nearly all; counted where it takes least time
            whole.update(words_of(document))
        else:
            words.update(dict.fromkeys(words_of(document), found.all))
        for line, sums in found.lines.items():
            forms[site, line] = forms.get((site, line), Sums()) + sums
        if len(whole) + len(words) + len(forms) >= BATCH:
            _flush(database, whole, words, forms)
    _flush(database, whole, words, forms)
    return articles


def _counts(database: sqlite3.Connection, site: int, marks: Marks) -> Counts:
    """How many documents hold each segment, of the site and of all."""
    ask = "SELECT line, n FROM here WHERE site = ? AND line IN"
    here = _asked(database, ask, (site,), marks.all)
    everywhere = _asked(database, "SELECT line, n FROM everywhere WHERE line IN", (), marks.lines)
    return counts_of(marks, here, everywhere)


def _asked(
    database: sqlite3.Connection, ask: str, given: tuple[int, ...], numbers: list[int]
) -> dict[int, int]:
    """The counts of numbers that more than one document holds."""
    found: dict[int, int] = {}
    for at in range(0, len(numbers), AT_ONCE):
        some = numbers[at : at + AT_ONCE]
        places = ", ".join("?" * len(some))
        found.update(database.execute(f"{ask} ({places})", (*given, *some)))
    return found


def _flush(
    database: sqlite3.Connection,
    whole: Counter[str],
    words: Counter[str],
    forms: dict[tuple[int, str], Sums],
) -> None:
    """Write down what was added up so far: ``whole`` articles with a word, weights, and sums."""
    counts = ((word, count * UNIT) for word, count in whole.items())
    database.executemany("INSERT INTO words VALUES (?, ?)", chain(counts, words.items()))
    rows = ((*key, *sums) for key, sums in forms.items())
    database.executemany("INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    for done in (whole, words, forms):
        done.clear()
