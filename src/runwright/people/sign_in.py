"""How allauth serves us: nobody signs up alone, and secrets of second factors are kept sealed."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from runwright.people.sealing import opened, sealed
from runwright.people.selectors import actor_of
from runwright.people.services.users import sign_in_record

log = logging.getLogger(__name__)
PURPOSE = "second factor:"


class Accounts(DefaultAccountAdapter):
    """Signing in with a password, a passkey or a one-time link."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are made by an administrator alone."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what happened."""

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Every way in, second factor included, ends here and is written down."""
        request_id = str(getattr(request, "request_id", ""))
        device = request.headers.get("User-Agent", "")[:200]
        sign_in_record(actor=actor_of(user=user, request_id=request_id, device=device))
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A line of the log, without the password; the journal is for what was done."""
        super().authentication_failed(request, **credentials)
        log.warning("wrong password for %r", str(credentials.get("username", ""))[:80])


class SecondFactors(DefaultMFAAdapter):
    """Seeds and recovery codes are sealed with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        return sealed(text.encode(), purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises ``ImproperlyConfigured`` when the key that sealed it is none of ours."""
        found = opened(encrypted_text, purpose=PURPOSE)
        if found is None:
            raise ImproperlyConfigured("RUNWRIGHT_OLD_SECRET_KEYS lacks the key of a second factor")
        return found.decode()


class OtherDirectories(DefaultSocialAccountAdapter):
    """Signing in with OpenID Connect, for users who are here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Who is known elsewhere is not therefore a user here."""
        return False
