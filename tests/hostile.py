"""Text that bites: what clients, colleagues and their mail programs really send, by its kind.

Most of it is made: a shape with what may stand in it. Every string is there once.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from recover.domain.text import clean

_ESC, _BEL, _ST = "\x1b", "\x07", "\x1b\\"

_TAGS = (
    "bold",
    "red",
    "on blue",
    "blink",
    "link=https://evil.example",
    "@click=app.bell",
    "$error",
)
_OURS = ("id", "key", "account", "incident", "text", "kind", "by", "at", "what", "due", "log")
_MARKS = ("*", "_", "`", "~~", "**", "__", "```")
_FORMULAS = ("1+1", 'HYPERLINK("http://evil.example","x")', "cmd|' /C calc'!A0", "SUM(A1:A9)")
_HEADERS = ("Bcc: all@evil.example", "Subject: other", "X-A: b", "Content-Type: text/html")
_PROPERTIES = (
    "BEGIN:VEVENT",
    "END:VCALENDAR",
    "ATTENDEE:mailto:x@evil.example",
    "ATTACH:file:///x",
)


def _markup() -> Iterator[str]:
    """Textual's and Rich's markup, whole, half and nearly."""
    yield "Re: [External] [URGENT] [/urgent] renewal"
    for tag in _TAGS:
        yield f"[{tag}]shown[/]"
        yield f"[{tag}]never closed"
        yield f"closed only[/{tag.partition('=')[0]}]"
    yield from ("[", "]", "[/]", "[]", "[[]]", "\\[bold]", "\\", "[/bold", "[bold", "[@]", "[=]")
    yield from ("[b]a[i]b[/b]c[/i]", "[#ff0000]x", "[rgb(1,2,3)]x", ":smile: :+1:", "[1, 2] [x]")
    yield from ("$name and $text-muted", "[$name]", "[link='x\"]y", "[on ]x", "[not bold]x[/not]")


def _escapes() -> Iterator[str]:
    """What a terminal acts on: colours, the cursor, the title, links, the clipboard, questions."""
    for code in ("31m", "2J", "H", "6n", "?1049l", "?25l", "999;999H", "c", "8m", "5i", "201~"):
        yield f"esc {_ESC}[{code} after"
        yield f"c1 \x9b{code} after"
    for end in (_BEL, _ST, "\x9c"):
        yield f"title {_ESC}]0;evil{end} after"
        yield f"link {_ESC}]8;;https://evil.example{end}here{_ESC}]8;;{end}"
        yield f"clipboard {_ESC}]52;c;cm0gLXJmIH4={end} after"
        yield f"c1 clipboard \x9d52;c;cm0gLXJmIH4={end} after"
    yield from (f"{_ESC}c", f"{_ESC}P+q544e{_ST}", f"{_ESC}_Gx{_ST}", f"{_ESC}(0 lqk", "\x90q\x9c")
    yield from ("back\x08\x08\x08spaced", "shift \x0e out \x0f in", f"end {_ESC}", f"{_ESC}[")


def _controls() -> Iterator[str]:
    """Each control alone, inside a word; but NUL, tab and the line ends."""
    for code in (*range(1, 9), *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0)):
        yield f"ctl{chr(code)}{code:02X}"


def _bidi() -> Iterator[str]:
    """What turns the line around, and scripts that run from the right."""
    for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C):
        yield f"invoice {chr(code)}fdp.exe {code:04X}"
    yield from ("שלום עולם", "مرحبا بالعالم 12", "abc שלום def")
    yield from ("\u202e\u202e\u202eall\u2069\u2069",)


def _invisible() -> Iterator[str]:
    """What takes no room."""
    for code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0x034F, 0x180E, 0x2061, 0xFE0F):
        yield f"in{chr(code)}side {code:04X}"
    yield from ("\ufffd\ufffc", "\U000e0041\U000e0042 tags", "\ue000 private")
    yield from ("\ufdd0 no character",)
    yield from ("a\u00a0b", "a\u2003b", "a\u3000b", "\u115f filler \u3164", "\u2800 braille")


def _wide() -> Iterator[str]:
    """Wide letters, marks over letters, and letters that are two or one."""
    yield from (
        "漢字かな交じり文",
        "한국어 문장",
        "ｆｕｌｌ ｗｉｄｔｈ",
        "ﾊﾝｶｸ",
        "ﷺ ﷽",
        "𒐫 𒈙",
        "ก็็็็็ ำ",
    )
    yield from ("e\u0301 e\u0301 cafe\u0301", "\u212b \u2126 \ufb01", "\u0301 first")
    yield from ("İstanbul ß ſ ı",)
    yield from (f"z{chr(0x300 + step) * (step * 4)}algo {step}" for step in range(1, 6))
    yield from ("नमस्ते दुनिया", "தமிழ்", "မြန်မာ", "ខ្មែរ", "ᠮᠣᠩᠭᠣᠯ")


def _emoji() -> Iterator[str]:
    """Pictures that are several characters."""
    yield from ("👩\u200d👩\u200d👧\u200d👦 family", "👍🏽 skin", "🇺🇸🇩🇪 flags", "1\ufe0f\u20e3 key")
    yield from ("☎\ufe0f ☎\ufe0e",)
    yield from ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f wales",)
    yield from ("❤\ufe0f\u200d🔥",)
    yield from ("🧑🏿\u200d🚀" * 20, "🤷\u200d♀\ufe0f", "😀" * 60, "🇩 half a flag")
    yield from ("\u200d joiner first",)


def _long() -> Iterator[str]:
    """More than fits anywhere."""
    yield from (
        "x" * 1500,
        "漢" * 600,
        "long words " * 120,
        "[" * 500,
        "e\u0301" * 400,
        "-" * 600,
    )
    yield from (
        "https://evil.example/" + "a/" * 300,
        "\\" * 400,
        "=" * 300,
        "." * 400,
        "👍🏽" * 200,
    )


def _breaks() -> Iterator[str]:
    """Everything that may begin a line, and a forged line behind it."""
    forged = "1p1  kept: all is well"
    for end in (
        "\n",
        "\r\n",
        "\r",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x1d",
        "\x1e",
        "\x85",
        "\u2028",
        "\u2029",
    ):
        yield f"first{end}{forged} {ord(end[-1]):X}{len(end)}"
    yield from ("a\tb\t\tc", "one\n\n\nfour", "x\n" * 40 + "y", "tab\tand\nline")
    yield from ("  lead\n    more",)


def _formulas() -> Iterator[str]:
    """What a spreadsheet runs."""
    for start in ("=", "+", "-", "@", "x\t=", "'=", '"=', "＝"):
        yield from (f"{start}{formula}" for formula in _FORMULAS)


def _html() -> Iterator[str]:
    """What a browser runs."""
    yield from ("<script>alert(1)</script>", "</style><script>x</script>", "<img src=x onerror=x>")
    yield from ("&lt;b&gt; &amp; &#x27;", "<!-- -->", "]]>", "<a href='javascript:x'>y</a>")
    yield from ('"><b>',)
    yield from ("<svg/onload=x>", "</title></head>", "<b>bold</b>", "&nbsp;&#0;", "<?php echo 1 ?>")


def _markdown() -> Iterator[str]:
    """What Markdown makes something else of."""
    yield from (f"{mark}loud{mark} {len(mark)}" for mark in _MARKS)
    yield from ("# head", "> quoted", "- item", "1. first", "| a | b |", "---", "[x](javascript:y)")
    yield from ("![i](http://evil.example/i.png)", "<https://evil.example>", "[^1]: note", "a  \nb")


def _calendar() -> Iterator[str]:
    """Lines that would be properties of a calendar."""
    yield from (f"call\r\n{line}" for line in _PROPERTIES)
    yield from ("a;b,c:d\\n", "SUMMARY;LANGUAGE=en:x", '";ALTREP="cid:x', "x\n continued", "TZID=:")


def _mail() -> Iterator[str]:
    """Headers behind a line end, also an encoded one."""
    yield from (f"hello\r\n{header}" for header in _HEADERS)
    yield from (f"hello\n{header}\n\nbody" for header in _HEADERS)
    yield from ("=?utf-8?q?a=0ABcc:x?=", "=?utf-8?b?YQpCY2M6eA==?=", '"x" <a@b>, c@d')
    yield from ("a@b%0ABcc:x",)
    yield from ("=?utf-8?q?=1B[2J?=", "mailto:a@b?bcc=c", "x@[127.0.0.1]", "<>@<>", "a@b,\n c@d")


def _paths() -> Iterator[str]:
    """Names of files that are elsewhere, or no files."""
    yield from ("../../etc/passwd", "/dev/null", "C:\\Windows\\x", "\\\\host\\share", "~/.ssh/id")
    yield from ("..",)
    yield from ("CON", "aux.md", "a/b", ".hidden", "%2e%2e%2f", "file:///etc/passwd", "name. ")
    yield from ("*?<>|",)


def _templates() -> Iterator[str]:
    """What a template or a shell puts something in for."""
    yield from (f"{{client.{name}}}" for name in ("contact", "name", "__class__"))
    yield from ("{contact}", "{{7*7}}", "{0}", "{}", "{", "}", "{{", "%s", "%(x)s", "%", "${x}")
    yield from ("$(id)",)
    yield from ("`id`", "<%= 1 %>", "{% if %}", "#{1}", "!!", "; rm -rf ~", "| cat", "&& id")
    yield from ("$HOME",)


def _data() -> Iterator[str]:
    """Pieces of SQL, TOML and JSON."""
    yield from ("'; DROP TABLE promises; --", "' OR 1=1", "%_%", "x' UNION SELECT 1", "1; VACUUM")
    yield from ('"""', "'''", "[[a]]", 'a = "b"', "a.b.c = 1", "# toml", "\\u0000", "\\n", '"\\')
    yield from ('{"id": "1"}', "[1, 2", "null", "true", '"', '\\"', '{"_type": "x"}', "},{")
    yield from ("\\ud800",)


