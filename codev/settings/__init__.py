"""Django's settings. What a host may choose comes from the environment (docs/operating.md)."""

import os
from pathlib import Path

from codev.datafolder import data_folder
from codev.outbound.post import PATIENCE, office
from codev.settings.address import public
from codev.settings.organisation import organisation

_folder = data_folder()
_package = Path(__file__).resolve().parent.parent

CODEV_DATA = _folder.path
CODEV_URL = os.environ.get("CODEV_URL", "http://127.0.0.1:8000").rstrip("/")

_address = public(CODEV_URL)
_https = _address.scheme == "https"
# Where letters leave and strangers come by, a group founded by nobody knows whom would write to anybody.
_exposed = bool(os.environ.get("CODEV_SMTP_URL")) and _address.hostname not in ("localhost", "127.0.0.1", "::1")
CODEV_FOUNDING = os.environ.get("CODEV_FOUNDING") or ("accounts" if _exposed else "anyone")
# Browsers hold *.localhost to be this machine: the demonstration gives each person a host, so a cookie, of her own.
_demo = f"http://*.localhost:{_address.port or 80}"

DEBUG = False
ALLOWED_HOSTS = [_address.hostname or "localhost", "127.0.0.1", "[::1]", ".localhost"]

ROOT_URLCONF = "codev.web.urls"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "codev.people",
    "codev.groups",
    "codev.web",
]
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL, LOGIN_REDIRECT_URL = "/account/sign-in", "/account"

# Whoever wants an account signs in by a code sent to her, by a passkey, or with her organisation. There are no passwords.
ACCOUNT_ADAPTER = "codev.web.account.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD, ACCOUNT_USER_MODEL_EMAIL_FIELD = None, "address"
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"email"}, ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "codev.web.account.adapters.Passkeys"
MFA_SUPPORTED_TYPES, MFA_PASSKEY_LOGIN_ENABLED = ["webauthn"], True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https  # on this machine alone: elsewhere browsers offer no passkey without https
SOCIALACCOUNT_ADAPTER = "codev.web.account.adapters.Organisations"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that leads elsewhere is stopped by the page's own policy
SOCIALACCOUNT_EMAIL_REQUIRED = SOCIALACCOUNT_STORE_TOKENS = False
CODEV_ORGANISATION = organisation(os.environ)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [CODEV_ORGANISATION] if CODEV_ORGANISATION else []}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "codev.web.headers.Headers",
    "codev.web.pages.faults.Posts",
    "codev.settings.staticfiles.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_package / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request", "codev.web.account.speaking.words_for"]},
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _folder.app,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a reader that turns writer in mid-transaction would fail at once, however long the timeout
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
        },
    }
}

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-codev" if _https else "codev"
SESSION_COOKIE_AGE = 366 * 24 * 3600  # a cycle: a personal link is spent once claimed, so the browser must remember
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "codev.web.pages.faults.token"
CSRF_COOKIE_NAME = "__Host-codev-form" if _https else "codev-form"
CSRF_TRUSTED_ORIGINS = [CODEV_URL] if _https else [CODEV_URL, _demo]

APPEND_SLASH = False
SECURE_HSTS_SECONDS = 366 * 24 * 3600 if _https else 0
# W001, W002: codev.web.headers sets these headers, on every answer and on the live room's as well.
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024

# One mail server for all. Without it nothing is sent: what is owed stands on the pages, and links are handed on by people.
CODEV_MAIL_FROM = os.environ.get("CODEV_MAIL_FROM") or f"codev@{_address.hostname or 'localhost'}"
_smtp = os.environ.get("CODEV_SMTP_URL", "")
CODEV_POST = office(_smtp, CODEV_MAIL_FROM) if _smtp else None
DEFAULT_FROM_EMAIL = CODEV_MAIL_FROM
EMAIL_TIMEOUT = PATIENCE
EMAIL_BACKEND = "django.core.mail.backends." + ("smtp" if CODEV_POST else "dummy") + ".EmailBackend"
if CODEV_POST:
    EMAIL_HOST, EMAIL_PORT = CODEV_POST.host, CODEV_POST.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = CODEV_POST.user, CODEV_POST.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = CODEV_POST.secure == "tls", CODEV_POST.secure == "starttls"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [_package / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "codev.settings.quiet.Quiet"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    # Django's own handlers print the path of what was refused, and a path may be someone's link.
    # A host that is not ours is answered with 400; whoever scans the net is not to fill the log with it.
    "loggers": {
        "django": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL"},
    },
}

# Last: a setting that is written wrong stops the first start before any key is made.
_secrets = _folder.secrets()
CODEV_OPERATOR_KEY = _secrets.operator
CODEV_LINK_SECRET = _secrets.links
SECRET_KEY = _secrets.django.hex()
