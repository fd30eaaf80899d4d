"""Words that tell a name from what only looks like one."""

_COMMON = """
    april art ash august autumn bill bishop boots bridge brook brown chance chase chip clay cliff
    cook daisy dawn day drew faith field fields first forest gap global grace grant gray green guy
    hill hope hunt jack june king lake lance lane long love major mark marks max may mercy miles
    mills mine moss national next olive orange page park parks patience paul pool power price prince
    rich rob robin rock root rose rush shell short sky spring stone storm summer target temple trip
    united victor visa ward waters wells west will wills win wood woods young admin me user
"""
COMMON = frozenset(_COMMON.split())
"""First names, surnames, firms and log-in names that are everyday words, too: in small letters
they are taken for the word."""

_PARTICLES = """
    al and bin da de del della den der des di do dos du el for ibn la las le los of san st ten ter
    the van vom von zu zum zur
"""
PARTICLES = frozenset(_PARTICLES.split())
"""Parts of a name that are no name by themselves."""

_GENERIC = """
    ag and bank co company consulting corp corporation first general gmbh global group holding
    holdings inc industries international limited llc ltd national new partners plc sa service
    services solutions systems technologies the union united
"""
GENERIC = frozenset(_GENERIC.split())
"""Parts of a firm's name that name no firm."""
