"""Whatever comes in: a reading or one sentence, in good time – never another exception."""

from __future__ import annotations

import signal
from types import FrameType

from hypothesis import given, settings
from hypothesis import strategies as st

from kepu.plans import Unreadable, read
from tests.plans.collection import examples
from tests.plans.word import Word, packed, para

DOCUMENTS = [example.content for example in examples() if example.name.endswith(".docx")]
TEXTS = [example.content for example in examples() if example.name.endswith(".txt")]
WORDS = (
    "一、|（一）|1.|①|附件：|主办单位：|责任单位：|由|牵头|等|、|，|。|（|）|9月|28日前|不少于|30|场次|序号|"
    "\t|\n|20XX年|科普日|主题|联系人："
)
TAGS = (
    "w:p|w:r|w:t|w:tbl|w:tr|w:tc|w:sdt|w:sdtContent|w:ins|w:del|w:hyperlink|w:numPr|w:fldChar|w:pict|w:pPr|w:rPr|"
    "mc:AlternateContent"
)
SECONDS = 5


class Hangs(AssertionError):
    """The reading took longer than it may."""


def hangs(signum: int, frame: FrameType | None) -> None:
    """Interrupts also a pattern that runs away."""
    raise Hangs


def outcome(content: bytes) -> None:
    """Read; only Unreadable may come out, and soon."""
    before = signal.signal(signal.SIGPROF, hangs)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        read(content, "x")
    except Unreadable as error:
        assert error.sentence.endswith("。")  # noqa: PT017
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000))
def test_bytes(content: bytes) -> None:
    outcome(content)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300).map(lambda content: b"PK\x03\x04" + content + b"PK\x05\x06" + content[:18].ljust(18, b"\0")))
def test_bytes_that_begin_and_end_like_an_archive(content: bytes) -> None:
    outcome(content)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split("|")) | st.text(max_size=6), max_size=150).map("".join))
def test_text_of_the_words_that_plans_are_made_of(text: str) -> None:
    outcome(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(DOCUMENTS), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8)
)
def test_documents_with_bytes_changed(content: bytes, changes: list[tuple[float, bytes]]) -> None:
    for place, value in changes:
        at = int(place * (len(content) - len(value)))
        content = content[:at] + value + content[at + len(value) :]
    outcome(content)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 10**6), st.integers(0, 3000), st.binary(max_size=5))
def test_texts_with_a_piece_replaced(content: bytes, start: int, length: int, value: bytes) -> None:
    at = start % len(content)
    outcome(content[:at] + value + content[at + length :])


def tree(numbers: list[int]) -> str:
    """Elements opened one in the other or closed, as the numbers say, around a text."""
    opened: list[str] = []
    tags = TAGS.split("|")
    text = ""
    for number in numbers:
        if number < 0 and opened:
            text += f"</{opened.pop()}>"
        else:
            tag = tags[number % len(tags)]
            opened.append(tag)
            text += (
                f'<{tag} w:val="{number}" w:ilvl="{number}" w:numId="1" w:fldCharType="{"begin" if number % 2 else "end"}">科普'
            )
    return text + "".join(f"</{tag}>" for tag in reversed(opened))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(-20, 40), max_size=60))
def test_elements_in_places_where_they_do_not_belong(numbers: list[int]) -> None:
    outcome(Word(tree(numbers) + para("正文")).bytes())


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(list(Word("").members())), st.binary(max_size=200), max_size=3))
def test_parts_of_any_bytes(parts: dict[str, bytes]) -> None:
    outcome(packed(Word(para("正文")).members() | parts))
