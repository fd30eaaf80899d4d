"""The words by which an instruction to nobody is recognised, and those that make it somebody's.

Compiled when a note holds one of the hints of `recover.domain.instruction`: most hold none.
"""

import re
from dataclasses import dataclass
from functools import cache

_TO = r"(?:call|ring|phone|text|e-?mail|mail|write|tell|inform|notify|advise|update|contact|reach)"
_DO = (
    rf"(?:{_TO}|let|give|get|make|ensure|chase|follow|check|confirm|send|sort|fix|deal|handle|speak"
    r"|talk|apologi[sz]e|arrange|book|schedule|reschedule|ask|find|look|pick|take|close|issue"
    r"|refund|credit|reply|respond|answer|escalate|review|explain|resolve|raise|remind|return"
    r"|keep (?:\w+ ){1,3}(?:posted|informed|updated)"
    r"|action|process|cancel|investigate|monitor|help|own|see to|do (?:this|it|that)|complete|visit"
    r"|cover|continue|proceed|try|order|post|verify|go|do)\b"
)
_BARE = (
    rf"(?:{_TO}|chase|follow|check|confirm|send|sort|fix|deal|handle|speak|talk|apologi[sz]e"
    r"|arrange|book|reply|respond|answer|escalate|look)\b"
)
"""Those whose past is another word: "someone let her down" tells what happened."""
_TOLD = (
    r"(?:told|informed|notified|advised|updated|contacted|called|rung|phoned|e-?mailed|texted"
    r"|apologi[sz]ed to|refunded|rescheduled|rebooked|kept posted|kept informed|made aware"
    r"|let know|given (?:a|an|the|his|her|their) \w+)"
)
_CLIENT = (
    r"(?:(?:the |this |our )?(?:client|customer|cust|caller|clt|guest|patient|tenant|passenger)s?"
    r"|she|he|they|her|him|them|(?:mr|mrs|ms|dr|miss)\b\.?(?: \w+)?)"
)
_A_NAME = (
    r"(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\b|after|before)"
    r"(?-i:[A-Z](?:[a-z]+|\.|$))"
)
"""Whoever is to be called; in capitals nobody can be told from a word."""
_PLEASE = r"(?:please|pls|plz|kindly)"
_ANY = r"(?:someone|somebody|anyone|anybody|one of (?:you|us|the team|the agents))"
_SOME = r"(?:someone|somebody|one of (?:you|us|the team|the agents))"
_TURN = r"(?:morning|day|evening|night|late|early|weekend|next|following|incoming|oncoming)"
_NEXT = (
    r"(?:the )?(?:next|following|incoming|oncoming|relieving|covering) (?:available )?"
    r"(?:agent|shift|person|rep|operator|colleague|handler|advis[eo]r|team|crew|one on|on shift"
    r"|on duty)s?"
    rf"|(?:the )?{_TURN} (?:shift|team|crew|agents?)|any (?:agent|free agent|available agent)"
)
_WHOEVER = (
    r"(?:who(?:m)?ever|anyone who|anybody who|the person who|the one who)(?:'s| is| are)? ?"
    r"(?:(?:picks?|takes?|gets?|reads?|sees?|handles?|answers?|opens?|works?|finds?|comes?|has"
    r"|covers?|inherits?|deals?|looks?|processes) (?:\w+ ){0,2}?"
    r"(?:this|it|that|here|next|in|on|over|after|the (?:case|ticket|file|account|matter|incident"
    r"|shift|job|order))"
    r"|(?:on|in|next|free|available|around|working|covering|here)\b)[^,:;]{0,40}?"
)
_GROUP = (
    r"(?:(?:hi |hello |dear )?(?:all|everyone|everybody|team|folks|guys|colleagues?"
    r"|agents?|whoever|anyone|anybody|someone|somebody)|(?:the )?\w+ (?:team|shift|desk|crew))"
)
_ASKS = (
    rf"(?:{_PLEASE}\b|(?:can|could|would|will) (?:you|u)\b|must\b(?! have)|should\b(?! have)"
    r"|(?:will |'ll )?(?:needs?|has|have) to\b|ought to\b(?! have)"
    r"|(?:do not|don't|dont) forget|remember to|(?:be )?sure (?:to|that)|make sure|ensure"
    rf"|(?:to )?{_DO})"
)
_ADDRESSED = (
    # next agent: please ..., whoever picks this up must ..., to the night shift: call her
    rf"(?:(?:note |message |to ?-?do )?(?:for|to|attn|fao|attention|dear|hi|hello)\b:? ?)?"
    rf"(?:{_NEXT}|{_WHOEVER})(?: on)?[\s,:;!-]*{_ASKS}",
    # team: please ..., all, can you ..., folks: call her
    rf"{_GROUP}[\s,:;!-]+(?:{_PLEASE}\b|(?:can|could) you\b)",
    rf"(?:team|all|everyone|everybody|folks|guys)(?: ?[:!]| -) ?{_DO}",
    # to be done by whoever; left for the next agent
    r".{0,120}?\b(?:to be|can be|should be|must be|(?:needs?|has|have) to be) \w+(?: \w+){0,4}? "
    rf"by (?:whoever|anyone|anybody|someone|somebody|{_NEXT})\b",
    r"(?:i(?: am|'m| have|'ve|'ll| will)? )?(?:leave|leaving|left|pass(?:ed|ing)?|park(?:ed|ing)?"
    r"|hand(?:ed|ing)?)(?: over)? (?:this|it|that|the rest)?(?: over)? ?(?:for|to|with) "
    rf"(?:{_NEXT}|whoever)\b",
)
"""What only one of us writes, to whoever comes after."""
_ASKED = (
    # someone should call, somebody needs to, someone please, one of us has to
    rf"{_SOME} (?:\w+ly |else )?(?:{_PLEASE}\b|(?:really |still |just |urgently )?"
    r"(?:(?:should|must|ought to|had better|(?:will )?(?:needs?|has|have) to)"
    r"(?! have\b)(?! be (?:at|in|there|home|here|on|around|available|present|able)\b) "
    rf"(?:\w+ly )?(?:{_DO}|be \w+ing)|to {_DO}|{_BARE}))",
    # can someone ..., could anybody please ..., will somebody ...
    rf"(?:{_PLEASE},? )?(?:can|could|would|will|may) {_ANY}(?: \w+ly| else)?,? "
    rf"(?:on \w+ |from (?:\w+ ){{1,3}}|in \w+ )?(?:{_PLEASE},? )?{_DO}",
    rf"(?:{_PLEASE},? )?(?:can|could|would|will) (?:{_NEXT}|{_WHOEVER})(?: on)?,? "
    rf"(?:{_PLEASE},? )?{_DO}",
    rf"{_PLEASE},? (?:have |get |ask )?{_SOME} (?:to )?{_DO}",
    rf"{_SOME} (?:must|should|has to|needs to|ought to)$",
    rf"(?:{_ANY}),? {_PLEASE}\b",
    # if anyone is free, call her
    rf"if {_ANY} (?:is|has|can|could|gets|sees|reads)\b[^?]{{0,60}}?(?:,|then|:) "
    rf"?(?:{_PLEASE},? )?{_DO}",
    # please advise client, pls make sure the customer is told, kindly chase
    rf"{_PLEASE},? (?:can|could|will|would) (?:you|u) (?:{_PLEASE} )?{_DO}.{{0,80}}?"
    rf"\b{_CLIENT}\b",
    rf"{_PLEASE},? (?:\w+ly )?(?:make (?:very )?sure|ensure|see to it|be sure)\b.{{0,60}}?"
    rf"\b{_CLIENT}\b",
    rf"{_PLEASE},? (?:\w+ly |also |just )?{_DO}.{{0,60}}?\b{_CLIENT}\b",
    rf"{_PLEASE},? keep {_CLIENT} (?:posted|informed|updated)\b",
    rf"{_PLEASE},? (?:call|ring|phone|tell|inform|notify|advise) {_A_NAME}",
    rf"{_PLEASE},? (?:follow up|chase(?: up)?|action|take over|pick (?:this |it )?up|look into)"
    r"(?: (?:this|it|on this|on it|asap|today|tomorrow|urgently|on \w+day|in the morning))*$",
    rf"(?:make (?:very )?sure|ensure)(?: that)? {_CLIENT} "
    rf"(?:is|are|gets?|has been|have been|knows?|understands?)\b",
)
"""What a client could write as well, so that whose words they are is looked at, too."""
_OWED = (
    # the customer needs to be told, client to be informed, she still has to be called
    rf"{_CLIENT} (?:(?:still |urgently |really )?(?:will )?(?:needs?|has|have|ought) to"
    r"|must|should|(?:is |are )?(?:still )?to)"
    rf" (?:\w+ly |still )?be (?:\w+ly )?{_TOLD}\b",
    rf"{_CLIENT} (?:still |urgently )?needs? (?:telling|informing|calling|ringing|updating"
    r"|contacting|chasing|notifying)\b",
    rf"{_CLIENT} (?:still |urgently )?needs? an? (?:urgent )?(?:call ?back|ring back)\b"
    r"(?! number)",
    rf"(?:still )?(?:needs?|has) to be {_TOLD}\b",
)
"""What is owed to the client, and said to be nobody's."""
_NO_DUTY = (
    r"\bonly\b|\bby now\b|\balready\b|\bautomatically\b|\bin writing\b"
    r"|(?:called|rung|phoned|contacted|texted|mailed) (?:not|at|via|on|dr|mr|mrs|ms"
    r"|(?:after|before|between|from) \d)|\bby (?:phone|e-?mail|letter|text|sms|post|chat)\b"
    r"|\bby (?:the|our|their|a|his|her) (?!end|close|time|day|week|morning|afternoon|evening)\w+"
)
"""How and when they want to be contacted, or whose it is: no duty without an owner."""
_SOMEBODYS = (
    rf"\b(?:i|we|\w+)(?:'ll| will| shall| am going to|'m going to| is going to| am about to)"
    rf" (?:\w+ly |then |now |also )?(?:{_DO})"
)
_THEY_SAY = r",? (?:she|he|they|client|customer) (?:says?|said|claims?|claimed|thinks?)$"
_REPORTED = (
    r"\b(?:said|says|saying|asked|asks|asking|wrote|writes|wants|wanted|told|tells|replied|insists"
    r"|insisted|demands|demanded|thinks|believes|quote|quoting|per (?:the )?(?:client|customer))\b"
)
_OURS = r"\b(?:me|my|(?<!of )us|myself|ourselves)\b"
_AT = r"(?:^|\s)@(?!all\b|team\b|everyone\b|here\b|channel\b)\w"
_ADDRESS = (
    rf"^(?:(?:(?:note |message |to ?-?do )?(?:for|to|attn|fao|attention|dear|hi|hello)\b:? ?)?(?:"
    rf"(?:{_NEXT})(?: on)?[\s,:;!-]*(?:(?:must|should|will need to|needs? to|has to|to)\b ?)?"
    rf"(?:{_PLEASE},? )?"
    rf"|{_WHOEVER}[^,:;]*?(?:[,:;]\s*(?:{_PLEASE},? )?|\b(?:{_PLEASE}|must|should|has to)\b ?))"
    rf"|(?:{_PLEASE},? )?(?:can|could|would|will|may) {_ANY}(?: else)?,? (?:{_PLEASE},? )?"
    rf"|{_ANY},? (?:(?:really |still |will )?(?:should|must|ought to|needs? to|has to|to)\b )?"
    rf"(?:{_PLEASE},? )?"
    rf"|{_GROUP}[\s,:;!-]+{_PLEASE},? |(?:team|all|everyone|folks|guys)(?: ?[:!]| -) ?"
    rf"|{_PLEASE},? )"
)
"""Whom it was put to, in front of what is to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The patterns, compiled; each is tried where a clause begins, unless it says otherwise."""

    addressed: tuple[re.Pattern[str], ...]
    """What only one of us writes, to whoever comes after."""
    asked: tuple[re.Pattern[str], ...]
    """What a client could write as well."""
    owed: tuple[re.Pattern[str], ...]
    """What is owed to the client."""
    no_duty: re.Pattern[str]
    """Anywhere: what makes of the latter a wish, a fact, or somebody's."""
    somebodys: re.Pattern[str]
    """Anywhere: somebody says that they do it."""
    reported: re.Pattern[str]
    """Anywhere: what follows are somebody else's words."""
    ours: re.Pattern[str]
    """Anywhere: whoever speaks wants it for themselves."""
    they_say: re.Pattern[str]
    """At the end: what was said before are somebody else's words."""
    named: re.Pattern[str]
    """Anywhere: a person is named by their handle."""
    address: re.Pattern[str]
    """Whom it was put to."""


@cache
def words() -> Words:
    """Compile the patterns, once in a process."""

    def of(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return Words(
        addressed=tuple(map(of, _ADDRESSED)),
        asked=tuple(map(of, _ASKED)),
        owed=tuple(map(of, _OWED)),
        no_duty=of(_NO_DUTY),
        somebodys=of(_SOMEBODYS),
        reported=of(_REPORTED),
        ours=of(_OURS),
        they_say=of(_THEY_SAY),
        named=of(_AT),
        address=of(_ADDRESS),
    )
