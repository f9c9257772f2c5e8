"""Write docs/roles.md: what every role may see and do, made from the tables the program asks.

PYTHONPATH=src python tools/role_matrix.py
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runwright.config.settings")
PLACE = Path(__file__).parent.parent / "docs" / "roles.md"
MARKS = {"all": "●", "own": "◐", "none": ""}
HEAD = """\
# Who may do what

Made from the tables that the program asks itself (`people/roles.py`, `web/rights.py` and the
declaration of every endpoint) by `tools/role_matrix.py`; a test compares. What is not marked is
refused, by the page or endpoint and by the service behind it once more.

● everywhere · ◐ one's own only: one's own tokens and sessions; and for those whom an administrator
has limited to departments or warehouses, what belongs to these. Whoever is limited to none, or
holds another role beside, is not limited. What belongs to whom is told in
[decision 23](decisions/0023-limits-follow-the-record.md).
"""


def document() -> str:
    """The whole page."""
    import django

    django.setup()
    return "\n".join([HEAD, *permissions(), *pages(), *operations()])


def permissions() -> Iterator[str]:
    from runwright.people.roles import BY_DEPARTMENT, BY_WAREHOUSE, PERMISSIONS

    bounds = {"department": BY_DEPARTMENT, "warehouse": BY_WAREHOUSE}

    def rows() -> Iterator[tuple[str, ...]]:
        for one in PERMISSIONS:
            yield f"`{one}`", ", ".join(by for by in bounds if one in bounds[by]), one

    yield from table("Permissions", ("Permission", "Limited by"), rows())


def pages() -> Iterator[str]:
    """Every page twice where seeing and doing differ."""
    from runwright.web.rights import RIGHTS
    from runwright.web.urls import urlpatterns

    def rows() -> Iterator[tuple[str, ...]]:
        for page in urlpatterns:
            right = RIGHTS[str(page.name)]
            address = f"`/{page.pattern}`"
            ways = {"see": right.see, "do": right.do}
            for way, permission in ways.items() if right.see != right.do else [("", right.do)]:
                told = permission or "open to all"
                yield address, way, told + (", then the step's own" * right.by_step), permission

    yield from table("Pages", ("Page", "", "Permission"), rows())


def operations() -> Iterator[str]:
    """Every endpoint of the API."""
    from runwright.api.v1 import api

    def rows() -> Iterator[tuple[str, ...]]:
        for router in api._get_bound_routers():
            for view in router.path_operations.values():
                for operation in view.operations:
                    one = operation.view_func.endpoint
                    yield f"`{one.method} {one.path}`", one.permission, one.permission

    yield from table("Operations of the API", ("Operation", "Permission"), rows())


def table(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table with a column for every role; the last word of a row is the permission it asks."""
    from runwright.people.roles import ROLES, reach

    yield f"\n## {title}\n"
    yield f"| {' | '.join([*heads, *(ROLES[role].replace(' ', '<br>') for role in ROLES)])} |"
    yield "|---" * len(heads) + "|:-:" * len(ROLES) + "|"
    for *told, permission in rows:
        marks = [MARKS[reach(role, permission)] if permission else "●" for role in ROLES]
        yield f"| {' | '.join([*told, *marks])} |"


if __name__ == "__main__":
    PLACE.write_text(document() + "\n", "utf-8")
