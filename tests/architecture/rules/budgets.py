"""Lengths: short functions, short files, everything typed."""

import ast
from pathlib import Path
from statistics import median, quantiles

from tests.architecture.rules.source import Function, files, functions

MEDIAN, NINETY_PERCENT, LONGEST = 8, 25, 60
LONGEST_FILE = 500


def length(function: Function) -> int:
    """Lines from ``def`` to the last statement, without the docstring."""
    first = function.body[0]
    docstring = ast.get_docstring(function, clean=False)
    told = first.end_lineno - first.lineno + 1 if docstring is not None else 0
    return function.end_lineno - function.lineno + 1 - told


def long_functions(package: Path) -> list[str]:
    """No function has more than 60 lines."""
    return [
        f"{path.relative_to(package)}:{function.lineno} {function.name}: {length(function)} lines"
        for path in files(package)
        for function in functions(path)
        if length(function) > LONGEST
    ]


def long_on_the_whole(package: Path) -> list[str]:
    """Half of all functions have at most 8 lines, nine of ten at most 25."""
    lengths = [length(function) for path in files(package) for function in functions(path)]
    half, ninety = median(lengths), quantiles(lengths, n=10)[-1]
    told = []
    if half > MEDIAN:
        told.append(f"the median function has {half} lines, wished are {MEDIAN}")
    if ninety > NINETY_PERCENT:
        told.append(f"nine of ten functions have up to {ninety} lines, not {NINETY_PERCENT}")
    return told


def long_files(package: Path) -> list[str]:
    """No file has more than 500 lines."""
    counts = ((path, len(path.read_text("utf-8").splitlines())) for path in files(package))
    return [
        f"{path.relative_to(package)}: {count} lines"
        for path, count in counts
        if count > LONGEST_FILE
    ]


def untyped(package: Path) -> list[str]:
    """Every argument and every answer of a function has a type."""
    return [
        f"{path.relative_to(package)}:{function.lineno} {function.name}: {what}"
        for path in files(package)
        for function in functions(path)
        for what in _untyped(function)
    ]


def _untyped(function: Function) -> list[str]:
    given = function.args
    arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    missing = [a.arg for a in arguments if a is not None and a.annotation is None]
    names = [name for name in missing if name not in {"self", "cls"}]
    return names if function.returns else [*names, "the answer"]
