"""Short letters to users."""

from threading import Thread

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override


def link_mail(*, to: str, language: str, address: str) -> None:
    """Send a one-time link for a new password.

    Beside the request, so that its time does not tell whether there is such a user; it is not
    queued, because the link must not be kept in the database.
    """
    with override(language):
        text = _("By this link you set a new password, once, within 3 days:")
        ending = _("Nothing changes if you did not ask for it.")
        letter = EmailMessage(_("A new password"), f"{text}\n\n{address}\n\n{ending}\n", to=[to])
    Thread(target=letter.send, kwargs={"fail_silently": True}, daemon=True).start()
