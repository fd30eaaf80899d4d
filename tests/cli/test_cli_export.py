"""`recover export`: what leaves, for whom, as what; and what it says when it cannot."""

import json
import os
import sys
from pathlib import Path

import pexpect
import pytest

from recover.export.formats import FORMATS
from tests.cli.commandline import START, CommandLine

OFFICE = ("docx", "xlsx")


@pytest.fixture
def told(busy: CommandLine) -> CommandLine:
    """The incident with a line for the client, and lines that are not."""
    busy.done("log 1 'Mara will call you back.' --said --client")
    busy.done("log 1 'HR: he is suspended' --client")
    busy.done("log 1 'INTERNAL he did it before'")
    return busy


def test_the_client_is_meant_where_nobody_says_otherwise(told: CommandLine) -> None:
    """Stdout is the page; stderr says what stays, what is held back and what could be added."""
    answer = told.done("export 1")

    assert answer.out.startswith("# Northwind: what happened and what we promised\n")
    assert "Your account manager will call you back." in answer.out
    assert "INTERNAL" not in answer.out + answer.err
    assert "entries of the log stay in the house." in answer.err
    assert '! 1e7 is held back: a personnel matter ("HR")' in answer.err
    assert "Roles stand for names: Mara (your account manager) in 1e6." in answer.err
    assert "recover log 1 --fact impact=" in answer.err


def test_a_dash_is_standard_output_and_nothing_is_read(told: CommandLine) -> None:
    """Where a file goes, and where one comes from, `-` is no text to read."""
    assert told.done("export 1 -o -", stdin="x").out == told.done("export 1").out
    answer = told("import -", stdin='{"secret": "words"}')

    assert answer.code == 2
    assert "secret" not in answer.err


def test_as_json_it_says_the_same_to_programs(told: CommandLine, tmp_path: Path) -> None:
    """One value, with the text or the file."""
    page = told.json("export 1 --format md")
    file = told.json(f"export 1 -o {tmp_path}/x.html")

    assert page["text"].startswith("# Northwind")
    assert (page["audience"], page["format"]) == ("client", "md")
    assert page["reworded"] == [{"id": "1e6", "changes": [["Mara", "your account manager"]]}]
    assert [each["id"] for each in page["held"]] == ["1e7"]
    assert page["left_out"] == file["left_out"]
    assert file["file"] == f"{tmp_path}/x.html"


@pytest.mark.parametrize("name", [each for each in FORMATS if each != "pdf"])
def test_a_folder_gives_the_file_its_name(told: CommandLine, tmp_path: Path, name: str) -> None:
    """Private from the first byte, and for whom it is not the client it says so."""
    folder = tmp_path / "out"
    folder.mkdir()
    told.done("promise 1 'send the minutes' --by 'in 2 days at noon' --client")
    told.done(f"export 1 --format {name} -o {folder}")
    told.done(f"export 1 --for internal --format {name} -o {folder}/")

    found = sorted(folder.iterdir())
    assert [each.name for each in found] == [f"1-northwind-internal.{name}", f"1-northwind.{name}"]
    assert all(each.stat().st_mode & 0o777 == 0o600 for each in found)
    assert all(each.stat().st_size for each in found)


def test_the_ending_of_a_file_says_its_format(told: CommandLine, tmp_path: Path) -> None:
    """And is not contradicted."""
    told.done(f"export 1 -o {tmp_path}/a.csv")
    assert (tmp_path / "a.csv").read_text().startswith("at,kind,text")
    assert told(f"export 1 -o {tmp_path}/a.xyz").code == 2
    assert told(f"export 1 --format md -o {tmp_path}/a.html").code == 2


