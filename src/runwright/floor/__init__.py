"""The shop floor: downtime and the machine board."""
