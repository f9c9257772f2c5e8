"""The people of the mill: who they are, what they may do, what they earn and where they work."""

from dataclasses import dataclass, replace
from decimal import Decimal

from runwright.people.actor import Actor
from runwright.people.models import Operator
from runwright.people.selectors import actor_of
from runwright.people.services import operator_create, user_create
from runwright.resources.services import qualifications_set

OFFICE: tuple[tuple[str, str, str, str], ...] = (
    ("elena", "Elena Marin", "administrator", "en"),
    ("mihai", "Mihai Stănescu", "production_manager", "ro"),
    ("ioana", "Ioana Bălan", "planner", "en"),
    ("radu", "Radu Ioniță", "process_engineer", "ro"),
    ("stefan", "Ștefan Drăgan", "warehouse", "ro"),
    ("adriana", "Adriana Neagu", "raw_materials_manager", "ro"),
    ("camelia", "Camelia Rusu", "purchasing", "ro"),
    ("dragos", "Dragoș Petcu", "sales", "en"),
    ("magda", "Magda Olaru", "quality", "ro"),
    ("valentin", "Valentin Stoica", "finance", "ro"),
    ("cristina", "Cristina Mureșan", "viewer", "en"),
)
"""User name, full name, role and language."""

FLOOR: tuple[tuple[str, str, str, str, str | None], ...] = (
    ("ana", "Ana Țurcanu", "I", "KNIT", "9.80"),
    ("bogdan", "Bogdan Șerban", "I", "KNIT GLOVE", "9.40"),
    ("daniela", "Daniela Cîrstea", "I", "LINK", "8.60"),
    ("florin", "Florin Gheorghiță", "I", "DYE BOARD", "9.20"),
    ("gabriela", "Gabriela Văduva", "I", "INSPECT PACK", "8.20"),
    ("horia", "Horia Mânzatu", "I", "PACK", "7.90"),
    ("teodora", "Teodora Buș", "I", "GLOVE", None),
    ("irina", "Irina Pădureanu", "II", "KNIT", "10.10"),
    ("laurentiu", "Laurențiu Bârsan", "II", "KNIT GLOVE", "9.70"),
    ("mariuca", "Măriuca Țîrlea", "II", "LINK", "8.90"),
    ("nicolae", "Nicolae Vâlcu", "II", "DYE BOARD", "9.50"),
    ("oana", "Oana Sârbu", "II", "INSPECT PACK", "8.50"),
    ("petru", "Petru Crăciun", "II", "PACK", "8.10"),
    ("victor", "Victor Lăzărescu", "II", "GLOVE", "8.80"),
    ("sorin", "Sorin Fântânaru", "night", "NEEDLE", "11.20"),
)
"""Code, name, shift, work centres, and rate per hour (none: the department's counts)."""

WITH_ACCOUNT = ("ana", "daniela", "irina", "oana")


@dataclass(frozen=True)
class Crew:
    """Everybody at hand: actors by name, operators of a shift and work centre."""

    actors: dict[str, Actor]
    operators: dict[str, Operator]

    def at(self, centre: str, shift: str, position: int) -> Operator:
        """The operator of a shift who tends the machine at ``position`` of a centre."""
        team = [
            code
            for code, _, works_on, centres, _ in FLOOR
            if works_on == shift and centre in centres.split()
        ]
        return self.operators[team[position % len(team)]]

    def acting(self, operator: Operator) -> Actor:
        """The operator as an actor: by their own account, or at the terminal of the shop."""
        return self.actors[operator.code]


def crew_create(*, actor: Actor) -> Crew:
    """Create the office with their roles, and the floor with badges, rates and accounts."""
    actors = {name: _clerk(name, full, role, language, actor) for name, full, role, language
              in OFFICE}  # fmt: skip
    operators = {
        code: operator_create(
            code=code,
            name=name,
            hourly_rate=Decimal(rate) if rate else None,
            badge=f"RW-{1000 + n}",
            user_id=_account(code, name, actor),
            actor=actor,
        )
        for n, (code, name, _, _, rate) in enumerate(FLOOR, start=1)
    }
    return Crew(actors | {code: _worker(one, actor) for code, one in operators.items()}, operators)


def crew_qualify(*, crew: Crew, centres: dict[str, int], actor: Actor) -> None:
    """Say who may work where; ``centres`` gives the id of each work centre by its code."""
    for code, _, _, known, _ in FLOOR:
        qualifications_set(
            operator_id=crew.operators[code].id,
            work_centre_ids=[centres[centre] for centre in known.split()],
            actor=actor,
        )


def _clerk(username: str, full_name: str, role: str, language: str, actor: Actor) -> Actor:
    user = user_create(
        username=username,
        full_name=full_name,
        email=f"{username}@ariciul.example",
        roles=frozenset({role}),
        language=language,
        is_demo=True,
        actor=actor,
    )
    return actor_of(user=user, device="Office")


def _account(code: str, name: str, actor: Actor) -> int | None:
    if code not in WITH_ACCOUNT:
        return None
    roles = frozenset({"operator"})
    return user_create(
        username=code, full_name=name, roles=roles, language="ro", is_demo=True, actor=actor
    ).id


def _worker(operator: Operator, actor: Actor) -> Actor:
    if operator.user:
        return actor_of(user=operator.user, device="Terminal")
    return replace(actor, label=operator.name, operator_id=operator.id, device="Terminal")
