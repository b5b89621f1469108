"""群机器人: the custom robots of WeCom, DingTalk and Feishu groups – address, signature, message, answer, pace.

What the providers' own pages say: WeCom takes text of 2,048 bytes at …/cgi-bin/webhook/send?key=…, 20 a minute; DingTalk
wants the time in milliseconds and the Base64 of HMAC-SHA256(secret, "time\\nsecret") in the address, 20 a minute, else it
shuts for ten; Feishu wants the time in seconds and HMAC-SHA256("time\\nsecret", "") in the body, 100 a minute and 5 a
second. All of them answer a refusal with HTTP 200, too: only the code in the answer tells.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from kepu import clock
from kepu.notices.channels import Undelivered
from kepu.notices.channels.message import message_of
from kepu.notices.channels.posting import post_json
from kepu.notices.models import Delivery, Robot
from kepu.verdict import ALLOWED, Verdict, conflict

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider's ways. `limit`: bytes of text. `a_minute`: how many messages. `busy`: codes that mean “too often”."""

    host: str
    path: str
    limit: int
    a_minute: int
    busy: frozenset[int]
    pause: timedelta
    code: Callable[[Mapping[str, Any]], Any]
    sealed: Callable[[str, str, str, datetime], tuple[str, dict[str, Any]]]


def signature(key: str, message: str) -> str:
    """Base64 of HMAC-SHA256."""
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()


def to_wecom(address: str, secret: str, text: str, now: datetime) -> tuple[str, dict[str, Any]]:
    """The key stands in the address; WeCom's robots sign nothing."""
    del secret, now
    return address, {"msgtype": "text", "text": {"content": text}}


def to_dingtalk(address: str, secret: str, text: str, now: datetime) -> tuple[str, dict[str, Any]]:
    """Time and signature are added to the address where the robot has a secret."""
    body = {"msgtype": "text", "text": {"content": text}}
    if not secret:
        return address, body
    stamp = str(int(now.timestamp() * 1000))
    proof = {"timestamp": stamp, "sign": signature(secret, f"{stamp}\n{secret}")}
    return f"{address}&{urlencode(proof)}", body


def to_feishu(address: str, secret: str, text: str, now: datetime) -> tuple[str, dict[str, Any]]:
    """Time and signature stand in the body where the robot has a secret."""
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if secret:
        stamp = str(int(now.timestamp()))
        body |= {"timestamp": stamp, "sign": signature(f"{stamp}\n{secret}", "")}
    return address, body


PROVIDERS: dict[str, Provider] = {
    Robot.Provider.WECOM: Provider(
        host="qyapi.weixin.qq.com",
        path="/cgi-bin/webhook/send",
        limit=2048,
        a_minute=20,
        busy=frozenset({45009, 45033, -1}),
        pause=MINUTE,
        code=lambda answer: answer.get("errcode"),
        sealed=to_wecom,
    ),
    Robot.Provider.DINGTALK: Provider(
        host="oapi.dingtalk.com",
        path="/robot/send",
        limit=18_000,
        a_minute=20,
        busy=frozenset({130101, 410100, 90030, -1}),
        pause=10 * MINUTE,
        code=lambda answer: answer.get("errcode"),
        sealed=to_dingtalk,
    ),
    Robot.Provider.FEISHU: Provider(
        host="open.feishu.cn",
        path="/open-apis/bot/v2/hook/",
        limit=18_000,
        a_minute=60,  # it allows 100, and at most 5 a second, which one at a time keeps well below
        busy=frozenset({11232, 9499}),
        pause=MINUTE,
        code=lambda answer: answer.get("code", answer.get("StatusCode")),
        sealed=to_feishu,
    ),
}


def is_acceptable(provider: str, address: str) -> Verdict:
    """May messages be sent to this address? Only to the provider's own host over https, or where a setting allows it.

    Whoever may enter an address could otherwise have the server ask machines that only it can reach.
    """
    known, parts = PROVIDERS[provider], urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" in settings.ROBOT_ORIGINS:
        return ALLOWED
    if parts.scheme == "https" and parts.netloc == known.host and parts.path.startswith(known.path):
        return ALLOWED
    return conflict(
        _("%(provider)s群机器人的地址应以 https://%(start)s 开头，请从群机器人的设置页复制。")
        % {"provider": Robot.Provider(provider).label, "start": known.host + known.path}
    )


def send(delivery: Delivery, robot: Robot) -> None:
    """Post the delivery into the robot's group; raises `Undelivered` unless the provider's answer says that it did."""
    is_acceptable(robot.provider, robot.address).require()
    known = PROVIDERS[robot.provider]
    address, body = known.sealed(robot.address, robot.secret, message_of(delivery).within(known.limit), clock.now())
    answer = post_json(address, body)
    code = known.code(answer)
    if code == 0:
        return
    said = str(answer.get("errmsg") or answer.get("msg") or answer.get("StatusMessage") or "")[:80]
    raise Undelivered(
        _("%(provider)s没有收下（%(code)s %(said)s）") % {"provider": robot.get_provider_display(), "code": code, "said": said},
        pause=known.pause if code in known.busy else None,
    )


def free_at(robot: Robot, now: datetime) -> datetime:
    """When the next message may go to this robot: not while its provider wants a pause, nor past its pace."""
    pace = PROVIDERS[robot.provider].a_minute
    recent = Delivery.objects.filter(robot=robot, done_at__gt=now - MINUTE, state=Delivery.State.SENT).order_by("-done_at")
    at_pace = list(recent.values_list("done_at", flat=True)[pace - 1 : pace])
    moments = [now, robot.paused_until or now, *(done + MINUTE for done in at_pace if done)]
    return max(moments)
