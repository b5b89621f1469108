"""Where the form of a draft sends what is typed: of one on the server, or of one begun on a device and not arrived yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kepu.activities.models import Activity


@dataclass(frozen=True, slots=True)
class DraftAddresses:
    """Addresses as the form and its scripts need them; empty where there is nothing to address yet."""

    form: str
    draft: str
    cover: str
    check: str
    partners: str
    page: str

    @classmethod
    def of(cls, activity: Activity) -> DraftAddresses:
        """Those of a draft; of one that is not saved, those of its unit."""
        partners = reverse("desk:activity-partners", args=[activity.organisation.code])
        if not activity.pk:
            page = reverse("desk:offline-form", args=[activity.organisation.code])
            return cls(page, reverse("desk:drafts"), "", "", partners, page)
        form, draft, cover, check = (
            reverse(f"desk:activity-{name}", args=[activity.uid]) for name in ("form", "draft", "cover", "check")
        )
        return cls(form, draft, cover, check, partners, form)
