"""The only writers of notices."""

from kepu.notices.actions.inbox import (
    address_in,
    ask_to_confirm,
    choose,
    confirm_mailbox,
    mark_all_read,
    mark_read,
    mark_unread,
    set_mailbox,
)
from kepu.notices.actions.robots import add_robot, change_robot, remove_robot, try_robot
from kepu.notices.actions.sending import attempt
from kepu.notices.actions.telling import notify, post

__all__ = [
    "add_robot",
    "address_in",
    "ask_to_confirm",
    "attempt",
    "change_robot",
    "choose",
    "confirm_mailbox",
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "notify",
    "post",
    "remove_robot",
    "set_mailbox",
    "try_robot",
]
