"""Text for formats made of XML, which cannot carry every character."""

from recover.domain.text import printable

_NOT_XML = {code: f"<U+{code:04X}>" for code in (0xFFFE, 0xFFFF)}
"""What XML 1.0 forbids and `printable` lets through: two code points that are no characters."""


def xml_text(text: str, *, one_line: bool = True) -> str:
    """Make *text* `printable`, and name the characters that XML cannot carry."""
    return printable(text, one_line=one_line).translate(_NOT_XML)
