"""The person at the terminal."""

import sys


def say(sentence: str) -> None:
    """One line for the person at the terminal; results go to standard output by ``print``."""
    print(sentence, file=sys.stderr, flush=True)
