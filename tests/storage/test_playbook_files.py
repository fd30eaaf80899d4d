"""Playbook files on a real disk: where they come from, and what broken ones say."""

import os
import shutil
import time
from pathlib import Path

import pytest

from recover.domain.checking import BadFile
from recover.domain.errors import Failed, NotFound, Refused
from recover.domain.playbook import BadPlaybook
from recover.storage.playbook_files import (
    own_folder,
    playbook,
    playbooks,
    policy,
    shipped_folder,
)
from recover.storage.toml_file import LARGEST

GOOD = """\
schema = 1
id = "mine"
version = 1
title = "Mine"
when = "It is mine."

[[fact]]
key = "since-when"
ask = "since when"
need = "essential"

[[step]]
phase = "listen"
do = "Listen."

[[promise]]
what = "Call"
kind = "answer"
by = "tomorrow"
channel = "call"
needed_by = "since-when"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The user's own folder of an otherwise empty home."""
    own = own_folder(tmp_path)
    own.mkdir()
    return own


def test_a_user_without_a_folder_has_the_shipped_ones(tmp_path: Path) -> None:
    """A home that does not exist yet is no error; neither the policy nor the page is listed."""
    shelf = playbooks(tmp_path / "new")

    assert {"blank", "stranded"} <= {shelved.id for shelved in shelf}
    assert not {"policy", "README"} & {shelved.id for shelved in shelf}
    assert {shelved.origin for shelved in shelf} == {"shipped"}
    assert [shelved.id for shelved in shelf] == sorted(shelved.id for shelved in shelf)


def test_one_of_yours_replaces_the_shipped_one(tmp_path: Path, folder: Path) -> None:
    """The same id replaces, the list says so, and reading one follows the list."""
    path = folder / "blank.toml"
    path.write_text(GOOD.replace('"mine"', '"blank"'), encoding="utf-8")

    listed = next(shelved for shelved in playbooks(tmp_path) if shelved.id == "blank")

    assert (listed.origin, listed.path) == ("yours", path)
    assert listed.replaces == shipped_folder() / "blank.toml"
    assert listed.playbook == playbook(tmp_path, "blank")
    assert listed.playbook is not None
    assert listed.playbook.title == "Mine"


def test_a_broken_one_of_yours_does_not_take_the_others_down(tmp_path: Path, folder: Path) -> None:
    """It is listed with its problems, and refused, not passed over, when it is asked for."""
    (folder / "blank.toml").write_text("schema = 1\nid = blank\n", encoding="utf-8")
    (folder / "mine.toml").write_text(GOOD, encoding="utf-8")

    shelf = {shelved.id: shelved for shelved in playbooks(tmp_path)}

    assert shelf["blank"].playbook is None
    assert "line 2" in shelf["blank"].problems[0]
    assert shelf["blank"].replaces is not None
    assert shelf["mine"].playbook is not None
    assert shelf["stranded"].playbook is not None
    with pytest.raises(BadPlaybook) as refused:
        playbook(tmp_path, "blank")
    assert refused.value.problems == shelf["blank"].problems


def test_reading_one_does_not_read_the_others(tmp_path: Path, folder: Path) -> None:
    """Only the file with the name of the id is opened."""
    (folder / "mine.toml").write_text(GOOD, encoding="utf-8")
    os.mkfifo(folder / "never-opened.toml")

    assert playbook(tmp_path, "mine").title == "Mine"


@pytest.mark.parametrize("wanted", ["strandet", "Stranded", "stranded "])
def test_an_unknown_id_gives_the_nearest(tmp_path: Path, wanted: str) -> None:
    """It is not found, and what was probably meant is said first."""
    with pytest.raises(NotFound, match="recover playbook list") as unknown:
        playbook(tmp_path, wanted)

    assert unknown.value.candidates[0] == "stranded"


