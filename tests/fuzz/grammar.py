"""Fragments shaped like what scrapers bring home, and ways to put them together.

Bytes alone take a fuzzer long to an article; lines, tags, members and keys take it there at once.
"""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from fuzz.targets import FIXED, METAS, PROSE, TABLES, shipped

ROOT = Path(__file__).parents[2]
STRAY = [
    "\u200b", "\u200e", "\ufeff", "\u00ad", "\0", "\x1b", "\u202e", "\ud800", "e\u0301",
    "  ", " ,", "\u2028", "\x85", "\x0b", "\r", "\t", "\u00a0", "\u3000", "\u200d",
    "&amp;", "&lt;", "&#0;", "\u00c2\u0080", "\ufffd", "\u0e33", "\u1100\u1161",
    "\U0001f468\u200d\U0001f469", "\u0130", "\u1e9e", "\ufb01", "\u0345"
]  # fmt: skip
TYPOS = [
    "dariAntara", "kata.Dia", "naik,tetapi", "(BPS)Harga", "?Kami,?", "unutk", "yang yang",
    "20dan", "M.Hartono", "pasar(AS)", ".,Dia", "( pasar )", "diberbagai", "menje laskan",
    "di atas", "teh the", "recieve", '"', "“", "”", "(", ")", ":", "|", "…", "..."
]  # fmt: skip
SHORT = [
    "Latar Belakang", "Daftarnya:", "1. Tepung 2. Gula", "Oleh: Budi Hartono",
    "3 Mei 2019", "Senin, 9 Jun 2025 - 18:28 WIT", "Editor: Sari", "Foto: Antara/Budi",
    "(abc/def)", "https://a.example/b", "JAKARTA, KOMPAS -", "Artikel Terkait",
    "Baca juga:", "Share", "© 2024", "政府は月曜日に新しい橋の建設計画を発表した。",
    "وقال الوزير إن الأسعار"
]  # fmt: skip
TAGS = """
div p section aside li ul ol h1 h2 td tr table blockquote footer nav figure a b em span code
pre br hr time i figcaption template script style svg select form iframe title head body
html""".split()
ATTRIBUTES = [
    "class=share", "class='article-body'", "id=related", "hidden", "href=/a", "href='a b'",
    "itemprop=author", "colspan=9e15", "style='display:none'", "datetime=2024-05-03",
    "rel=author", 'class="', "role=navigation", "lang=id", "content='x'"
]  # fmt: skip
JSON = [
    '{"@type": "NewsArticle", "headline": "Harga"}', '"@graph": [', '"author": ',
    '"@id": "#a"', '{"@type": "Person", "name": "Budi"}',
    '"datePublished": "2024-05-03T10:00:00+07:00"', '"dateModified": ',
    '"mainEntityOfPage": ', '"image": {"url": "/a.jpg"}', '"keywords": ',
    '"isAccessibleForFree": "False"', "[", "]", "{", "}", ",", '"', "\\u0000", "\\ud800",
    "null", "1e999", "-0", '"publisher": {"name": "Kabar"}', '"articleBody": ',
    '"inLanguage": "id"', "&quot;", "<!--", "//<![CDATA[", ";"
]  # fmt: skip
TOML = [
    "[[rule]]\n", 'name = "my.rule"\n', 'why = "x."\n', 'drops = ["x"]\n', 'is = ["x"]\n',
    'begins = ["a"]\n', 'ends = ["a a"]\n', 'holds = ["baca juga"]\n',
    'also = ["x", "y"]\n', 'removes = "span"\n', 'removes = "code"\n',
    'removes = "line"\n', 'shape = "a+b"\n', "shape = 'a*a*a*b'\n",
    "shape = '(?:a|a)*b'\n", "shape = '(?i)x'\n", "shape = '[a-z ]{1,60}'\n",
    "shape = '(?P<value>a)\\1'\n", "shape = '(?<=a|bc)d'\n", 'cues = ["a"]\n',
    "most = 40\n", "least = 2\n", "open = true\n", 'where = "tail"\n', "weak = true\n",
    'heads = "list"\n', 'gives = "authors"\n', 'keeps = ["y"]\n', 'mends = [["a", "b"]]\n',
    "most = 1e9\n", "weak = 3\n", 'file = "x"\n', "version = 1\n",
    '[site."a.example"]\narticles = 12\n',
    '[[site."a.example".line]]\nnumber = 1\ntext = "ADVERTISEMENT"\narticles = 9\n',
    'match = "digits"\n', 'place = "edges"\n', "number = 2\n"
]  # fmt: skip
SHAPES = [
    "a", "b", ".", "\\p{L}", "\\w", "\\d", "\\s", "[^a]", "[a-z]", "\\b", "^", "$", "(?:",
    "(", ")", "(?=", "(?<=", "(?!", "(?i:", "(?>", "|", "*", "+", "?", "*+", "{2,}",
    "{0,60}", "{3}", "{e<=2}", "\\1", "(?P<value>", "(?1)", "(?R)", "\\X", "[[:alpha:]]",
    "--", "&&"
]  # fmt: skip


