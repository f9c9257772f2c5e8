"""What must always be true of orders, work, time and material."""

from runwright.production.invariants.lives import INVARIANTS as LIVES
from runwright.production.invariants.material import INVARIANTS as MATERIAL
from runwright.production.invariants.money import INVARIANTS as MONEY
from runwright.production.invariants.runs import INVARIANTS as RUNS
from runwright.production.invariants.sales import INVARIANTS as SALES
from runwright.production.invariants.sums import INVARIANTS as SUMS
from runwright.production.invariants.time import INVARIANTS as TIME

INVARIANTS = (*SUMS, *TIME, *MATERIAL, *MONEY, *SALES, *LIVES, *RUNS)
