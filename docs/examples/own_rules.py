"""Clean with rules of one's own beside the shipped ones.

python docs/examples/own_rules.py docs/examples/house.toml article.txt

A rule file that is wrong is one sentence with file and rule.
"""

import sys
from pathlib import Path

from cleaner import RuleError, clean, load_rules

try:
    rules = load_rules(sys.argv[1])  # compiled once, used for any number of articles
except RuleError as fault:
    sys.exit(str(fault))
article = clean(Path(sys.argv[2]).read_bytes(), rules=rules)
print(article.text)
for edit in article.edits:
    if edit.rule.startswith("house."):
        print(f"{edit.rule} took {edit.old.strip()!r}: {edit.evidence}", file=sys.stderr)
