"""Names of sheets that Excel takes."""

from recover.export.xml_text import xml_text

LONGEST = 31
"""Characters; Excel's own limit."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_RESERVED = "history"


class SheetNames:
    """The names of one workbook; no two are alike, whatever their case."""

    def __init__(self) -> None:
        self._taken = {_RESERVED}

    def taken(self, wanted: str) -> str:
        """Give the name nearest to *wanted* that is allowed and free, and take it."""
        base = _allowed(wanted)
        name, number = base, 2
        while name.casefold() in self._taken:
            end = f" {number}"
            name, number = _cut(base, LONGEST - len(end)) + end, number + 1
        self._taken.add(name.casefold())
        return name


def _allowed(wanted: str) -> str:
    """Make a name of what is allowed in one."""
    line = " ".join(xml_text(wanted).translate(_FORBIDDEN).split())
    return _cut(line, LONGEST) or "sheet"


def _cut(name: str, room: int) -> str:
    """Cut a name to so many UTF-16 units, which is how Excel counts; no `'` stands at its ends."""
    return name.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore").strip(" '")
