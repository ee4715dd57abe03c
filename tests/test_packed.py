"""The packed rules are those of the files, and are looked up as those are."""

from __future__ import annotations

from cleaner import Rules, load_rules
from cleaner.lines import shape_of
from cleaner.rules.loading import checksum, is_current, shipped_rules
from cleaner.rules.packed import pack, unpack

FROM_FILES = shipped_rules()


def test_current() -> None:
    assert is_current(), "run benchmarks/pack_rules.py"
    assert load_rules().all == FROM_FILES


def test_checksum_is_of_the_content() -> None:
    assert checksum() == checksum() != 0


def test_packed_rules_come_back() -> None:
    packed = pack(FROM_FILES)
    assert tuple(map(unpack, packed.rules)) == FROM_FILES
    assert list(packed.names()) == [rule.name for rule in FROM_FILES]


def test_found_alike() -> None:
    packed, plain = load_rules(), Rules(FROM_FILES)
    lines = [line for rule in FROM_FILES[::7] for text in rule.drops for line in text.split("\n")]
    shapes = [shape_of(line.strip()) for line in lines if line.strip()]
    assert [packed.match(shape) for shape in shapes] == [plain.match(shape) for shape in shapes]
    words = {word for shape in shapes for word in shape.tokens}
    assert all(packed.labels_at(word) == plain.labels_at(word) for word in words)
    assert (packed.cuts, packed.fragments) == (plain.cuts, plain.fragments)


def test_own_rules_stand_after_the_packed() -> None:
    first, *rest = FROM_FILES
    whole = Rules(rest[-40:], pack([first, *rest[:-40]]))
    assert whole.all == FROM_FILES
    assert list(whole.by_name) == [rule.name for rule in FROM_FILES]
    plain = Rules(FROM_FILES)
    shapes = [shape_of(text) for rule in rest[-40:] for text in rule.drops if "\n" not in text]
    assert [whole.match(shape) for shape in shapes] == [plain.match(shape) for shape in shapes]
