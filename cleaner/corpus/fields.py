"""Which column of a record is what: given by name, or known by its usual name.

Two columns that could be the text are a question for the user, never for a rule of precedence:
half of a corpus cleaned from the wrong column looks like success.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

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
_NAMES = {role: tuple(names.split()) for role, names in _USUAL.items()}


class Fields(NamedTuple):
    """The names of the columns that hold each thing, None for what no column holds.

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


def guess_fields(columns: Iterable[str], given: Mapping[str, str] | None = None) -> Fields:
    """Say which of ``columns`` is what; what is ``given`` (role to column) is taken as it is.

    Raises SourceError when no column, or more than one, could be the text, when a given column is
    not there, and for a role that does not exist.
    """
    names = list(dict.fromkeys(columns))
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
    if len(found) == 1:
        return dict(found)
    if not found:
        raise SourceError(f"no column is known to hold the text; {_listed(names)}; {_how('NAME')}")
    several = " and ".join(repr(name) for _, name in found)
    raise SourceError(f"{several} could each be the text; {_how(found[0][1], found[0][0])}")


def _how(name: str, role: str = "text") -> str:
    return f"say which with --field {role}={name} (in Python fields={{{role!r}: {name!r}}})"


def _listed(names: list[str]) -> str:
    shown = ", ".join(map(repr, names[:30])) + (" ..." if len(names) > 30 else "")
    return f"the columns are {shown}" if names else "there are no columns"


def _known(role: str, names: list[str]) -> list[str]:
    """The columns with a usual name of ``role``, the most usual first."""
    plain = {name: name.strip().casefold().replace("-", "_").replace(" ", "_") for name in names}
    return [name for usual in _NAMES[role] for name in names if plain[name] == usual]


def given_fields(pairs: Iterable[str]) -> Mapping[str, str]:
    """Pairs as the command line has them, ``text=isi_berita``, as a mapping; raises UsageError."""
    found: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not column:
            raise UsageError(f"--field {pair}: say FIELD=COLUMN, as in text=isi_berita")
        found[field] = column
    return found
