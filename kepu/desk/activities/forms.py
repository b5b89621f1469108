"""What a filer types about an activity, and how it becomes a Content. Drafts lack what they lack: nothing is required to save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kepu.activities.content import (
    LABELS,
    LENGTHS,
    MOST_OCCURRENCES,
    ORGANISER_LENGTH,
    PLACE_LENGTHS,
    Content,
    OccurrencePart,
    is_blank,
)
from kepu.activities.models.activity import Mode
from kepu.activities.offers import Group
from kepu.activities.queries import partners_for
from kepu.activities.topics import AUDIENCES, MOST_TOPICS, TOPICS
from kepu.desk.activities.offer import Offer
from kepu.desk.fields import DayField, NamesField
from kepu.organisations.models import Organisation
from kepu.organisations.queries import search
from kepu.verdict import Refused, conflict

SYSTEMS = [
    ("GCJ-02", _lazy("高德、腾讯、微信 (GCJ-02)")),
    ("CGCS2000", _lazy("天地图 (CGCS2000)")),
    ("WGS-84", _lazy("手机定位、GPS (WGS-84)")),
]


class DraftForm(forms.Form):
    """Nothing is required while saving; `essential` fields are those not marked as optional."""

    essential: tuple[str, ...] = ()
    use_required_attribute = False

    def full_clean(self) -> None:
        """Clean with nothing required; what is essential is asked for before submitting (activities/completeness.py)."""
        for field in self.fields.values():
            field.required = False
        super().full_clean()
        for name in self.essential:
            self.fields[name].required = True

    def typed(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The values typed; where one cannot be understood, the one before."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, before.get(name)) for name in self.fields}


class TimeField(forms.TimeField):
    """A time of day with the browser's own picker."""

    def __init__(self, **more: Any) -> None:
        picker = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=picker, input_formats=["%H:%M", "%H:%M:%S"], **more)


