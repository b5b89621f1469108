"""方案: reads a work plan document – pure Python, no Django. blocks → outline → facts → doubts, see docs/plan-reader.md."""

from __future__ import annotations

from kepu.plans.opening import open_document
from kepu.plans.reading import Reading
from kepu.plans.understanding import understand
from kepu.uploads.unreadable import Unreadable

__all__ = ["Reading", "Unreadable", "read", "read_guarded"]


def read(content: bytes, name: str) -> Reading:
    """Read a work plan in this process: .docx or text, told by its content. Raises Unreadable with one Chinese sentence.

    For files of strangers on a server use `read_guarded`.
    """
    return understand(open_document(content, name))


def read_guarded(content: bytes, name: str) -> Reading:
    """As `read`, in a child process under limits: for files of strangers. Whatever goes wrong is an Unreadable."""
    from kepu.plans import guard  # noqa: PLC0415 – the command starts no child and need not load what starts one

    return guard.read_guarded(content, name)
