"""Commands of Today, and of every place where a promise is chosen."""

from recover.tui.commands.command import Command, Place

_TODAY = (Place.TODAY,)

ROWS = (
    Command(
        id="today.keep",
        action="keep",
        keys=("k",),
        title="Keep the chosen promise, with evidence",
        places=_TODAY,
        label="Keep",
        footer=20,
    ),
    Command(
        id="today.renegotiate",
        action="renegotiate",
        keys=("r",),
        title="Renegotiate the chosen promise: a new moment, and why",
        places=_TODAY,
        label="Renegotiate",
        footer=30,
    ),
    Command(
        id="today.attempt",
        action="attempt",
        keys=("t",),
        title="Log a try that reached nobody, for the chosen promise",
        places=_TODAY,
        label="Tried",
        footer=40,
    ),
    Command(
        id="today.reach",
        action="reach",
        keys=("l",),
        title="Call or write about the chosen promise: may they be reached now, and where",
        places=_TODAY,
        label="Reach",
        footer=15,
    ),
    Command(
        id="today.remind",
        action="remind",
        keys=("z",),
        title="Remind me of the chosen promise: when to get up for it, or when the window opens",
        places=_TODAY,
        label="Remind",
    ),
    Command(
        id="today.withdraw",
        action="withdraw",
        keys=("w",),
        title="Withdraw the chosen promise, and say why",
        places=_TODAY,
    ),
    Command(
        id="today.take",
        action="take",
        keys=("T",),
        title="Take up the chosen instruction to nobody: keep it, or offer it on",
        places=_TODAY,
        label="Take up",
    ),
    Command(
        id="today.add-account",
        action="add_account",
        keys=("a",),
        title="Add an account",
        places=_TODAY,
    ),
    Command(
        id="today.add-person",
        action="add_person",
        keys=("p",),
        title="Add one of us; the first one is you",
        places=_TODAY,
    ),
    Command(
        id="today.sample",
        action="look_around",
        keys=("s",),
        title="Look around with sample data; nothing of yours is touched",
        places=_TODAY,
    ),
)
