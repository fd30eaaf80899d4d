"""A draft that any mail program can open, and that nobody's words can add a header to."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.domain.text import printable
from recover.export import plain_text
from recover.export.eml import NOTHING, Attachment, draft, encoded, render
from recover.export.formats import Style
from recover.export.report import Report
from tests.export.reports import HOSTILE, everywhere, full

PAGE = "<!doctype html>\n<title>Ünïcode</title>\n<p>" + "a long line, " * 500 + "</p>\n.\n"
HEADERS = ["Content-Type", "MIME-Version", "X-Unsent", "To", "Subject"]


def _text(report: Report) -> str:
    return plain_text.render(report, Style())


def _parsed(report: Report, attached: Attachment | None = None) -> EmailMessage:
    """Parse a draft strictly: no part has a defect, and no header is there twice."""
    written = draft(report, _text(report), PAGE, attached)
    message = message_from_bytes(written, policy=default)
    for part in message.walk():
        assert part.defects == []
        assert len(part.keys()) == len({name.casefold() for name in part})
        for header in part.values():
            assert header.defects == ()
    return message


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").rstrip("\n").split("\n")


def test_a_draft_is_not_sent_yet() -> None:
    """It opens for sending, to whom it is for, from nobody and at no moment."""
    message = _parsed(full())

    assert message.keys() == HEADERS
    assert message["X-Unsent"] == "1"
    assert message["To"] == "ana@northwind.example"
    assert message["Subject"] == "Northwind: The line is down; 400 people cannot work."


def test_it_holds_the_words_twice_and_the_page_attached() -> None:
    """Text and web page as alternatives; the file is named after the report."""
    message = _parsed(full())
    words, page = (message.get_body((kind,)) for kind in ("plain", "html"))
    (attached,) = message.iter_attachments()

    assert words is not None
    assert page is not None
    assert _lines(words.get_content()) == _lines(_text(full()))
    assert _lines(page.get_content()) == _lines(PAGE)
    assert (attached.get_filename(), attached.get_content_type()) == (
        "12-northwind.html",
        "text/html",
    )
    assert attached.get_content() == PAGE


def test_another_file_can_go_along() -> None:
    """Byte by byte."""
    content = bytes(range(256)) * 9
    (attached,) = _parsed(
        full(), ("12-northwind.pdf", "application/pdf", content)
    ).iter_attachments()

    assert attached.get_filename() == "12-northwind.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == content


def test_nothing_may_go_along() -> None:
    """The words alone are a draft as well."""
    assert list(_parsed(full(), NOTHING).iter_attachments()) == []


def test_it_is_the_same_twice_and_fit_for_the_wire() -> None:
    """Lines end in CRLF and are short; nothing in it is not ASCII."""
    report = full("long " * 8000)
    written = draft(report, _text(report), PAGE)

    assert written == draft(report, _text(report), PAGE)
    assert written.isascii()
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(map(len, written.split(b"\r\n"))) <= 78


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_is_never_a_header(text: str) -> None:
    """Title, address, names and words: the headers are those of a harmless draft, once each."""
    message = _parsed(everywhere(text), (text, "application/pdf", b"x"))

    assert message.keys() == [name for name in HEADERS if name != "To"]
    assert str(message["Subject"]) == printable(text)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    (attached,) = message.iter_attachments()
    assert re.fullmatch(r"[A-Za-z0-9.-]{1,80}", attached.get_filename() or "")


@given(st.text(max_size=300))
def test_any_subject_comes_back(text: str) -> None:
    """Encoded or not, on lines that are short enough."""
    written = draft(replace(full(), title=text), "x\n", "x\n")
    message = message_from_bytes(written, policy=default)

    assert str(message["Subject"]) == printable(text)
    assert max(map(len, written.split(b"\r\n"))) <= 76


def test_what_is_plain_stays_plain_and_the_rest_is_hidden_from_parsers() -> None:
    """An encoded word holds nothing but its own alphabet."""
    assert encoded("Northwind: 12") == "Northwind: 12"
    assert re.fullmatch(r"=\?utf-8\?b\?[\w+/=]+\?=", encoded("=?utf-8?q?a=0ABcc:x@y?="))


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example, c@d.example",
        "a@b.example\nBcc: c@d.example",
        "a@b.example\n",
        "=?utf-8?q?a=0ABcc:x?=@b.example",
        "Ana <a@b.example>",
        "a@-b.example",
        "a..b@c.example",
        "ä@b.example",
        "group:a@b.example;",
        "a" * 300 + "@b.example",
    ],
)
def test_an_address_that_is_not_plainly_one_is_left_out(address: str) -> None:
    """A draft goes to nobody rather than to somebody else."""
    assert _parsed(replace(full(), to=address))["To"] is None


def test_the_words_are_folded_and_say_everything() -> None:
    """A calm text: 76 columns, states in words, what is struck is marked."""
    text = _text(full("word " * 100 + "https://example.com/" + "x" * 90))

    for said in (
        "[struck] It was our subcontractor.",
        "kept 1 h 35 min late, Fri 23 Oct",
    ):
        assert said in text
    assert "Value a year: 48,000 USD" in text
    assert [line for line in text.split("\n") if len(line) > 76 and "https://" not in line] == []
    assert "https://example.com/" + "x" * 90 in text


@pytest.mark.parametrize("text", ["harmless", *HOSTILE[:24]], ids=range(25))
def test_a_draft_is_made_of_the_report_alone(text: str) -> None:
    """With our own web page in it, and nothing that its words could load."""
    message = message_from_bytes(render(everywhere(text), Style()), policy=default)
    words, page = (message.get_body((kind,)) for kind in ("plain", "html"))

    assert message["X-Unsent"] == "1"
    assert words is not None
    assert page is not None
    assert "Times are on your clock." in words.get_content()
    assert not re.search("<(script|img|iframe|link|a)[ >]", page.get_content())
