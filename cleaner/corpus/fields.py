"""Which column of a record is what: given by name, or known by its usual name.

Two columns that could be the text are a question for the user, never for a rule of precedence:
half of a corpus cleaned from the wrong column looks like success.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from ..files import UsageError
from ..types import SourceError

_USUAL = {
    "text": """
        text raw_text raw_content content body maintext main_text plaintext plain_text full_text
        fulltext article article_text article_body articlebody isi isi_berita isi_artikel konten
        teks naskah""",
    "html": "html raw_html page_html html_content content_html page_source",
    "url": "url source_url page_url article_url canonical_url link uri permalink tautan",
    "id": "id doc_id docid document_id article_id _id uuid guid record_id",
    "site": "site domain source_domain hostname publisher outlet portal media sumber source",
    # a bare "date" is the day of the crawl as often as not
    "date": """
        published published_at publish_date published_date date_publish date_published
        publication_date pub_date pubdate tanggal_terbit tanggal""",
}
# names of texts that are as often names of something else; they count where no usual one is there
_UNUSUAL = "artikel berita page_content document story news markdown paragraphs".split()
_DEEPEST = 4  # objects in one another whose columns have paths
_MOST = 200  # columns that are told apart
_SHOWN = 40  # characters of the name of one
_NAMES = {role: tuple(names.split()) for role, names in _USUAL.items()}
_TEXTS = frozenset((*_NAMES["text"], *_NAMES["html"], *_UNUSUAL))


class Fields(NamedTuple):
    """The names of the columns that hold each thing, None for what no column holds.

    What stands inside an object has a path for a name, as in ``data.body``.

    ``html`` is read as a page and comes first; where it is empty, ``text`` is read.
    """

    text: str | None = None
    html: str | None = None
    url: str | None = None
    id: str | None = None
    site: str | None = None
    date: str | None = None

    @property
    def told(self) -> str:
        """``text=isi_berita url=link``: what is read as what."""
        pairs = zip(self._fields, self, strict=True)
        return " ".join(f"{role}={name}" for role, name in pairs if name is not None)


def paths_of(columns: Mapping[str, Any]) -> list[str]:
    """The names of columns, and the paths of what stands in their objects, ``data.body``."""
    found: dict[str, None] = dict.fromkeys(columns)
    level = [(str(name), value) for name, value in columns.items()]
    for _ in range(_DEEPEST):
        level = [
            (f"{path}.{name}", inner)
            for path, value in level
            if isinstance(value, Mapping)
            for name, inner in islice(value.items(), _MOST)
        ][:_MOST]
        found |= dict.fromkeys(path for path, _ in level)
    return list(found)


def holds(columns: Mapping[str, Any], name: str) -> bool:
    """Whether there is a column of that name or path."""
    return name in columns or _inner(columns, name) is not columns


def value_of(columns: Mapping[str, Any], name: str) -> Any:
    """What the column of that name or path holds, None where there is none."""
    if name in columns:
        return columns[name]
    found = _inner(columns, name)
    return None if found is columns else found


def _inner(columns: Mapping[str, Any], path: str) -> Any:
    """What stands at a path; ``columns`` themselves where nothing does."""
    value: Any = columns
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return columns
        value = value[name]
    return value


def root_of(path: str, names: Sequence[str]) -> str:
    """The column that a name or path is in; the path itself where there is no such column."""
    if path in names:
        return path
    first = path.partition(".")[0]
    return first if first in names else path


def guess_fields(columns: Iterable[str], given: Mapping[str, str] | None = None) -> Fields:
    """Say which of ``columns`` is what; what is ``given`` (role to column) is taken as it is.

    Raises SourceError when no column, or more than one, could be the text, when a given column is
    not there, and for a role that does not exist.
    """
    names = paths_of(columns) if isinstance(columns, Mapping) else list(dict.fromkeys(columns))
    found = dict(given or {})
    for role, name in found.items():
        if role not in _NAMES:
            raise SourceError(f"there is no field {role!r}: {', '.join(_NAMES)}")
        if name not in names:
            raise SourceError(f"there is no column {name!r} for {role}; {_listed(names)}")
    if not found.keys() & {"text", "html"}:
        found |= _source_among(names)
    for role in ("url", "id", "site", "date"):
        if role not in found and (known := _known(role, names)):
            found[role] = known[0]
    return Fields(**found)


def _source_among(names: list[str]) -> dict[str, str]:
    """The one column that is text or html."""
    found = [(role, name) for role in ("text", "html") for name in _known(role, names)]
    found = found or [("text", name) for usual in _UNUSUAL for name in _called(usual, names)]
    if len(found) == 1:
        return dict(found)
    if not found:
        inner = [name for name in names if name.rpartition(".")[2].casefold() in _TEXTS]
        how = _how(inner[0] if len(inner) == 1 else "NAME")
        raise SourceError(f"no column is known to hold the text; {_listed(names)}; {how}")
    several = " and ".join(repr(name) for _, name in found)
    raise SourceError(f"{several} could each be the text; {_how(found[0][1], found[0][0])}")


def _how(name: str, role: str = "text") -> str:
    return f"say which with --field {role}={name} (in Python fields={{{role!r}: {name!r}}})"


def _listed(names: list[str]) -> str:
    if not names:
        return "there are no columns"
    shown = ", ".join(repr(clipped(name)) for name in names[:30])
    data = any(len(name) > _SHOWN for name in names)
    hint = " (is the first row a heading?)" if data else ""
    return f"the columns are {shown}{' ...' if len(names) > 30 else ''}{hint}"


def clipped(name: str) -> str:
    """A name of a column as it is told; in a table without a heading it may be a whole article."""
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


def _known(role: str, names: list[str]) -> list[str]:
    """The columns with a usual name of ``role``, the most usual first."""
    return [name for usual in _NAMES[role] for name in _called(usual, names)]


def _called(usual: str, names: list[str]) -> list[str]:
    return [name for name in names if _plain(name) == usual]


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


def given_fields(pairs: Iterable[str]) -> Mapping[str, str]:
    """Pairs as the command line has them, ``text=isi_berita``, as a mapping; raises UsageError."""
    found: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not column:
            raise UsageError(f"--field {pair}: say FIELD=COLUMN, as in text=isi_berita")
        found[field] = column
    return found
