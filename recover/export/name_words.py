"""Words that tell a name from what only looks like one."""

_COMMON = """
    admin air airport airways all alpha amber angel ann apple april arch arm art ash august
    autumn baker bank banks bar barber bay beacon bean bear bell best bill bird bishop black
    blue board boat bond book boots box branch bread bridge bright broad brook brown building
    bush business butcher butler call camp capital care carpenter carter case cash castle cell
    central chance change chase chip church circle city clay clear click cliff close cloud coach
    coal coast code cold cook cooper corner cost country courier couriers court cover craft
    cross crown current customer cut daisy dale data dawn day dean deep delta desert design
    digital direct dock doctor door double draft dream drew drive dry eagle earth east easy edge
    electric energy engine estate express eye fair faith farm farmer fast field fields film
    final fine finish fire first fish fisher flag fleet flood floor flower food foods force ford
    forest forge fort fountain fox frame frank free fresh friend front fruit fuel future gap
    garden gardener gate gateway gear giant glass global gold good grace grand grant grass gray
    great green grey ground group grove guard guide guy hall hand harbour hard harvest head
    health heart heat high hill hills holiday home hope horizon horse hospital host hotel house
    hub hunt ice image impact industry island it jack jay jet job jobs joy june junior key king
    kitchen knight lab lake lamb lance land lane large laser last launch law lead leaf league
    light lights line link lion list live load loan local lock logistics long loop love low
    lucky machine main major maker man manor marble march marine mark market marks mars mason
    master match max may me meadow media medical meeting member mercy metal mile miles mill
    miller mills mine mirror mobile model modern monday money moon moore moss motion motor
    mountain national nature net network news next night noble north novel oak ocean office oil
    olive one online open orange orbit order organic pace page palm paper parcel park parker
    parks partner pass path patience pay peak pearl people phoenix phone picture pilot pine
    pioneer pipe pitch plan plane planet plant platform play point pool porter post pot potter
    power premier press price prime prince print pro product profit project property pulse pump
    quality quick radio rail rain range rapid ray ready real record red reed reef rest return
    returns rich ridge right ring river road rob robin rock roof room root rose route royal rush
    safe sage sail sailor sale sales sand save school science sea season secure security senior
    serve service shadow shell shepherd shield shine ship shop shore short show side sign signal
    silver simple site sky small smart smith snow social solar solid sound source south space
    spark special speed spirit sport spring square stage standard star state station steel step
    sterling stock stone storage store storm story strategy stream street strong studio style
    summer summit sun sunday support sure surface swan swift system table tailor target taylor
    team technical temple test texas theatre thing time tool top total tour tower town track
    trade traders trading traffic trail train transport travel tree trees trip true trust turner
    twin union unique united universal user valley value van vector venture victor video view
    village violet virtual vision visit visual vital voice wagner walker wall ward warehouse
    water waters watson wave way weather weaver web wells west wheel white wild will wills win
    wind window wine wing winter wise wolf wonder wood woods work works world yard year yellow
    young zone zoo
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

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
WEEKDAYS = frozenset(_WEEKDAYS.split())
"""Surnames, too, and in a summary always days."""
