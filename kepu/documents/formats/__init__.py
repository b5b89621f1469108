"""File formats: tables as .xlsx and .docx, papers as .docx and PDF, lists as .xlsx and .csv."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from kepu.documents.formats import docx, listing_csv, listing_xlsx, paper_docx, paper_pdf, xlsx
from kepu.documents.listing import Listing
from kepu.documents.paper import Paper
from kepu.documents.summary_table import SummaryTable

Document = TypeVar("Document")


@dataclass(frozen=True, slots=True)
class FileFormat(Generic[Document]):
    """One format: what writes it, and its media type."""

    write: Callable[[Document], bytes]
    content_type: str


FORMATS: dict[str, FileFormat[SummaryTable]] = {
    "xlsx": FileFormat(xlsx.write, xlsx.CONTENT_TYPE),
    "docx": FileFormat(docx.write, docx.CONTENT_TYPE),
}
"""Of a 汇总表, by file name extension."""

PAPERS: dict[str, FileFormat[Paper]] = {
    "docx": FileFormat(paper_docx.write, paper_docx.CONTENT_TYPE),
    "pdf": FileFormat(paper_pdf.write, paper_pdf.CONTENT_TYPE),
}
"""Of a paper, by file name extension."""

LISTS: dict[str, FileFormat[Listing]] = {
    "xlsx": FileFormat(listing_xlsx.write, listing_xlsx.CONTENT_TYPE),
    "csv": FileFormat(listing_csv.write, listing_csv.CONTENT_TYPE),
}
"""Of a list, by file name extension."""
