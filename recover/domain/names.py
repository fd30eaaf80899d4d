"""Finding what a person means by a name: an exact key, or any unambiguous part of a name."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from recover.domain.errors import Ambiguous, NotFound, Refused
from recover.domain.text import clean_line

T = TypeVar("T")

_SOMETHING_ELSE = re.compile(r"[0-9]+([a-z][0-9]+)?|all")
"""Keys that are read as the id of an incident or of something in it, or as everything."""


def slug(name: str) -> str:
    """Make a key out of a name: lower-case letters, digits and dashes; `""` if nothing is left."""
    from unicodedata import normalize

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words)[:40].strip("-")


def new_key(
    name: str, given: str | None, taken: Iterable[str], noun: str, *, beside_ids: bool = False
) -> str:
    """Choose the key of something new: the *given* one, or one made from its *name*.

    Args:
        name: What it is called.
        given: The key somebody wants it to have.
        taken: The keys there are.
        noun: What it is, such as `account`.
        beside_ids: Whether the key is typed where an id or `all` could stand, so that it may not
            look like one.

    Raises:
        Refused: The given key is taken, is not made of letters, digits and dashes, or is an id.
    """
    used = set(taken)
    if given is not None:
        key = slug(given)
        if not key or key != given.strip().lower():
            raise Refused(
                f"The key {given!r} is not usable: a key is letters, digits and dashes, "
                f"such as {slug(given) or noun!r}."
            )
        if beside_ids and _SOMETHING_ELSE.fullmatch(key):
            raise Refused(
                f"The key {key!r} means something else where it is typed, as 12, 12p1 and all do: "
                f"choose another with --key, such as '{noun}-{key}'."
            )
        if key in used:
            raise Refused(f"The key {key!r} is taken: choose another with --key.")
        return key
    base = slug(name) or noun
    if beside_ids and _SOMETHING_ELSE.fullmatch(base):
        base = f"{noun}-{base}"
    key, number = base, 2
    while key in used:
        key, number = f"{base}-{number}", number + 1
    return key


def find(
    wanted: str,
    things: Iterable[T],
    *,
    key: Callable[[T], str],
    name: Callable[[T], str],
    noun: str,
    hint: str,
) -> T:
    """Find the one thing that *wanted* means.

    A key wins over a name, a whole name over a beginning, a beginning of a word over any other
    part of the name.

    Args:
        wanted: What was typed; case does not matter.
        things: What there is.
        key: The key of a thing.
        name: The name of a thing.
        noun: What a thing is called in the message, such as `account`.
        hint: What to do next, a whole sentence.

    Raises:
        NotFound: Nothing fits; `candidates` holds the nearest keys.
        Ambiguous: More than one fits; `candidates` holds their keys.
    """
    everything = list(things)
    typed = clean_line(wanted)
    fold = typed.casefold()
    for fits in _ways(fold, key, name):
        found = [thing for thing in everything if fits(thing)]
        if len(found) == 1:
            return found[0]
        if found:
            keys = sorted(key(thing) for thing in found)
            raise Ambiguous(
                f"{typed!r} fits more than one {noun}: {', '.join(keys[:6])}. Name one of them.",
                candidates=keys,
            )
    near = _nearest(fold, everything, key, name)
    meant = f" Did you mean {', '.join(near)}?" if near else ""
    raise NotFound(f"No {noun} {typed!r}.{meant} {hint}", candidates=near)


def _ways(
    fold: str, key: Callable[[T], str], name: Callable[[T], str]
) -> list[Callable[[T], bool]]:
    """List the tests a thing may pass, the strictest first."""
    if not fold:
        return []
    return [
        lambda thing: key(thing).casefold() == fold,
        lambda thing: name(thing).casefold() == fold,
        lambda thing: name(thing).casefold().startswith(fold) or key(thing).startswith(fold),
        lambda thing: any(
            word.startswith(fold) for word in name(thing).casefold().replace(".", " ").split()
        ),
        lambda thing: fold in name(thing).casefold() or fold in key(thing).casefold(),
    ]


def _nearest(
    fold: str, things: list[T], key: Callable[[T], str], name: Callable[[T], str]
) -> list[str]:
    """List the keys whose key or name is spelt nearly like *fold*, the nearest first."""
    from difflib import get_close_matches

    spelt = {name(thing).casefold(): key(thing) for thing in things}
    spelt |= {key(thing).casefold(): key(thing) for thing in things}
    near = get_close_matches(fold, spelt, n=3, cutoff=0.6)
    return list(dict.fromkeys(spelt[word] for word in near))
