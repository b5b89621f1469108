"""Where the demo may be built: with KEPU_DEMO=1, and never in a database that somebody uses in earnest."""

from __future__ import annotations

from kepu.verdict import ALLOWED, Verdict, conflict, forbid


def may_build(*, in_demo: bool, is_built: bool, is_begun: bool, has_units: bool) -> Verdict:
    """Its accounts have a password that everybody knows."""
    if not in_demo:
        return forbid("演示账号的密码是公开的，只能在演示中使用：请用 bin/demo 启动演示。")
    if is_begun and not is_built:
        return conflict("上一次建立演示数据时中断了。请用 bin/demo --reset 重新建立。")
    if has_units and not is_built:
        return conflict("这个数据库里已有单位资料，不能再建立演示数据。请另用一个空的数据库。")
    return ALLOWED
