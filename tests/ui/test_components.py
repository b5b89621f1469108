"""The components as they come out: words for everybody, structure for screen readers, nothing for attackers."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.utils.translation import override
from jinja2 import UndefinedError

from kepu.ui.addresses import Chip
from kepu.verdict import ALLOWED, conflict
from tests.ui.pages import rendered

ICON = '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/ui/icons.svg#{}"></use></svg>'


class Sample(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="活动名称", max_length=5, help_text="公众看到的名称")
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea)
    line = forms.ChoiceField(label="板块", choices=[("1", "主场活动")])
    mode = forms.ChoiceField(label="方式", choices=[("a", "线下"), ("b", "线上")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="向公众公开", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_badge_says_the_word_first() -> None:
    assert rendered('{{ ui.badge("draft", "草稿") }}') == f'<span class="state state-draft">{ICON.format("edit")}草稿</span>'
    assert rendered('{{ ui.badge("unheard", "<b>") }}') == '<span class="state state-unheard">&lt;b&gt;</span>'


def test_field_joins_label_hint_and_error() -> None:
    form = Sample({"title": "太长太长太长"})
    text = rendered('{{ ui.field(form["title"]) }}', form=form)
    assert '<label class="form-label" for="id_title">活动名称</label>' in text
    assert 'aria-describedby="id_title_helptext id_title_error"' in text
    assert 'aria-invalid="true"' in text
    assert 'class="form-control is-invalid"' in text
    assert '<div class="hint" id="id_title_helptext">公众看到的名称</div>' in text
    assert '<div class="field-error" id="id_title_error">' in text


def test_optional_ones_are_marked_and_required_ones_are_not() -> None:
    assert "选填" in rendered('{{ ui.field(form["note"]) }}', form=Sample())
    assert "选填" not in rendered('{{ ui.field(form["title"]) }}', form=Sample())


def test_a_group_is_a_fieldset() -> None:
    text = rendered('{{ ui.field(form["mode"], hint="选一种") }}', form=Sample({}))
    assert text.startswith('<fieldset class="field" id="id_mode" aria-describedby="id_mode_helptext id_mode_error">')
    assert '<legend class="form-label">方式</legend>' in text
    assert text.count('type="radio"') == 2
    assert text.count('class="form-check-input"') == 2
    assert '<label class="form-check" for="id_mode_0">' in text


def test_a_tick_has_its_label_behind_it() -> None:
    text = rendered('{{ ui.field(form["agreed"]) }}', form=Sample())
    assert text.index('type="checkbox"') < text.index("向公众公开")
    assert "form-label" not in text


def test_select_hidden_and_suffix() -> None:
    assert 'class="form-select"' in rendered('{{ ui.field(form["line"]) }}', form=Sample())
    assert rendered('{{ ui.field(form["secret"]) }}', form=Sample()) == '<input type="hidden" name="secret" id="id_secret">'
    assert '<span class="suffix">人</span>' in rendered('{{ ui.field(form["title"], suffix="人") }}', form=Sample())


def test_form_errors_lead_to_their_fields() -> None:
    text = rendered("{{ ui.form_errors(form) }}", form=Sample({"title": "好", "line": "1"}))
    assert '<a href="#id_mode">方式</a>' in text
    assert "有 1 处需要修改" in text
    assert 'role="alert"' in text
    assert rendered("{{ ui.form_errors(form) }}", form=Sample()) == ""


def test_action_is_a_form_that_asks_when_told() -> None:
    source = '{{ ui.action("/x/", "提交", csrf_input, verdict, fields={"revision": 3}, confirm="提交吗？") }}'
    for verdict in (None, ALLOWED):
        text = rendered(source, verdict=verdict)
        assert text.startswith(
            '<form class="action" method="post" action="/x/" data-confirm="提交吗？"><input type="hidden" name="csrf'
        )
        assert text.endswith(
            '<input type="hidden" name="revision" value="3"><button class="btn btn-primary">提交</button></form>'
        )


def test_a_refused_action_says_why() -> None:
    text = rendered('{{ ui.action("/x/", "提交", csrf_input, verdict) }}', verdict=conflict("已过截止。"))
    assert "<form" not in text
    assert text == (
        '<span class="refused"><button type="button" class="btn btn-primary" aria-disabled="true" title="已过截止。">提交'
        "</button>"
        '<span class="refused-why">已过截止。</span></span>'
    )


def test_chips_and_pager() -> None:
    text = rendered('{{ ui.chips(chips, "/all/") }}', chips=[Chip("草稿", "/a/"), Chip("主场", "/b/")])
    assert text.count('class="chip"') == 2
    assert 'href="/all/">全部清除' in text
    assert "全部清除" not in rendered('{{ ui.chips(chips, "/all/") }}', chips=[Chip("草稿", "/a/")])
    assert rendered("{{ ui.chips([]) }}") == ""

    pages = Paginator(range(50), 20)
    middle = rendered('{{ ui.pager(page, "/a/?q=1") }}', page=pages.page(2))
    assert 'rel="prev" href="/a/?q=1&amp;page=1"' in middle
    assert 'rel="next" href="/a/?q=1&amp;page=3"' in middle
    assert "第 2 页，共 3 页" in middle
    assert rendered('{{ ui.pager(page, "/a/") }}', page=Paginator(range(20), 20).page(1)) == ""


def test_progress_never_overflows() -> None:
    assert 'value="12" max="30" aria-label="已报 12 场"' in rendered('{{ ui.progress(12, 30, "已报 12 场") }}')
    over = rendered('{{ ui.progress(31, 30, "已完成") }}')
    assert 'class="meter meter-full"' in over
    assert 'value="30" max="30"' in over
    assert 'value="0" max="1"' in rendered("{{ ui.progress(0, 0) }}")


def test_a_figure_leads_to_what_makes_it_up() -> None:
    text = rendered('{{ ui.stat(12, "已报", "/x/", of=30, unit="场") }}')
    assert text.startswith(
        '<a class="stat" href="/x/"><span class="stat-number">12<span class="stat-of">/30</span><span class="stat-unit">场'
    )
    assert text.endswith("</a>")
    assert rendered('{{ ui.stat(0, "已报") }}').startswith('<div class="stat">')


def test_timeline_says_who_what_when() -> None:
    event = {
        "at": datetime(2026, 9, 17, 6, 30, tzinfo=UTC),
        "who": "陈静",
        "what": "提交了第 2 版",
        "note": "已补充",
        "kind": "submitted",
    }
    text = rendered("{{ ui.timeline([event]) }}", event=event)
    assert 'class="timeline-item timeline-submitted"' in text
    assert "<strong>陈静</strong> 提交了第 2 版" in text
    assert '<time class="timeline-at" datetime="2026-09-17T14:30:00+08:00">9月17日 14:30</time>' in text


def test_empty_says_what_belongs_here_and_the_first_step() -> None:
    text = rendered('{{ ui.empty("还没有活动", "填报的活动会列在这里。", "/new/", "填报第一项") }}')
    assert '<a class="btn btn-primary" href="/new/">填报第一项</a>' in text


def test_notice_takes_text_or_a_body() -> None:
    assert "<p>已提交。</p>" in rendered('{{ ui.notice("ok", "已提交。") }}')
    assert "<b>三</b>" in rendered('{% call ui.notice("wait") %}<b>三</b>{% endcall %}')


def test_a_forgotten_name_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ forgotten }}")


def test_plain_text_as_paragraphs() -> None:
    assert rendered("{{ text|paragraphs }}", text="一\n\n 二<b>") == "<p>一</p><p>二&lt;b&gt;</p>"


def test_words_take_values_and_escape_them() -> None:
    assert rendered('{{ _("已完成 100%%") }}') == "已完成 100%"
    assert rendered('{{ _("还差 %(n)d 场：%(what)s<br>", n=3, what="<b>") }}') == "还差 3 场：&lt;b&gt;<br>"


def test_the_forms_of_a_page_share_one_token() -> None:
    token, *fields = re.findall(r"[A-Za-z0-9]{64}", rendered("{{ csrf_token }} {{ csrf_input }} {{ csrf_input }}"))
    assert fields == [token, token]
    assert rendered("{{ csrf_input }}").startswith('<input type="hidden" name="csrfmiddlewaretoken" value="')


def test_what_is_remembered_is_made_once() -> None:
    source = '{% set badge = remembered(ui.badge) %}{{ badge("draft", "草稿") is sameas badge("draft", "草稿") }}'
    assert rendered(source) == "True"


def test_a_fixed_part_is_drawn_once_a_language() -> None:
    source = '{{ fixed("ui/words.html") }}'
    assert rendered('{{ fixed("ui/words.html") is sameas fixed("ui/words.html") }}') == "True"
    with override("en"):
        english = rendered(source)
    assert rendered(source) == rendered('{% include "ui/words.html" %}') != english
