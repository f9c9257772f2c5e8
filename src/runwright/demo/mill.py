"""The mill as the story finds it: everything by the names that the tables use."""

from dataclasses import dataclass

from runwright.catalog.models import Item
from runwright.demo.moments import Moments
from runwright.demo.people import Crew
from runwright.demo.plant import MACHINES, Plant
from runwright.demo.recipes import Kitchen
from runwright.people.actor import Actor
from runwright.people.models import Operator

CENTRE_OF = {machine: centre for centre, machines in MACHINES.items() for machine in machines}


@dataclass(frozen=True)
class Mill:
    """People, place, items, recipes and the clock of the story."""

    crew: Crew
    plant: Plant
    items: dict[str, Item]
    kitchen: Kitchen
    moments: Moments

    def operator(self, machine: str, shift: str) -> Operator:
        """Who tends a machine in a shift."""
        centre = CENTRE_OF[machine]
        return self.crew.at(centre, shift, MACHINES[centre].index(machine))

    def clerk(self, name: str) -> Actor:
        """Somebody of the office."""
        return self.crew.actors[name]
