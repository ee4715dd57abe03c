"""Code and markup left in texts go by their shape, and never the sentence beside them."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from cleaner import clean, restore
from cleaner.rules.loading import default_rules

PROSE = (
    "The council met on Monday in the old hall and members voted late in the evening on the plan.",
    "Warga desa berkumpul sejak pagi di lapangan besar untuk melihat kapal dari pulau seberang.",
    "Das Wasser stieg am Abend weiter, sagte ein Sprecher der Feuerwehr nach dem Einsatz im Hafen.",
    "Власти города сообщили в понедельник, что старый мост закроют на ремонт до конца весны.",
    "市の会議は月曜日に開かれ、議員たちは夜遅くまで計画について話し合った。",
)
CODE = r"""
$(document).ready(function(){ $('.slider').slick({ dots: true, infinite: false }); });
$(function () { $('[data-toggle="tooltip"]').tooltip() })
googletag.cmd.push(function() { googletag.display('div-gpt-ad-1234567890-0'); });
window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);}
var _gaq = _gaq || []; _gaq.push(['_setAccount', 'UA-1']); _gaq.push(['_trackPageview']);
(function() { var s = document.createElement('script'); s.src = ('x' == y ? 'a' : 'b') + 'c'; })();
(adsbygoogle = window.adsbygoogle || []).push({});
!function(f,b){if(f.q)return;f.q=function(){f.c?f.c.apply(f,arguments):b.push(1)};}(window,document);
if (typeof(pbjs) !== 'undefined') { pbjs.que.push(function() { pbjs.requestBids(); }); }
function openTab(name) { var i, tabs; tabs = document.all; for (i = 0; i < 3; i++) { tabs[i] = 0 } }
.detail-content img {width:100%}
.tg {border-spacing:0;border-color:#aaa;} .tg td{font-family:Arial, sans-serif;font-size:14px;}
@media only screen and (max-width: 600px) { .banner { width: 100%; } .banner img { height: auto; } }
/* iklan */ .ads-top { display: none; }
{"@context":"https://schema.org","headline":"Kapal. Datang","author":[{"@type":"Person","id":"S"}]}
<script type="text/javascript">var a = 1 < 2; document.write(a);</script>
<style>.x{color:red}</style>
<!-- Composite Start --> <div id="M123"></div> <!-- Composite End -->
<!--[if lt IE 9]><script src="old.js"></script><![endif]-->
class="btn btn-primary" href="https://example.com/x" target="_blank">
<img class="size-full" src="https://example.com/a.jpg" alt="Foto: Sari (AFP)" width="300" />
<br /><br />
{{ post.title }}
{% for item in items %}
${article.url}
[[title]]
[caption id="attachment_12" align="aligncenter" width="300"]
0:00 / 0:00 1x
00:00 00:00
Play Mute Current Time 0:00 / Duration 0:00 Loaded: 0% Stream Type LIVE Remaining Time -0:00
_x000D_
""".strip().split("\n")
FORMS = {
    "on a line": "{a}\n\n{code}\n\n{b}",
    "between": "{a} {code} {b}",
    "before": "{code} {a} {b}",
    "after": "{a} {b} {code}",
    "among lines": "{b}\n\n{a}\n\n{a} {code} {b}\n\n{b} {b}",
}
PLAIN = {name: form.replace("{code}", "").strip() for name, form in FORMS.items()}


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", CODE, ids=lambda code: code[:24])
def test_code_goes_alone_wherever_it_stands(code: str, form: str) -> None:
    for a, b in zip(PROSE, PROSE[1:] + PROSE[:1], strict=True):
        text = FORMS[form].format(a=a, b=b, code=code)
        article = clean(text, kind="text")
        plain = clean(PLAIN[form].format(a=a, b=b), kind="text")
        assert squeezed(article.text) == squeezed(plain.text)
        assert restore(article) == text
        assert clean(article.text, kind="text").text == article.text


# code, signs and brackets that are what an article says
STAYS = r"""
In C you write if (a < b) return a; and else return b; and the compiler does the rest.
The teacher wrote `<b>` on the board and asked what the tag does in a page.
Use the <b> tag to make a word bold, and the <a> tag to make a link, the book says.
Write "<p>" before a paragraph and "</p>" after it, the teacher said.
To print a line in Python, write print("Hello, world") and press the key.
The program defines a function f(x) = 2x + 1; its slope is 2.
He typed var x = 5; and the screen said nothing.
She said: “{laughs} I never saw it.”
They won 3-2 (1-1) after extra time; the crowd (40,000) sang.
The price rose from $5 to $7 (up 40%) on Monday.
The signs :-) and --> and <-- were used by all, and <3 as well.
"We [the council] voted [...] and went home," she said.
Die Straße ist von 00:00 Uhr bis 05:00 Uhr gesperrt.
The variable $HOME and the path C:\new\table were shown on the screen.
The site's address is https://example.com/?utm_source=x in the letter.
He answered in [b]old letters and [i]n haste.
The lines "a","b","c" are the columns of the file.
Dear <name>, he began, though a < b > c is odd.
The function window.open() opens a window; document.write() writes to it.
In CSS, p { color: red } paints every paragraph red, she explained.
“Use <br> for a line break,” he said, “and <hr> for a line.”
JSON such as {"name": "Ann", "age": 7} is easy to read, he said.
for i in range(10): print(i)
public static void main(String[] args) { System.out.println("Hello"); }
function add(a, b) { return a + b; }
¯\_(ツ)_/¯ was the answer of the fans.
""".strip().split("\n")


def named_as_code(text: str) -> set[str]:
    """The rules that cut code or markup out of a text."""
    rules = {edit.rule for edit in clean(text, kind="text").edits}
    return {rule for rule in rules if rule.partition(".")[0] in FAMILIES}


@pytest.mark.parametrize("said", STAYS, ids=lambda said: said[:24])
def test_what_an_article_says_in_signs_stays(said: str) -> None:
    first, last = PROSE[0], "Pupils then wrote a small program on the old computers of the school."
    for form in FORMS.values():
        assert named_as_code(form.format(a=first, b=last, code=said)) == set()


TAGGED = (
    (
        'Menurut <a href="https://example.com/budi" target="_blank">Budi Hartono</a>, harga naik.',
        "Menurut Budi Hartono, harga naik.",
    ),
    ("Kata <strong>Budi</strong> dan <em>Sari</em> pada Senin.", "Kata Budi dan Sari pada Senin."),
    ("Harga naik &amp;amp; turun.", "Harga naik & turun."),
)


@pytest.mark.parametrize(("line", "after"), TAGGED)
def test_tags_go_and_what_stands_between_them_stays(line: str, after: str) -> None:
    assert clean(f"{PROSE[1]} {line}", kind="text").text == f"{PROSE[1]} {after}"


def test_a_script_over_several_lines_goes() -> None:
    script = (
        "<script>\ngoogletag.cmd.push(function() {\nvar slot = {\n"
        "window.slots = [];\n});\n</script>\n<style>\n.box .title {\nfont-size: 14px;\n</style>"
    )
    assert clean(f"{PROSE[0]}\n{script}\n{PROSE[2]}").text == f"{PROSE[0]}\n\n{PROSE[2]}"


LESSON = (
    "A page is written in HTML, and what it does when it is clicked is written in JavaScript.",
    "The teacher then put the first lines of the program on the board, one below the other.",
)


@pytest.mark.parametrize("code", CODE[:24], ids=lambda code: code[:24])
def test_code_stays_in_an_article_about_programming(code: str) -> None:
    text = f"{LESSON[0]}\n\n{PROSE[0]}\n\n{code}\n\n{LESSON[1]}"
    assert named_as_code(text) == set()


def test_what_no_author_writes_goes_in_an_article_about_programming_too() -> None:
    text = f"{LESSON[0]}_x000D_\n\n{LESSON[1]} … [+2314 chars]"
    assert clean(text).text == f"{LESSON[0]}\n\n{LESSON[1]}"


def test_the_brackets_that_close_a_script_go_with_it() -> None:
    for script in ("window.slots = [\n];\n})();", "googletag.cmd.push(function() {\n});\n}"):
        assert clean(f"{PROSE[0]}\n{script}\n{PROSE[2]}").text == f"{PROSE[0]}\n\n{PROSE[2]}"
    assert named_as_code(f"{PROSE[0]}\n}});\n{PROSE[2]}") == set()


SENTENCES = st.sampled_from(PROSE)
FAMILIES = ("code", "markup", "player")
DROPPED = (
    text
    for rule in default_rules().all
    if rule.family in FAMILIES and rule.where == "anywhere"
    for text in rule.drops
)
PIECES = (*CODE, *DROPPED)


@given(st.lists(st.tuples(SENTENCES, st.sampled_from(PIECES)), min_size=1, max_size=6))
def test_joined_in_any_order_no_sentence_is_lost(parts: list[tuple[str, str]]) -> None:
    for order in ("{0} {1}", "{1} {0}"):
        text = " ".join(order.format(*part) for part in parts)
        article = clean(text, kind="text")
        for sentence, _ in parts:
            assert sentence in article.text
        assert restore(article) == text
        assert clean(article.text, kind="text").text == article.text


HOSTILE = [
    "$(document).ready(function() { ",
    "window.a = (",
    "var x = {a: 1}; ",
    ".a .b, .c > ",
    ".a {b:c;",
    "<a href='",
    '<a b="c" ',
    "<!-- -",
    "<b>a",
    "{{ a | b ",
    '{"@type":{"@type":',
    "['A.', ",
    "Current Time 0:00 / ",
    'class="a" ',
    "\\n\\",
    "http://a?utm_a=",
    " ,a",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    texts = [f"{PROSE[0]} " + piece * (size // len(piece)) for size in (20_000, 80_000)]
    small, large = (calls(partial(clean, text, repairs="off")) for text in texts)
    assert large < 5 * max(small, 10_000)