@cache
def examples() -> list[str]:
    """Every example of every rule."""
    return sorted(
        {e for r in shipped().all for e in (*r.drops, *r.keeps, *(m[0] for m in r.mends))}
    )


def line(rng: random.Random) -> str:
    """A line of an article or of what stands around it."""
    kind = rng.random()
    if kind < 0.4:
        return rng.choice(examples())
    if kind < 0.6:
        return rng.choice(PROSE)
    if kind < 0.75:
        return rng.choice(SHORT)
    words = [rng.choice(TYPOS + STRAY + rng.choice(examples()).split()) for _ in range(5)]
    return rng.choice(("", " ")).join(words)


def tag(rng: random.Random) -> str:
    """A tag, whole or not."""
    name = rng.choice(TAGS)
    if rng.random() < 0.4:
        return f"</{name}>"
    inside = " ".join(rng.choice(ATTRIBUTES) for _ in range(rng.choice((0, 0, 1, 2))))
    return f"<{name} {inside}>" if rng.random() < 0.97 else f"<{name} {inside}"


def shape(rng: random.Random) -> str:
    """A rule with a pattern of pieces of patterns, and some keys more."""
    pattern = "".join(rng.choice(SHAPES) for _ in range(rng.randint(1, 9)))
    kind = rng.choice(("line", "span"))
    return (
        f'[[rule]]\nname = "my.rule{rng.randint(0, 99)}"\nwhy = "x."\nremoves = "{kind}"\n'
        f"drops = ['x']\nshape = '{pattern}'\n"
    ) + "".join(rng.sample(TOML[4:9] + TOML[19:32], rng.choice((0, 0, 1, 3))))


def row(rng: random.Random) -> str:
    """A line of a table, as JSON or cells."""
    columns = {"id": rng.randint(0, 9), "text": line(rng) + rng.choice(("", "\n\n")) + line(rng)}
    if rng.random() < 0.6:
        return json.dumps(columns, ensure_ascii=rng.random() < 0.5) + "\n"
    cell = columns["text"].replace('"', '""')
    return rng.choice((f'1,"{cell}"\n', f"2,{cell}\n", f'3\t"{cell}"\n', "id,text\n", "id\ttext\n"))


Piece = Callable[[random.Random], str]
PIECES: dict[str, tuple[str, Piece, Piece]] = {  # what parts stand between, and what they may be
    "text": ("\n", line, lambda rng: rng.choice(STRAY + TYPOS)),
    "page": (">", lambda rng: tag(rng) + line(rng), tag),
    "state": (",", lambda rng: rng.choice(JSON), lambda rng: "\n%%\n" + "\n".join(
        rng.choice((*SHORT, *PROSE, "2024-05-03", "Budi", "http://[")) for _ in METAS)),
    "rules": ("\n\n", shape, lambda rng: rng.choice(TOML + SHAPES)),
    "records": ("\n", row, line),
    "inplace": ("\n", row, line),
}  # fmt: skip


def mutated(target: str, data: bytes, rng: random.Random) -> bytes:
    """Put a part of a text in, out or elsewhere; packed files are unpacked for it."""
    head, body = data[:1] or b"\0", data[1:]
    if target == "records":
        name = TABLES[head[0] % len(TABLES)]
        with suppress(Exception):
            if name.endswith(".gz"):
                return head + gzip.compress(_changed(target, gzip.decompress(body), rng), mtime=0)
            if name.endswith(".zst"):
                body = zstandard.ZstdDecompressor().decompress(body, max_output_size=1 << 20)
                return head + zstandard.compress(_changed(target, body, rng))
    return head + _changed(target, body, rng)


