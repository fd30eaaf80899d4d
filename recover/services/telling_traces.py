"""Saying what there is of a client, what is gone, and what only a person can see to."""

from collections.abc import Iterator

from recover.domain.text import count, printable
from recover.services.forgetting import Traces

FEW = 12
"""As many entries as are named where there is little room."""


def traces_told(found: Traces, *, named: int = FEW) -> Iterator[str]:
    """Say what there is of a client, a line each.

    Args:
        found: What there is.
        named: How many of the entries that name them are listed.
    """
    account = found.account
    yield (
        f"{account.name}: {count(len(found.incidents), 'incident')} with "
        f"{_entries(found)}, {count(len(account.contacts), 'contact')}; in this book"
        f"{f' and in {found.copies:,} of its copies' if found.copies else ''}."
    )
    yield "What stays: that something was there, and how the record is proved. No name, no word."
    yield from _elsewhere(found, named)


def forgotten_told(found: Traces, *, named: int = FEW) -> Iterator[str]:
    """Say what is gone, and what is not ours to remove, a line each."""
    gone = f"{count(len(found.incidents), 'incident')} with {_entries(found)}"
    yield f"Forgotten: {found.account.name}, {gone}."
    if found.removed:
        yield "Removed as a whole, because nobody can take a part out of them:"
        yield from (f"  {printable(each)}" for each in found.removed)
    yield from _elsewhere(found, named)


def _entries(found: Traces) -> str:
    return f"{found.entries:,} {'entry' if found.entries == 1 else 'entries'}"


def _elsewhere(found: Traces, named: int) -> Iterator[str]:
    """Say what only a person can see to."""
    if found.exports:
        yield "Files that were written out, which only you can delete, and whoever got them:"
        for each in found.exports:
            who = f" for {each.audience}" if each.audience else ""
            yield f"  {printable(each.path)} ({each.about}{who}, {each.at:%Y-%m-%d})"
    else:
        yield "No file that was written out is known; one printed to a terminal or a pipe is not."
    if found.mentions:
        more = len(found.mentions) - named
        few = ", ".join(found.mentions[:named]) + (f" and {more:,} more" if more > 0 else "")
        yield f"Still named in incidents of others, which stay as they are: {few}."