def _numbers() -> Iterator[str]:
    """What some reader takes for a number, a date or nothing."""
    yield from ("NaN", "Infinity", "-inf", "1e999", "1_000", "٣٤", "½", "0x10", "1,234.56", "-0")
    yield from ("-1",)
    yield from ("9" * 400, "11/12/2026", "2026-02-30", "--", "-h", "--json", "None", "undefined")
    yield from ("0",)


def _names() -> Iterator[str]:
    """Names of our own: keys of documents, ids, commands."""
    yield from (f"{name}" for name in _OURS)
    yield from (f'"{name}": "x"' for name in _OURS)
    yield from ("1p1", "1e1", "12h1", "northwind", "you", "nobody", "open", "struck")
    yield from ("recover undo",)


CORPUS: Mapping[str, Sequence[str]] = {
    name: tuple(make())
    for name, make in (
        *(("markup", _markup), ("escapes", _escapes), ("controls", _controls), ("bidi", _bidi)),
        *(("invisible", _invisible), ("wide", _wide), ("emoji", _emoji), ("long", _long)),
        *(("breaks", _breaks), ("formulas", _formulas), ("html", _html), ("markdown", _markdown)),
        *(("calendar", _calendar), ("mail", _mail), ("paths", _paths), ("templates", _templates)),
        *(("data", _data), ("numbers", _numbers), ("names", _names)),
    )
}
"""Every string that may be kept, by its kind."""

REFUSED: Sequence[str] = ("nul \0 here", "\0", "half \ud800", "\udfff half", "a\0b\ud83d", "é\0")
"""What no file can carry."""

EVERY: Sequence[str] = tuple(chain.from_iterable(CORPUS.values()))
"""Every string that may be kept, in one row."""

CONTROLS = frozenset(
    chr(each)
    for each in (
        *(*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F),
        *(*range(0x2028, 0x202F), *range(0x2066, 0x206A)),
    )
)
"""What no terminal may ever get out of a text."""


def acts(shown: str) -> frozenset[str]:
    """Give what in a shown text a terminal would act on; it may hold line ends."""
    return CONTROLS.difference("\n").intersection(shown)


def kept(text: str) -> str:
    """Say how the book keeps a text that somebody typed."""
    return clean(text).strip()
