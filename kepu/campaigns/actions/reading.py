"""方案上传: taking in a work plan's document, and throwing one away that was taken in by mistake."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.campaigns.actions.gate import claim_plan, require_office
from kepu.campaigns.models import WorkPlan
from kepu.organisations.models import Organisation
from kepu.plans import Unreadable, read_guarded
from kepu.verdict import Refused, conflict


def upload_plan(owner: Organisation, content: bytes, name: str, *, by: Actor) -> WorkPlan:
    """Read a document and keep it with what was read; raises `Refused` with the reader's sentence where it cannot.

    The same document of the same office that still waits to be confirmed is returned as it stands, decisions and all.
    """
    require_office(owner, by)
    digest = sha256(content).hexdigest()
    waiting = WorkPlan.objects.filter(owner=owner, sha256=digest, campaign=None, revises=None).first()
    if waiting is not None:
        return waiting
    return store_plan(owner, content, name, read_document(content, name), digest, by)


def read_document(content: bytes, name: str) -> dict[str, Any]:
    """What the document says. Outside of any transaction: the child process may take seconds."""
    try:
        return read_guarded(content, name).to_json()
    except Unreadable as said:
        raise Refused(conflict(str(said))) from said


@transaction.atomic
def store_plan(
    owner: Organisation, content: bytes, name: str, reading: dict[str, Any], digest: str, by: Actor, **kept: Any
) -> WorkPlan:
    """The plan's row and its record; `kept` is what a revised plan takes over from the one before it."""
    plan = WorkPlan.objects.create(
        owner=owner,
        name=name[-200:],
        sha256=digest,
        content=content,
        reading=reading,
        uploaded_by=by.name,
        uploaded_at=clock.now(),
        **kept,
    )
    found = _("读出%(facts)s条要素、%(doubts)s处疑点") % {"facts": len(reading["facts"]), "doubts": len(reading["doubts"])}
    record("上传修订方案" if plan.revises else "上传方案", plan, by=by, organisation_path=owner.path, note=found)
    return plan


@transaction.atomic
def discard_plan(plan: WorkPlan, *, by: Actor) -> None:
    """Delete a plan that has not become a campaign."""
    locked = claim_plan(plan, by)
    if any(said["state"] == "accepted" for said in locked.answers.values()):
        raise Refused(conflict(_("这份修订稿已有内容采纳到科普日，须留作依据，不能删除。")))
    record("删除方案", locked, by=by, organisation_path=locked.owner.path)
    locked.delete()
