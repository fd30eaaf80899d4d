"""An e-mail that is not sent yet (RFC 5322): a draft with text, web page and a file attached.

Headers are written by us and not by `EmailMessage`: before Python 3.11.10 a line end that is
encoded inside a subject becomes one of the message, and headers of its own with it (gh-121650).
"""

import re
from base64 import b64encode
from binascii import b2a_qp
from email.encoders import encode_base64
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from hashlib import sha256

from recover.domain.names import slug
from recover.domain.text import printable
from recover.export import html, plain_text
from recover.export.formats import Style
from recover.export.report import Report

Attachment = tuple[str, str, bytes]
"""The name of a file, its media type, and what is in it; text is UTF-8."""

NOTHING: Attachment = ("", "", b"")
"""What goes along when nothing is to."""

_ON_THE_WIRE = compat32.clone(linesep="\r\n")
_WORD = 39
"""Bytes of an encoded word: with its frame and `Subject: ` a line stays under 76 characters."""
_AS_IT_IS = re.compile(r"(?!.*=\?)[!-~]([ -~]{0,58}[!-~])?")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?!.*=\?)(?=.{{3,254}}$){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")


def render(report: Report, style: Style, attached: Attachment | None = None) -> bytes:
    """Write a draft that carries *report*; it names no sender and no date, since it is not sent.

    Args:
        report: The report. An address that is not plainly one is left out: whoever sends the
            draft fills it in.
        style: How to write it.
        attached: A file that goes along; the report as a web page when there is none.

    Raises:
        BadTemplate: The user's own template cannot be used.
    """
    page = html.render(report, style)
    return draft(report, plain_text.render(report, style), page, attached)


def draft(report: Report, text: str, page: str, attached: Attachment | None = None) -> bytes:
    """Put a draft together; the same words always give the same bytes."""
    name, media_type, content = attached or (
        f"{report.id}-{slug(report.name)}.html",
        "text/html",
        page.encode(errors="replace"),
    )
    told = "\0".join((report.title, report.to, text, page, name, media_type)).encode(
        errors="replace"
    )
    mark = sha256(told + b"\0" + content).hexdigest()[:32]
    bodies = MIMEMultipart("alternative", boundary=f"=_words_{mark}")
    bodies.attach(_body(text, "plain"))
    bodies.attach(_body(page, "html"))
    message = MIMEMultipart("mixed", boundary=f"=_parts_{mark}")
    message["X-Unsent"] = "1"  # what makes mail programs open it for sending
    if plain_address(report.to):
        message["To"] = report.to
    message["Subject"] = encoded(report.title)
    message.attach(bodies)
    if attached != NOTHING:
        message.attach(_file(name, media_type, content))
    return message.as_bytes(policy=_ON_THE_WIRE)


def plain_address(text: str) -> bool:
    """Say whether a text is plainly an e-mail address, which nobody has to look at twice."""
    return _ADDRESS.fullmatch(text) is not None


def encoded(text: str) -> str:
    """Write any text as the value of a header (RFC 2047).

    Short ASCII stays as it is, unless it holds what could be taken for an encoded word.
    """
    line = printable(text)
    if _AS_IT_IS.fullmatch(line):
        return line
    return " ".join(f"=?utf-8?b?{b64encode(word).decode()}?=" for word in _words(line))


def _words(line: str) -> list[bytes]:
    """Cut a text into pieces of a few bytes, never inside a character."""
    words = [b""]
    for character in line:
        code = character.encode()
        if len(words[-1]) + len(code) > _WORD:
            words.append(b"")
        words[-1] += code
    return [word for word in words if word]


def _body(text: str, subtype: str) -> Message:
    """Make one of the readings of the message; it stays readable in the file too."""
    part = MIMENonMultipart("text", subtype, charset="utf-8")
    part["Content-Transfer-Encoding"] = "quoted-printable"
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    part.set_payload(b2a_qp(lines.encode(errors="replace"), istext=True).decode("ascii"))
    return part


def _file(name: str, media_type: str, content: bytes) -> Message:
    """Make the attached file; its name is letters, digits, dots and dashes."""
    kind, _, subtype = media_type.partition("/")
    part = MIMEBase(kind, subtype)
    if kind == "text":
        part.set_param("charset", "utf-8")
    part.set_payload(content)
    encode_base64(part)
    safe = re.sub(r"[^A-Za-z0-9.-]+", "-", name)[-80:].strip("-.")
    part.add_header("Content-Disposition", "attachment", filename=safe or "report")
    return part
