"""The only writers of this package. Each: one transaction, asks the rule, has every package change what is its own, records."""

from kepu.register.actions.closing import close_unit
from kepu.register.actions.importing import accept_register, planned, read_register, rematch_register, seal
from kepu.register.actions.merging import merge
from kepu.register.actions.moving import move

__all__ = ["accept_register", "close_unit", "merge", "move", "planned", "read_register", "rematch_register", "seal"]
