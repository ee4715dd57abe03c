"""The systems that are compared, each behind the same few functions.

A system has a function for each kind of labelled document, or the reason why there is none. It is
made when it is asked for, so what is not installed is only missing. Settings are the peers' own
defaults for article text, with comments of readers left out where there is a switch. Flattened
text reaches those that read pages as a page with a paragraph for each line. jusText is given the
stop words of the document's language, or those of all languages where none is stated, and the
limits that comparisons of extractors set, which serve it better than its defaults.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import cache, partial
from typing import Any, NamedTuple

from labelled import PAGES, TEXTS, TYPOS


class Found(NamedTuple):
    """What a system made of a page or a text."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    fault: str | None = None


Run = Callable[[bytes, dict[str, Any]], Found]


class Peer(NamedTuple):
    """The package whose version is told, and by kind how to make the function, or why not."""

    package: str | None
    kinds: dict[str, Callable[[], Run] | str]


def _cleaner_page() -> Run:
    from cleaner import clean

    def run(data: bytes, record: dict[str, Any]) -> Found:
        article = clean(data, kind="page", url=record.get("url"))
        return Found(article.body, article.title, article.authors, article.date)

    return run


def _cleaner_text() -> Run:
    from cleaner import clean

    def run(data: bytes, record: dict[str, Any]) -> Found:
        article = clean(data, kind="text", url=record.get("url"))
        return Found(article.body, article.title, article.authors, article.date)

    return run


def _cleaner_words() -> Run:
    from cleaner import repair

    return lambda data, record: Found(
        repair(data.decode("utf-8"), language=record.get("language")).text
    )


def _trafilatura(**mode: bool) -> Run:
    import trafilatura

    def run(data: bytes, record: dict[str, Any]) -> Found:
        found = trafilatura.bare_extraction(
            data, url=record.get("url"), with_metadata=True, include_comments=False, **mode
        )
        if found is None:
            return Found("")
        authors = tuple((found.author or "").split("; "))
        return Found(found.text or "", found.title, authors, found.date)

    return run


def _resiliparse() -> Run:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def run(data: bytes, record: dict[str, Any]) -> Found:
        tree = HTMLTree.parse(bytes_to_str(data, detect_encoding(data)))
        return Found(extract_plain_text(tree, main_content=True, comments=False), tree.title)

    return run


def _readability() -> Run:
    from lxml import html as pages
    from readability import Document

    def run(data: bytes, record: dict[str, Any]) -> Found:
        document = Document(data.decode("utf-8", "replace"))
        tree = pages.fromstring(document.summary())
        return Found("\n".join(tree.itertext()), document.title())

    return run


def _newspaper4k() -> Run:
    from newspaper import Article

    def run(data: bytes, record: dict[str, Any]) -> Found:
        article = Article(record.get("url") or "http://localhost/", fetch_images=False)
        article.download(input_html=data.decode("utf-8", "replace"))
        article.parse()
        date = article.publish_date
        return Found(article.text, article.title, tuple(article.authors), date and str(date)[:10])

    return run


def _turbohtml() -> Run:
    import turbohtml

    def run(data: bytes, record: dict[str, Any]) -> Found:
        found = turbohtml.parse(data.decode("utf-8", "replace")).article()
        authors = (found.byline,) if found.byline else ()
        return Found(found.text, found.title, authors, found.date and found.date[:10])

    return run


def _magic_html() -> Run:
    from lxml import html as pages
    from magic_html import GeneralExtractor

    extractor = GeneralExtractor()

    def run(data: bytes, record: dict[str, Any]) -> Found:
        url = record.get("url") or "http://localhost/"
        found = extractor.extract(data.decode("utf-8", "replace"), base_url=url)
        body = found["html"].strip()
        tree = pages.fromstring(body) if body else None
        text = "" if tree is None else "\n".join(tree.itertext())
        return Found(text, found.get("title"))

    return run


# jusText's names of the languages its stop words are for
_STOP_WORDS = {
    "id": "Indonesian", "ms": "Malay", "en": "English", "de": "German", "fr": "French",
    "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch", "sv": "Swedish",
    "nb": "Norwegian_Bokmal", "da": "Danish", "pl": "Polish", "ru": "Russian", "tr": "Turkish",
    "ko": "Korean", "hi": "Hindi", "vi": "Vietnamese",
}  # fmt: skip


