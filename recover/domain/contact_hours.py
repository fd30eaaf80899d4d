"""When one client may be contacted by one channel: house rules, their wishes, what was agreed (E1).

Company before client before default, the narrowest wins; only what was agreed reaches outside.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from recover.domain.narrowing import closed_on
from recover.domain.policy import ContactRule, Policy
from recover.domain.window import Window

if TYPE_CHECKING:
    from recover.domain.account import Account
    from recover.domain.calendar import Calendar


def contact_hours(
    policy: Policy, channel: str, client: "Calendar", account: "Account | None"
) -> Window:
    """Lay every rule on the client's clock, and on each other clock they may go by (E2).

    Args:
        policy: The house rules.
        channel: One of `recover.domain.account.CHANNELS`.
        client: The client's calendar, or the one that stands in for it.
        account: What the client wishes and has agreed to; `None` while nobody knows who it is.
    """
    if account is None:
        return Window.of(policy.window(channel, client))
    places = (client, *(replace(client, zone=zone) for zone in account.also_zones))
    wishes = [
        ContactRule(hours=hours, client_holidays=False, source="what the client asked for")
        for wished, hours in account.windows
        if wished == channel
    ]
    agreed = [(each.start, each.end) for each in account.agreed if each.channel == channel]
    windows = [policy.window(channel, place, wishes) for place in places]
    if channel != "letter":
        windows = [closed_on(each, account.no_contact) for each in windows]
    return Window.of(windows, agreed)
