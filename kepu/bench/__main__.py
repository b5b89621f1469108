"""python -m kepu.bench [NAME] [--json]: run one bench; without a name, say which there are.

A bench is a module of this package with `run() -> Iterable[Result]`; its docstring's first line says what it measures.
`bin/bench pages` is kepu/bench/pages.py, `bin/bench read-plan` would be read_plan.py.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from importlib import import_module
from types import ModuleType

import django

import kepu.bench

NOT_BENCHES = {"__main__", "result"}


def benches() -> dict[str, ModuleType]:
    """Every bench by the name under which it is called."""
    names = sorted(module.name for module in pkgutil.iter_modules(kepu.bench.__path__) if module.name not in NOT_BENCHES)
    modules = {name.replace("_", "-"): import_module(f"kepu.bench.{name}") for name in names if not name.startswith("_")}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}


def listed(found: dict[str, ModuleType]) -> Iterable[str]:
    """One line a bench."""
    return (f"  {name:<14}{(module.__doc__ or '').splitlines()[0]}" for name, module in found.items())


def main(argv: Sequence[str], found: dict[str, ModuleType] | None = None) -> int:
    """Carry out the command line (without the program's name); returns the exit code. `found`: other benches than ours."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepu.settings")
    django.setup()
    parser = ArgumentParser(prog="bin/bench", description="测速")
    parser.add_argument("name", nargs="?", metavar="名称", help="不写则列出全部测速")
    parser.add_argument("--json", action="store_true", help="每行一个 JSON 对象")
    options = parser.parse_args(argv)
    found = benches() if found is None else found
    if options.name is None:
        print("用法：bin/bench 名称 [--json]", *listed(found), sep="\n")
        return 0
    if options.name not in found:
        print(f"没有名为“{options.name}”的测速。现有：{'、'.join(found)}。", file=sys.stderr)
        return 2
    for result in found[options.name].run():
        print(result.as_json() if options.json else result, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
