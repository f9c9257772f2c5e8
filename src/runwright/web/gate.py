"""The ways in and out, and what people keep of their own account."""

from django.urls import path

from runwright.web.views import account, entry, tokens

gate = [
    path("favicon.ico", entry.mark, name="mark"),
    path("sign-in", entry.sign_in, name="sign_in"),
    path("sign-in/demo/<int:user_id>", entry.sign_in_as, name="sign_in_as"),
    path("sign-in/directory", entry.directory, name="directory"),
    path("sign-out", entry.sign_out, name="sign_out"),
    path("welcome/<str:secret>", entry.welcome, name="welcome"),
    path("password", entry.password, name="password"),
    path("password/forgotten", account.forgotten, name="forgotten"),
    path("sessions", account.sessions, name="sessions"),
    path("sessions/others/ending", account.sessions_ending, name="sessions_ending"),
    path("sessions/<int:session_id>/ending", account.session_ending, name="session_ending"),
    path("language", entry.language, name="language"),
    path("theme", entry.theme, name="theme"),
    path("tokens", tokens.tokens, name="tokens"),
    path("tokens/<int:token_id>/revocation", tokens.token_revocation, name="token_revocation"),
]
