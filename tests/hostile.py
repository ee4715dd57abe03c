"""Documents that try to do something on the page of a report, for the tests of it."""

PROSE = (
    "The council of the harbour town agreed on Monday to repair the old bridge, the mayor said "
    "after a meeting that lasted until late in the evening."
)
PAYLOADS = {
    "script": "<script>window.hacked = 1</script>",
    "end of the data": "</script><script>window.hacked = 1</script>",
    "comment": "<!--<script>window.hacked = 1",
    "handler": '<img src="x:" onerror="window.hacked = 1">',
    "attribute": "\" onfocus='window.hacked = 1' autofocus tabindex=1 x=\"",
    "template": "{{ 7 * 7 }}{% for x in y %}${7*7}",
    "separator": "one\u2028window.hacked = 1\u2029two",
    "nul": "before\0after",
    "surrogates": "half \ud83d and \ude00 half",
    "bidi": "\u202ereversed\u2066",
    "entity": "&lt;script&gt;&#60;",
}


def text(payload: str) -> str:
    """An article with the payload as headline, in prose, and in a line that is removed."""
    return (
        f"{payload}\n\n{PROSE}\n\nADVERTISEMENT\n\nThe words {payload} stood on a sign beside the "
        f"bridge, and nobody in town knew who had painted them there.\n\n{PROSE[::-1]}\n\n"
        f"Baca juga: {payload}\n\nRead also: {payload}\n"
    )


def record(name: str, payload: str) -> dict[str, object]:
    """A record with the payload everywhere it may have come from an article or a page."""
    old = f"Baca juga: {payload}\n"
    fields = ("title", "site", "place", "section", "standfirst", "reason", "date", "canonical")
    edit = {"start": 0, "end": len(old), "old": old, "new": "", "rule": f"own.{payload}"}
    edit |= {"evidence": payload, "confidence": 0.5}
    origin = {"field": "title", "rule": payload, "text": payload}
    return (
        {"name": f"{name} {payload}", "text": f"{payload}\n\n{PROSE}", "edits": [edit]}
        | {"encoding": None, "confidence": 0.9, "captions": [payload], "origins": [origin]}
        | {"suggestions": [{"old": payload, "new": payload, "rule": payload, "evidence": payload}]}
        | dict.fromkeys(fields, payload)
        | {"url": "javascript:window.hacked=1"}
    )