class OccurrenceForm(DraftForm):
    """One occurrence."""

    essential = ("day", "mode", "place")
    day = DayField(label=_lazy("日期"))
    begins = TimeField(label=_lazy("开始"))
    ends = TimeField(label=_lazy("结束"))
    last_day = DayField(label=_lazy("结束日期"), help_text=_lazy("持续多天的活动才填"))
    mode = forms.ChoiceField(label=_lazy("参与方式"), choices=Mode.choices, widget=forms.RadioSelect, initial=Mode.ONSITE)
    place = forms.CharField(
        label=_lazy("地点"),
        max_length=PLACE_LENGTHS["place"],
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )
    address = forms.CharField(label=_lazy("详细地址"), max_length=PLACE_LENGTHS["address"])
    district = forms.ChoiceField(label=_lazy("所在地区"), help_text=_lazy("公众按地区查找活动时用"))
    capacity = forms.IntegerField(label=_lazy("名额"), min_value=1, max_value=1_000_000, help_text=_lazy("不限请留空"))
    longitude = forms.DecimalField(label=_lazy("经度"), max_digits=9, decimal_places=6)
    latitude = forms.DecimalField(label=_lazy("纬度"), max_digits=9, decimal_places=6)
    coordinate_system = forms.ChoiceField(label=_lazy("坐标系"), choices=SYSTEMS, initial="GCJ-02")

    def __init__(self, *args: Any, offered: list[str], usual: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("district", "")
        names = list(dict.fromkeys([*offered, *([kept] if kept else [])]))
        first = _("与单位相同（%(district)s）") % {"district": usual} if usual else _("未指定")
        self.fields["district"].choices = [("", first), *((name, name) for name in names if name != usual or kept == usual)]  # type: ignore[attr-defined]
        for name, mode in (("capacity", "numeric"), ("longitude", "decimal"), ("latitude", "decimal")):
            self.fields[name].widget.attrs["inputmode"] = mode

    @property
    def has_more(self) -> bool:
        """True when one of the rarer fields is filled in, so that they are shown."""
        return any(self[name].value() for name in ("last_day", "capacity", "longitude", "latitude"))

    def part(self) -> OccurrencePart:
        """The occurrence as typed; a way to take part or a system that cannot be understood is the usual one."""
        typed = self.typed(self.initial)
        usual: dict[str, Any] = {
            "mode": typed["mode"] or Mode.ONSITE.value,
            "coordinate_system": typed["coordinate_system"] or "GCJ-02",
        }
        texts: dict[str, Any] = {name: typed[name] or "" for name in PLACE_LENGTHS}
        named = {name: typed[name] for name in ("day", "begins", "ends", "last_day", "capacity", "longitude", "latitude")}
        return OccurrencePart(**named, **usual, **texts)


Occurrences = forms.formset_factory(
    OccurrenceForm, extra=0, can_delete=True, max_num=MOST_OCCURRENCES, absolute_max=2 * MOST_OCCURRENCES
)


class ActivityForm(DraftForm):
    """The rest of an activity. `seen` is the revision on which it is typed; `joint_search` adds a partner without scripts."""

    essential = ("title", "line", "contact_name", "contact_phone")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_lazy("活动名称"), max_length=LENGTHS["title"], help_text=_lazy("公众看到的标题，例如“食品安全进农家”。")
    )
    line = forms.TypedChoiceField(label=_lazy("板块"), coerce=int, empty_value=None)
    topics = forms.MultipleChoiceField(
        label=_lazy("主题领域"), choices=[(topic, topic) for topic in TOPICS], widget=forms.CheckboxSelectMultiple
    )
    audience = forms.CharField(
        label=_lazy("面向人群"), max_length=LENGTHS["audience"], widget=forms.TextInput(attrs={"list": "audiences"})
    )
    description = forms.CharField(
        label=_lazy("活动简介"), max_length=LENGTHS["description"], strip=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    expected_participants = forms.IntegerField(label=_lazy("预计参加人数"), min_value=1, max_value=10_000_000)
    online_url = forms.CharField(label=_lazy("线上活动网址"), max_length=LENGTHS["online_url"])
    contact_name = forms.CharField(label=_lazy("联系人"), max_length=LENGTHS["contact_name"])
    contact_phone = forms.CharField(label=_lazy("联系电话"), max_length=LENGTHS["contact_phone"])
    organisers = NamesField(
        label=_lazy("主办承办单位"),
        max_length=ORGANISER_LENGTH,
        help_text=_lazy("主办、承办、协办单位的名称，用顿号隔开；就是填报单位和联合单位的，不用再写。"),
    )
    joint: forms.ModelMultipleChoiceField[Organisation] = forms.ModelMultipleChoiceField(label=_lazy("联合单位"), queryset=None)
    joint_search = forms.CharField(label=_lazy("按名称、又名或拼音首字母添加"), max_length=120)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = partners_for(offer.campaign, offer.unit)
        self.fields["joint"].queryset = self.partners  # type: ignore[attr-defined]
        self.fields["line"].choices = [("", _("请选择")), *grouped(offer.lines)]  # type: ignore[attr-defined]
        self.fields["expected_participants"].widget.attrs["inputmode"] = "numeric"
        self.fields["contact_phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}
        self.fields["online_url"].widget.attrs |= {"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}

    def clean_topics(self) -> list[str]:
        """A few only: a topic that is one of ten says nothing."""
        topics = list(self.cleaned_data["topics"])
        if len(topics) > MOST_TOPICS:
            raise forms.ValidationError(_("主题领域最多选%(most)d个。") % {"most": MOST_TOPICS})
        return topics

    def clean_joint_search(self) -> str:
        """One unit is found, or the sentence says why none is added."""
        text = str(self.cleaned_data["joint_search"]).strip()
        if not text:
            return ""
        found = list(search(self.partners, text)[:3])
        exact = [unit for unit in found if text in (unit.name, unit.short_name)]
        if not exact and len(found) != 1:
            raise forms.ValidationError(
                _("“%(text)s”对应多个单位，请写全称。") if found else _("没有找到“%(text)s”。"), params={"text": text}
            )
        self.added = (exact or found)[0]
        return ""

    def content(self, before: Content, parts: list[OccurrencePart]) -> Content:
        """What was typed, on top of what stood before: the cover is not a field, and what cannot be understood stays."""
        typed = self.typed(first_values(before))
        added = [self.added.pk] if hasattr(self, "added") else []
        return replace(
            before,
            title=typed["title"],
            line_id=typed["line"],
            topics=tuple(typed["topics"]),
            organisers=tuple(typed["organisers"]),
            description=typed["description"],
            audience=typed["audience"],
            expected_participants=typed["expected_participants"],
            online_url=typed["online_url"],
            contact_name=typed["contact_name"],
            contact_phone=typed["contact_phone"],
            joint=(*(unit if isinstance(unit, int) else unit.pk for unit in typed["joint"]), *added),
            occurrences=tuple(parts),
        )


def grouped(groups: list[Group]) -> list[Any]:
    """Groups as Django's select wants them; lines without a parent stand on top."""
    return [choice for heading, lines in groups for choice in ([(heading, lines)] if heading else lines)]


def first_values(content: Content) -> dict[str, Any]:
    """The form's values for a content."""
    values = {name: getattr(content, name) for name in ActivityForm.base_fields if hasattr(content, name)}
    return values | {"line": content.line_id} | {name: list(values[name]) for name in ("topics", "organisers", "joint")}


class Filing:
    """The whole form of one activity: its own fields and its occurrences, empty-handed or with what was sent."""

    def __init__(self, offer: Offer, content: Content, revision: int, data: Any = None, *, extra: int = 0) -> None:
        self.offer, self.before, self.revision = offer, content, revision
        self.form = ActivityForm(data, offer=offer, initial=first_values(content) | {"seen": revision})
        parts = [*map(asdict, content.occurrences), *[{}] * (extra if content.occurrences else 1)]
        more: dict[str, Any] = {
            "form_kwargs": {"offered": offer.districts, "usual": offer.unit.district},
            "prefix": "occurrences",
        }
        self.occurrences = Occurrences(data, initial=parts, **more)
        self.audiences, self.topics, self.most_topics = AUDIENCES, TOPICS, MOST_TOPICS

    def kept(self) -> list[tuple[int, OccurrencePart]]:
        """The occurrences that stay, each with its place in the form: not those taken out, nor empty ones."""
        typed = [(index, form.part(), form.cleaned_data.get("DELETE")) for index, form in enumerate(self.sent_forms())]
        return [(index, part) for index, part, gone in typed if not gone and not is_blank(part.tidy())]

    def sent_forms(self) -> list[OccurrenceForm]:
        """The forms of the occurrences, cleaned."""
        forms_sent: list[OccurrenceForm] = list(self.occurrences.forms)
        for form in forms_sent:
            form.is_valid()
        return forms_sent

    def content(self) -> Content:
        """What was typed. Half a form, as a broken connection leaves it, would empty the draft: it is refused."""
        if self.seen is None or not self.occurrences.management_form.is_valid():
            raise Refused(conflict(_("页面内容没有完整送达，没有保存。请刷新后再试。")))
        typed = self.form.content(self.before, [part for _index, part in self.kept()])
        return replace(typed, **{name: getattr(self.before, name) for name in self.theirs})

    @property
    def theirs(self) -> list[str]:
        """The fields for which, between two sides of a conflict, the one that stands was chosen."""
        data = self.form.data if self.form.data.get("then") == "merge" else {}
        return [name for name in LABELS if data.get(f"side-{name}") == "theirs"]

    @property
    def seen(self) -> int | None:
        """The revision on which it was typed."""
        self.form.is_valid()
        seen = self.form.cleaned_data.get("seen")
        return int(seen) if seen is not None else None

    def errors(self) -> dict[str, str]:
        """What cannot be understood, by the field's name in the page: it was not saved."""
        own = {name: str(errors[0]) for name, errors in self.form.errors.items()}
        parts = {f"{form.prefix}-{name}": str(errors[0]) for form in self.sent_forms() for name, errors in form.errors.items()}
        return {**own, **parts}

    def place_of(self, gap_field: str) -> str:
        """A gap's field as the page names it: occurrences that were taken out still have a place in the form."""
        prefix, _sep, rest = gap_field.partition("-")
        index, _sep, name = rest.partition("-")
        if prefix != "occurrences" or not name:
            return gap_field
        places_kept = [place for place, _part in self.kept()]
        return f"occurrences-{places_kept[int(index)]}-{name}"

    @property
    def partners(self) -> list[Organisation]:
        """The units named as joint, to be shown as chips."""
        chosen = self.form["joint"].value() or []
        numbers = [int(pk) for pk in chosen if str(pk).isdigit()]
        return list(self.form.partners.filter(pk__in=numbers))

    @property
    def fresh(self) -> OccurrenceForm:
        """An empty occurrence, which a script copies."""
        empty: OccurrenceForm = self.occurrences.empty_form
        return empty
