"""Every setting of the product; what an installation changes comes from the environment."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from django.conf.locale import LANG_INFO

from mithaq.base import ports

PACKAGE = Path(__file__).resolve().parent.parent
env = environ.Env()


def _home() -> Path:
    """Where the databases, jobs, files and the secret key live: never inside the package.

    The demonstration has a home of its own inside it, so that it never meets real data.
    """
    if value := os.environ.get("MITHAQ_HOME"):
        return Path(value).resolve()
    checkout = PACKAGE.parent.parent
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    home = checkout / "var" if (checkout / "pyproject.toml").exists() else Path(data) / "mithaq"
    return home / "demo" if os.environ.get("MITHAQ_DEMO") else home


HOME = _home()


def _secret_key() -> str:
    """The key of the environment, else one drawn once and kept readable by its owner only."""
    if value := os.environ.get("SECRET_KEY"):
        return value
    file = HOME / "secret.key"
    if not file.exists():
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = HOME / f"secret.key.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_urlsafe(50))
        # A link, not a rename: of two processes born together, the first one's key stays.
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text(encoding="utf-8").strip()


SECRET_KEY = _secret_key()
DEBUG = env.bool("DEBUG", default=False)
TESTING = "pytest" in sys.modules
LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[*LOCAL_HOSTS, "testserver"] if TESTING else LOCAL_HOSTS
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "mithaq.apps.accounts",
    "mithaq.apps.reference",
    "mithaq.apps.organisations",
    "mithaq.apps.conventions",
    "mithaq.apps.programmes",
    "mithaq.apps.corridor",
    "mithaq.apps.observatory",
    "mithaq.gateways.jobs",
    "mithaq.gateways.mail",
    "mithaq.web.shell",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mithaq.web.shell.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mithaq.web.shell.middleware.LawMiddleware",
    "mithaq.web.shell.middleware.MandateMiddleware",
    "mithaq.web.shell.middleware.GivenPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "mithaq.config.urls"
WSGI_APPLICATION = "mithaq.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "shell" / "templates", PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mithaq.web.shell.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "mithaq.web.shell.templatetags.shell",
            ],
        },
    }
]

SQLITE_INIT = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-32000;PRAGMA foreign_keys=ON;"
)


def _database() -> dict[str, Any]:
    """SQLite under the home by default; PostgreSQL when ``DATABASE_URL`` says so."""
    # Said but left empty, as an environment file leaves it, it says nothing.
    said = os.environ.get("DATABASE_URL")
    if not said:
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    database: dict[str, Any] = env.db_url_config(said or f"sqlite:///{HOME / 'mithaq.sqlite3'}")
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_INIT,
        }
        database["CONN_MAX_AGE"] = None
    else:
        database["ENGINE"] = "django.db.backends.postgresql"
        database["OPTIONS"] = {
            "pool": {"min_size": 2, "max_size": 16, "timeout": 10},
            # A page reads few rows, in the order of an index: to start workers for them takes ten
            # times as long as to read them, and a planner that guesses too many does.
            "options": f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', default=30000)}"
            " -c max_parallel_workers_per_gather=0",
        }
        database["CONN_MAX_AGE"] = 0
    return database


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "mithaq.web.accounts.adapter.MithaqAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
# axes counts failed passwords by person and address, and answers first; this second counter, by
# person alone, is the only one that sees wrong codes of the second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/15m/key"}
MFA_ADAPTER = "mithaq.web.accounts.adapter.MithaqMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Mithaq"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_CALLABLE = "mithaq.web.accounts.views.sign_in.locked_out"

# Amazigh is not in Django's table: it is declared here so that names can be marked and searched.
LANG_INFO["zgh"] = {
    "bidi": False,
    "code": "zgh",
    "name": "Standard Moroccan Tamazight",
    "name_local": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
}
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("ar", "العربية"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["mithaq.web.shell.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"

# Pages and counts are kept in each process: the state of the journal is their version. They have
# a place of their own: visitors who fill it must not push out the count of attempts at a code.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 600, "CULL_FREQUENCY": 4},
    },
}

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_MAX_AGE = 31536000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
MEDIA_ROOT = HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_COOKIES = env.bool("SECURE_COOKIES", default=False)
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
# Only where a proxy sets this header itself: elsewhere any visitor could write it.
if SECURE_COOKIES and env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Browsers remember it: an hour by default, so that a mistake does not last.
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=3600) if SECURE_COOKIES else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["axes.W003"]

# Faults go to the terminal with their trace; bodies of requests are never logged.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"terminal": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["terminal"], "level": "ERROR", "propagate": True}},
}

# Without a server named, messages become files in the home: nothing leaves a demonstration.
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "mithaq.gateways.mail.outbox.FileOutbox"
)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Mithaq <mithaq@localhost>")
# Where the site is read from outside: links in messages start with it.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
# How often one address may ask the service for programs; the direct address counts, not a header
# that anybody can write.
API_RATE = env.str("API_RATE", default="240/m")
# Computing costs more than reading: a case put to the law, a reform tried on invented employees.
API_QUESTION_RATE = env.str("API_QUESTION_RATE", default="60/m")
API_EXERCISE_RATE = env.str("API_EXERCISE_RATE", default="10/m")
NINJA_NUM_PROXIES = env.int("API_PROXIES", default=0)

# What an app needs from outside, by dotted path (base.ports).
GATEWAYS = {
    "jobs": "mithaq.gateways.jobs.door.DurableJobs",
    "documents": "mithaq.gateways.documents.door.TypstDocuments",
    "files": "mithaq.gateways.files.door.FolderFiles",
    "report_files": "mithaq.web.observatory.papers.PublishedFiles",
    "messages": "mithaq.gateways.mail.door.Mail",
}
for _name, _path in GATEWAYS.items():
    ports.register(_name, _path)
# The country whose law is loaded, by dotted path.
COUNTRY = env.str("COUNTRY", default="mithaq.law.morocco")
# A job is a name; the gateway resolves the path of the flow or task that does it.
JOBS: dict[str, str] = {
    "import_conventions": "mithaq.flows.import_conventions.run_import_job",
    "load_statistics": "mithaq.flows.load_statistics.run",
    "send_digests": "mithaq.flows.send_digests.run",
    "publish_open_data": "mithaq.flows.publish_open_data.run_publication_job",
    "import_observations": "mithaq.flows.import_observations.run_import_job",
    "refresh_clocks": "mithaq.flows.move_calendar.run_refresh_job",
    "run_reform": "mithaq.flows.run_reform.run_reform_job",
}
JOBS_DATABASE_URL = env.str("JOBS_DATABASE_URL", default="")
