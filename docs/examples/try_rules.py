"""Try the examples of a rule file: what it drops must go, what it keeps must stay.

    python docs/examples/try_rules.py house.toml

Each example is put into a short article, where its rule looks, with all shipped rules loaded.
"""

import sys

from cleaner import RuleError, clean, load_rules

TITLE = "Harga Beras Turun di Pasar Kota"
BODY = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "Pemerintah menambah pasokan dari gudang di pelabuhan supaya harga tidak naik lagi.",
)


def around(example: str, where: str) -> str:
    """An article that holds the example."""
    first, second = BODY
    if where == "head":
        return "\n\n".join((TITLE, example, first, second))
    if where == "anywhere":
        return "\n\n".join((TITLE, first, example, second))
    return "\n\n".join((TITLE, first, second, example))


def goes(took: set[str]) -> str:
    """What became of an example that is not as it should be."""
    return f"goes by {', '.join(sorted(took))}" if took else "stays"


try:
    rules = load_rules(sys.argv[1])
except RuleError as fault:
    sys.exit(str(fault))
wrong = 0
mine = [rule for rule in rules.all if rule.file == sys.argv[1]]
for rule in mine:
    for example in (*rule.drops, *rule.keeps):
        article = clean(around(example, rule.where), rules=rules)
        took = {edit.rule for edit in article.edits if example.strip() in edit.old}
        if (rule.name in took) != (example in rule.drops):
            wrong += 1
            print(f"{rule.name}: {example!r} {goes(took)}")
print(f"{len(mine)} rules, {wrong} examples that are not as they should be")
sys.exit(wrong > 0)
