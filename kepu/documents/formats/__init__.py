"""File formats of the papers."""

from collections.abc import Callable
from dataclasses import dataclass

from kepu.documents.formats import docx, xlsx
from kepu.documents.summary_table import SummaryTable


@dataclass(frozen=True, slots=True)
class FileFormat:
    """One format: what writes it, and its media type."""

    write: Callable[[SummaryTable], bytes]
    content_type: str


FORMATS = {"xlsx": FileFormat(xlsx.write, xlsx.CONTENT_TYPE), "docx": FileFormat(docx.write, docx.CONTENT_TYPE)}
"""By file name extension."""
