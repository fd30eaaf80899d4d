"""What was heard, put in order to be read back to the client."""

from dataclasses import dataclass

from recover.domain.incident import Incident, heard_lines
from recover.domain.text import printable

_FEELINGS = frozenset(
    {
        "afraid",
        "alone",
        "angry",
        "annoyed",
        "anxious",
        "ashamed",
        "betrayed",
        "crying",
        "devastated",
        "disappointed",
        "disgusted",
        "disrespected",
        "embarrassed",
        "exhausted",
        "frightened",
        "frustrated",
        "furious",
        "hopeless",
        "humiliated",
        "hurt",
        "ignored",
        "insulted",
        "livid",
        "mocked",
        "nervous",
        "offended",
        "outraged",
        "overwhelmed",
        "panic",
        "sad",
        "scared",
        "shocked",
        "sick",
        "stressed",
        "tears",
        "tired",
        "uncomfortable",
        "unhappy",
        "upset",
        "worried",
    }
)
"""Words that say how somebody feels; a line holding one is read back as a feeling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was heard, in the order in which it is read back."""

    facts: tuple[str, ...]
    feelings: tuple[str, ...]
    demands: tuple[str, ...]
    questions: tuple[str, ...]

    def sections(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the sections that hold anything, each with its heading."""
        everything = (
            ("What happened", self.facts),
            ("How it feels", self.feelings),
            ("What they want", self.demands),
            ("What they ask", self.questions),
        )
        return tuple((heading, lines) for heading, lines in everything if lines)

    def as_text(self) -> str:
        """Write it down, one line each."""
        return "\n".join(
            line
            for heading, lines in self.sections()
            for line in (f"{heading}:", *(f"- {each}" for each in lines))
        )


def summarise(incident: Incident) -> Summary:
    """Sort what counts in the log into facts, feelings, demands and questions.

    A line that ends in a question mark is a question, a line with a word for a feeling is one, and
    every line stands in exactly one place.
    """
    facts: list[str] = [f"{fact.name}: {printable(fact.value)}" for fact in incident.facts]
    feelings: list[str] = []
    questions: list[str] = []
    for line in map(printable, heard_lines(incident)):
        words = {word.strip(".,;:!?\"'()").casefold() for word in line.split()}
        if line.rstrip("\"' ").endswith("?"):
            questions.append(line)
        elif words & _FEELINGS:
            feelings.append(line)
        else:
            facts.append(line)
    demands = [printable(demand.text) for demand in incident.demands]
    return Summary(
        facts=tuple(facts),
        feelings=tuple(feelings),
        demands=tuple(each for each in demands if not each.endswith("?")),
        questions=tuple(questions + [each for each in demands if each.endswith("?")]),
    )
