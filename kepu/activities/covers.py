"""封面: who may see the cover of an activity that is not public yet, and when it becomes public."""

from __future__ import annotations

from kepu.accounts.models import Person
from kepu.activities.models import Activity, Version
from kepu.activities.queries import visible_to
from kepu.files.access import User
from kepu.files.actions import publish
from kepu.files.models import StoredFile
from kepu.organisations.reach import reach_of


def may_see(user: User, file: StoredFile) -> bool:
    """Whoever may see an activity may see its cover, and those of its versions."""
    if not isinstance(user, Person) or not file.is_picture:
        return False
    seen = visible_to(reach_of(user))
    return seen.filter(cover=file).exists() or Version.objects.filter(cover=file.uid, activity__in=seen.values("pk")).exists()


def show(activity: Activity) -> None:
    """A version of the activity is public now: so is its cover. The working copy is closed, so its cover is the version's."""
    if activity.cover and not activity.cover.public:
        publish([activity.cover])
