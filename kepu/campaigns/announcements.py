"""What campaigns tell the packages above, inside the transaction that did it.

`duties_changed(sender=Campaign, campaign=…)` – the campaign was published, or units, quotas or deadlines of a running
one have changed: whoever derives obligations from them does so anew.
"""

from __future__ import annotations

from django.dispatch import Signal

duties_changed = Signal()
