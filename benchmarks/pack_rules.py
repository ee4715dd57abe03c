"""Pack the shipped rules into ``cleaner/data/packed.json``, which is read in their place.

    python benchmarks/pack_rules.py

To be run when a file in ``data/rules``, ``data/phrases`` or ``data/kinds.toml`` has changed; until
then the rules are read from their files, which takes longer.
"""

import json
from pathlib import Path

import cleaner
from cleaner.rules.loading import PACKED, checksum, shipped_rules
from cleaner.rules.packed import pack


def main() -> None:
    """Write the file."""
    made = {"made_of": checksum(), **pack(shipped_rules())._asdict()}
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    file = Path(cleaner.__file__).parent / "data" / PACKED
    file.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