@pytest.mark.parametrize("wanted", ["policy", "", "../playbooks/mine", "a/b", "x" * 5000, "\0"])
def test_an_id_never_leaves_the_folders(tmp_path: Path, folder: Path, wanted: str) -> None:
    """Anything that is no id is simply not found, and the policy is no playbook."""
    (folder / "mine.toml").write_text(GOOD, encoding="utf-8")

    with pytest.raises(NotFound):
        playbook(tmp_path, wanted)


def test_a_link_to_nowhere_is_a_problem(tmp_path: Path, folder: Path) -> None:
    """A name that is there and leads nowhere is told, not taken for absent."""
    (folder / "mine.toml").symlink_to(tmp_path / "gone.toml")

    with pytest.raises(BadPlaybook, match="cannot be read"):
        playbook(tmp_path, "mine")


def test_a_file_in_place_of_the_folder_holds_no_playbooks(tmp_path: Path) -> None:
    """The shipped ones stay usable."""
    own_folder(tmp_path).write_text("not a folder", encoding="utf-8")

    assert playbook(tmp_path, "blank").id == "blank"
    assert {shelved.origin for shelved in playbooks(tmp_path)} == {"shipped"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_closed_folder_is_one_sentence(tmp_path: Path, folder: Path) -> None:
    """The machine's no is a failure, with what to do."""
    folder.chmod(0)

    with pytest.raises(Failed, match="make the folder readable"):
        playbooks(tmp_path)

    folder.chmod(0o700)


def test_a_wheel_carries_them_inside_the_package(tmp_path: Path) -> None:
    """Inside wins; a source tree, which has nothing inside, has them beside the package."""
    package = tmp_path / "recover"
    package.mkdir()

    beside = shipped_folder(package)
    (package / "_playbooks").mkdir()

    assert beside == tmp_path / "playbooks"
    assert shipped_folder(package) == package / "_playbooks"


def test_the_policy_of_the_user_is_laid_on_the_shipped_one(tmp_path: Path, folder: Path) -> None:
    """What the user's own file leaves out stays as shipped."""
    shipped = policy(tmp_path)
    text = '[authority]\nlimit = 400\ncurrency = "USD"\nsource = "Ours."\n'
    (folder / "policy.toml").write_text(text, encoding="utf-8")

    mine = policy(tmp_path)

    assert (shipped.authority.limit, mine.authority.limit) == (250, 400)
    assert mine.letter == shipped.letter


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[authority]\nlimit = 'many'\ncurrency = 'USD'\nsource = 'Ours.'\n",
            "line 2: authority: limit",
        ),
        ("[authority\n", "line 1"),
    ],
)
def test_a_broken_policy_says_where(tmp_path: Path, folder: Path, text: str, said: str) -> None:
    """The same reader, the same form of problems."""
    (folder / "policy.toml").write_text(text, encoding="utf-8")

    with pytest.raises(Refused, match=said) as refused:
        policy(tmp_path)

    assert refused.value.kind in ("bad_file", "bad_policy")


def edited(old: str, new: str) -> bytes:
    """The good file with one thing changed."""
    assert old in GOOD
    return GOOD.replace(old, new, 1).encode()


