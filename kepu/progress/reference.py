"""docs/reference/deadlines.md out of the rules of deadlines, exceptions, reminders and notices.

Not a second telling: each table asks the rule about moments and units that are made up for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from kepu.activities.reference import OFFICE, TOWN, mark, table
from kepu.campaigns.models import Campaign, Deadline, Quota
from kepu.campaigns.models.campaign import usual_reminders
from kepu.campaigns.reminding import EVENING, HOUR, STALE, Round, Schedule, Whom, digest_due, round_due, rounds
from kepu.campaigns.windows import LONGEST_EXCEPTION, Window, last_moment, may_except
from kepu.notices.actions.sending import PAUSES
from kepu.notices.channels.robots import PROVIDERS
from kepu.notices.models import Kind, Robot
from kepu.notices.preferences import GROUPED, MAILED
from kepu.progress.countdown import clock_words
from kepu.progress.models import Tally
from kepu.progress.quotas import ObligationState
from kepu.progress.reminding import kind_of, label, owing
from kepu.progress.standing import Duty, Standing

HEAD = """# 期限、补报许可、提醒与通知

<!-- 由 bin/kepu docs 从 kepu/campaigns/windows.py、reminding.py、kepu/progress/reminding.py 与 kepu/notices 生成，请勿手改。 -->

期限是四个时刻：开始、按时截止、关闭，以及给个别单位的补报许可。一律以数据库的时钟为准，与网页服务器和各人电脑的时间无关。
下面的例子：登记填报 9月5日开始，9月28日按时截止，10月5日关闭；一个单位获准补报至 10月10日。
"""


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


OPENS, DUE, LOCKS, UNTIL = at(9, 5, 0), at(9, 29, 0), at(10, 6, 0), at(10, 11, 0)
PLAIN = Window("登记填报", OPENS, DUE, LOCKS)
EXCEPTED = Window("登记填报", OPENS, DUE, LOCKS, UNTIL)
NO_LOCK = Window("登记填报", OPENS, DUE)
CLOCK = (
    ("开始以前", PLAIN, at(9, 1)),
    ("按时", PLAIN, at(9, 10)),
    ("逾期，未设关闭", NO_LOCK, at(10, 1)),
    ("逾期，未关闭", PLAIN, at(10, 1)),
    ("已关闭", PLAIN, at(10, 8)),
    ("已关闭，有补报许可", EXCEPTED, at(10, 8)),
    ("补报许可到期", EXCEPTED, at(10, 12)),
)


def deadlines_page() -> str:
    """The whole page, Chinese whatever language is active, in the time zone of the tables' examples."""
    with translation.override("zh-hans"), timezone.override("Asia/Shanghai"):
        parts = [HEAD, "## 时钟与关闭\n", clock_table(), CLOCK_NOTE, "## 补报许可\n", EXCEPTION_NOTE, exception_table()]
        parts += ["## 提醒的日子\n", DAYS_NOTE, days_table(), "## 错过以后\n", missed_table()]
        parts += ["## 提醒谁\n", WHOM_NOTE, whom_table(), "## 通知\n", NOTICE_NOTE, kinds_table(), "## 群机器人\n"]
        parts += [robots_table(), again()]
    return "\n".join(parts)


CLOCK_NOTE = """页面上显示的是“说明”一栏；“拒绝时”一栏是按钮旁和错误页上的话：为什么、到什么时候为止、谁可以开通。
审核员退回的活动、公开以后的更正，随时可以修改和提交，不受关闭限制（见 [workflow.md](workflow.md)）。
"""
EXCEPTION_NOTE = f"""由组织这届活动的办公室开通，可以一次给几个单位；写明原因和期限，最长 {LONGEST_EXCEPTION.days} 天；
可以提前收回。开通、延长、收回都在留痕里，并通知单位的填报员和负责人。许可不改变“按时截止”：补报的仍记为逾期。
"""
DAYS_NOTE = f"""日子按“按时截止”的最后一天算，天数在每届科普日的“提醒”里可改，下面是默认的。
一律在安装所在时区的 {HOUR:%H:%M} 开始；{EVENING:%H:%M} 以后、{HOUR:%H:%M} 以前不打扰任何人。
每一轮只做一次：做过的轮次与发出的通知在同一个数据库事务里，几个后台进程同时运行、中途被杀也不会重复。
期限改到另一天，就有自己的一套轮次；逾期的话始终写原来的截止日。
"""
WHOM_NOTE = """提醒还差任务数、而且现在能报的单位，以及有活动退回待修改的单位；发给它的填报员，提请关注的发给负责人。
一个人负责几个单位的，合成一条。能自动判断是否完成的期限（目前是登记填报）才自动提醒。
"""
NOTICE_NOTE = "每件事有自己的代号，同一个人、同一个群，同一个代号只收到一次。“默认”可由每个人、每个群自己改。\n"


def clock_table() -> str:
    """What the clock permits at each moment, and what is said."""
    rows = []
    for name, window, now in CLOCK:
        verdict = window.permits(now, OFFICE.label)
        rows.append((name, day(now), mark(verdict), clock_words(window, now, OFFICE.label), verdict.reason or "—"))
    return table(("时刻", "例如", "可以填报", "说明", "拒绝时"), rows)


def exception_table() -> str:
    """Until when an exception may reach."""
    deadline, now = Deadline(kind=Deadline.Kind.FILING, on_time_until=DUE, locks_at=LOCKS), at(10, 1)
    asked = (at(9, 30, 0), at(10, 4, 0), UNTIL, now + LONGEST_EXCEPTION + timedelta(days=1))
    rows = []
    for until in asked:
        verdict = may_except(deadline, until, now)
        rows.append((last_moment(until), mark(verdict), verdict.reason or "—"))
    return table(("10月1日开通，延至", "可以", "否则"), rows)


