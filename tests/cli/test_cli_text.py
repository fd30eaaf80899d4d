"""What people read: printable, calm, and the client's clock first."""

import unicodedata

import pytest

from recover.cli.layout import columns_of, table
from tests.cli.commandline import CommandLine

HOSTILE = (
    "\x1b[31mred\x1b]52;c;aGk=\x07 \x9b2J \x7f \u202eevil\u2066 [/urgent] \u2028 \b\x00".rstrip(
        "\0"
    )
)


def _controls(text: str) -> list[str]:
    """List what a terminal could act on."""
    return [
        each
        for each in text
        if each != "\n" and unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp", "Cs")
    ]


def test_hostile_text_comes_out_as_pictures(run: CommandLine) -> None:
    """Whatever a client says, no command prints a control character; the store keeps it."""
    run.done("account add Evil --zone UTC --key evil --address", HOSTILE)
    run.done("account contact evil", HOSTILE, "--phone", HOSTILE)
    run.done("listen --account evil --contact", HOSTILE, "--department", HOSTILE, HOSTILE)
    run.done("log 1", HOSTILE, "--fact", f"{HOSTILE}={HOSTILE}")
    run.done("demand 1", HOSTILE)
    run.done("decide 1d1 declined --reason", HOSTILE, "--alternative", HOSTILE)
    run.done("promise 1 --by Friday", HOSTILE, "--consent", HOSTILE, "--to", HOSTILE)
    run.done("keep 1p1", HOSTILE)
    lines = (
        *("", "show 1", "incidents", "promises --all", "readback 1", "account show evil"),
        *("account list", "contact evil", "undo", "show 1 --json", "incidents --json"),
    )
    for line in lines:
        answer = run.done(line)
        assert not _controls(answer.out + answer.err), line
    for line in ("show", "contact", "when", "person show", "listen x --account", HOSTILE):
        answer = run(line if line != HOSTILE else "", HOSTILE)
        assert answer.code in (2, 3, 4)
        assert not _controls(answer.out + answer.err), line
    shown = run.json("show 1")
    assert shown["log"][1]["text"] == unicodedata.normalize("NFC", HOSTILE).strip()


def test_text_from_standard_input(busy: CommandLine) -> None:
    """`-` reads standard input, so that client words need not stand in a shell history."""
    busy.done("log 1 --heard -", stdin="first line\r\nsecond line\n")
    busy.done("keep 1p1 -", stdin="she said “thank you”\n")
    shown = busy.json("show 1")

    assert shown["log"][-2]["text"] == "first line\nsecond line"
    assert shown["promises"][0]["evidence"] == "she said “thank you”"
    busy.done("decide 1d1 declined --reason -", stdin="we do not")
    assert busy.json("show 1")["demands"][0]["reason"] == "we do not"
    assert busy("log 1 -").code == 4


def test_a_promise_is_read_back_and_its_warnings_are_talk(busy: CommandLine) -> None:
    """Stdout has the promise and both clocks; what could stop it is on stderr."""
    answer = busy.done("promise 1 call --by 'Sunday 7am' --as priya")
    first, second = answer.out.splitlines()

    assert first == "1p2 promised, by call: call"
    assert second.startswith("Sun 25 Oct 2026 07:00 PDT (client, America/Los_Angeles) = 10:00 EDT")
    assert "not allowed" in answer.err


def test_listening_shows_the_relationship_and_the_first_words(run: CommandLine) -> None:
    """The id, who the client is, what to say first, and what is missing."""
    out = run.done(
        "listen --account northwind --contact hale --playbook personal-affront 'he mocked her'"
    ).out

    assert out.startswith("Incident 1 · Northwind · R. Hale\n")
    for words in ("15% of revenue", "client 17:10 PDT", '"I am listening."', "since when"):
        assert words in out


def test_showing_an_incident(busy: CommandLine) -> None:
    """Header, demands, promises, facts, missing, and the log on the client's clock."""
    busy.done("log 1 --fact 'since when=last Monday'")
    busy.done("log 1 --said 'I am sorry.' --client --as priya")
    busy.done("strike 1e3 --reason 'not hers'")
    out = busy.done("show 1", at="2026-10-23T08:01-07:00").out

    assert "Incident 1 · Northwind · Your man mocked her." in out
    assert "1d1 open: he is fired" in out
    assert "! 1p1 overdue: call with the plan, by Fri 23 Oct 08:00 PDT" in out
    assert "since when: last Monday" in out
    assert "Thu 22 Oct 2026 PDT\n  17:10 opened" in out
    assert "She is in tears.  [struck]  1e3" in out
    assert "I am sorry.  [for the client, before they had finished]  1e7" in out


def test_the_today_list_is_text(busy: CommandLine) -> None:
    """Without a terminal: what is next and what is open, and never an escape code."""
    out = busy.done("", at="2026-10-22T18:02-07:00").out

    assert out.startswith("recover · Thu 22 Oct 2026 18:02 PDT · Mara\n")
    assert "NEXT      1p1 call with the plan · Northwind · call" in out
    assert "in 13 h 58 min" in out
    assert "OPEN PROMISES 1\n" in out
    assert "LISTENING 1\n" in out
    assert "1 overdue" in busy.done("", at="2026-10-24T18:02-07:00").out


def test_an_empty_book_offers_first_steps(bare: CommandLine) -> None:
    """Nothing is on record yet: listen, look around, add a client; and nothing is created."""
    out = bare.done("").out

    for step in ("recover listen", "recover demo", "recover account add"):
        assert step in out
    for line in ("promises", "incidents", "account list", "person list"):
        assert "No " in bare.done(line).out
        assert bare.json(line) == []


def test_tables_fit_their_width() -> None:
    """On a terminal cells are cut; wide characters count as two columns; in a pipe nothing is."""
    rows = [["1p1", "日本語の顧客", "call back " * 20], ["12p10", "Northwind", "short"]]
    for width in (40, 60, 80):
        lines = table(rows, width=width, widest=(6, 8))
        assert all(columns_of(line) <= width for line in lines)
        assert lines[0].endswith("…")
    assert table(rows, width=0, widest=(6, 8))[0].endswith(("call back " * 20).strip())


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        *(("", 0), ("plain", 5), ("e\u0301", 1), ("日本", 4), ("ก็", 1), ("a\u200bb", 2)),
        *(("soft\u00adly", 7), ("☎\ufe0f", 2), ("1\ufe0f\u20e3", 2), ("🇺🇸", 2), ("\ufeffx", 1)),
    ],
)
def test_columns_count_what_a_terminal_shows(text: str, columns: int) -> None:
    """Marks and what is not seen take no column, wide characters and pictures two."""
    assert columns_of(text) == columns
