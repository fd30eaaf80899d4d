"""Words of the command line that look like something else."""

import pytest

from tests.cli.commandline import CommandLine


@pytest.mark.parametrize("text", ["-1", "--json", "--", "-h", "-- --", "-x y"])
def test_after_two_dashes_everything_is_text(text: str, busy: CommandLine) -> None:
    """Whatever it looks like, and wherever it stands among other texts."""
    busy.done("log 1 --", text)
    busy.done("demand 1 --", text)
    busy.done("listen --account northwind --", "first", text)
    busy.done("keep 1p1 --", text)

    shown = busy.json("show 1")
    assert [each["text"] for each in shown["log"] if each["kind"] == "note"] == [text]
    assert shown["demands"][-1]["text"] == text
    assert shown["promises"][0]["evidence"] == text
    assert [each["text"] for each in busy.json("show 2")["log"]][2:] == [text]


def test_a_wrong_word_after_two_dashes_is_named_as_typed(busy: CommandLine) -> None:
    """Also where a word of ours is needed, or one is too many."""
    assert "'-x'" in busy("phase 1 -- -x").err
    assert "'-y'" in busy("show 1 -- -y").err


@pytest.mark.parametrize(
    "line", ["import", "account holidays northwind", "review --tomorrow -o", "calendar -o"]
)
def test_the_name_of_a_file_cannot_pass_for_a_line_of_ours(line: str, busy: CommandLine) -> None:
    """A file that somebody sent may be called anything; the error stays one line."""
    name = "sheet\n1p1 kept: all is well\x1b[2J\x9b.csv"
    answer = busy(line, str(busy.home / "none" / name))

    assert answer.code == 4
    assert answer.err.count("\n") == 1
    assert "sheet⏎ 1p1 kept: all is well␛[2J<U+009B>.csv" in answer.err
    if line.endswith("-o"):
        written = busy.done(line, str(busy.home / name))
        said = written.err if "review" in line else written.out
        assert said.count("\n") == 1
        assert "sheet⏎ 1p1 kept: all is well␛[2J<U+009B>.csv" in said
