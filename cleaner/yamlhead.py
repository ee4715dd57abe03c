"""An article as Markdown with its metadata in a head of YAML, as site generators and notes read it.

Every value is written as JSON, which is YAML too, with what readers of YAML would refuse or take
for a line end spelt out; so no title can end the head or say anything else than itself.
"""

from __future__ import annotations

import json
import re
from typing import Any

from .types import Article

_FIELDS = """
title authors editors date updated place site language standfirst tags section url canonical image
confidence reason""".split()
_SPELT = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def to_markdown(article: Article) -> bytes:
    """The article as a file of Markdown that begins with its metadata, empty values left out."""
    values = {name: getattr(article, name) for name in _FIELDS}
    lines = [f"{name}: {_told(value)}" for name, value in values.items() if value not in (None, ())]
    head = "\n".join(("---", *lines, "---"))
    text = f"\n{article.markdown}\n" if article.text else ""
    return f"{head}\n{text}".encode("utf-8", "surrogatepass")


def _told(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _SPELT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
