"""Papers as parts."""

from __future__ import annotations

from kepu.documents.paper import Heading, Paragraph, Part, numbered


def test_headings_are_numbered_in_their_order() -> None:
    parts: list[Part] = [Heading("总体情况"), Paragraph("一句。"), Heading("下一步工作")]
    assert numbered(parts) == [Heading("一、总体情况"), Paragraph("一句。"), Heading("二、下一步工作")]


def test_headings_of_the_same_words_get_numbers_of_their_own() -> None:
    assert numbered([Heading("同"), Heading("同")]) == [Heading("一、同"), Heading("二、同")]


def test_one_heading_alone_has_no_number() -> None:
    assert numbered([Heading("总体情况")]) == [Heading("总体情况")]
