"""The rules of the house as small functions.

Each takes the folder of the package (``src/runwright``, or a copy of it with something planted)
and returns one sentence per violation; no sentence means that the rule holds.
"""
