"""Several processes at work on one book: nothing lost, no id twice, one winner in every race."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recover.domain.errors import RecoverError
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.promising import PromiseWish, make_promise
from tests.reliability.conftest import Found
from tests.reliability.proving import ROOT, sized
from tests.reliability.stage import NOW, desk_at
from tests.terminal import Terminal

Start = Callable[..., "Worker"]


class Worker:
    """One process at work."""

    def __init__(self, home: Path, who: str, *how: str) -> None:
        self.who = who
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.working", str(home), who, *how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def wait(self) -> None:
        """Return when it is ready."""
        assert self._line() == "ready\n"

    def begin(self, work: str) -> None:
        """Give it something to do."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{work}\n")
        self.process.stdin.flush()

    def done(self) -> list[str]:
        """Wait until it is done, and give what it says."""
        found: list[str] = json.loads(self._line())
        return found

    def has_ended(self) -> bool:
        """Whether it is gone already."""
        return self.process.poll() is not None

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise EOFError(self.process.communicate()[1])
        return line


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Start workers on the home folder; none outlives the test."""
    started: list[Worker] = []

    def worker(who: str, *how: str) -> Worker:
        started.append(Worker(home, who, *how))
        return started[-1]

    yield worker
    for each in started:
        each.process.kill()
        each.process.communicate()


def at_once(start: Start, workers: int, work: str, *how: str) -> dict[str, list[str]]:
    """Have workers do the same at the same time; what each of them says."""
    started = [start(f"mara-{number}", *how) for number in range(workers)]
    for each in started:
        each.wait()
    for each in started:
        each.begin(work)
    return {each.who: each.done() for each in started}


def missing(home: Path, given: dict[str, list[str]]) -> list[str]:
    """Say what was acknowledged and is not there, is there twice, or has another's id."""
    desk = desk_at(home, "mara")
    there: dict[str, str] = {}
    for incident in desk.incidents():
        there[incident.id] = getattr(incident.entries[1].what, "text", "")
        there |= {each.id: each.what for each in incident.promises}
        there |= {
            f"{incident.id}e{each.number}": getattr(each.what, "text", "")
            for each in incident.entries
        }
        numbers = [entry.number for entry in incident.entries]
        if numbers != list(range(1, len(numbers) + 1)):
            return [f"incident {incident.id} has entries {numbers}"]
    desk.close()
    wanted = {
        (each, f"{who} {number}.") for who, ids in given.items() for number, each in enumerate(ids)
    }
    twice = len(wanted) - len({each for each, _ in wanted})
    found = [f"{each}: {text}" for each, text in wanted if there.get(each) != text]
    return [*found, *(["an id twice"] * twice)]


@pytest.mark.parametrize(("workers", "times"), [(2, sized(60, 1000)), (8, sized(15, 250))])
def test_writers_lose_nothing(
    home: Path, start: Start, workers: int, times: int, found: Found
) -> None:
    """Incidents, promises and entries: each there under its own id, with its own text."""
    given = at_once(start, workers, f"log {times}")

    assert sum(map(len, given.values())) == workers * times
    assert missing(home, given) == []
    found(f"{workers} x {times} writes, 0 lost, 0 double ids")


def test_the_proof_fails_for_writers_that_hold_nothing(home: Path, start: Start) -> None:
    """The control: without the lock, something is lost, is there twice, or is damaged."""
    try:
        wrong = missing(home, at_once(start, 2, "log 300", "careless"))
    except (EOFError, RecoverError) as error:
        wrong = [str(error)]

    assert wrong


def is_on_disk(home: Path, text: str) -> bool:
    """Whether a text stands in the open work."""
    return any(text.encode() in each.read_bytes() for each in home.glob("work*.jsonl"))


def test_an_open_app_beside_many_commands(home: Path, start: Start, found: Found) -> None:
    """What is typed in the app and what is logged beside it: all there, the newest in sight."""
    times = sized(25, 500)
    shell = start("priya")
    shell.wait()
    notes = []
    with Terminal(home=home, at=NOW, environment={"RECOVER_USER": "mara"}) as app:
        app.see("OPEN PROMISES")
        app.press("enter").see("heard ›")
        shell.begin(f"commands {times}")
        for number in range(sized(3, 25)):
            notes.append(f"typed {number} here")
            app.type(f"-{notes[-1]}").see(notes[-1])
            app.press("enter")
            while not is_on_disk(home, notes[-1]):
                app.read_on()
        codes = shell.done()
        app.see(notes[-1])  # the app's clock goes on, so its own notes stand last
        app.press("ctrl+q")
        assert app.leave() == 0

    desk = desk_at(home, "mara")
    entries = desk.incident("1").entries
    texts = [getattr(each.what, "text", "") for each in entries]
    assert codes == ["0"] * times
    assert [each for each in texts if each.startswith("priya ")] == [
        f"priya {number}." for number in range(times)
    ]
    assert [each for each in texts if each.startswith("typed ")] == notes
    assert [each.number for each in entries] == list(range(1, len(entries) + 1))
    found(f"{times} commands and {len(notes)} notes in an open app, 0 lost")


@pytest.mark.parametrize(
    ("verbs", "told"),
    [
        (("accept", "accept"), ("was accepted by Priya",)),
        (("keep", "withdraw"), ("was kept", "was withdrawn")),
        (("keep", "keep"), ("was kept",)),
    ],
)
def test_one_winner_in_every_race(
    home: Path, start: Start, verbs: tuple[str, str], told: tuple[str, ...], found: Found
) -> None:
    """Whoever is second is told in a sentence what the first one did, and who that was."""
    rounds = sized(5, 100)
    desk = desk_at(home, "mara")
    names = []
    for number in range(rounds):
        incident = make_promise(desk, "2", PromiseWish(what=f"thing {number}", by="in 2 days"))
        names.append(incident.promises[-1].id)
        if verbs[0] == "accept":
            names[-1] = offer_handover(desk, names[-1], HandoverWish(to="priya"))[0].id
    people = ("priya-a", "priya-b") if verbs[0] == "accept" else ("mara", "priya")
    racers = [start(who) for who in people]
    for racer in racers:
        racer.wait()
    won = dict.fromkeys(people, 0)
    lanes = list(zip(racers, verbs, strict=True))
    for name in names:
        lanes.reverse()  # whoever is told first has the better start
        for racer, verb in lanes:
            racer.begin(f"{verb} {name}")
        said = {racer.who: racer.done()[0] for racer in racers}
        (first,) = (who for who, words in said.items() if words == "first")
        (words,) = (words for words in said.values() if words != "first")
        won[first] += 1
        assert any(each in words for each in told), words
        assert first.partition("-")[0].title() in words

    found(f"{rounds} races for {verbs[0]} and {verbs[1]}: one winner in each, {won}")
    assert sum(won.values()) == rounds
