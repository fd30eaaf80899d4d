"""Names in braces that a playbook may use in its texts, and their filling.

The list is fixed and looked up in one pass (`safety.md` 7): what is put in is never looked at
again, so that a client called `{owner.name}` stays one.
"""

import re
from collections.abc import Iterator, Mapping

PLACEHOLDERS: Mapping[str, str] = {
    "client.contact": "[their name]",
    "client.account": "[their company]",
    "client.since": "[since when]",
    "owner.name": "[your name]",
    "lead.name": "[your manager]",
}
"""Every placeholder, with what stands there while its value is not known."""

_BRACED = re.compile(r"\{([^{}]*)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put *values* where *text* names them.

    Args:
        text: A text of a playbook that was read without a problem.
        values: By the names of `PLACEHOLDERS`; other names are not looked at. A name that is
            missing or empty gives the words in square brackets, which ask to be said otherwise.
    """

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name not in PLACEHOLDERS:
            return found[0]
        return values.get(name) or PLACEHOLDERS[name]

    return _BRACED.sub(value, text)


def placeholder_problems(text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the braces of *text*, each with what would be right."""
    if "{" not in text and "}" not in text:
        return
    from recover.domain.checking import nearest

    known = f"the placeholders are {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}"
    for name in _BRACED.findall(text):
        if name not in PLACEHOLDERS:
            meant = nearest(name, list(PLACEHOLDERS))
            right = f"did you mean {{{meant[0]}}}?" if meant else known
            yield f"uses the unknown placeholder {{{name[:60]}}}", right
    rest = _BRACED.sub("", text)
    if "{" in rest or "}" in rest:
        yield "holds a single brace", known
