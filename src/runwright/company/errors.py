"""What the company room refuses."""

from runwright.kernel.errors import Conflict, Invalid, Missing, gettext_noop


class UnknownTimeZone(Invalid):
    """The name is none of the time zone database."""

    template = gettext_noop("{name} is not a time zone.")
    field = "time_zone"


class UnknownCurrency(Invalid):
    """A currency is written in three capital letters."""

    template = gettext_noop("A currency is three capital letters, such as EUR, not {currency}.")
    field = "currency"


class UnknownCountry(Invalid):
    """The country is none of ISO 3166."""

    template = gettext_noop("There is no country {country}; write its two letters, such as RO.")
    field = "country"


class PolicyNotPossible(Invalid):
    """A policy has no such setting."""

    template = gettext_noop("The policy {policy} can be {choices}, not {value}.")


class IdleTimeOutOfRange(Invalid):
    """An operator is signed off at a station after a while, within a day."""

    template = gettext_noop("The time is from 1 minute to a day, not {minutes} minutes.")
    field = "station_idle_minutes"


class ToleranceNotAShare(Invalid):
    """The tolerance of over-production lies between nothing and as much again."""

    template = gettext_noop("The tolerance is a share from 0 to 1, not {tolerance}.")
    field = "overproduction_tolerance"


class BlockedTimeOutOfRange(Invalid):
    """Work counts as blocked after some hours, not after none."""

    template = gettext_noop("Say a number of hours from 1 to {most}, not {hours}.")
    field = "blocked_hours"


class KeptDaysOutOfRange(Invalid):
    """What webhooks were told is kept for a while, not for ever."""

    template = gettext_noop("Say a number of days from 1 to {most}, not {days}.")
    field = "webhook_days"


class UnknownDocument(Missing):
    """There is no such kind of document."""

    template = gettext_noop("There is no kind of document {kind}.")
    field = "kind"


class PrefixNotPossible(Invalid):
    """A prefix holds a character it cannot, or its end could be taken for the number."""

    template = gettext_noop(
        "{pattern} cannot be a prefix: use letters, digits and - _ . /, with {{year}} or {{month}} "
        "where wanted, not ending in a digit, at most 14 characters."
    )


class PrefixTaken(Conflict):
    """Another kind of document has numbers that begin the same."""

    template = gettext_noop("{pattern} would give the same numbers as {other}.")


class CounterGoesBack(Invalid):
    """A number that was given is never given again."""

    template = gettext_noop("The next number of {prefix} is {next_number}; it can only go up.")
