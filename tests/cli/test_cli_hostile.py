"""Whatever stands in any free text, the command line shows it as text, in its place."""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pytest

from recover.domain.folding import TITLE_WIDTH
from recover.domain.text import clean, clean_line, printable, shorten
from tests.cli.commandline import CommandLine
from tests.cli.hostile_book import FIELDS, ONE_LINE, Book, write_book
from tests.hostile import CORPUS, acts

KINDS = tuple(CORPUS)
BOOKS = 7
"""In so many books all kinds of text are tried."""
LOG_AT = 21
"""The column at which `show` writes the texts of the log, which may have several lines."""

CUT = {"demand": 80, "fact value": 80, "holidays": 120}
"""How long those are that some page only quotes from."""

UNTOLD = frozenset({"holidays"})
"""What is kept as a line cut short, and not as it was given."""

_CALM: list[Book] = []
"""The book with harmless words, once it is written."""


def harmless(name: str) -> str:
    """Give a text that nothing can be said against."""
    return f"Zq{FIELDS.index(name)}qz"


def blend(part: int, name: str) -> str:
    """Put every string of some kinds into one text; each field begins and ends with another one."""
    strings = [text for kind in KINDS[part::BOOKS] for text in CORPUS[kind]]
    start = FIELDS.index(name) % len(strings)
    text = " ~ ".join((*strings[start:], *strings[:start], f"Zq{FIELDS.index(name)}"))
    return text.replace("=", "≡") if name == "fact name" else text


def stored(name: str, text: str) -> str:
    """Say how the book keeps what was given for a field."""
    return clean_line(text) if name in ONE_LINE else clean(text).strip()


@cache
def _shapes(part: int) -> Sequence[tuple[str, str]]:
    """List what each text may look like, the longest first, and the word that stands for it."""
    found = []
    for name in FIELDS:
        text = stored(name, blend(part, name))
        lines = printable(text.replace("\t", " "), one_line=False).split("\n")
        looks = {f"\n{' ' * LOG_AT}".join(lines), printable(text)}
        if name in CUT:
            looks.add(shorten(text, CUT[name]))
        if name == "first heard":
            title = text.split("\n")[0][:TITLE_WIDTH]
            looks |= {printable(title), printable(title).rstrip(), shorten(title, TITLE_WIDTH)}
        found += [(each, harmless(name)) for each in looks]
    return sorted(found, key=lambda each: -len(each[0]))


def _calm(run: CommandLine) -> Book:
    """Write the book with harmless words, the first time; *run* has its people afterwards."""
    if not _CALM:
        aside = run.home.with_name("aside")
        shutil.copytree(run.home, aside)
        _CALM.append(write_book(run, {name: harmless(name) for name in FIELDS}))
        shutil.rmtree(run.home)
        aside.rename(run.home)
    return _CALM[0]


def _in_words(part: int, shown: str) -> list[str]:
    """Put the harmless words in the place of the texts, and single blanks between columns."""
    for text, word in _shapes(part):
        shown = shown.replace(text, word)
    return [re.sub(r" +", " ", line).rstrip() for line in shown.split("\n")]


def _calm_lines(shown: str) -> list[str]:
    """Do the same with what harmless words look like."""
    return [re.sub(r" +", " ", line).rstrip() for line in shown.split("\n")]


def _strings_in(value: Any) -> Iterator[str]:
    """Give every string of a JSON value, names of fields included."""
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _strings_in(each)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize(
    "part", range(BOOKS), ids=["+".join(KINDS[part::BOOKS]) for part in range(BOOKS)]
)
def test_every_page_reads_as_with_harmless_words(part: int, run: CommandLine) -> None:
    """Line for line the same page with the texts in their places, and nothing a terminal acts on.

    A text that holds line ends, a whole forged page even, takes one line; but in the log that
    `show` gives, where its lines stand under each other.
    """
    calm = _calm(run)
    book = write_book(run, {name: blend(part, name) for name in FIELDS})
    plain = [*calm.said, *calm.pages.items()]

    for (line, expected), (_, answer) in zip(plain, [*book.said, *book.pages.items()], strict=True):
        assert not acts(answer.out), line
        assert not acts(answer.err), line
        assert _in_words(part, answer.out) == _calm_lines(expected.out), line
        assert _in_words(part, answer.err) == _calm_lines(expected.err), line
    held = {each for value in book.values.values() for each in _strings_in(json.loads(value))}
    for name in set(FIELDS) - UNTOLD:
        text = stored(name, blend(part, name))
        assert text in held or any(text in each for each in held), name
    assert all(value.isascii() and not acts(value) for value in book.values.values())
