"""Reading the command line: argparse, with errors in whole sentences."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from recover.domain.errors import Misused

WIDTH = 80
"""The columns of a page of help."""

_TEXT = "\0"
"""Stands before a word that begins with a dash and comes after `--`.

Argparse reads the words twice, and forgets at the second time that no option comes after `--`. No
word of a command line can hold this character.
"""

Reader = Callable[[str], Any]
"""Turns what was typed into a value, or raises `Misused`."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the examples as they are; a width that does not ask the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=WIDTH)


class Parser(argparse.ArgumentParser):
    """The parser of one command."""

    def __init__(self, name: str, does: str = "") -> None:
        super().__init__(
            prog=f"recover {name}".strip(),
            description=f"{does[:1].upper()}{does[1:]}." if does else None,
            formatter_class=Formatter,
            add_help=False,
            allow_abbrev=False,
        )

    def text(self, name: str, says: str, *, required: bool = True) -> None:
        """Add words that may stand without quotes, `-` for standard input."""
        self.add_argument(name, nargs="+" if required else "*", metavar=name.upper(), help=says)

    def option(self, flag: str, metavar: str, says: str, **more: Any) -> None:
        """Add an option with one value."""
        self.add_argument(flag, metavar=metavar, help=says, **more)

    def switch(self, flag: str, says: str, **more: Any) -> None:
        """Add an option without a value."""
        self.add_argument(flag, action="store_true", help=says, **more)

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """Read the words after the command's name.

        Raises:
            Misused: Something is missing, unknown or too much.
        """
        # Otherwise argparse formats the usage each time, for messages that are never shown.
        self.usage = self.prog
        end = words.index("--") if "--" in words else len(words)
        texts = (f"{_TEXT}{word}" if word[:1] == "-" else word for word in words[end + 1 :])
        options, rest = self.parse_known_intermixed_args([*words[:end], *texts])
        if rest:
            raise self._unknown(_unmarked(rest[0]))
        return options

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        """Read one word, without what marks it as a text."""
        return super()._get_value(action, _unmarked(arg_string))

    def use(self) -> str:
        """Write the command in one line: its words first, then its options, `[...]` if optional."""
        from textwrap import wrap

        actions = sorted(self._actions, key=lambda action: bool(action.option_strings))
        line = " ".join(["usage:", self.prog, *map(_shown, actions)])
        # A space inside a part must not end a line.
        lines = wrap(line, WIDTH, subsequent_indent=" " * 8, break_on_hyphens=False)
        return "\n".join(lines).replace("\u00a0", " ")

    def error(self, message: str) -> Any:
        """Refuse with a sentence instead of ending the process.

        Raises:
            Misused: Always.
        """
        raise Misused(f"{self._sentence(message)} `{self.prog} --help` shows how.")

    def _sentence(self, message: str) -> str:
        """Make a sentence of what argparse has to say."""
        needed, missing = "the following arguments are required: ", "expected one argument"
        if message.startswith(needed):
            return f"`{self.prog}` needs {message.removeprefix(needed)}."
        said = message.removeprefix("argument ")
        if message.endswith(missing):
            return f"{said.partition(':')[0]} needs a value."
        return f"{said[:1].upper()}{said[1:]}."

    def flags(self) -> list[str]:
        """List every option of this parser."""
        return list(self._option_string_actions)

    def _unknown(self, word: str) -> Misused:
        """Say that a word is an unknown option or one too many."""
        if not word.startswith("-"):
            return Misused(
                f"{word!r} is one word too many for `{self.prog}`: "
                f"put texts in quotes, or see `{self.prog} --help`."
            )
        flag = word.partition("=")[0]
        known = [*self.flags(), *everywhere().flags()]
        return Misused(
            f"`{self.prog}` has no option {flag!r}.{meant(flag, known)} "
            "Text that begins with a dash goes after `--`.",
            candidates=near(flag, known),
        )


def _unmarked(word: str) -> str:
    """Take the mark off a word that has one."""
    return word[1:] if word.startswith(f"{_TEXT}-") else word


def everywhere() -> Parser:
    """Build the parser of the options that go before and after every command."""
    parser = Parser("")
    parser.option("--home", "DIR", "where data and settings live (RECOVER_HOME)")
    parser.option("--as", "PERSON", "who acts (RECOVER_USER)", dest="acting")
    parser.option("--at", "MOMENT", "act as if it were then, ISO 8601 with offset (RECOVER_NOW)")
    parser.switch("--json", "print one JSON value and nothing else", dest="as_json")
    parser.switch("--version", "print the version")
    parser.add_argument("-h", "--help", action="store_true", dest="wants_help", help="this page")
    return parser


def _shown(action: argparse.Action) -> str:
    """Write one argument as the usage has it."""
    name = str(action.metavar or action.dest)
    if not action.option_strings:
        shapes = {"+": f"{name}...", "*": f"[{name}...]", "?": f"[{name}]"}
        return shapes.get(str(action.nargs), name)
    flag = action.option_strings[-1]
    text = flag if action.nargs == 0 else f"{flag}\u00a0{name}"
    return text if action.required else f"[{text}]"


def lift(words: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """Take the options of `everywhere` out of the words, wherever they stand before a `--`.

    Raises:
        Misused: One of them has no value.
    """
    end = words.index("--") if "--" in words else len(words)
    options, rest = everywhere().parse_known_args(list(words[:end]))
    return options, [*rest, *words[end:]]


def near(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Give up to three known words that are spelt nearly like *word*, the nearest first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(word[:60], known, n=3, cutoff=0.6))


def meant(word: str, known: Sequence[str]) -> str:
    """Ask ` Did you mean ...?`, or say nothing when nothing is near."""
    found = near(word, known)
    return f" Did you mean {' or '.join(found)}?" if found else ""
