"""Clean one corpus of pages in four formats: are they equal, what memory, what overhead.

    python benchmarks/corpus_bench.py FOLDER [--documents 10000] [--jobs 2]

Makes the corpus in FOLDER from the pages in fixtures/ with seeded variation, unless it is there:
``corpus.jsonl.zst``, ``corpus.parquet``, ``corpus.warc.gz`` and ``pages/``. Cleans each with the
command line, compares the articles document by document, and prints seconds, peak memory of the
parent and of the largest worker (Linux), and what the command costs beyond ``clean_record`` in a
plain loop, in CPU seconds of all processes, the best of three rounds over 1,000 documents.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from varied import documents

from cleaner import clean_record

COMMAND = [sys.executable, "-c", "import sys; from cleaner.cli import main; sys.exit(main())"]
SAMPLE = 1000  # documents by which the overhead is measured


def make(folder: Path, count: int) -> None:
    """Write the corpus in its four formats."""
    (folder / "pages").mkdir(parents=True)
    rows = [{"id": str(i), "html": page} for i, (_, page) in enumerate(documents(count))]
    lines = b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
    (folder / "corpus.jsonl.zst").write_bytes(zstandard.compress(lines))
    pq.write_table(pa.Table.from_pylist(rows), folder / "corpus.parquet", row_group_size=2000)
    with (folder / "corpus.warc.gz").open("wb") as warc:
        for row in rows:
            warc.write(gzip.compress(response(int(row["id"]), row["html"].encode()), 1))
            path = folder / "pages" / f"{int(row['id']):07d}.html"
            path.write_text(row["html"], encoding="utf-8", newline="")


def response(number: int, page: bytes) -> bytes:
    """A record of WARC."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def measured(source: Path, out: Path, jobs: int) -> tuple[float, float, int, int]:
    """Seconds, CPU seconds, and peak MB of the parent and of the largest other process."""
    shutil.rmtree(out, ignore_errors=True)
    argv = [*COMMAND, "clean", str(source), "--out", str(out), "--jobs", str(jobs), "--quiet"]
    start = time.perf_counter()
    child = subprocess.Popen(argv, stderr=subprocess.PIPE)  # noqa: S603 - our own command
    peaks: dict[int, int] = {}
    spent: dict[int, float] = {}
    while child.poll() is None:
        for process in family(child.pid):
            peaks[process] = max(peaks.get(process, 0), peak(process))
            spent[process] = max(spent.get(process, 0.0), cpu_seconds(process))
        time.sleep(0.05)
    taken = time.perf_counter() - start
    if child.returncode:
        raise SystemExit(child.stderr.read().decode() if child.stderr else "failed")
    others = [size for process, size in peaks.items() if process != child.pid]
    return taken, sum(spent.values()), peaks.get(child.pid, 0), max(others, default=0)


def cpu_seconds(process: int) -> float:
    """What a process has spent so far; of one that is gone, nothing."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def family(process: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(path.parent.name))
    found = [process]
    for parent in found:
        found += children.get(parent, [])
    return found


def peak(process: int) -> int:
    """The most memory a process has held, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) // 1000 if found else 0


def articles(out: Path) -> Iterator[dict[str, Any]]:
    """What was written, without what only one of the formats has."""
    names = ("text", "title", "authors", "date", "captions", "edits", "confidence", "reason")
    if (path := out / "corpus.parquet").exists():
        for batch in pq.ParquetFile(path).iter_batches(500):
            for row in batch.to_pylist():
                yield {name: row[f"clean_{name}"] for name in names}
        return
    prefix = "clean_"
    if (path := out / "corpus.jsonl.zst").exists():
        packed = zstandard.ZstdDecompressor().stream_reader(
            path.open("rb"), read_across_frames=True
        )
        lines: Any = io.BufferedReader(packed)  # type: ignore[arg-type]
    elif (path := out / "corpus.warc.gz.jsonl").exists():
        lines = path.open("rb")
    else:
        lines, prefix = (out / "articles.jsonl").open("rb"), ""
    for line in lines:
        row = json.loads(line)
        yield {name: row[f"{prefix}{name}"] for name in names}


def compare(outs: list[Path]) -> int:
    """How many documents came out the same in all formats; the first that did not is shown."""
    equal = 0
    for number, same in enumerate(zip(*map(articles, outs), strict=True)):
        if any(article != same[0] for article in same):
            differing = [name for name in same[0] if len({str(a[name]) for a in same}) > 1]
            raise SystemExit(f"document {number} differs in {differing}")
        equal += 1
    return equal


def overhead(folder: Path) -> None:
    """Print what a document costs the command beyond the record function.

    Starting, and loading what languages need, costs once and is left out: what counts is by how
    much the cost grows from the documents taken once to the same ones taken three times.
    """
    lines = [json.dumps({"html": page}).encode() for _, page in islice(documents(10**9), SAMPLE)]
    once, thrice = folder / "once.jsonl", folder / "thrice.jsonl"
    once.write_bytes(b"\n".join(lines))
    thrice.write_bytes(b"\n".join(lines * 3))
    bare = first = third = float("inf")
    for _ in range(3):
        start = time.process_time()
        for line in lines:
            json.dumps(clean_record(json.loads(line)))
        bare = min(bare, time.process_time() - start)
        first = min(first, measured(once, folder / "out-sample", 1)[1])
        third = min(third, measured(thrice, folder / "out-sample", 1)[1])
    each = (third - first) / 2
    print(f"{SAMPLE} documents: {bare:.2f} s of CPU in a loop, {each:.2f} s by the command")
    print(f"beyond the loop {each / bare - 1:+.1%}, and once {first - each:.2f} s")


def main() -> int:
    """Make, clean, compare, measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=lambda name: Path(name).resolve())
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    if not options.folder.exists():
        make(options.folder, options.documents)
    outs = []
    for name in ("corpus.jsonl.zst", "corpus.parquet", "corpus.warc.gz", "pages"):
        out = options.folder / f"out-{name}"
        taken, cpu, parent, worker = measured(options.folder / name, out, options.jobs)
        print(
            f"{name}: {taken:.0f} s, {cpu:.0f} s of CPU, "
            f"parent {parent} MB, largest worker {worker} MB",
            flush=True,
        )
        outs.append(out)
    print(f"{compare(outs)} documents are equal in all formats")
    overhead(options.folder)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
