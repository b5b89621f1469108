"""The sentences that reviewers tick instead of typing: the office's own, or the usual ones where it has none for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _translated
from django.utils.translation import gettext_noop as _

from kepu.activities.models import Decision, ReasonTemplate
from kepu.organisations.models import Organisation

MOST, MOST_LENGTH = 20, 100
USUAL: dict[str, tuple[str, ...]] = {
    Decision.Verb.ENDORSE: (_("内容属实，同意上报终审"), _("已与单位电话核实")),
    Decision.Verb.APPROVE: (_("内容完整，同意公开"), _("已与单位电话核实")),
    Decision.Verb.RETURN: (
        _("时间不对或不在活动期间，请核对"),
        _("地点不清楚，请写明门牌号或楼名"),
        _("活动名称太笼统，请写具体内容"),
        _("活动简介太简单，请写明讲什么、谁来讲"),
        _("板块选得不对，请重新选择"),
        _("与已填报的活动重复"),
        _("线上网址打不开，请核对"),
    ),
}


def offered(office: Organisation) -> dict[str, list[str]]:
    """For each verb the sentences that the office offers; one query."""
    own: dict[str, list[str]] = {}
    for row in ReasonTemplate.objects.filter(organisation=office).order_by("position", "id"):
        own.setdefault(row.verb, []).append(row.text)
    return {verb: own.get(verb) or [_translated(text) for text in texts] for verb, texts in USUAL.items()}


def reason_of(offered_for_verb: Sequence[str], ticked: Iterable[str], typed: str) -> str:
    """The reasons ticked and the words typed as one text; what the office does not offer is passed over."""
    chosen = set(ticked)
    kept = [reason for reason in offered_for_verb if reason in chosen]
    return "；".join([*kept, *([typed.strip()] if typed.strip() else [])])
