"""Printed papers, as PDF in base64: an answer in JSON like every other."""

from base64 import b64encode
from typing import Literal

from runwright.api.doors import Door
from runwright.api.schemas import Shown
from runwright.api.sign_in import Call
from runwright.api.values import PathKey
from runwright.labels.orders import order_paper

door = Door("Papers", __name__)


class Paper(Shown):
    """A file: its name, its media type and its bytes in base64."""

    name: str
    content_type: str = "application/pdf"
    content: str


@door.read(
    "/orders/{order_id}/papers/{paper}",
    permission="production.view",
    answer=Paper,
)
def paper(request: Call, order_id: PathKey, paper: Literal["traveller", "pick-list"]) -> object:
    """The traveller or the pick list of an order."""
    content = order_paper(order_id=order_id, name=paper, actor=request.auth)
    return Paper(name=f"{paper}-{order_id}.pdf", content=b64encode(content).decode())
