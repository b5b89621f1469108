"""Group robots: added, changed, tried, removed. Address and secret never reach the record."""

from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kepu import clock
from kepu.accounts.actor import Actor
from kepu.audit.actions import record
from kepu.notices.actions.telling import send
from kepu.notices.channels.robots import is_acceptable
from kepu.notices.models import Delivery, Kind, Robot
from kepu.notices.permissions import may_keep_robots
from kepu.organisations.models import Organisation
from kepu.organisations.queries import reach_by
from kepu.verdict import Refused, conflict


@transaction.atomic
def add_robot(
    organisation: Organisation, *, name: str, provider: str, address: str, secret: str, kinds: Collection[str], by: Actor
) -> Robot:
    """Let the unit's notices of these kinds go to a chat group."""
    require(organisation, by)
    robot = Robot(organisation=organisation, provider=Robot.Provider(provider))
    fill(robot, name=name, address=address, secret=secret, kinds=kinds)
    note("添加群机器人", robot, by)
    return robot


@transaction.atomic
def change_robot(
    robot: Robot, *, name: str, address: str, secret: str, kinds: Collection[str], is_enabled: bool, by: Actor
) -> None:
    """Change it; an empty address or secret leaves the one that is kept."""
    require(robot.organisation, by)
    robot.is_enabled = is_enabled
    fill(robot, name=name, address=address or robot.address, secret=secret or robot.secret, kinds=kinds)
    note("修改群机器人", robot, by)


@transaction.atomic
def remove_robot(robot: Robot, *, by: Actor) -> None:
    """Take it away with what it was still to send."""
    require(robot.organisation, by)
    note("删除群机器人", robot, by)
    robot.delete()


@transaction.atomic
def try_robot(robot: Robot, *, by: Actor) -> Delivery:
    """Send a message that says that it is a trial."""
    require(robot.organisation, by)
    now = clock.now()
    words = {"unit": robot.organisation.name, "who": by.name}
    delivery = Delivery(
        robot=robot,
        key=f"trial:{now.isoformat()}",
        title=_("试发：科普日通知已接入本群"),
        text=_("%(unit)s（%(who)s）正在核对群机器人，收到即表示设置正确。") % words,
    )
    send([delivery])
    note("试发群消息", robot, by)
    return delivery


def require(organisation: Organisation, by: Actor) -> None:
    """Raise `Refused` unless the actor may."""
    may_keep_robots(reach_by(by), by, organisation).require()


def fill(robot: Robot, *, name: str, address: str, secret: str, kinds: Collection[str]) -> None:
    """Set what is typed and keep it; raises `Refused` for an address elsewhere and for a name that the unit has used."""
    is_acceptable(robot.provider, address).require()
    if robot.provider == Robot.Provider.WECOM:
        secret = ""  # WeCom's robots know none
    robot.name, robot.address, robot.secret = name.strip(), address.strip(), secret.strip()
    robot.kinds, robot.paused_until = [str(Kind(kind)) for kind in kinds], None
    try:
        with transaction.atomic():
            robot.save()
    except IntegrityError:
        raise Refused(conflict(_("本单位已有叫“%(name)s”的群机器人，请换个名称。") % {"name": name})) from None


def note(verb: str, robot: Robot, by: Actor) -> None:
    """Record on the unit what was done with which robot."""
    unit = robot.organisation
    about = f"{robot.name}（{robot.get_provider_display()}）"
    record(verb, unit, by=by, organisation_path=unit.path, note=about)