BROKEN: list[tuple[str, bytes, tuple[str, ...]]] = [
    ("empty", b"", ("schema: is missing", "step: is missing", 'title = "')),
    ("only a comment", b"# soon\n", ("id: is missing",)),
    ("no quotes", edited('"Mine"', "Mine"), ("line 4: Invalid value", "quotes")),
    ("open quotes", edited('"Mine"', '"Mine'), ("line 4", "end the text with the quotes")),
    ("curly quotes", edited('"Mine"', "“Mine”"), ("line 4", "quotes")),
    ("no equals sign", edited("version = 1", "version 1"), ("line 3", "key = value")),
    ("two on a line", edited("version = 1", 'version = 1 title = "x"'), ("line 3", "a line")),
    ("id twice", edited("version = 1", 'version = 1\nid = "mine"'), ("line 4", "each key once")),
    ("open header", edited("[[step]]", "[[step]"), ("line 12", "brackets")),
    ("open list", edited('do = "Listen."', 'do = "Listen."\nsay = ["a"'), ("line 17", "list")),
    ("id of another file", edited('"mine"', '"yours"'), ("line 2: id", "yours.toml")),
    ("id with blanks", edited('"mine"', '"My own"'), ("line 2: id", "'my-own'")),
    ("title is a number", edited('"Mine"', "7"), ("line 4: title: is a whole number", "text")),
    ("title is a list", edited('"Mine"', '["Mine"]'), ("line 4: title: is a list",)),
    ("version is a text", edited("version = 1", 'version = "1"'), ("line 3: version: is a text",)),
    ("version is true", edited("version = 1", "version = true"), ("version: is true or false",)),
    ("version is none", edited("version = 1", "version = 0"), ("from 1 to",)),
    ("newer format", edited("schema = 1", "schema = 2"), ("line 1: schema: is 2",)),
    ("huge number", edited("version = 1", "version = " + "1" * 5000), ("number too long",)),
    ("misspelt key", edited("title =", "titel ="), ("line 4: titel", "did you mean 'title'?")),
    ("misspelt section", edited("[[step]]", "[[steps]]"), ("line 12: steps", "'step'")),
    ("unknown key", edited("version = 1", "version = 1\ncolour = 3"), ("colour", "the keys are")),
    ("slid key", edited('"Listen."', '"Listen."\nreview = ["?"]'), ("step 1: review", "the top")),
    ("key of another section", edited('"tomorrow"', '"now"\nsay = []'), ("belongs to a [[step]]",)),
    ("single brackets", edited("[[step]]", "[step]"), ("line 12: step", "double brackets")),
    ("unknown word", edited('"essential"', '"esential"'), ("line 10: fact 1: need", "'essential'")),
    ("say is a text", edited('"Listen."', '"Listen."\nsay = "Yes."'), ("line 15: step 1: say",)),
    ("number said", edited('"Listen."', '"."\nsay = ["Yes.", 4]'), ("step 1: say: entry 2",)),
    ("time without quotes", edited('"tomorrow"', "17:00:00"), ("is a time without quotes",)),
    ("date without quotes", edited('"tomorrow"', "2026-01-01"), ("is a date without quotes",)),
    ("text too long", edited('"Listen."', f'"{"long " * 40}"'), ("line 14", "90 is the most")),
    ("blank text", edited('"Listen."', '"  "'), ("step 1: do: is empty",)),
    ("escape in a text", edited('"Listen."', '"\\u001b[31m"'), ("control character",)),
    ("zero in a text", edited('"Listen."', '"\\u0000"'), ("no file can carry",)),
    ("unknown placeholder", edited('"Listen."', '"{client.contcat}"'), ("{client.contact}",)),
    ("a way into objects", edited('"Listen."', '"{0.__class__}"'), ("unknown placeholder",)),
    ("single brace", edited('"Listen."', '"{ yes"'), ("single brace",)),
    ("fact nobody asks", edited('by = "since-when"', 'by = "sincewhen"'), ("'since-when'?",)),
    ("fact twice", GOOD.encode() + b'[[fact]]\nkey = "since-when"\nask = "x"\nneed = "later"\n',
     ("line 23: fact 2: key", "twice")),
    ("no day", edited("version = 1", "version = 1\nhealing = [0]"), ("healing: entry 1",)),
    ("half a day", edited("version = 1", "version = 1\nhealing = [1.5]"), ("healing: entry 1",)),
    ("weeks", edited("version = 1", 'version = 1\nhealing = ["2w"]'), ("healing: entry 1",)),
    ("day twice", edited("version = 1", "version = 1\nhealing = [7, 7]"), ("names a day twice",)),
    ("opens in words", edited('"tomorrow"', '"now"\nopens = "yes"'), ("write true or false",)),
    ("too many", GOOD.encode() + b"[[demand]]\n" * 5000, ("5000 entries", "there may be more")),
    ("too many unknown", b"".join(b"k%d = 1\n" % n for n in range(5000)), ("may be more",)),
    ("lines in a key", edited("version = 1", '"a\\n\\u001bb" = 1'), ("is not a key",)),
    ("UTF-16", GOOD.encode("utf-16"), ("save it as UTF-8",)),
    ("UTF-16 without mark", GOOD.encode("utf-16-le"), ("save it as UTF-8",)),
    ("cp1252", edited("It is mine.", "X").replace(b"X", b"caf\xe9"), ("line 5: is not UTF-8",)),
    ("too big", GOOD.encode() + b"#" * LARGEST, ("larger than 256 KiB",)),
    ("nested lists", b"a = " + b"[" * 100_000, ("line 1", "deeper")),
    ("nested tables", b"a = " + b"{a=" * 50_000, ("line 1", "deeper")),
    ("nested over lines", b"a = " + b"[\n" * 50_000, ("deeper",)),
    ("dotted key", b"a" + b".a" * 120_000 + b" = 1", ("line 1", "deeper")),
    ("dotted header", b"# x\n[a" + b".a" * 120_000 + b"]\n", ("line 2", "deeper")),
    ("dotted quoted key", b'"a"' + b'."a"' * 60_000 + b" = 1", ("line 1", "deeper")),
    ("braces", edited('"Listen."', '"' + "{a}" * 80_000 + '"'), ("90 is the most",)),
    ("one endless word", b"a" * 250_000, ("line 1",)),
    ("endless quotes", b'"' * 250_001, ("line 1",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "said"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_every_broken_file_says_what_is_wrong(
    tmp_path: Path, folder: Path, raw: bytes, said: tuple[str, ...]
) -> None:
    """Each problem is one line with its file, what is wrong, what would be right; and quickly."""
    path = folder / "mine.toml"
    path.write_bytes(raw)
    start = time.process_time()

    with pytest.raises(BadPlaybook) as refused:
        playbook(tmp_path, "mine")

    assert time.process_time() - start < 2
    assert all(word in str(refused.value) for word in said)
    for problem in refused.value.problems:
        assert problem.startswith(f"{path}: ")
        assert "; " in problem
        assert "\n" not in problem
        assert len(problem) < len(str(path)) + 400


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_only_a_regular_file_is_read(tmp_path: Path, folder: Path, kind: str) -> None:
    """A pipe would wait for ever and a device may answer; neither is opened."""
    path = folder / "mine.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")

    with pytest.raises(BadPlaybook, match="not a regular file"):
        playbook(tmp_path, "mine")


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        edited('"Listen."', '"""Listen ... and\n  wait [ [ [ [ [ [ [ [ [ [ [ [ [ [ ."""'),
        edited('"Listen."', '"Listen."  # a.b.c.d.e.f.g.h.i.j.k.l.m.n.o [[[[[[[[[[[[[[['),
    ],
    ids=["byte order mark", "Windows line ends", "brackets in a text", "dots in a comment"],
)
def test_harmless_oddities_are_read(tmp_path: Path, folder: Path, raw: bytes) -> None:
    """What editors leave behind, and what stands in quotes or comments, is no problem."""
    (folder / "mine.toml").write_bytes(raw)

    assert playbook(tmp_path, "mine").steps[0].do.startswith("Listen")


def test_a_file_with_the_wrong_name_and_other_problems_tells_all(
    tmp_path: Path, folder: Path
) -> None:
    """All problems at once, those of the name too."""
    shutil.copy(shipped_folder() / "stranded.toml", folder / "my-own.toml")
    with (folder / "my-own.toml").open("a", encoding="utf-8") as file:
        file.write("[[demand]]\nreasn = 4\n")

    with pytest.raises(BadFile) as refused:
        playbook(tmp_path, "my-own")

    assert len(refused.value.problems) == 4
    assert "call the file stranded.toml" in refused.value.problems[0]
