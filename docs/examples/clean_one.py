"""Clean one article and tell what went, why, and how to get it back.

python docs/examples/clean_one.py seeds/003_cf989c3c8f981793.txt
"""

import sys
from pathlib import Path

from cleaner import clean, restore

source = Path(sys.argv[1]).read_bytes()
article = clean(source)
print(article.text)
print("---")
for edit in article.edits:
    if edit.rule.startswith("layout."):
        continue  # blank lines
    print(f"{edit.rule}: {edit.old.strip()!r} -> {edit.new.strip()!r}")
print(f"title: {article.title}\ndate: {article.date}\nsite: {article.site}")
print(f"input restored: {restore(article) == source}")