def example() -> tuple[Campaign, Deadline]:
    """A campaign and its deadline, in no database."""
    campaign = Campaign(owner=OFFICE, name="全国科普日", year=2026, state=Campaign.State.RUNNING)
    return campaign, Deadline(pk=1, campaign=campaign, kind=Deadline.Kind.FILING, opens_at=OPENS, on_time_until=DUE)


SCHEDULE = Schedule.of(usual_reminders())


def all_rounds() -> Iterator[Round]:
    """The usual rounds in the order of time."""
    _campaign, deadline = example()
    found = [one for whom in Whom for one in rounds(SCHEDULE, deadline, whom)]
    yield from sorted(found, key=lambda one: (one.at, one.whom))


def days_table() -> str:
    """The usual days."""
    rows = [(label(one), moment(one.at), kind_of(one).label) for one in all_rounds()]
    rows.append(("补报许可到期前一天，还差任务数的单位 提醒填报员", "10月9日 08:40", Kind.OVERDUE.label))
    rows.append(("每周简报 发给组织方", "每周一 08:40", Kind.DIGEST.label))
    return table(("提醒", "例如", "通知类别"), rows)


def missed_table() -> str:
    """What is made up for when nobody could remind in time."""
    _campaign, deadline = example()
    published = at(9, 1)
    moments = (
        ("按时运行", at(9, 25, 8, 45)),
        ("夜里才恢复", at(9, 25, 23)),
        ("停了一天", at(9, 26, 9)),
        ("停到下一轮之后", at(9, 27, 9)),
        ("停到截止以后", at(9, 29, 9)),
        (f"停了 {STALE.days} 天以上", at(10, 13, 9)),
    )
    rows = []
    for name, now in moments:
        one = round_due(SCHEDULE, deadline, Whom.FILERS, published, now)
        digest = digest_due(SCHEDULE, published, now)
        rows.append((name, moment(now), label(one) if one else "不提醒", "补发本周简报" if digest else "—"))
    return table(("情形", "例如", "这时做", "简报"), rows)


def whom_table() -> str:
    """Who is reminded, as the rule answers for units made up for it."""
    columns = [one for one in all_rounds() if (one.whom, one.offset) in SHOWN_ROUNDS]
    heads = ("单位", *(label(one).removeprefix("登记填报 ") for one in columns))
    return table(heads, [(name, *(mark(is_reminded(unit, one)) for one in columns)) for name, unit in UNITS.items()])


SHOWN_ROUNDS = {(Whom.FILERS, -3), (Whom.HEADS, -1), (Whom.FILERS, 1), (Whom.HEADS, 3)}
UNITS: dict[str, dict[str, object]] = {
    "尚未开始": {"filed": 0},
    "报了一部分": {"filed": 2},
    "已报完": {"filed": 30},
    "已报完，有活动待修改": {"filed": 30, "returned": 1},
    "没有任务数": {"minimum": None},
    "没有参加": {"is_enrolled": False},
    "尚未开始，截止即关闭": {"filed": 0, "locks_at": DUE},
    "尚未开始，截止即关闭，有补报许可": {"filed": 0, "locks_at": DUE, "exception_until": UNTIL},
    "报了一部分，截止即关闭，有活动待修改": {"filed": 2, "returned": 1, "locks_at": DUE},
}


def is_reminded(unit: dict[str, object], one: Round) -> bool:
    """Is the unit reminded in the round?"""
    return bool(owing([standing(one.at, **unit)], one))  # type: ignore[arg-type]


def standing(
    now: datetime,
    *,
    filed: int = 0,
    minimum: int | None = 30,
    returned: int = 0,
    is_enrolled: bool = True,
    locks_at: datetime | None = None,
    exception_until: datetime | None = None,
) -> Standing:
    """A unit that stands so."""
    campaign, _deadline = example()
    window = Window("登记填报", OPENS, DUE, locks_at, exception_until)
    state = ObligationState(filed, minimum, None, "场次", window, None, now)
    tally = Tally(credited_activities=filed, returned=returned)
    return Standing(campaign, TOWN, tally, (Duty(Quota(minimum=minimum), state),) if minimum else (), is_enrolled, now)


def kinds_table() -> str:
    """Kinds of notices, and by which ways they come unless somebody says otherwise."""
    rows = [(kind.label, "✓", mark(kind in MAILED), mark(kind in GROUPED)) for kind in Kind]
    return table(("类别", "站内", "邮件默认", "群默认"), rows)


def robots_table() -> str:
    """The providers' limits as they are kept."""
    rows = [
        (Robot.Provider(name).label, f"https://{one.host}{one.path}", f"{one.limit:,} 字节", f"每分钟 {one.a_minute} 条")
        for name, one in PROVIDERS.items()
    ]
    return table(("平台", "地址", "一条至多", "至多"), rows)


def again() -> str:
    """How often a delivery is tried."""
    waits = "、".join(f"{int(pause.total_seconds() // 60)}" for pause in PAUSES)
    return f"没有送达的，隔 {waits} 分钟再试，之后不再试，在“最近发送”里注明原因。平台说太频繁时，整个群停到它允许为止。\n"


def day(on: datetime) -> str:
    """10月8日"""
    return f"{on.month}月{on.day}日"


def moment(on: datetime) -> str:
    """9月25日 08:40"""
    return f"{day(on)} {on:%H:%M}"