def _justext() -> Run:
    import justext

    known = justext.get_stoplists()

    @cache
    def stop_words(code: str | None) -> frozenset[str]:
        name = _STOP_WORDS.get(code or "")
        names = [name] if name in known else known
        return frozenset().union(*map(justext.get_stoplist, names))

    def run(data: bytes, record: dict[str, Any]) -> Found:
        words = stop_words(record.get("language"))
        paragraphs = justext.justext(data, words, 50, 200, 0.1, 0.2, 0.2, 200, True)
        return Found("\n".join(p.text for p in paragraphs if not p.is_boilerplate))

    return run


_TERMINAL = (".", "!", "?", '"', "”")
_NAMED = (
    "javascript",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
_FEWEST_WORDS = 5


def _c4() -> Run:
    """The rules for lines of C4 (Raffel et al. 2020, section 2.2), ours from their description.

    A line stays that ends in a terminal punctuation mark and no ellipsis, has five words, and names
    neither Javascript nor a policy. What C4 says of whole pages is left out.
    """

    def stays(line: str) -> bool:
        line, low = line.strip(), line.lower()
        ends = line.endswith(_TERMINAL) and not line.endswith("...")
        return ends and len(line.split()) >= _FEWEST_WORDS and not any(p in low for p in _NAMED)

    return lambda data, record: Found(
        "\n".join(filter(stays, data.decode("utf-8", "replace").split("\n")))
    )


def _parse() -> Run:
    from lxml import etree

    def run(data: bytes, record: dict[str, Any]) -> Found:
        etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))
        return Found("")

    return run


def _as_it_is() -> Run:
    return lambda data, record: Found(data.decode("utf-8", "replace"))


def _by_line(make: Callable[[], Run]) -> Callable[[], Run]:
    def made() -> Run:
        run = make()
        return lambda data, record: run(_as_page(data), record)

    return made


def _as_page(data: bytes) -> bytes:
    lines = html.escape(data.decode("utf-8", "replace"), quote=False).split("\n")
    body = "\n".join(f"<p>{line.strip()}</p>" for line in lines if line.strip())
    head = '<html><head><meta charset="utf-8"></head><body><article>\n'
    return f"{head}{body}\n</article></body></html>".encode()


_NO_REPAIR = "repairs no words"


def _reader(package: str, make: Callable[[], Run]) -> Peer:
    return Peer(package, {PAGES: make, TEXTS: _by_line(make), TYPOS: _NO_REPAIR})


PARSE, KEEP = "lxml parse alone", "text as it is"
PEERS = {
    "cleaner": Peer(
        "article-cleaner", {PAGES: _cleaner_page, TEXTS: _cleaner_text, TYPOS: _cleaner_words}
    ),
    "trafilatura": _reader("trafilatura", _trafilatura),
    "trafilatura, precision": _reader("trafilatura", partial(_trafilatura, favor_precision=True)),
    "trafilatura, fast": _reader("trafilatura", partial(_trafilatura, fast=True)),
    "readability-lxml": _reader("readability-lxml", _readability),
    "resiliparse": _reader("Resiliparse", _resiliparse),
    "newspaper4k": _reader("newspaper4k", _newspaper4k),
    "turbohtml": _reader("turbohtml", _turbohtml),
    "magic-html": _reader("magic-html", _magic_html),
    "jusText": _reader("jusText", _justext),
    "C4 line rules": Peer(None, {PAGES: "takes text, no page", TEXTS: _c4, TYPOS: _NO_REPAIR}),
    PARSE: Peer("lxml", {PAGES: _parse, TEXTS: "extracts nothing", TYPOS: "extracts nothing"}),
    KEEP: Peer(None, {PAGES: "is for text", TEXTS: _as_it_is, TYPOS: _as_it_is}),
}
REFERENCES = {PAGES: PARSE, TEXTS: "trafilatura", TYPOS: KEEP}  # what costs are told in
