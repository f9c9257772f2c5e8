"""Pure arithmetic of the imports room: codes of long names, findings counted and capped."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import blake2b

from runwright.imports.log.findings import Finding, Severity
from runwright.imports.log.survey import OperationSketch, Survey

KEPT_PER_CODE = 1_000


def code_of(name: str, longest: int) -> str:
    """A code for a name: the name itself, or its beginning and a mark of the whole."""
    if len(name) <= longest:
        return name
    mark = blake2b(name.encode(), digest_size=4).hexdigest()
    return f"{name[: longest - 9].rstrip()}~{mark}"


def operations_by_part(survey: Survey) -> dict[str, list[OperationSketch]]:
    """For each part every operation its orders went through, in the order of their mean place.

    The sketch is that of the first order. The output operation comes last, and belongs to every
    part once one order of the log reaches it.
    """
    places: dict[str, dict[str, list[int]]] = {}
    sketches: dict[tuple[str, str], OperationSketch] = {}
    for order in survey.orders.values():
        for place, step in enumerate(order.in_order(survey.output)):
            places.setdefault(order.part, {}).setdefault(step.name, []).append(place)
            sketches.setdefault((order.part, step.name), step)
    output = next((s for (_, name), s in sketches.items() if name == survey.output), None)
    for part, named in places.items():
        if output and output.name not in named:
            named[output.name], sketches[part, output.name] = [0], output
    return {
        part: [
            sketches[part, name]
            for name in sorted(
                named,
                key=lambda n: (n == survey.output, Fraction(sum(named[n]), len(named[n])), n),
            )
        ]
        for part, named in places.items()
    }


@dataclass
class Findings:
    """Hears findings; counts all, keeps the first thousand of each code."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)

    def hear(self, finding: Finding) -> None:
        """Take one finding."""
        self.counts[finding.code] += 1
        self.severities[finding.severity] += 1
        if self.counts[finding.code] <= KEPT_PER_CODE:
            self.kept.append(finding)
