"""Input that was made to break what reads it, and what becomes of it: the table, and its makers.

``tests/test_hostile.py`` tries every case in its small size, ``benchmarks/hostile_bench.py`` in its
large one. A maker takes a size and gives a str or bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

TITLE = "Harbour bridge opens after nine years"
PROSE = (
    "The council of the harbour town agreed on Monday to repair the old bridge, the mayor said.",
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "“Kami tidak akan mundur,” ujar Budi Hartono kepada para wartawan di kantor itu kemarin.",
)
DEEP = "Somewhere far down there is a sentence that must not be lost, whatever stands around it."


class Case(NamedTuple):
    """One input and its outcome.

    ``keeps`` are pieces of the text (without them there is none, for ``reason``), ``gone``
    are characters of which none is left. ``encoding`` is how bytes are read. ``small`` and
    ``large`` are the sizes the maker is given in a test and in a benchmark.
    """

    name: str
    make: Callable[[int], str | bytes]
    small: int
    large: int
    kind: str = "page"
    keeps: tuple[str, ...] = (*PROSE, DEEP)
    gone: str = ""
    reason: str | None = None
    encoding: str | None = None


def page(middle: str, *, head: str = "", start: str = "<!doctype html>") -> str:
    """An article with something in it."""
    first, *rest = (f"<p>{text}</p>" for text in PROSE)
    head = f"<head><title>{TITLE}</title>{head}</head>"
    body = f"<h1>{TITLE}</h1>{first}{middle}{''.join(rest)}"
    return f"{start}<html>{head}<body><article>{body}</article></body></html>"


def text(middle: str) -> str:
    """The same, flattened."""
    return "\n\n".join((TITLE, *PROSE, middle + DEEP))


def _deep(opened: str, closed: str) -> Callable[[int], str]:
    return lambda n: page(opened * n + DEEP + closed * n)


def _around(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """A page with so many copies of a piece before its last sentence."""
    return lambda n: page(f"{before}{piece * n}{after}<p>{DEEP}</p>")


def _line(piece: str) -> Callable[[int], str]:
    """A text with so many copies of a piece before its last sentence."""
    return lambda n: text(piece * n + "\n\n")


def _paragraphs(n: int) -> str:
    sentence = "The council of the harbour town agreed on Monday to repair bridge number {}."
    return page("".join(f"<p>{sentence.format(i)}</p>\n" for i in range(n)) + f"<p>{DEEP}</p>")


def _sentences(n: int) -> str:
    return text(" ".join(f"The harbour town repaired bridge number {i}." for i in range(n)) + " ")


def _entities_of_entities(n: int) -> str:
    names = [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, n)]
    doctype = f'<!DOCTYPE html [<!ENTITY a0 "ha">{"".join(names)}]>'
    return page(f"<p>&a{n - 1}; {DEEP}</p>", start=doctype)


def _declared(said: str, written: str, *, xml: bool = False) -> Callable[[int], bytes]:
    """A page that says it is in another encoding than it is."""
    start = f'<?xml version="1.0" encoding="{said}"?>' if xml else "<!doctype html>"
    head = "" if xml else f'<meta charset="{said}">'
    return lambda n: page(f"<p>{'Café crème. ' * n}{DEEP}</p>", head=head, start=start).encode(
        written, "xmlcharrefreplace"
    )


def _mixed(n: int) -> bytes:
    """UTF-8 in which a part was pasted from Latin-1."""
    return page(f"<p>Caf\xe9 {'x' * n}</p><p>{DEEP}</p>").encode().replace("é".encode(), b"\xe9")


_SCRIPTS = {
    "Javanese": "ꦱꦧꦼꦤ꧀ꦮꦺꦴꦁꦏꦭꦲꦶꦂꦏꦺꦏꦤ꧀ꦛꦶꦩꦂꦢꦶꦏꦭꦤ꧀ꦢꦂꦧꦺꦩꦂꦠꦧꦠ꧀꧉",
    "Balinese": "ᬲᬓᬮᬸᬯᬶᬃ ᬫᬦᬸᬲᬦᬾ ᬓᬳ᭄ᬯᬶᬦ᭄ ᬫᬵᬃᬥᬶᬓ ᬮᬦ᭄ ᬧᬢᭂᬄ ᬲᬚᭂᬭᭀᬦᬶᬂ ᬓᬳᬦᬦ᭄᭞",
    "Sundanese": "ᮞᮊᮥᮙ᮪ᮔ ᮏᮜ᮪ᮙ ᮌᮥᮘᮢᮌ᮪ ᮊ ᮃᮜᮙ᮪ ᮓᮥᮑ ᮒᮦᮂ ᮞᮤᮖᮒ᮪ᮔ ᮙᮨᮛ᮪ᮓᮤᮊ",
    "Lontara": "ᨔᨛᨊᨗᨅᨛ ᨑᨘᨄ ᨈᨕᨘ ᨑᨗᨍᨍᨗᨕᨂᨗ ᨑᨗᨒᨗᨊᨚᨕᨙ ᨊᨄᨘᨊᨕᨗ ᨆᨊᨛᨂ᨞",
    "Batak": "ᯖᯮᯝᯮ ᯘᯮᯘᯮ ᯀᯔᯮ ᯅᯮᯔᯮ ᯖᯮᯝᯮ ᯘᯮᯘᯮ",
    "Rejang": "ꤰꥇꤲꥍꥐ ꤱꤰꥈ ꤳꥆꤴ ꤵꤶ",
    "Jawi": "سموا مانسي دلاهيرکن بيبس دان سامراتا دري سڬي کمولياءن دان حق٢",
    "Thai": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "Khmer": "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។",
    "Burmese": "လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်လည်းကောင်း၊မွေးဖွားလာသူများဖြစ်သည်။",
}

PAGES = (
    Case("deep div", _deep("<div>", "</div>"), 20_000, 100_000, keeps=PROSE),
    Case("deep div, span and b", _deep("<div><span><b>", "</b></span></div>"), 1_700, 5_000),
    Case("deep tables", _deep("<table><tr><td>", "</td></tr></table>"), 700, 2_000),
    Case("many attributes of a tag",
         lambda n: page(f"<div {' '.join(f'a{i}=v' for i in range(n))}><p>{DEEP}</p></div>"),
         20_000, 200_000),
    Case("a long attribute", lambda n: page(f"<div class='{'x ' * n}'><p>{DEEP}</p></div>"),
         100_000, 10_000_000),
    Case("19 MB of paragraphs", _paragraphs, 500, 200_000),
    Case("50 MB of paragraphs", _paragraphs, 200, 550_000),
    Case("more than 64 million characters",
         lambda n: page("x" * n), 64_000_001, 64_000_001, keeps=(), reason="too-large"),
    Case("more than a million elements", _around("<i></i>"), 1_000_001, 1_000_001,
         keeps=(), reason="too-many-elements"),
    Case("unclosed p, a and b", _around("<p>a<a href=x>b<b>c"), 3_000, 20_000),
    Case("NULs", _around("\0"), 50_000, 1_000_000, gone="\0"),
    Case("controls", _around("x\x01\x1b\x7f\x9d"), 5_000, 400_000, gone="\x01\x1b\x7f"),
    Case("surrogates", _around("\ud800"), 20_000, 1_000_000, gone="\ud800"),
    Case("bad entities", _around("&bad;&#99999999999;&#xd800;&#0;&"), 5_000, 400_000),
    Case("entities of entities", _entities_of_entities, 9, 12),
    Case("comment openers", _around("<!--", after="-->"), 20_000, 200_000),
    Case("conditional comments", _around("<!--[if IE]>x<![endif]-->"), 5_000, 200_000),
    Case("colspan 9e15",
         _around("<table><tr><td colspan=9000000000000000 rowspan=9e15>x</table>"), 10, 20_000),
    Case("templates in templates", _around("<template>", after="x"), 3_000, 100_000,
         keeps=PROSE[:1]),  # what follows is in templates that never end, as in a browser
    Case("scripts", _around("<script>a = '</p><p>';</script>"), 3_000, 200_000),
    Case("links to nowhere", _around("<a href='javascript:x'>x</a> "), 1_000, 50_000),
    Case("an XML declaration on a str",
         lambda n: page(f"<p>{DEEP}</p>", start='<?xml version="1.0" encoding="utf-16"?>' * n),
         1, 10),
    Case("an XML declaration of UTF-16 on UTF-8",
         _declared("utf-16", "utf-8", xml=True), 9, 99, encoding="utf-8"),
    Case("Latin-1 that says it is UTF-8",
         _declared("utf-8", "cp1252"), 9, 99, encoding="cp1252"),
    Case("UTF-8 that says it is Latin-1",
         _declared("iso-8859-1", "utf-8"), 9, 99, encoding="utf-8"),
    Case("UTF-16 that says it is UTF-8",
         _declared("utf-8", "utf-16"), 9, 99, encoding="utf-16-le"),
    Case("an encoding that is none", _declared("x-evil-\u00e9", "utf-8"), 9, 99, encoding="utf-8"),
    Case("two encodings in turn", _mixed, 99, 9_999),
)  # fmt: skip

TEXTS = (
    Case("one line of 20 MB", _sentences, 2_000, 450_000, "text", keeps=(*PROSE, DEEP)),
    Case("a million lines of a character", _line("a\n"), 5_000, 1_000_000, "text"),
    Case("a word of 20 MB", _line("a"), 100_000, 20_000_000, "text"),
    Case("spaces", _line(" "), 100_000, 20_000_000, "text", gone="\t"),
    Case("line feeds", _line("\n"), 50_000, 5_000_000, "text"),
    Case("NULs in a text", _line("\0"), 50_000, 5_000_000, "text", gone="\0"),
    Case("directions", _line("\u202e\u2066\u200f"), 5_000, 1_000_000, "text",
         gone="\u202e\u2066\u200f"),
    Case("nothing of any width", _line("\u200b\u2060\ufeff\u00ad\u200d"), 5_000, 500_000, "text",
         gone="\u200b\u2060\ufeff\u00ad"),
    Case("surrogates in a text", _line("\ud83d\ude00\ud800"), 5_000, 500_000, "text",
         gone="\ud800\ud83d"),
    Case("marks on a letter", _line("\u0301"), 5_000, 500_000, "text"),
    Case("line ends of all kinds", _line("x\r\n\x0b\x0c\x85\u2028\u2029\r"), 500, 100_000, "text",
         gone="\r\x0b\x0c\x85\u2028\u2029"),
    Case("dots", _line(". . .. … "), 3_000, 500_000, "text"),
    Case("quotation marks", _line("\"'“”"), 3_000, 500_000, "text"),
    Case("brackets", _line("([{"), 3_000, 500_000, "text"),
    Case("entities in a text", _line("&amp;lt;"), 3_000, 300_000, "text"),
    Case("labels of other stories", _line("Baca juga: "), 2_000, 200_000, "text"),
    Case("tags of a page", _line("<html><body></p>"), 1_000, 100_000, "text"),
    Case("UTF-8 that was cut and pasted",
         lambda n: text("é" * n + "\n\n").encode() + b"\xff\xc3", 300, 30_000, "text",
         encoding="utf-8"),
    *(Case(f"{name} script", lambda n, line=line: "\n\n".join((TITLE, *PROSE, *[line] * n)),
           1, 1, "text", keeps=(*PROSE, line)) for name, line in _SCRIPTS.items()),
)  # fmt: skip

CASES = (*PAGES, *TEXTS)
