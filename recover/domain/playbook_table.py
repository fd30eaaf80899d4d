"""The playbook format: every key that a file may have, as data, and the rules between keys."""

from collections.abc import Callable, Mapping
from typing import Any

from recover.domain.account import CHANNELS
from recover.domain.checking import NEEDED, Field, Findings, Path, Spot, Table, nearest, read_table
from recover.domain.entry import Decision, Phase, PromiseKind
from recover.domain.playbook import (
    BadPlaybook,
    ExpectedDemand,
    PlannedPromise,
    Step,
    WantedFact,
)
from recover.domain.readers import (
    MOST_ENTRIES,
    choice,
    key,
    offsets,
    tables,
    text,
    texts,
    whole_number,
    yes_or_no,
)
from recover.domain.severity import SEVERITIES

SCHEMA = 1
"""The version of the format that is read here."""

NEEDS = ("essential", "later")
PHASES = tuple(phase for phase in Phase if phase is not Phase.CLOSED)


def _schema(value: object, spot: Spot) -> int:
    """The version of the format."""
    if value != SCHEMA or isinstance(value, bool):
        spot.wrong(f"is {str(value)[:20]}", f"this version of recover reads schema = {SCHEMA}")
    return SCHEMA


FACT: Table = {
    "key": Field(reads=key, example='key = "since-when"'),
    "ask": Field(reads=text(60), example='ask = "since when"'),
    "need": Field(reads=choice(*NEEDS), example='need = "essential"'),
    "why": Field(reads=text(160), example='why = "..."', default=""),
}

STEP: Table = {
    "phase": Field(reads=choice(*PHASES), example='phase = "listen"'),
    "do": Field(reads=text(90), example='do = "Listen until the silence holds."'),
    "why": Field(reads=text(160), example='why = "..."', default=""),
    "say": Field(reads=texts(160), example='say = ["I am listening."]', default=()),
    "avoid": Field(reads=texts(60), example='avoid = ["calm down"]', default=()),
}

DEMAND: Table = {
    "text": Field(reads=text(120), example='text = "Let me speak to your manager."'),
    "reason": Field(reads=text(200), example='reason = "..."'),
    "alternative": Field(reads=text(200), example='alternative = "..."'),
    "decision": Field(
        reads=choice(Decision.GRANTED, Decision.PARTLY, Decision.DECLINED),
        example='decision = "granted"',
        default=Decision.DECLINED,
    ),
}

PROMISE: Table = {
    "what": Field(reads=text(120), example='what = "Call with the answer"'),
    "kind": Field(reads=choice(*PromiseKind), example='kind = "answer"'),
    "by": Field(reads=text(80), example='by = "next business day at 10am"'),
    "channel": Field(reads=choice(*CHANNELS), example='channel = "call"'),
    "to": Field(reads=text(80), example='to = "{client.contact}"', default=None),
    "needed_by": Field(reads=key, example='needed_by = "appointment"', default=None),
    "opens": Field(reads=yes_or_no, example="opens = true", default=False),
}

HEAD: Table = {
    "schema": Field(reads=_schema, example="schema = 1"),
    "id": Field(reads=key, example='id = "late-delivery"'),
    "version": Field(reads=whole_number(1, 9999), example="version = 1"),
    "title": Field(reads=text(60), example='title = "Late delivery"'),
    "when": Field(reads=text(200), example='when = "A delivery of ours is late."'),
    "severity": Field(reads=choice(*SEVERITIES), example='severity = "normal"', default="normal"),
    "urgent": Field(reads=yes_or_no, example="urgent = true", default=False),
    "healing": Field(reads=offsets, example="healing = [1, 7, 30]", default=()),
    "review": Field(reads=texts(160), example='review = ["What helped?"]', default=()),
}

HOMES: Mapping[str, Table] = {
    "the top of the file, above the first [[section]]": HEAD,
    "a [[step]]": STEP,
    "a [[fact]]": FACT,
    "a [[demand]]": DEMAND,
    "a [[promise]]": PROMISE,
}
"""Every table by what people call it; the first one that knows a stray key is its home."""


def _section(
    name: str, table: Table, build: Callable[..., object], default: object = NEEDED
) -> Field:
    """A `[[name]]` section of the file, as often as it is wanted."""
    example = f"a [[{name}]] with {next(iter(table.values())).example}"
    return Field(reads=tables(name, table, build, HOMES), example=example, default=default)


PLAYBOOK: Table = {
    **HEAD,
    "fact": _section("fact", FACT, WantedFact, default=()),
    "step": _section("step", STEP, Step),
    "demand": _section("demand", DEMAND, ExpectedDemand, default=()),
    "promise": _section("promise", PROMISE, PlannedPromise, default=()),
}


def read_playbook(
    mapping: Mapping[str, object], *, source: str, lines: Mapping[Path, int] | None
) -> dict[str, Any]:
    """Read and check a whole file; see `Playbook.from_mapping`.

    Returns:
        The fields of a `Playbook`.

    Raises:
        BadPlaybook: With every problem of the file.
    """
    findings = Findings(source, lines)
    file = Spot(findings)
    schema = mapping.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        _schema(schema, file.inside("schema"))
        raise BadPlaybook(findings.problems)
    values: dict[str, Any] = read_table(mapping, PLAYBOOK, file, homes=HOMES)
    if mapping.get("step") == []:
        file.inside("step").wrong("is empty", f"write {PLAYBOOK['step'].example}")
    _check_keys(mapping, file)
    if findings.problems:
        raise BadPlaybook(findings.problems)
    del values["schema"]
    values["facts"] = tuple(sorted(values.pop("fact"), key=lambda fact: NEEDS.index(fact.need)))
    values["steps"] = tuple(sorted(values.pop("step"), key=lambda step: PHASES.index(step.phase)))
    values["demands"] = values.pop("demand")
    values["promises"] = values.pop("promise")
    return values


def _check_keys(mapping: Mapping[str, object], file: Spot) -> None:
    """Facts have different keys, and promises name facts that there are."""
    known: list[str] = []
    for number, fact in enumerate(_sections(mapping, "fact"), start=1):
        name = fact.get("key")
        if isinstance(name, str) and name in known:
            place = file.inside(f"fact {number}", "key")
            place.wrong(f"{name[:60]!r} is there twice", "give each fact a key of its own")
        elif isinstance(name, str):
            known.append(name)
    for number, promise in enumerate(_sections(mapping, "promise"), start=1):
        name = promise.get("needed_by")
        if isinstance(name, str) and name not in known:
            meant = nearest(name, known)
            right = f"did you mean {meant[0]!r}?" if meant else "write the key of a [[fact]]"
            place = file.inside(f"promise {number}", "needed_by")
            place.wrong(f"{name[:60]!r} is no fact of this playbook", right)


def _sections(mapping: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """The raw `[[name]]` sections that are read; an empty one for whatever is no section."""
    raw = mapping.get(name)
    items = raw[:MOST_ENTRIES] if isinstance(raw, list) else []
    return [item if isinstance(item, Mapping) else {} for item in items]
