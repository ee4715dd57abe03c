"""Clean JSON lines from standard input with a program of one's own, one record at a time.

    python docs/examples/clean_jsonl.py < news.jsonl > cleaned.jsonl

``cleaner clean news.jsonl --out cleaned/`` does more: processes, resuming, failures, a summary.
"""

import json
import sys

from cleaner import SourceError, clean_record

for number, line in enumerate(sys.stdin, 1):
    try:
        record = clean_record(json.loads(line))
    except (ValueError, SourceError) as fault:
        print(f"record {number}: {fault}", file=sys.stderr)
        continue
    if record["clean_reason"] is None and record["clean_confidence"] > 0.8:
        print(json.dumps(record, ensure_ascii=False))
