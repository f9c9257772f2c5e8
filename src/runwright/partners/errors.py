"""What the partners room refuses."""

from runwright.kernel.errors import GuardFailed, Invalid, Missing, gettext_noop


class CustomerNotFound(Missing):
    """There is no such customer."""

    template = gettext_noop("There is no customer {key}.")
    field = "customer"


class SupplierNotFound(Missing):
    """There is no such supplier."""

    template = gettext_noop("There is no supplier {key}.")
    field = "supplier"


class LanguageUnknown(Invalid):
    """Papers are written in the languages of the program only."""

    template = gettext_noop("Papers cannot be written in {language}.")
    field = "language"


class EmailWrong(Invalid):
    """It is no e-mail address."""

    template = gettext_noop("{email} is not an e-mail address.")
    field = "email"


class PartnerArchived(GuardFailed):
    """Nothing new is agreed with a partner that is out of use."""

    template = gettext_noop("{partner} is archived: take it out of the archive first.")
