"""What was found of each metadata field, brought together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .types import Origin

_SEVERAL = ("authors", "editors", "captions", "tags")  # fields that hold several values


def gathered(found: Iterable[tuple[Any, Origin]]) -> dict[str, Any]:
    """One value for each field, the first found; all of them where a field holds several.

    ``origins`` are those of the values that were taken, in order.
    """
    values: dict[str, dict[Any, None]] = {}
    origins = []
    for value, origin in found:
        known = values.setdefault(origin.field, {})
        if value in known or (known and origin.field not in _SEVERAL):
            continue
        known[value] = None
        origins.append(origin)
    fields = {
        name: tuple(known) if name in _SEVERAL else next(iter(known))
        for name, known in values.items()
    }
    return fields | {"origins": tuple(origins)}
