"""The only writers of notices."""

from kepu.notices.actions.sending import attempt
from kepu.notices.actions.telling import notify, post

__all__ = ["attempt", "notify", "post"]
