"""How allauth serves us: nobody signs up alone, and secrets of second factors are kept sealed."""

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from runwright.people.selectors import actor_of
from runwright.people.services.users import sign_in_record

log = logging.getLogger(__name__)


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

    @cached_property
    def _seal(self) -> Fernet:
        key = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        return self._seal.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._seal.decrypt(encrypted_text.encode()).decode()


class OtherDirectories(DefaultSocialAccountAdapter):
    """Signing in with OpenID Connect, for users who are here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Who is known elsewhere is not therefore a user here."""
        return False
