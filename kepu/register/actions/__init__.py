"""The only writers of this package. Each: one transaction, asks the rule, has every package change what is its own, records."""

from kepu.register.actions.closing import close_unit
from kepu.register.actions.merging import merge
from kepu.register.actions.moving import move

__all__ = ["close_unit", "merge", "move"]
