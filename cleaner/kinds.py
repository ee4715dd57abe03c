"""What a file is: told by its name, and where it could still be anything, by its content.

Every command and the hooks ask here, so that what one of them reads no other takes for something
else. What is no article is refused with a reason, unless the user says with ``--kind`` that it is
one; nothing is guessed of a name that nobody knows.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from . import formats
from .formats import BY_SUFFIX, FORMATS, PACKINGS, TABLE
from .reading import decode, decoded_as, marked, opening

TEXTS = formats.suffixes(formats.TEXT)
PAGES = formats.suffixes(formats.PAGE)
MARKDOWN = formats.suffixes(formats.MARKDOWN)
_SELF_PACKED = tuple(end for end, known in BY_SUFFIX.items() if not known.packable)


def packed(ends: tuple[str, ...]) -> tuple[str, ...]:
    """The ends of names, each with every packing after it."""
    plain = (end for end in ends if end not in _SELF_PACKED)
    return tuple(f"{end}{packing.suffix}" for end in plain for packing in PACKINGS.values())


_TABLES = formats.suffixes(formats.TABLE)
TABLES = (*_TABLES, *packed(_TABLES))
# what is taken from folders: by ``clean``, ``learn`` and ``report``, and by ``check`` and ``fix``
_CORPUS = tuple(end for end, known in BY_SUFFIX.items() if known.in_corpus)
CORPUS = (*_CORPUS, *packed(_CORPUS))
# what is taken where it is named, and from no folder
NAMED = tuple(end for end, known in BY_SUFFIX.items() if not known.in_corpus)
DAILY = tuple(end for end, known in BY_SUFFIX.items() if known.in_project)
# what ``check`` takes where it is named, and what ``fix`` does: all but what is for ``clean`` alone
_CHECKED = tuple(end for end, known in BY_SUFFIX.items() if known.holds != TABLE or known.cells)
CHECKED = (*_CHECKED, *packed(_CHECKED))
_SUFFIX = re.compile(r"[^.](\.(?=[^.]*[a-z])[a-z0-9_~+-]{1,12})\Z", re.IGNORECASE)
# names that tools give to texts of their own; what is also an ordinary word counts in capitals only
_ANY_CASE = """
(?:[a-z0-9]+[-_.])?requirements(?:[-_.][a-z0-9._-]*)?\\.(?:txt|in) constraints[a-z0-9._-]*\\.txt
cmakelists\\.txt (?:robots|humans|ads|app-ads|security|llms|llms-full)\\.txt
(?:sources|top_level|entry_points|dependency_links|requires|namespace_packages)\\.txt
(?:runtime|packages|vocab|merges|version)\\.txt
(?:readme|licen[cs]es?|unlicense|copying|changelog|contributing|code_of_conduct)(?![a-z])[^/]*
(?:gnu)?makefile(?:\\..*)? (?:docker|container|jenkins|vagrant|proc|gem|rake|brew|just|pip)file
codeowners pkg-info metadata manifest(?:\\.in)? build workspace \\.[^./]*"""
_CAPITALS = (
    r"(?:NOTICE|AUTHORS|CONTRIBUTORS|MAINTAINERS|THANKS|CREDITS|HISTORY|CHANGES|NEWS|INSTALL|TODO|"
    r"SECURITY|VERSION|RECORD|PATENTS|SUPPORT|HACKING|RELEASE|UPGRADING)(?:\.(?:txt|md|markdown))?"
)
_WELL_KNOWN = re.compile(rf"(?i:{'|'.join(_ANY_CASE.split())})|{_CAPITALS}")
_ARCHIVE = "an archive; unpack it first"
_OFFICE = "a document of a word processor; save it as text or HTML first"
_SHEET = "a spreadsheet; save it as CSV first"
_CURES = {
    **dict.fromkeys((".zip", ".tar", ".tgz", ".7z", ".rar", ".jar"), _ARCHIVE),
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".epub"), _OFFICE),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), _SHEET),
    ".pdf": "a PDF document; extract its text first",
}
_ANYWAY = "--kind text or page has it read all the same"


def a(name: str) -> str:
    """A name with its article."""
    return f"{'an' if name[0] in 'AEIO' else 'a'} {name}"


# how files begin that are of no format we read, or have another name than theirs
_SIGNS = {
    **{packing.magic: f"a file packed by {packing.called}" for packing in PACKINGS.values()},
    **{known.magic: f"{a(known.called)} table" for known in FORMATS if known.magic},
    rb"%PDF-": "a PDF document",
    rb"%!PS": "a PostScript document",
    rb"\{\\rtf": "an RTF document",
    rb"\x89PNG\r\n": "a PNG image",
    rb"GIF8[79]a": "a GIF image",
    rb"\xff\xd8\xff": "a JPEG image",
    rb"II\*\0|MM\0\*": "a TIFF image",
    rb"RIFF.{4}(?:WEBP|WAVE|AVI )": "a RIFF image, sound or film",
    rb"OggS\0": "an Ogg sound or film",
    rb"ID3[\x02-\x04]": "an MP3 sound",
    rb"fLaC\0": "a FLAC sound",
    rb"\x1aE\xdf\xa3": "a Matroska film",
    rb".{4}ftyp": "an MPEG-4 film",
    rb"PK(?:\x03\x04|\x05\x06)": "a ZIP archive, or a document that is one",
    rb"7z\xbc\xaf\x27\x1c": "a 7z archive",
    rb"Rar!\x1a\x07": "a RAR archive",
    rb".{257}ustar": "a tar archive",
    rb"SQLite format 3\0": "an SQLite database",
    rb"\x89HDF\r\n": "an HDF5 file",
    rb"\x7fELF": "a program (ELF)",
    rb"\xcf\xfa\xed\xfe": "a program (Mach-O)",
    rb"\xca\xfe\xba\xbe": "a program (Mach-O or Java)",
    rb"\0asm": "a program (WebAssembly)",
    rb"\xd0\xcf\x11\xe0": "a document of old Office",
    rb"wOF[F2]\0": "a font",
    rb"\x80[\x02-\x05]": "a Python pickle",
    rb"#!/": "a script",
}
_BEGINS = tuple((re.compile(sign, re.DOTALL), what) for sign, what in _SIGNS.items())
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"[^"\\\n]{1,200}"\s*:\s*["\[{0-9tfn-]')
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_RARE = 100  # characters of a text for each that no keyboard has


class Named(NamedTuple):
    """What a name says: ``text``, ``markdown``, ``page`` or ``table``; None says nothing.

    A table has a ``form``, a packed file a ``packing``. A ``refusal`` says why a file of that name
    is not read unless the user says what it is.
    """

    what: str | None = None
    form: str = ""
    packing: str = ""
    refusal: str = ""


def unpacked_name(name: str) -> tuple[str, str]:
    """``a.jsonl.gz`` as ``a.jsonl`` and ``gz``; the second is empty for what is not packed."""
    for packing in PACKINGS.values():
        if name.lower().endswith(packing.suffix):
            return name[: -len(packing.suffix)], packing.name
    return name, ""


def suffix_of(name: str) -> str:
    """The end of a name that says what a file is, in small letters; numbers say nothing."""
    found = _SUFFIX.search(name)
    return found[1].lower() if found else ""


def well_known(name: str) -> bool:
    """Whether tools know a file by this very name: ``requirements.txt``, ``LICENSE``, ``.env``."""
    last = name.rpartition("/")[2]
    return _WELL_KNOWN.fullmatch(last) is not None


def named(name: str) -> Named:
    """Tell what the file ``name`` is, as far as names tell."""
    plain, packing = unpacked_name(name)
    end = suffix_of(plain)
    known = BY_SUFFIX.get(end)
    what = known.holds if known else None
    if known and what == TABLE and not (packing and end in _SELF_PACKED):
        return Named(what, known.name, packing)
    if well_known(plain):
        said = f"{plain.rpartition('/')[2]} is a name for something else than an article"
        return Named(what, packing=packing, refusal=f"{said}; {_ANYWAY}")
    if end and what in (None, TABLE):
        shown = end if not packing else f"{end}{name[len(plain) :].lower()}"
        said = _CURES.get(end, f"a {shown} file is not known to hold an article")
        return Named(packing=packing, refusal=said if end in _CURES else f"{said}; {_ANYWAY}")
    return Named(what, packing=packing)


def told_by_content(data: bytes) -> str:
    """What the beginning of a file says it is that is no article, in words; empty for a text."""
    return next((what for begins, what in _BEGINS if begins.match(data)), "")


def strange(data: bytes, encoding: str | None = None, *, sure: bool = False) -> str:
    """Why the content of a file is no article, in words; empty where it may be one.

    With ``sure`` a single NUL is enough, else the text must be full of control characters.
    """
    if what := told_by_content(data):
        return f"{what}; {_ANYWAY}"
    if _JSON.match(data):
        return f"JSON, no article; {_ANYWAY}"
    if b"\0" not in data or (encoding is None and marked(data)):
        return ""
    if sure and not encoding:
        return f"it holds NUL bytes, as no text does; {_ANYWAY}"
    text, _ = decoded_as(data, encoding) if encoding else decode(data)
    few = len(_CONTROLS.findall(text)) * _RARE <= len(text)
    return "" if few or opening(text) else f"binary data, by its control characters; {_ANYWAY}"
