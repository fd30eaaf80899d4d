"""Text as it is compared: small letters without accents, and nothing that nobody sees."""

from dataclasses import dataclass
from unicodedata import category, normalize

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_MARKS = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0xA0: " ", 0x202F: " "}
_LETTERS = {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ı"): "i"}
_PLAIN = _DASHES | _MARKS | _LETTERS
_LONGER = (("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and where each of its letters stood."""

    text: str
    places: tuple[int, ...]
    """For each letter its place in the text it was made of; one more for the end."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where a piece of the folded text stood in the text it was made of."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def folded(text: str) -> Folded:
    """Fold a text; what nobody sees, such as a soft hyphen, is left out."""
    if text.isascii():
        return Folded(text.lower(), tuple(range(len(text) + 1)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if category(letter) in ("Cf", "Mn"):
            continue
        for base in normalize("NFKD", letter).lower():
            if category(base) not in ("Cf", "Mn"):
                letters.append(_PLAIN.get(ord(base), base))
                places.append(place)
    return Folded("".join(letters), (*places, len(text)))


def spellings(name: str) -> set[str]:
    """Give the ways in which a name may be spelt, each folded: `strauß` and `strauss`."""
    small = normalize("NFC", name).lower()
    found = {small}
    for short, long in _LONGER:
        found |= {each.replace(short, long) for each in found}
        if short == "ß":
            found |= {each.replace(long, short) for each in found}
    return {folded(each).text for each in found}
