"""Settings: every value that differs between installations is read from the environment here.

docs/operate/settings.md lists the variables; nothing else in kepu reads the environment.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """The environment variable KEPU_<name>, or `default`."""
    return os.environ.get(f"KEPU_{name}", default)


def flag(name: str) -> bool:
    """True where KEPU_<name> is 1, true or yes."""
    return env(name).lower() in {"1", "true", "yes"}


def database(url: str) -> dict[str, object]:
    """Django's DATABASES entry for postgresql://user:password@host:port/name?host=/socket/folder."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": query.get("port") or str(parts.port or ""),
        # A bounded pool: threads × persistent connections would exhaust PostgreSQL.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}},
        "TEST": {"TEMPLATE": "template0"},
    }


VAR = Path(env("VAR", str(BASE_DIR / "var")))
DEMO = flag("DEMO")
DEBUG = flag("DEBUG")
HTTPS = flag("HTTPS")
# Commands that only look at the code (checks, migrations' plan) run without a key of their own.
SECRET_KEY = env("SECRET_KEY") or "only-for-commands-that-serve-nobody-" + "0" * 32
ALLOWED_HOSTS = [host for host in env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in env("TRUSTED_ORIGINS").split(",") if origin]

INSTALLED_APPS = [
    "kepu.ui",
    "kepu.desk",
    "kepu.portal",
    "kepu.documents",
    "kepu.register",
    "kepu.progress",
    "kepu.activities",
    "kepu.campaigns",
    "kepu.notices",
    "kepu.organisations",
    "kepu.accounts",
    "kepu.files",
    "kepu.audit",
    "kepu.worker",
    "kepu.demo",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kepu.ui.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kepu.accounts.sessions.SessionLimits",
    "kepu.accounts.actor.AttachActor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kepu.ui.refusals.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kepu.urls"
WSGI_APPLICATION = "kepu.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [BASE_DIR / "kepu" / package / "templates" for package in ("ui", "desk", "portal", "accounts", "documents")],
        "OPTIONS": {
            "environment": "kepu.ui.jinja.environment",
            "context_processors": ["kepu.ui.context.page", "django.contrib.messages.context_processors.messages"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# Commands that need no database (checks, translations) may run without an address.
DATABASES = {"default": database(env("DATABASE_URL", "postgresql://kepu@localhost/kepu"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "kepu.accounts.backends.PhoneOrUsernameBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:home"

# Lock-out is by account *and* address together, so that a stranger elsewhere locks nobody out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_CALLABLE = "kepu.accounts.lockout.locked_out"
AXES_USERNAME_CALLABLE = "kepu.accounts.lockout.account"
AXES_CLIENT_IP_CALLABLE = "kepu.accounts.actor.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # signing in stands in the audit
AXES_VERBOSE = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_NAME = "__Host-kepu" if HTTPS else "kepu"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "kepu.ui.refusals.csrf_failure"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
BEHIND_PROXY = flag("BEHIND_PROXY")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "kepu" / "locale"]
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
TIME_ZONE = env("TIME_ZONE", "Asia/Shanghai")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
FILES_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "kepu.files.storage.DurableStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or flag("PLAIN_STATIC")
        else "kepu.ui.gathered.GatheredFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or flag("PLAIN_STATIC")

# The address at which people open kepu: in links that leave the house.
ADDRESS = env("ADDRESS", "http://127.0.0.1:8000")

# smtp://user:password@host:587?tls=1, or smtps://… for TLS from the start. Without it nothing is mailed, and no page offers it.
MAIL_SERVER = urlsplit(env("EMAIL_URL"))
EMAIL_ENABLED = bool(MAIL_SERVER.hostname)
EMAIL_HOST = MAIL_SERVER.hostname or ""
EMAIL_USE_SSL = MAIL_SERVER.scheme == "smtps"
EMAIL_USE_TLS = not EMAIL_USE_SSL and "tls=1" in MAIL_SERVER.query
EMAIL_PORT = MAIL_SERVER.port or (465 if EMAIL_USE_SSL else 25)
EMAIL_HOST_USER = unquote(MAIL_SERVER.username or "")
EMAIL_HOST_PASSWORD = unquote(MAIL_SERVER.password or "")
EMAIL_TIMEOUT = 20
EMAIL_FROM = env("EMAIL_FROM", "kepu@localhost")

# Group robots: besides the providers' own hosts only these origins (https://host:port) are written to.
ROBOT_ORIGINS = [origin for origin in env("ROBOT_ORIGINS").split(",") if origin]
PROXY = env("PROXY")

# Public pages are kept for so many seconds in each process; 0 keeps none.
PUBLIC_SECONDS = int(env("PUBLIC_SECONDS", "15"))

DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What is not found, or not permitted, is an answer and no news; what failed is.
    "loggers": {"django.request": {"level": "ERROR"}},
}
