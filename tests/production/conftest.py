"""The sock mill, laid out once for a whole file."""

import pytest

from tests.stories.plant import Plant, sock_mill


@pytest.fixture(scope="module")
def mill(once: None) -> Plant:
    """The sock mill with yarn and boxes for one order of 120 pairs and a little more."""
    plant = sock_mill()
    plant.stocked()
    return plant
