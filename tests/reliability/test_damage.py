"""Files that were cut, damaged, shuffled or are not ours, through the command line.

Either exactly the earlier lines, or a refusal that names the file and leaves every byte as it was.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from recover.storage import lines as text
from recover.storage import reader
from tests.cli.commandline import Answer, CommandLine
from tests.reliability.conftest import Found
from tests.reliability.proving import FULL

JUNK = {"nothing": b"", "zeros": b"\0" * 512, "junk": b"\xff\xfe junk {", "lines": b"a\nb\n"}
STEP = 1 if FULL else 97
JOURNALS = ("work.jsonl", "directory.jsonl")


@dataclass(slots=True)
class Damage:
    """A home folder, one of its journals damaged in one way after the other."""

    home: Path
    name: str
    run: CommandLine
    sound: dict[str, bytes]
    """All files as they were."""

    @property
    def path(self) -> Path:
        """The journal that is damaged."""
        return self.home / self.name

    def files(self) -> dict[str, bytes]:
        """Everything in the home folder."""
        return {each.name: each.read_bytes() for each in self.home.iterdir() if each.is_file()}

    def shown(self) -> Answer:
        """What is said of all that is there; the first refusal, if there is one."""
        parts = []
        for line in ("show 1", "incidents", "account show northwind", "person list"):
            answer = self.run(f"--json {line}")
            if answer.code:
                return answer
            parts.append(answer.out)
        return Answer(code=0, out="".join(parts), err="")

    def try_with(self, content: bytes, allowed: set[str]) -> str:
        """Put *content* in the place of the journal; say what `show` and `log` made of it.

        Args:
            content: What stands in the file.
            allowed: What `show` may print when it does not refuse the file.
        """
        for each in self.home.glob("*.torn-*"):
            each.unlink()
        for name, data in self.sound.items():
            (self.home / name).write_bytes(data)
        self.path.write_bytes(content)
        before = self.files()
        answer = self.shown()
        assert self.files() == before, "looking has changed something"
        if answer.code == 0:
            assert answer.out in allowed, answer.out[-300:]
            self._log_on(content)
            return "read"
        self._refused(answer, before)
        self._refused(self.run("--json log 1 more"), before)
        return "refused"

    def _refused(self, answer: Answer, before: dict[str, bytes]) -> None:
        """The file is named, in a sentence, and nothing was changed."""
        assert answer.code == 1, answer
        assert str(self.path) in answer.error["message"], answer.out
        assert "fault of its own" not in answer.out
        assert answer.err == ""
        assert self.files() == before, "a refused file was changed"

    def _log_on(self, content: bytes) -> None:
        """One more line goes in, and whatever was cut off is kept beside it."""
        rest = content[content.rfind(b"\n") + 1 :] if content else b""
        answer = self.run("--json log 1 more")
        assert answer.code == 0, answer
        kept = b"".join(each.read_bytes() for each in self.home.glob("*.torn-*"))
        now = self.path.read_bytes()
        if self.name == "work.jsonl":
            assert kept.endswith(rest)
            assert now[: len(content) - len(kept)] == content[: len(content) - len(kept)]
            for each in self.home.glob("*.torn-*"):
                assert each.name in answer.err, "nobody was told that something was set aside"
        else:
            assert now == content


@pytest.fixture(params=JOURNALS)
def damage(
    request: pytest.FixtureRequest,
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Damage:
    """Each journal of a small home folder."""
    run = CommandLine(home=home, capture=capsys, patch=monkeypatch, person="mara")
    sound = {each.name: each.read_bytes() for each in home.iterdir() if each.is_file()}
    return Damage(home, request.param, run, sound)


@pytest.fixture
def lines(damage: Damage) -> list[bytes]:
    """The lines of the journal."""
    return damage.path.read_bytes().splitlines(keepends=True)


@pytest.fixture
def whole(damage: Damage) -> str:
    """What is shown of the whole file."""
    return damage.shown().out


@pytest.fixture
def earlier(damage: Damage, lines: list[bytes], whole: str, tmp_path: Path) -> str:
    """What is shown of all lines but the last."""
    assert whole
    other = shutil.copytree(damage.home, tmp_path / "earlier")
    (other / damage.name).write_bytes(b"".join(lines[:-1]))
    here, damage.run.home = damage.run.home, other
    shown = damage.shown()
    damage.run.home = here
    assert shown.code == 0
    return shown.out


def some(cases: Iterator[bytes]) -> Iterator[bytes]:
    """Take every so manieth of the cases; all of them for the full proof."""
    return islice(cases, 0, None, STEP)


def judge(damage: Damage, cases: Iterator[bytes], allowed: set[str], found: Found) -> None:
    """Try every case, and count."""
    seen = {"read": 0, "refused": 0}
    for content in cases:
        seen[damage.try_with(content, allowed)] += 1
    found(f"{damage.name}: {seen}")
    assert sum(seen.values())


def test_the_last_line_cut_at_every_byte(
    damage: Damage, lines: list[bytes], earlier: str, found: Found
) -> None:
    """With nothing, zeros or junk behind it: the earlier lines, and the next one goes on there."""
    front, last = b"".join(lines[:-1]), lines[-1]
    cases = (front + last[:end] + junk for end in range(len(last)) for junk in JUNK.values())

    judge(damage, some(cases), {earlier}, found)


def test_every_byte_damaged(damage: Damage, lines: list[bytes], earlier: str, found: Found) -> None:
    """Refused by name; in the last line, which may have been torn, the earlier ones are shown."""
    content = b"".join(lines)
    cases = (
        content[:place] + bytes([content[place] ^ flip]) + content[place + 1 :]
        for place in range(len(content))
        for flip in (0x01, 0x80)
    )

    judge(damage, some(cases), {earlier}, found)


def test_lines_dropped_doubled_or_swapped(damage: Damage, lines: list[bytes], found: Found) -> None:
    """All refused, but for a last line that is gone: nothing is left to say that it was there."""
    count = len(lines)
    orders = [
        *([each for each in range(count) if each != gone] for gone in range(count - 1)),
        *([*range(one + 1), one, *range(one + 1, count)] for one in range(count)),
        *(
            [*range(one), other, *range(one + 1, other), one, *range(other + 1, count)]
            for one in range(count)
            for other in range(one + 1, count)
        ),
    ]
    cases = (b"".join(lines[each] for each in order) for order in orders)

    judge(damage, cases, set(), found)


FOREIGN = {
    "empty": b"",
    "text": b"hello\n",
    "zeros": b"\0" * 4096,
    "TinyDB's": b'{"_default": {"1": {"a": 1}}}',
    "SQLite's": b"SQLite format 3\0" + b"\0" * 84,
    "deep": b"[" * 100_000,
    "a long line": b'{"sum":"' + b"a" * 1_000_000,
    "UTF-16": "{}\n".encode("utf-16"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_and_empty_files(damage: Damage, name: str) -> None:
    """Refused by name, and left as they are."""
    assert damage.try_with(FOREIGN[name], set()) == "refused"


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to nothing", "link in a circle"])
def test_what_is_no_file_is_refused(damage: Damage, kind: str) -> None:
    """Neither waited for nor put away."""
    make: dict[str, Callable[[], None]] = {
        "folder": damage.path.mkdir,
        "pipe": lambda: os.mkfifo(damage.path),
        "link to nothing": lambda: damage.path.symlink_to(damage.home / "gone" / "x"),
        "link in a circle": lambda: damage.path.symlink_to(damage.path),
    }
    damage.path.unlink()
    make[kind]()
    for line in ("show 1", "log 1 more"):
        answer = damage.run(line)
        assert answer.code in (0, 1, 3), answer
        assert "fault of its own" not in answer.err
        assert answer.err.count("\n") <= 1


def test_the_proof_fails_without_checksums(
    damage: Damage,
    lines: list[bytes],
    earlier: str,
    found: Found,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: when no sum is compared, a damaged byte is shown as if it had been written."""
    monkeypatch.setattr(reader, "parsed", text._object)  # noqa: SLF001 - all but the sum
    content = b"".join(lines)
    hurt = content.replace(b"mocked", b"socked").replace(b"Mara", b"Cara")
    assert hurt != content

    with pytest.raises(AssertionError):
        judge(damage, iter([hurt]), {earlier}, found)
