"""What to call our people where their names must not be read."""

from recover.services.desk import Desk


def roles_of(desk: Desk) -> dict[str, str]:
    """Give a role for every name and key of ours, whoever acts included."""
    people = [*desk.store.people(), desk.who]
    roles = {name: "a colleague" for each in people for name in (each.name, each.key)}
    owners = {account.owner for account in desk.store.accounts()}
    for each in people:
        if each.key in owners:
            roles |= {each.name: "your account manager", each.key: "your account manager"}
        elif each.lead:
            roles |= {each.name: "the team lead", each.key: "the team lead"}
    return roles
