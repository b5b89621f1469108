"""A private PostgreSQL: made, started, joined and stopped under one folder of the installation.

>>> with start(Path("var")) as server:
...     psycopg.connect(server.url)

Nobody installs or configures anything, and nobody else gets in: the server listens on a socket in a
folder that only its owner enters, asks for a random password there, and opens no network port.
"""

from kepu.cluster.programs import ClusterError
from kepu.cluster.server import Server, is_running, start, stop

__all__ = ["ClusterError", "Server", "is_running", "start", "stop"]
