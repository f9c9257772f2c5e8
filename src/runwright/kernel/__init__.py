"""The pure ground: quantities, money, work time, transitions, errors, ids."""
