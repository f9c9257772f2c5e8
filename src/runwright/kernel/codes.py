"""Short codes that people can read aloud and type: a number in base 32 with a check character.

The digits are those of Douglas Crockford's base 32 (no I, L, O and U; what looks like 1 or 0 is
read as it). The check character is the sum of the digits weighed by powers of 3, modulo 31: it
finds every mistyped character but 0 for Z, and every two that were swapped but those.
"""

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans("ILO", "110")
SHORTEST = 4
LONGEST = 13
"""Digits of the largest 64-bit number."""


def code_of(number: int) -> str:
    """The code of a number above zero: at least four digits and the check character."""
    if number <= 0:
        raise ValueError(f"no code for {number}")
    digits: list[int] = []
    while number:
        number, digit = divmod(number, 32)
        digits.insert(0, digit)
    digits = [0] * (SHORTEST - len(digits)) + digits
    return "".join(DIGITS[digit] for digit in [*digits, _check(digits)])


def number_of(code: str) -> int | None:
    """The number a code stands for, however it is written; ``None`` if it is no such code."""
    text = code.strip().upper().translate(LOOKALIKES)
    if not SHORTEST < len(text) <= LONGEST + 1 or any(c not in DIGITS for c in text):
        return None
    *digits, check = (DIGITS.index(character) for character in text)
    if _check(digits) != check:
        return None
    number = 0
    for digit in digits:
        number = number * 32 + digit
    return number or None


def _check(digits: list[int]) -> int:
    return sum(digit * pow(3, place, 31) for place, digit in enumerate(digits, 1)) % 31
