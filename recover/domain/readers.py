"""How single values of a hand-written file are read: texts, words from a list, numbers, tables."""

from collections.abc import Callable, Mapping
from unicodedata import category

from recover.domain.checking import Reader, Spot, Table, kind_of, nearest, read_table
from recover.domain.names import slug
from recover.domain.placeholder import placeholder_problems
from recover.domain.text import BadText, clean_line

MOST_ENTRIES = 100
"""How many entries a list may have; far above what anybody can walk through on the phone."""


def text(longest: int) -> Reader:
    """One line of text of at most *longest* characters; line breaks and blanks become one blank."""

    def read(value: object, spot: Spot) -> str:
        if not isinstance(value, str):
            spot.wrong(f"is {kind_of(value)}", "write a text in quotes")
            return ""
        try:
            line = clean_line(value)
        except BadText:
            spot.wrong("holds a character that no file can carry", "write it without")
            return ""
        if not line:
            spot.wrong("is empty", "write a text, or leave the key out if it may be missing")
        if len(line) > longest:
            spot.wrong(f"has {len(line)} characters", f"{longest} is the most")
            return ""
        if not line.isprintable() and any(category(character) == "Cc" for character in line):
            spot.wrong("holds a control character", "write it without")
        for wrong, right in placeholder_problems(line):
            spot.wrong(wrong, right)
        return line

    return read


def texts(longest: int) -> Reader:
    """A list of texts, each as `text` reads it; gives a tuple."""
    one = text(longest)

    def read(value: object, spot: Spot) -> tuple[object, ...]:
        return tuple(one(item, place) for item, place in _items(value, spot))

    return read


def key(value: object, spot: Spot) -> str:
    """A short name of small letters, digits and single dashes, such as `since-when`."""
    if not isinstance(value, str):
        spot.wrong(f"is {kind_of(value)}", "write a short name in quotes")
        return ""
    usable = slug(value[:200])
    if usable != value:
        right = "use up to 40 small letters, digits and single dashes"
        spot.wrong(f"is {value[:60]!r}", f"{right}: {usable!r}" if usable else right)
    return value


def choice(*words: str) -> Reader:
    """One of *words*, which may be the members of an enumeration; gives the word as it is there."""

    def read(value: object, spot: Spot) -> str:
        if isinstance(value, str) and value in words:
            return words[words.index(value)]
        allowed = f"it is one of {', '.join(words)}"
        if not isinstance(value, str):
            spot.wrong(f"is {kind_of(value)}", f"{allowed}, in quotes")
            return ""
        meant = nearest(value, words)
        spot.wrong(
            f"is {value[:60]!r}", f"did you mean {meant[0]!r}? {allowed}" if meant else allowed
        )
        return ""

    return read


def whole_number(low: int, high: int) -> Reader:
    """A whole number from *low* to *high*, both included."""

    def read(value: object, spot: Spot) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            spot.wrong(f"is {kind_of(value)}", "write a whole number without quotes")
            return low
        if not low <= value <= high:
            spot.wrong("is out of range", f"write a number from {low} to {high}")
        return value

    return read


def yes_or_no(value: object, spot: Spot) -> bool:
    """`true` or `false`, without quotes."""
    if not isinstance(value, bool):
        spot.wrong(f"is {kind_of(value)}", "write true or false, without quotes")
    return value is True


def offsets(value: object, spot: Spot) -> tuple[int | str, ...]:
    """Days (1 to 3650) or months (`"1mo"` to `"60mo"`) after one moment (`deadlines.md` F1)."""
    found: list[int | str] = []
    for item, place in _items(value, spot):
        month = item.removesuffix("mo") if isinstance(item, str) and item.endswith("mo") else ""
        if isinstance(item, int) and not isinstance(item, bool) and 1 <= item <= 3650:
            found.append(item)
        elif month.isascii() and month.isdigit() and len(month) < 3 and 1 <= int(month) <= 60:
            found.append(f"{int(month)}mo")
        else:
            place.wrong(
                "is no number of days or months", 'write days such as 7, or months such as "3mo"'
            )
    if len(set(found)) < len(found):
        spot.wrong("names a day twice", "write each once")
    return tuple(found)


def tables(
    name: str, table: Table, build: Callable[..., object], homes: Mapping[str, Table]
) -> Reader:
    """A `[[name]]` section as often as it stands in the file; gives a tuple of built values."""

    def read(value: object, spot: Spot) -> tuple[object, ...]:
        if isinstance(value, Mapping):
            spot.wrong("stands in single brackets", f"write [[{name}]] in double brackets")
            return ()
        above = Spot(spot.findings, spot.path[:-1])
        built = []
        for number, (item, _) in enumerate(_items(value, spot), start=1):
            place = above.inside(f"{name} {number}")
            if not isinstance(item, Mapping):
                place.wrong(f"is {kind_of(item)}", f"write it as a section under [[{name}]]")
                continue
            before = len(spot.findings.problems)
            values = read_table(item, table, place, homes=homes)
            if len(spot.findings.problems) == before:
                built.append(build(**values))
        return tuple(built)

    return read


def _items(value: object, spot: Spot) -> list[tuple[object, Spot]]:
    """The entries of a list with their places, or none and a problem."""
    if not isinstance(value, list | tuple):
        spot.wrong(f"is {kind_of(value)}", "write a list in square brackets")
        return []
    if len(value) > MOST_ENTRIES:
        spot.wrong(f"has {len(value)} entries", f"{MOST_ENTRIES} is the most")
    return [
        (item, spot.inside(f"entry {number}"))
        for number, item in enumerate(value[:MOST_ENTRIES], start=1)
    ]
