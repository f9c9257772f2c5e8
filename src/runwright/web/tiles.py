"""Figures as tiles that open the records behind them."""

from dataclasses import dataclass

from runwright.reports.figure import Figure
from runwright.web.records import list_url


@dataclass(frozen=True)
class Tile:
    """A figure with its look; a loud one calls for somebody."""

    figure: Figure
    icon: str = ""
    tone: str = ""
    is_loud: bool = False

    @property
    def url(self) -> str:
        """The list behind the figure, or nothing."""
        figure = self.figure
        return list_url(f"{figure.list_name}?{figure.query}") if figure.list_name else ""
