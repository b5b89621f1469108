"""Word documents for tests, written part by part as Word writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
SPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

TYPES = f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="{{}}"/></Types>'


def run(text: str, properties: str = "") -> str:
    """A run; `properties` is what stands in w:rPr."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(content: str = "", properties: str = "") -> str:
    """A paragraph of runs (XML) or of plain text; `properties` is what stands in w:pPr."""
    inner = content if content.startswith("<") or not content else run(content)
    looks = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{looks}{inner}</w:p>"


def numbered(text: str, list_id: int = 1, depth: int = 0) -> str:
    """A paragraph in an automatic list."""
    return para(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(content: str = "", properties: str = "") -> str:
    """A table cell with one paragraph of text, or with XML."""
    inner = content if content.startswith("<") else para(content)
    looks = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{looks}{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; strings that are no cells become cells."""
    looks = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{looks}{''.join(each if each.startswith('<w:tc') else cell(each) for each in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def level(depth: int, format_: str, text: str, more: str = "", start: int = 1) -> str:
    """One level of a list."""
    begin = f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>'
    return f'{begin}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more: str = "") -> str:
    """numbering.xml with definition 0 and instance 1 unless told otherwise."""
    return f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{more}{nums}</w:numbering>'


@dataclass
class Word:
    """A document; parts besides the body are whole XML parts by kind (styles, numbering, footnotes …)."""

    body: str
    parts: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()

    def members(self) -> dict[str, bytes]:
        """Every part of the package by name."""
        found = {f"{kind}.xml": (kind, xml) for kind, xml in self.parts.items()}
        found |= {f"header{n}.xml": ("header", f"<w:hdr {SPACES}>{xml}</w:hdr>") for n, xml in enumerate(self.headers, 1)}
        found |= {f"footer{n}.xml": ("footer", f"<w:ftr {SPACES}>{xml}</w:ftr>") for n, xml in enumerate(self.footers, 1)}
        relations = "".join(
            f'<Relationship Id="rel{n}" Type="{OFFICE}/{kind}" Target="{name}"/>'
            for n, (name, (kind, _)) in enumerate(found.items())
        ) + "".join(
            f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
            for key, url in self.links.items()
        )
        texts = {
            "[Content_Types].xml": TYPES.format(MAIN_TYPE),
            "_rels/.rels": relationships(f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
            "word/document.xml": f"<w:document {SPACES}><w:body>{self.body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relationships(relations),
        }
        texts |= {f"word/{name}": xml for name, (_, xml) in found.items()}
        return {name: text.encode() for name, text in texts.items()}

    def bytes(self) -> bytes:
        """The .docx."""
        return packed(self.members())


def relationships(inner: str) -> str:
    """A .rels part."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
