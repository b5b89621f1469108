"""Settings of the tests: the product's own, on a throw-away private PostgreSQL under var/test."""

from __future__ import annotations

import atexit
import os
from pathlib import Path

from kepu import cluster

VAR = Path(__file__).resolve().parent.parent / "var" / "test"

# Workers of pytest-xdist inherit the address from the process that started them.
if not os.environ.get("KEPU_DATABASE_URL"):
    server = cluster.start(VAR, durable=False)
    atexit.register(server.stop)
    os.environ["KEPU_DATABASE_URL"] = server.url
os.environ.setdefault("KEPU_TEST_RUN", str(os.getpid()))
os.environ["KEPU_VAR"] = str(VAR)
os.environ["KEPU_PLAIN_STATIC"] = "1"

from kepu.settings import *  # noqa: E402, F403 - after the environment that it reads
from kepu.settings import DATABASES  # noqa: E402

# Several runs may share one server, so each has a database of its own; no pool, so that it can be dropped.
DATABASES["default"] |= {"OPTIONS": {}, "TEST": {"NAME": f"test_kepu_{os.environ['KEPU_TEST_RUN']}", "TEMPLATE": "template0"}}

# Collected files are not needed: the finders serve them. Whitenoise warns where the folder is missing.
(VAR / "static").mkdir(parents=True, exist_ok=True)

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# The product's hashing is made slow on purpose; tests of it set their own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# What a test has just approved is public at once.
PUBLIC_SECONDS = 0
