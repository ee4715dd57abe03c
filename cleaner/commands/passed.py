"""What folders hold that is taken only where it is named: counted, so that nobody is misled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ..files import Source, gather
from ..records import plural


def passed_over(
    inputs: Sequence[str],
    ends: tuple[str, ...],
    taken: Iterable[Source],
    excluded: Callable[[Path], bool] = lambda _: False,
) -> str:
    """How many files of folders end in ``ends`` and are not taken; empty where there are none."""
    folders = [given for given in inputs if Path(given).is_dir()]
    paths = {source.path for source in gather(folders, ends) if not source.fault}
    if paths:  # most often there are none, and those that are taken may be many
        paths.difference_update(source.path for source in taken)
    counts = Counter(path.suffix.lower() for path in paths if not excluded(path))
    if not counts:
        return ""
    parts = ", ".join(f"{count} {end}" for end, count in sorted(counts.items()))
    total = counts.total()
    them = "it" if total == 1 else "them"
    return f"{plural(total, 'file')} left out ({parts}); name {them} to have {them} taken"
