"""Many articles one after another: a generator over a few processes."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from .api import clean
from .files import cause_of
from .rules.ruleset import Rules
from .types import Article, SourceError

_BATCH = 32  # documents
_Options = tuple[bytes | None, dict[str, Any]]


def clean_many(
    sources: Iterable[str | bytes],
    *,
    jobs: int = 1,
    rules: Rules | None = None,
    failed: Callable[[int, str], None] | None = None,
    **options: Any,
) -> Iterator[Article]:
    """Yield the article of every source, in order: the same ones as ``clean`` gives one by one.

    With ``jobs`` above 1 that many processes share the work, and no more than a few hundred
    sources are read ahead; a script that starts them has to guard its own start with
    ``if __name__ == "__main__":``. ``options`` are those of ``clean``.

    A source that cannot be cleaned (no str or bytes, or a process died or hung over it) is told to
    ``failed`` with its place, from 0, and the cause, and is left out; without ``failed`` it raises
    SourceError.
    """
    answers = (
        _alone(sources, rules, options) if jobs <= 1 else _shared(sources, jobs, rules, options)
    )
    for number, answer in enumerate(answers):
        if isinstance(answer, Article):
            yield answer
        elif failed is None:
            raise SourceError(f"source {number}: {answer}")
        else:
            failed(number, answer)


def _alone(
    sources: Iterable[str | bytes], rules: Rules | None, options: dict[str, Any]
) -> Iterator[Article | str]:
    return (_cleaned(source, rules, options) for source in sources)


def _cleaned(source: str | bytes, rules: Rules | None, options: dict[str, Any]) -> Article | str:
    try:
        return clean(source, rules=rules, **options)
    except SourceError as fault:
        return cause_of(fault)


def _shared(
    sources: Iterable[str | bytes], jobs: int, rules: Rules | None, options: dict[str, Any]
) -> Iterator[Article | str]:
    # imported here: one process needs no pool
    from .corpus.hands import Lost
    from .corpus.runner import Batch, run

    job: _Options = (pickle.dumps(rules) if rules else None, options)
    coming = iter(sources)
    groups = iter(lambda: tuple(islice(coming, _BATCH)), ())
    for _, answers in run((Batch(None, job, group) for group in groups), _work, jobs):
        for answer in answers:
            if isinstance(answer, Lost):
                yield answer.cause
            else:
                yield from answer


def _work(job: _Options, sources: Sequence[str | bytes]) -> list[Article | str]:
    pickled, options = job
    rules = _unpickled(pickled) if pickled else None
    return [_cleaned(source, rules, options) for source in sources]


@lru_cache(maxsize=1)
def _unpickled(rules: bytes) -> Rules:
    loaded: Rules = pickle.loads(rules)  # noqa: S301 - from the process that started this one
    return loaded
