"""Completion for the shells, written from the same table and parsers as the help."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli import table
from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser, everywhere
from recover.cli.readers import one_of

SHELLS = ("bash", "zsh", "fish")


def _arguments(parser: Parser) -> None:
    parser.add_argument("shell", metavar="SHELL", type=one_of(*SHELLS), help="bash, zsh or fish")


def _run(options: Namespace, output: Output) -> None:
    write = {"bash": _bash, "zsh": _zsh, "fish": _fish}[options.shell]
    output.show(
        lambda: {"shell": options.shell, "script": "\n".join(write())}, lambda: list(write())
    )


def _choices() -> Iterator[tuple[str, list[str]]]:
    """Give, for the words typed so far, the words that may follow; `""` for the first one."""
    names = table.names()
    yield "", [*dict.fromkeys(name.partition(" ")[0] for name in names), *everywhere().flags()]
    nouns = dict.fromkeys(name.partition(" ")[0] for name in names if " " in name)
    for noun in nouns:
        yield noun, table.verbs_of(noun)
    for name in names:
        row = table.row_of(name)
        parser = table.parser_of(row, table.load(row))
        more = list(SHELLS) if name == "completion" else []
        yield name, [*more, *parser.flags(), *everywhere().flags()]


def _bash() -> Iterator[str]:
    """Write a completion function for bash."""
    yield '# recover completion for bash: eval "$(recover completion bash)"'
    yield "_recover() {"
    yield '  local typed="${COMP_WORDS[1]} ${COMP_WORDS[2]}" words'
    yield '  (( COMP_CWORD == 1 )) && typed=" "'
    yield '  (( COMP_CWORD == 2 )) && typed="${COMP_WORDS[1]} "'
    yield '  case "$typed" in'
    yield from _cases('    {pattern}) words="{words}" ;;')
    yield "  esac"
    yield '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))'
    yield "}"
    yield "complete -o default -F _recover recover"


def _zsh() -> Iterator[str]:
    """Write a completion function for zsh."""
    yield "#compdef recover"
    yield '# recover completion for zsh: eval "$(recover completion zsh)"'
    yield "_recover() {"
    yield '  local typed="$words[2] $words[3]"'
    yield '  (( CURRENT == 2 )) && typed=" "'
    yield '  (( CURRENT == 3 )) && typed="$words[2] "'
    yield '  case "$typed" in'
    yield from _cases("    {pattern}) compadd -- {words} ;;")
    yield "  esac"
    yield "}"
    yield "compdef _recover recover"


def _cases(line: str) -> Iterator[str]:
    """Write a line for each of the words typed so far; the longer ones before the shorter."""
    for typed, words in sorted(_choices(), key=lambda each: -each[0].count(" ")):
        if not typed:
            pattern = '" "'
        elif " " in typed:
            pattern = f'"{typed}"'
        else:
            pattern = f'"{typed} "*'
        yield line.format(pattern=pattern, words=" ".join(words))


def _fish() -> Iterator[str]:
    """Write completions for fish."""
    yield "# recover completion for fish: recover completion fish | source"
    yield "complete -c recover -f"
    for typed, words in _choices():
        seen = typed.split()
        rule = "__fish_use_subcommand" if not seen else f"__fish_seen_subcommand_from {seen[0]}"
        if len(seen) > 1:
            rule += f"; and __fish_seen_subcommand_from {seen[1]}"
        plain = [word for word in words if not word.startswith("-")]
        if plain:
            verbs = "" if not seen else f"; and not __fish_seen_subcommand_from {' '.join(plain)}"
            yield f"complete -c recover -n '{rule}{verbs}' -a '{' '.join(plain)}'"
        for flag in (word[2:] for word in words if word.startswith("--")):
            yield f"complete -c recover -n '{rule}' -l {flag}"


COMMANDS = {
    "completion": Command(
        arguments=_arguments,
        run=_run,
        needs_book=False,
        examples=(
            "recover completion bash",
            "recover completion zsh",
            "recover completion fish",
        ),
    ),
}
