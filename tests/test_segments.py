"""How lines are parted: candidate boundaries, and the segments that rules make of them."""

from __future__ import annotations

import pytest

from cleaner.lines import blocks_of
from cleaner.rules.loading import default_rules
from cleaner.text.boundaries import boundaries_of
from cleaner.text.memory import Memory
from cleaner.text.segments import segments_of

# a line, and its parts with the kind of boundary that ends each
BOUNDARIES = {
    "sentences": (
        "Harga beras turun. Warga senang. Gula naik.",
        [("Harga beras turun.", "stop"), ("Warga senang.", "stop"), ("Gula naik.", "line")],
    ),
    "marks of other ends": (
        "Is it over? No! They said … Yes.",
        [("Is it over?", "stop"), ("No!", "stop"), ("They said …", "stop"), ("Yes.", "line")],
    ),
    "glued": (
        "The talks ended.The envoy left.",
        [("The talks ended.", "glued"), ("The envoy left.", "line")],
    ),
    "abbreviations and numbers": (
        "Harga turun di Jl. Merdeka No. 5 pada 10.30 WIB.",
        [("Harga turun di Jl. Merdeka No. 5 pada 10.30 WIB.", "line")],
    ),
    "titles and initials": (
        "Mr. Smith of the U.S. Army spoke. Nobody answered.",
        [("Mr. Smith of the U.S. Army spoke.", "stop"), ("Nobody answered.", "line")],
    ),
    "a firm": (
        "Pedagang jadi pegawai PT. Beras Raya",
        [("Pedagang jadi pegawai PT. Beras Raya", "line")],
    ),
    "a time after a short word": (
        "Publisert torsdag 5. mars 2026 kl. 10:12",
        [("Publisert torsdag 5. mars 2026 kl. 10:12", "line")],
    ),
    "an ordinal": (
        "Er kam am 3. Mai nach Berlin. Dort blieb er.",
        [("Er kam am 3. Mai nach Berlin.", "stop"), ("Dort blieb er.", "line")],
    ),
    "decimals": (
        "Version 2.5 costs 1.200 euro. It works.",
        [("Version 2.5 costs 1.200 euro.", "stop"), ("It works.", "line")],
    ),
    "a host": (
        "See example.com. Then call.",
        [("See example.com.", "stop"), ("Then call.", "line")],
    ),
    "a site in capitals": ("WARTA.EXAMPLE, Jakarta", [("WARTA.EXAMPLE, Jakarta", "line")]),
    "quotes": (
        '"We go." She left. "They stay," he said.',
        [('"We go."', "stop"), ("She left.", "stop"), ('"They stay," he said.', "line")],
    ),
    "single spaces in a script without": (
        "新聞專題 港口的渡輪本週起恢復航行。延伸閱讀 渡輪停駛三天旅客改搭巴士",
        [
            ("新聞專題", "wide"),
            ("港口的渡輪本週起恢復航行。", "mark"),
            ("延伸閱讀", "wide"),
            ("渡輪停駛三天旅客改搭巴士", "line"),
        ],
    ),
    "words of other scripts set apart": (
        "市政府說 3 月起將有 12 班渡輪開往 Port Alba 港口。",
        [("市政府說 3 月起將有 12 班渡輪開往 Port Alba 港口。", "line")],
    ),
    "all words parted": (
        "渡輪 本週 起 恢復 航行 。",
        [("渡輪 本週 起 恢復 航行 。", "line")],
    ),
    "after a particle": (
        "港の事務所は 島へ行く船を月曜日からまた動かすと発表しました。",
        [("港の事務所は 島へ行く船を月曜日からまた動かすと発表しました。", "line")],
    ),
    "no spaces": (
        "市议会周一投票。居民表示欢迎。",
        [("市议会周一投票。", "mark"), ("居民表示欢迎。", "line")],
    ),
    "no capitals": (
        "المجلس صوت يوم الإثنين. قال الرئيس ذلك؟ نعم.",
        [("المجلس صوت يوم الإثنين.", "stop"), ("قال الرئيس ذلك؟", "stop"), ("نعم.", "line")],
    ),
    "danda": (
        "राज्य ने कहा। लोग खुश हैं।",
        [("राज्य ने कहा।", "stop"), ("लोग खुश हैं।", "line")],
    ),
    "a wide gap": (
        "Warga senang   Gula naik",
        [("Warga senang", "wide"), ("Gula naik", "line")],
    ),
    "a doubled space is a slip": ("Sebelumnya  Gula naik", [("Sebelumnya  Gula naik", "line")]),
    "doubled spaces of a layout": (
        "Warga  Gula  Beras  Cabai",
        [("Warga", "wide"), ("Gula", "wide"), ("Beras", "wide"), ("Cabai", "line")],
    ),
    "a tab": ("Gula\tBeras", [("Gula", "wide"), ("Beras", "line")]),
    "brackets": (
        "Warga senang. (Baca juga: Harga Gula Naik) Gula naik.",
        [
            ("Warga senang.", "bracket"),
            ("(Baca juga: Harga Gula Naik)", "bracket"),
            ("Gula naik.", "line"),
        ],
    ),
    "brackets inside a sentence": (
        "Warga (di kota) senang.",
        [("Warga (di kota) senang.", "line")],
    ),
    "capitals after small letters": (
        "Harga naik hari gandaKandang ramai",
        [("Harga naik hari gandaKandang ramai", "line")],
    ),
}
# the same in a line in which breaks are lost
BLOBS = {
    "capitals after small letters": (
        "Harga susu naik gandaKandang moden ramai",
        [("Harga susu naik ganda", "open"), ("Kandang moden ramai", "line")],
    ),
    "a credit in brackets": ("(AFP)Warga senang", [("(AFP)", "open"), ("Warga senang", "line")]),
    "names": (
        "Video YouTube dan iPhone dijual di TikTok mahal sekali",
        [("Video YouTube dan iPhone dijual di TikTok mahal sekali", "line")],
    ),
}


