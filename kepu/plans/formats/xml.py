"""Reading XML that a stranger wrote: no document type, no entities, nothing fetched, no bottomless nesting."""

from __future__ import annotations

from lxml import etree

from kepu.plans.sentences import PLAN
from kepu.uploads.markup import check_markup
from kepu.uploads.unreadable import Unreadable

Element = etree._Element

BROKEN = "文件内容已损坏，无法读出。请在 Word 或 WPS 中打开检查，另存为新的 .docx 再上传。"

# ISO "strict" documents use other names for the same things.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def parse(content: bytes) -> Element:
    """The root element. Raises Unreadable on anything that a word processor does not write.

    libxml2's own limits stay on (256 levels, 10 MB a text), so that neither depth nor size runs away.
    """
    check_markup(content, PLAN)
    for strict, usual in STRICT:
        if strict in content:
            content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(BROKEN) from error
    return root