def _changed(target: str, body: bytes, rng: random.Random) -> bytes:
    border, one, other = PIECES[target]
    parts = (
        body.decode("utf-8", "surrogatepass" if b"\xed" in body else "surrogateescape").split(
            border
        )
        if _decodes(body)
        else [*map(_latin, body.split(border.encode()))]
    )
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(parts) + 1)
        kind = rng.random()
        if kind < 0.45:
            parts.insert(at, (one if rng.random() < 0.7 else other)(rng))
        elif kind < 0.6 and parts:
            del parts[min(at, len(parts) - 1)]
        elif kind < 0.7 and parts:
            parts.insert(at, rng.choice(parts))
        elif parts:
            at = min(at, len(parts) - 1)
            where = rng.randint(0, len(parts[at]))
            parts[at] = parts[at][:where] + other(rng) + parts[at][where:]
        parts = parts or [""]
    return border.join(parts).encode("utf-8", "surrogatepass")


def _decodes(body: bytes) -> bool:
    try:
        body.decode("utf-8", "surrogatepass" if b"\xed" in body else "strict")
    except UnicodeDecodeError:
        return False
    return True


def _latin(part: bytes) -> str:
    return part.decode("latin-1")


def seeds(target: str) -> list[bytes]:
    """What the fuzzer starts from: texts of ours, and a few made from the grammar."""
    rng = random.Random(target)  # noqa: S311
    made = [
        bytes([rng.randrange(256)]) + mutated(target, b"\0" + b"\n".join([b""] * 3), rng)[1:]
        for _ in range(40)
    ]
    return [*made, *_GIVEN[target]()]


def _files(pattern: str) -> list[bytes]:
    found = sorted(ROOT.glob(pattern))
    return [bytes([i % 256]) + path.read_bytes() for i, path in enumerate(found)]


def _tables() -> list[bytes]:
    rng = random.Random(1)  # noqa: S311
    rows = [{"id": i, "text": line(rng) + "\n" + line(rng)} for i in range(3)]
    rows = [{**r, "text": r["text"].encode("utf-8", "replace").decode()} for r in rows]
    lines = "".join(json.dumps(r) + "\n" for r in rows).encode()
    cells = "id,text\n" + "".join(
        '{},"{}"\n'.format(r["id"], r["text"].replace('"', '""')) for r in rows
    )
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    html = "<html><body><p>" + PROSE[0] + "</p></body></html>"
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}"
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n{block}\r\n\r\n"
    ).encode()
    plain = {"jsonl": lines, "csv": cells.encode(), "tsv": cells.replace(",", "\t").encode(),
             "parquet": out.getvalue(), "warc": record * 2, "txt": PROSE[0].encode(),
             "html": html.encode()}  # fmt: skip
    found = []
    for number, name in enumerate(TABLES):
        _, form, *packing = name.split(".")
        data = plain[form]
        data = gzip.compress(data, mtime=0) if packing == ["gz"] else data
        data = zstandard.compress(data) if packing == ["zst"] else data
        found.append(bytes([number]) + data)
    return found


def _fixed() -> list[bytes]:
    tables = {TABLES[t[0] % len(TABLES)]: t[1:] for t in _tables()}
    return [bytes([i]) + tables.get(name, PROSE[0].encode()) for i, name in enumerate(FIXED)]


def _states() -> list[bytes]:
    whole = {
        "@type": "NewsArticle",
        "headline": "Harga beras turun",
        "author": [{"@type": "Person", "name": "Budi Hartono"}],
        "datePublished": "2024-05-03T10:00:00+07:00",
        "publisher": {"@id": "#p"},
    }
    graph = {"@graph": [whole, {"@id": "#p", "name": "Kabar"}]}
    below = "\n%%\nBudi\n2024-05-03\nHarga\n2024-05-03T10:00Z\nberas\nKabar"
    return [b"\0" + (json.dumps(value) + below).encode() for value in (whole, graph, [graph])]


def _rules() -> list[bytes]:
    whole = "".join(TOML[:5])
    own = "".join(TOML[i] for i in (0, 1, 2, 3, 9, 12))
    profile = "".join(TOML[i] for i in (32, 33, 34))
    return [b"\0" + whole.encode(), b"\0" + own.encode(), b"\x80" + profile.encode()]


_GIVEN: dict[str, Callable[[], list[bytes]]] = {
    "text": lambda: _files("fixtures/*[a-z].txt") + _files("seeds/*.txt"),
    "page": lambda: _files("fixtures/*.html"),
    "state": _states,
    "rules": _rules,
    "records": _tables,
    "inplace": _fixed,
}