def parted(line: str, *, blob: bool) -> list[tuple[str, str]]:
    found, at = [], 0
    for boundary in boundaries_of(line, blob=blob):
        found.append((line[at : boundary.end], boundary.kind))
        at = boundary.start
    return [*found, (line[at:], "line")]


@pytest.mark.parametrize("name", BOUNDARIES)
def test_boundaries(name: str) -> None:
    line, parts = BOUNDARIES[name]
    assert parted(line, blob=False) == parts


@pytest.mark.parametrize("name", BLOBS)
def test_boundaries_where_breaks_are_lost(name: str) -> None:
    line, parts = BLOBS[name]
    assert parted(line, blob=True) == parts


@pytest.mark.parametrize("table", [BOUNDARIES, BLOBS], ids=["lines", "blobs"])
def test_boundaries_ascend_and_hold_spaces_alone(table: dict[str, tuple[str, object]]) -> None:
    for line, _ in table.values():
        at = 0
        for boundary in boundaries_of(line, blob=table is BLOBS):
            assert at < boundary.end <= boundary.start < len(line)
            assert not line[boundary.end : boundary.start].strip()
            at = boundary.start


VOTE = "The council of the harbour town voted on Monday to mend the bridge."
HAPPY = "Residents of the old quarter welcomed the decision after a long evening."
WORK = "The work begins in May and lasts until the end of the year."
# a text, and its segments with the kinds of boundary on both sides
SEGMENTS = {
    "lines": (f"{VOTE}\n\n{HAPPY}", [(VOTE, "line", "line"), (HAPPY, "line", "line")]),
    "prose is joined": (f"{VOTE} {HAPPY} {WORK}", [(f"{VOTE} {HAPPY} {WORK}", "line", "line")]),
    "a label between sentences": (
        f"{VOTE} ADVERTISEMENT {HAPPY}",
        [
            (VOTE, "line", "stop"),
            ("ADVERTISEMENT", "stop", "label"),
            (HAPPY, "label", "line"),
        ],
    ),
    "a call between sentences": (
        f"{VOTE} Follow us on Twitter. {HAPPY} {WORK}",
        [
            (VOTE, "line", "stop"),
            ("Follow us on Twitter.", "stop", "stop"),
            (f"{HAPPY} {WORK}", "stop", "line"),
        ],
    ),
    "an invitation in brackets": (
        f"{VOTE} (Read also: Ferry Fares Rise Again) {HAPPY}",
        [
            (VOTE, "line", "bracket"),
            ("(Read also: Ferry Fares Rise Again)", "bracket", "bracket"),
            (HAPPY, "bracket", "line"),
        ],
    ),
    "a headline in title case": (
        (
            "Dewan kota memutuskan hal itu pada hari Senin di balai kota. Baca "
            "juga: Jembatan Gantung "
            "Putus, Pelajar Menyeberang dengan Rakit Bambu Uang itu lalu diserahkan kepada lurah."
        ),
        [
            ("Dewan kota memutuskan hal itu pada hari Senin di balai kota.", "line", "stop"),
            (
                "Baca juga: Jembatan Gantung Putus, Pelajar Menyeberang dengan Rakit Bambu",
                "stop",
                "style",
            ),
            ("Uang itu lalu diserahkan kepada lurah.", "style", "line"),
        ],
    ),
    "a headline in sentence case": (
        (
            "Katanya, cara itu dipelajari daripada bapanya.ARTIKEL BERKAITAN: Harga susu kambing "
            "naik dua kali gandaSementara itu, pegawai berkata, kambing memang "
            "peka kepada bunyi kuat."
        ),
        [
            ("Katanya, cara itu dipelajari daripada bapanya.", "line", "glued"),
            ("ARTIKEL BERKAITAN: Harga susu kambing naik dua kali ganda", "glued", "open"),
            (
                "Sementara itu, pegawai berkata, kambing memang peka kepada bunyi kuat.",
                "open",
                "line",
            ),
        ],
    ),
    "no spaces": (
        "市议会周一投票决定修复旧桥。点击关注我们的公众号。居民表示欢迎并希望工程尽快开始。",
        [
            ("市议会周一投票决定修复旧桥。", "line", "mark"),
            ("点击关注我们的公众号。", "mark", "mark"),
            ("居民表示欢迎并希望工程尽快开始。", "mark", "line"),
        ],
    ),
    "a caption and its credit": (
        f"{VOTE}\n\nWorkers mend the bridge. (Photo: City Archive)\n\n{HAPPY}",
        [
            (VOTE, "line", "line"),
            ("Workers mend the bridge. (Photo: City Archive)", "line", "line"),
            (HAPPY, "line", "line"),
        ],
    ),
    "a line that a rule fits": (
        f"{VOTE}\n\nFolgen Sie uns auf Facebook und Instagram für die neuesten Nachrichten.",
        [
            (VOTE, "line", "line"),
            (
                "Folgen Sie uns auf Facebook und Instagram für die neuesten Nachrichten.",
                "line",
                "line",
            ),
        ],
    ),
    "the name of an office": (
        "Advertisement Standards officials had asked the broadcaster to apologise for it.",
        [
            (
                "Advertisement Standards officials had asked the broadcaster to apologise for it.",
                "line",
                "line",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", SEGMENTS)
def test_segments(name: str) -> None:
    text, parts = SEGMENTS[name]
    memory = Memory(default_rules())
    found = segments_of(text, blocks_of(text, memory.shapes), memory)
    assert [(block.shape.text, block.before, block.after) for block in found] == parts
    for block in found:
        assert text[block.start : block.end] == block.shape.text


def test_a_segment_knows_how_many_sentences_were_joined() -> None:
    memory = Memory(default_rules())
    text = f"{VOTE} ADVERTISEMENT {HAPPY} {WORK}"
    found = segments_of(text, blocks_of(text, memory.shapes), memory)
    assert [block.sentences for block in found] == [1, 1, 2]
