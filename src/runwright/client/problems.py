"""What the server refuses."""

from typing import Any


class Problem(Exception):
    """A refusal: its HTTP ``status``, its ``code``, and all ``reasons`` with field and facts."""

    def __init__(self, status: int, document: dict[str, Any]) -> None:
        super().__init__(f"{status} {document.get('detail', '')}".strip())
        self.status = status
        self.code: str = document.get("code", "")
        self.reasons: list[dict[str, Any]] = document.get("reasons", [])
        self.document = document
