"""Django's settings, from the environment; see docs/guide/configuration.md for the variables."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from runwright.config import environment as env
from runwright.config import rooms
from runwright.config.logs import logging_settings
from runwright.config.postgres import Server

PACKAGE = Path(__file__).resolve().parent.parent
HOME = env.home()

DEBUG = env.flag("RUNWRIGHT_DEBUG")
SECRET_KEY = env.secret_key(HOME)
SECRET_KEY_FALLBACKS = env.words("RUNWRIGHT_OLD_SECRET_KEYS")
DEMO = env.flag("RUNWRIGHT_DEMO")
ALLOWED_HOSTS = env.words("RUNWRIGHT_HOSTS", "*")
CSRF_TRUSTED_ORIGINS = env.words("RUNWRIGHT_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django_htmx",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "csp",
    *rooms.applications(),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "runwright.config.requests.RequestId",
    "runwright.config.metrics.Counted",
    "runwright.config.requests.CompanyOnce",
    "runwright.config.requests.Straight",
    "django.middleware.security.SecurityMiddleware",
    "runwright.config.health.Supervised",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "runwright.web.actors.Acting",
    "runwright.web.rights.Rights",
    "runwright.web.typed.StorableText",
    "runwright.web.refusals.RefusalsAsPages",
]

ROOT_URLCONF = "runwright.config.urls"
WSGI_APPLICATION = "runwright.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "runwright.web.shell.shell",
            ],
        },
    }
]

# The database: the server of DATABASE_URL, or our own in the data home.
SERVER = Server(HOME, fast=env.flag("RUNWRIGHT_FAST_DATABASE"))
DATABASE_URL = env.text("DATABASE_URL")
STATEMENT_SECONDS = env.number("RUNWRIGHT_STATEMENT_SECONDS", 10)
LOCK_SECONDS = env.number("RUNWRIGHT_LOCK_SECONDS", 4)
POOL = env.number("RUNWRIGHT_POOL", 0)

_database: dict[str, Any] = env.database(DATABASE_URL or SERVER.dsn)
_database["ENGINE"] = "runwright.config.engine"
_database["EMBEDDED"] = None if DATABASE_URL else {"home": str(HOME), "fast": SERVER.fast}
_database["CONN_HEALTH_CHECKS"] = not POOL  # the engine looks after those of a pool itself
_database["CONN_MAX_AGE"] = 0
_database["OPTIONS"] |= {
    "application_name": "runwright",
    "connect_timeout": 5,
    # Statements over many tables are written in the order in which they are best joined; to look
    # for another order takes the planner ten times as long as the answer. What is kept prepared is
    # planned once: left to itself the database would plan it anew for every call.
    "options": f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s"
    " -c join_collapse_limit=4 -c from_collapse_limit=4 -c plan_cache_mode=force_generic_plan"
    " -c jit=off",
    # Only statements that ask for it are prepared, however often others are repeated.
    "prepare_threshold": 1_000_000_000,
}
if POOL:
    _database["OPTIONS"]["pool"] = {"min_size": 1, "max_size": POOL, "timeout": 5}
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "runwright_cache",
    }
}

if rooms.has_records("people"):
    AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "CommonPassword")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
]
ACCOUNT_ADAPTER = "runwright.people.sign_in.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Ten wrong passwords within five minutes, from an address or for a name, known or not.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/5m/ip,10/5m/key",
    "reauthenticate": "10/5m/user",
    "reset_password": "5/5m/ip,3/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("RUNWRIGHT_PROXIES", 0)
MFA_ADAPTER = "runwright.people.sign_in.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Runwright"
SOCIALACCOUNT_ADAPTER = "runwright.people.sign_in.OtherDirectories"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS, OPENID_NAME = env.openid()
# Somebody known elsewhere by a verified e-mail address is the user who has that address here.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "/"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ro", _("Romanian"))]
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
TLS = env.flag("RUNWRIGHT_TLS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-session" if TLS else "sessionid"  # no other host may set it
SESSION_COOKIE_AGE = 3600 * env.number("RUNWRIGHT_SESSION_HOURS", 168, least=1)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
METRICS_TOKEN = env.text("RUNWRIGHT_METRICS_TOKEN")
if TLS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if env.number("RUNWRIGHT_PROXIES", 0):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
STATION_COOKIE_NAME = "rw_station"

# Tasks are imported by the worker alone; everybody else defers them by name.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["runwright.jobs.tasks"] if rooms.exists("jobs") else []

PGHISTORY_APPEND_ONLY = True

LOGGING = logging_settings(env.text("RUNWRIGHT_LOG_LEVEL", "WARNING").upper())
LOGGING_CONFIG = "logging.config.dictConfig"
SILENCED_SYSTEM_CHECKS: list[str] = []

MAIL = env.mail(env.text("RUNWRIGHT_MAIL"))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL['HOST'] else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = MAIL["HOST"], MAIL["PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL["USER"], MAIL["PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL["TLS"], MAIL["SSL"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("RUNWRIGHT_MAIL_FROM", "runwright@localhost")

# Receivers of webhooks within the own network are refused unless this is said.
WEBHOOKS_PRIVATE = env.flag("RUNWRIGHT_WEBHOOKS_PRIVATE")
# Who shows the record of an event: the API, which the room of webhooks does not know.
WEBHOOK_RECORDS = "runwright.api.told.record_shown"
