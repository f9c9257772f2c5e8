"""What allauth serves below ``/account/``: second factors, passkeys, OpenID Connect.

Its own pages for signing up, for e-mail addresses and for passwords are not among them: the names
it asks for lead to ours.
"""

from allauth.account.views import reauthenticate
from django.urls import include, path
from django.views.generic import RedirectView

OURS = {
    "account_login": "web:sign_in",
    "account_logout": "web:sign_out",
    "account_signup": "web:sign_in",
    "account_email": "web:dashboard",
    "account_change_password": "web:password",
    "account_reset_password": "web:forgotten",
    "account_inactive": "web:sign_in",
}

urlpatterns = [
    path("reauthenticate/", reauthenticate, name="account_reauthenticate"),
    path("2fa/", include("allauth.mfa.urls")),
    path("openid/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("directories/", include("allauth.socialaccount.urls")),
    *(
        path(f"ours/{name}", RedirectView.as_view(pattern_name=page, query_string=True), name=name)
        for name, page in OURS.items()
    ),
]