def test_nothing_is_overwritten_unasked(told: CommandLine, tmp_path: Path) -> None:
    """With --force it is; a link is not followed."""
    target = tmp_path / "a.md"
    target.write_text("mine")
    link = tmp_path / "b.md"
    link.symlink_to(target)

    assert told(f"export 1 -o {target}").code == 4
    assert told(f"export 1 -o {link} --force").code == 4
    assert target.read_text() == "mine"
    told.done(f"export 1 -o {target} --force")
    assert target.read_text().startswith("# Northwind")


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("export", 2, "Say what to export"),
        ("export 9", 3, "No incident '9'"),
        ("export northwind", 2, "--account 'northwind'"),
        ("export 1 --for boss", 2, "none of client, internal, executive"),
        ("export 1 --format txt", 2, "none of md, html"),
        ("export 1 --promises", 2, "one word too many"),
        ("export --promises --for client", 2, "--for internal only"),
        ("export --voice --for internal", 2, "--for executive only"),
        ("export 1 --language klingon", 2, "No language 'klingon'"),
        ("export 1 --for internal --include 1e6", 2, "leave it out"),
        ("export 1 --include 1e6", 4, "1e6 is not held back"),
        ("export 1 --include x", 4, "x is not held back"),
        ("export --account lumen", 4, "Lumen Light has no incident."),
        ("export --account north --from 2026-12-02 --to 2026-12-01", 2, "name the earlier day"),
        ("export --account north --from 2027-01-01", 4, "has no incident in that time"),
        ("export --day 2020-01-01", 4, "nothing of that kind"),
        ("export --day tomorow", 2, "date"),
        ("export 1 -o /nowhere/at/all/x.md", 4, "no folder /nowhere/at/all"),
        ("export 1 --format docx --json", 2, "name a file with -o"),
        ("export 1 -o /dev/null --format md", 4, "there already"),
        ("export 1 -o /dev/null --format md --force", 4, "no regular file"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(
    told: CommandLine, line: str, code: int, says: str
) -> None:
    """With the exit code of its family."""
    answer = told(line)

    assert answer.code == code, answer
    assert says in answer.err + answer.out
    assert "Traceback" not in answer.err
    assert "fault of its own" not in answer.err


def test_a_client_nobody_knows_and_nothing_marked(busy: CommandLine) -> None:
    """Each says what to do."""
    busy.done("listen 'who is this?'")

    assert "recover identify 2" in busy("export 2").err
    assert "recover mark 1e2" in busy("export 1").err


def test_a_folder_that_cannot_be_written_and_a_full_disk(told: CommandLine, tmp_path: Path) -> None:
    """No half file is left."""
    script = (
        f"ulimit -f 1; exec {sys.executable} -m recover export 1 --format docx -o {tmp_path}/x.docx"
    )
    environment = {**os.environ, **told.environment(None)}
    import subprocess

    done = subprocess.run(
        ["/bin/bash", "-c", f"trap '' XFSZ; {script}"],
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert b"Nothing of it is kept" in done.stderr
    assert list(tmp_path.glob("x*")) == []


@pytest.mark.parametrize("name", OFFICE)
def test_a_library_that_is_missing_is_named(
    told: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """With the command that adds it; nothing is written."""
    monkeypatch.setitem(sys.modules, {"docx": "docx", "xlsx": "xlsxwriter"}[name], None)
    answer = told(f"export 1 -o {tmp_path}/x.{name}")

    assert answer.code == 1
    assert "pip install 'recover[office]'" in answer.err
    assert list(tmp_path.glob("x*")) == []


def test_without_anything_that_prints_the_page_is_written(
    told: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no PDF, so it is not called one, and the exit code says that it is not done."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = told(f"export 1 -o {tmp_path}/x.pdf")

    assert answer.code == 1
    assert f"The page is in {tmp_path}/x.html" in answer.err
    assert [each.name for each in tmp_path.glob("x*")] == ["x.html"]


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{% if %}", "line 1"),
        ("\n\n{{ nothing.at.all }}", "nothing"),
        ("{{ ''.__class__.__mro__ }}{{ title.__class__.__base__.__subclasses__() }}", "unsafe"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("{{ 1 / 0 }}", "zero"),
        ("{% for n in range(10 ** 9) %}{% endfor %}", "Range too big"),
        ("{% extends 'yours.html' %}", ""),
    ],
)
def test_a_broken_template_of_ones_own_is_named_with_its_line(
    told: CommandLine, tmp_path: Path, template: str, says: str
) -> None:
    """It can do no harm either; moved away, ours is used."""
    own = told.home / "templates" / "report.html"
    own.parent.mkdir()
    own.write_text(template)
    answer = told(f"export 1 -o {tmp_path}/x.html")

    assert answer.code == 2
    assert "templates/report.html" in answer.err
    assert says in answer.err
    assert list(tmp_path.glob("x*")) == []
    assert told("export 1 --format md").code == 0


def test_a_template_that_cannot_be_read_is_in_the_way_of_pages_only(told: CommandLine) -> None:
    """A table or a text does without it."""
    (told.home / "templates" / "report.html").mkdir(parents=True)

    assert "not a regular file" in told("export 1 --format html").err
    assert told("export 1 --format md").code == 0


def test_a_template_of_ones_own_extends_ours(told: CommandLine) -> None:
    """Its texts are escaped as well."""
    own = told.home / "templates" / "report.html"
    own.parent.mkdir()
    own.write_text(
        "{% extends 'report.html' %}{% block foot %}<p>{{ '<b>' }} Harbour</p>{% endblock %}"
    )
    page = told.done("export 1 --format html").out

    assert "<p>&lt;b&gt; Harbour</p>" in page
    assert "Your account manager will call you back." in page


def test_a_line_that_is_held_back_leaves_when_it_is_named(told: CommandLine) -> None:
    """By its id."""
    page = told.done("export 1 --include 1e7")

    assert "HR: he is suspended" in page.out
    assert "held back" not in page.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("--promises", "# Open promises"),
        ("--promises --account north", "# Open promises · Northwind"),
        ("--day", "# The day"),
        ("--day 2026-10-22", "# The day"),
        ("--review", "# End of day · Mara"),
        ("--incidents", "# Incidents"),
        ("--voice", "# The voice of the client"),
        ("--account north", "# Northwind: what happened"),
        ("--account north --for internal", "# Northwind: 1 incident"),
        ("--account north --for executive --from 2026-10-01 --to 2026-10-31", "# Northwind: 1 inc"),
    ],
)
def test_the_pages_over_many_incidents(told: CommandLine, options: str, says: str) -> None:
    """Each as Markdown, and as the table that stands for it."""
    assert told.done(f"export {options}").out.startswith(says)
    assert told.done(f"export {options} --format csv").out.count("\r\n") > 1


def test_an_incident_comes_back_from_its_file(told: CommandLine, tmp_path: Path) -> None:
    """In another book; the second time there is nothing to add."""
    told.done(f"export 1 --for internal -o {tmp_path}/1.json")
    told.home = tmp_path / "elsewhere"
    told.person = None
    told.done(f"import {tmp_path}/1.json --dry-run")
    first = told.json(f"import {tmp_path}/1.json")
    again = told.done(f"import {tmp_path}/1.json")

    assert (first["incident"], first["added"], first["account"]) == ("1", True, "Northwind")
    assert "here already: nothing was added" in again.out
    assert told.json("show 1")["log"][5]["text"] == "Mara will call you back."


def test_a_binary_file_goes_into_a_pipe(told: CommandLine) -> None:
    """Not onto a terminal."""
    piped = told.process("export", "1", "--format", "docx", redirected="| head -c 2")

    assert piped.stdout == b"PK"


@pytest.mark.parametrize(("reply", "code"), [("n", 4), ("", 4), ("y", 0)])
def test_on_a_terminal_the_last_look_asks_once(
    told: CommandLine, tmp_path: Path, reply: str, code: int
) -> None:
    """Exactly what will leave is shown first; only a yes writes it."""
    target = tmp_path / "x.html"
    child = pexpect.spawn(
        sys.executable,
        ["-m", "recover", "export", "1", "-o", str(target)],
        env={**os.environ, **told.environment(START)},
        dimensions=(40, 100),
        encoding="utf-8",
        timeout=60,
    )
    child.expect("y/N")
    shown = child.before or ""
    child.sendline(reply)
    child.expect(pexpect.EOF)
    child.close()

    assert "Your account manager will call you back." in shown
    assert "1e7 is held back" in shown
    assert "\x1b" not in shown
    assert child.exitstatus == code
    assert target.exists() is (code == 0)


def test_the_json_of_a_client_cannot_be_read_back(told: CommandLine, tmp_path: Path) -> None:
    """It holds no log, and says how to get one."""
    told.done(f"export 1 -o {tmp_path}/1.json")

    assert json.loads((tmp_path / "1.json").read_text())["schema"] == "recover.report/1"
    assert "--for internal" in told(f"import {tmp_path}/1.json").err


def test_a_promise_that_fell_due_in_a_period_is_in_it(told: CommandLine) -> None:
    """Although nothing was written in that time: a missed one must not vanish."""
    told.done("promise 1 'a letter' --by '2026-11-05 10:00' --channel call --client")
    page = told.done(
        "export --account north --from 2026-11-05 --to 2026-11-05", at="2026-11-06T10:00-08:00"
    ).out

    assert "a letter" in page
    assert "missed, and still owed" in page


def test_json_can_act_on_no_terminal(told: CommandLine) -> None:
    """It is plain ASCII, and gives the text back."""
    told.done("log 1 --client --heard", "s\u009b31m \u202e é")
    for audience in ("client", "internal"):
        page = told.done(f"export 1 --for {audience} --format json").out

        assert page.isascii()
    assert "\u009b31m" in json.dumps(json.loads(page), ensure_ascii=False)


def test_the_last_look_at_a_table_is_the_table(told: CommandLine, tmp_path: Path) -> None:
    """And what is not in it is said."""
    answer = told.done(f"export 1 -o {tmp_path}/x.csv")

    assert "A CSV file holds one table only" in answer.err


def test_a_draft_to_nobody_is_said_to_be(told: CommandLine) -> None:
    """Before somebody wonders at the empty line."""
    assert "The draft is to nobody yet" in told.done("export 1 --format eml").err
    told.done("account contact northwind 'R. Hale' --email jürgen@north.example")

    assert "The draft is to nobody yet" in told.done("export 1 --format eml").err


def test_a_calendar_with_nothing_in_it_is_refused(told: CommandLine) -> None:
    """No program would take it."""
    answer = told("export 1 --format ics")

    assert (answer.code, answer.out) == (4, "")
    assert "Nothing is ahead" in answer.err


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("export 1 --account north", "--account does not narrow incident"),
        ("export --day --account north", "--account does not narrow day"),
        ("export --promises --from 2026-01-01", "--from and --to do not narrow"),
        ("export 1 --for internal --to 2026-01-01", "--from and --to do not narrow"),
        ("export 1p1", "inside incident 1"),
    ],
)
def test_nothing_that_is_typed_is_passed_over(told: CommandLine, line: str, says: str) -> None:
    """A page that is not narrowed would hold other clients."""
    answer = told(line)

    assert answer.code == 2
    assert says in answer.err


def test_people_of_the_same_key_are_not_mixed_up(told: CommandLine, tmp_path: Path) -> None:
    """Nothing is taken over."""
    told.done(f"export 1 --for internal -o {tmp_path}/1.json")
    told.home, told.person = tmp_path / "elsewhere", None
    told.done("person add Zed --key mara --zone Europe/Berlin")
    answer = told(f"import {tmp_path}/1.json")

    assert answer.code == 4
    assert "'mara' is Zed here and Mara in the file" in answer.err
    assert told.json("incidents") == []
