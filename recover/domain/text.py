"""Text in, text out: the one way in and the one way out (`safety.md` 1, 2)."""

from recover.domain.errors import Refused

_LINE_BREAKS = "\u2028\u2029\u0085"
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_RETURN = "⏎ "


class BadText(Refused):
    """The text holds something no file or terminal can carry."""

    kind = "bad_text"


def clean(text: str) -> str:
    """Take text in from outside: NFC, line ends as LF, anything else as typed.

    Raises:
        BadText: It holds NUL, or half of a character (a lone surrogate).
    """
    if text.isascii():
        if "\0" in text:
            raise BadText("The text holds a NUL character: take it out and try again.")
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise BadText("The text holds a broken character: type it again, or paste it as UTF-8.")
    from unicodedata import normalize

    return normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def clean_line(text: str) -> str:
    """Take in text that has to be one line, such as a name: `clean`, then single spaces."""
    return " ".join(clean(text).split())


def printable(text: str, *, one_line: bool = True) -> str:
    """Make *text* safe to show on a terminal or to put into any file.

    Controls become visible pictures, bidirectional controls and what is no character are named,
    exotic line breaks become spaces. With *one_line*, tabs become spaces and line ends a visible
    return sign. Nothing else changes, so that harmless text comes back as it was.
    """
    if text.isprintable():
        return text
    return "".join(_shown(character, one_line) for character in text)


def _shown(character: str, one_line: bool) -> str:
    """Give the visible form of one character."""
    code = ord(character)
    if character in "\n\t":
        if not one_line:
            return character
        return _RETURN if character == "\n" else " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in _LINE_BREAKS:
        return " "
    if 0x80 <= code < 0xA0 or character in _BIDI_CONTROLS or _is_no_character(code):
        return f"<U+{code:04X}>"
    return character


def _is_no_character(code: int) -> bool:
    """Say whether no text may hold it: half of a pair, or what Unicode sets aside for programs."""
    return 0xD800 <= code < 0xE000 or 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE


def shorten(text: str, width: int) -> str:
    """Cut one line of *text* to at most *width* characters, with an ellipsis where it was cut."""
    line = printable(text)
    return line if len(line) <= width else line[: max(width - 1, 0)].rstrip() + "…"


def says_something(text: str) -> bool:
    """Say whether a text holds a letter or a digit, and not only what nobody sees."""
    return any(each.isalnum() for each in text)


def count(number: int, noun: str) -> str:
    """Say a number with its noun: `1 promise`, `2 promises`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
