"""When a client wishes to be contacted, and what they agree to beyond that."""

from recover.domain.account import CHANNELS, Account
from recover.domain.written import read_date
from recover.services.contact_wishes import NOW, NewAgreement, Wishes, agree_contact, set_wishes
from recover.services.phrases import what_it_means
from recover.tui.dialogs.edit import EditDialog
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.dialogs.promise_terms import CHANNEL_OPTIONS
from recover.tui.work import desk_of

_INTRO = "Wishes narrow the house rules. What they agreed to beyond them: leave with Esc, then y."


class WishesDialog(EditDialog[Account]):
    """A form for the hours of each channel, other zones, and days on which to leave them alone."""

    def __init__(self, account: Account) -> None:
        """Make the form for an account; what is on record stands there already."""
        self._account = account
        hours = dict(account.windows)
        fields = [
            *(
                Field(
                    name=_name(channel),
                    label=f"{channel} only",
                    value=hours.get(channel, ""),
                    hint="such as mon-fri 10:00-16:00" if channel == CHANNELS[0] else "",
                )
                for channel in CHANNELS
            ),
            Field(
                name="zones",
                label="may also be in",
                value=", ".join(account.also_zones),
                hint="America/New_York, while they travel",
            ),
            Field(
                name="days",
                label="not on",
                value=", ".join(f"{day}" for day in sorted(account.no_contact)),
                hint="2026-12-24, 2026-12-31",
            ),
        ]
        super().__init__(
            f"When {account.name} wishes to be contacted",
            fields,
            intro=_INTRO,
            draft=f"wishes/{account.key}",
        )

    def save(self, given: Given) -> Account:
        """Write it down; what is empty is no wish."""
        desk, account = desk_of(self), self._account
        wishes = Wishes(
            also_zones=_several(given["zones"]),
            windows={channel: given[_name(channel)] for channel in CHANNELS},
            no_contact=[read_date(each) for each in _several(given["days"])],
        )
        return self.saving(
            lambda over: set_wishes(desk, account.key, wishes, seen=account, over=over)
        )


class AgreedDialog(FormDialog[Account]):
    """A form for a stretch of time in which the client asks to be contacted."""

    PREVIEWS = True
    OFFERS_FOR = "until"

    def __init__(self, account: Account) -> None:
        """Make the form for an account."""
        self._account = account
        fields = [
            Field(name="words", label="they said", hint="text me when the truck is near"),
            Field(name="channel", label="channel", value="call", options=CHANNEL_OPTIONS),
            Field(name="until", label="until", hint="in 6 hours, tomorrow 9am, on their clock"),
            Field(name="since", label="from", value=NOW, hint=NOW),
            Field(name="who", label="who said so", hint="a contact; may be empty"),
        ]
        heading = f"{account.name} asks to be contacted"
        super().__init__(heading, fields, draft=f"agreed/{account.key}")

    def preview(self, given: Given) -> Outlook:
        """Say until when, in both zones."""
        if not given["until"].strip():
            return Outlook(text="Until when? On the client's clock.")
        found = what_it_means(desk_of(self), given["until"], account=self._account.key)
        return Outlook(text=f"until {found.readback}", offers=found.deadline.alternatives)

    def save(self, given: Given) -> Account:
        """Write it down."""
        return agree_contact(
            desk_of(self),
            self._account.key,
            NewAgreement(
                words=given["words"],
                channel=given["channel"],
                until=given["until"],
                since=given["since"].strip() or NOW,
                who=given["who"],
            ),
        )


def _name(channel: str) -> str:
    """Name the field of a channel."""
    return channel.replace("-", "")


def _several(text: str) -> list[str]:
    """Split what stands there with commas between."""
    return [part.strip() for part in text.split(",") if part.strip()]
