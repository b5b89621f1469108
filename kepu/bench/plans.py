"""读方案: CPU, memory and exactness of reading work plans (f1-shared and f1-seed where the shared plans are there).

`cpu` and `peak` are of the whole command `bin/kepu read-plan`, interpreter and imports included, as the longest plan
of the collection costs; `cpu-warm` is what a further plan costs a process that has read one; `cpu-500-pages` is a document
of 500 pages in the guarded child. f1 is the micro-F1 over all facts, see tests/plans/collection/scoring.py.

`doubts-caught` is the share of wrong facts that the office is asked about, over the collection's plans as sites, scanners and
clipboards damage them; `doubts-alarms` the share of right facts that it is asked about needlessly, over the same and over
the sound plans; see tests/plans/collection/doubting.py.
"""

from __future__ import annotations

import functools
import json
import operator
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from kepu.bench.result import Result
from kepu.plans import read
from kepu.plans.opening import open_document
from kepu.uploads.guard import ROOT

BENCH = "plans"
SHARED = ROOT.parent / "shared"
ROUNDS = 7
SEEDS = range(40, 44)  # of the damage; the rules were made with others
DAMAGED_ALREADY = re.compile("site|wrapped")
MEGABYTE = 1024.0  # of the kilobytes in which the system counts
# The command, and then what it has cost, from the program's start. The system's own account of a child's memory
# (ru_maxrss) would count this process too.
MEASURED = """
import re, sys, time
from kepu.plans.__main__ import main
main(sys.argv[1:])
print(time.process_time(), re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1], file=sys.stderr)
"""
Plan = tuple[str, bytes, dict[str, Any]]


def run() -> Iterable[Result]:
    """All cases for which the plans are there."""
    own = own_plans()
    if own:
        yield from costs(own)
        yield exactness("f1-own", own)
        yield from doubts(own)
    for case, folder in (("f1-shared", SHARED / "plans"), ("f1-seed", SHARED / "seed")):
        plans = plans_in(folder)
        if plans:
            yield exactness(case, plans)


def costs(plans: list[Plan]) -> Iterator[Result]:
    """CPU seconds and peak memory."""
    name, content, _ = max(plans, key=lambda plan: len(read(plan[1], plan[0]).blocks))
    commands = [command(name, content) for _ in range(ROUNDS)]
    yield Result(BENCH, "cpu", statistics.median(cpu for cpu, _ in commands), "s", limit=0.15)
    yield Result(BENCH, "cpu-warm", statistics.median(warm(name, content) for _ in range(ROUNDS)), "s", limit=0.15)
    yield Result(BENCH, "peak", max(peak for _, peak in commands), "MB", limit=300)
    cpu, peak = command("厚.txt", thick(content, name))
    yield Result(BENCH, "cpu-500-pages", cpu, "s", limit=10)
    yield Result(BENCH, "peak-500-pages", peak, "MB", limit=300)


def command(name: str, content: bytes) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one run of the command."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        done = subprocess.run([sys.executable, "-c", MEASURED, str(path), "--json"], cwd=ROOT, capture_output=True, check=True)
    cpu, peak = done.stderr.split()[-2:]
    return float(cpu), float(peak) / MEGABYTE


def warm(name: str, content: bytes) -> float:
    """CPU seconds of one more reading in this process."""
    started = time.process_time()
    read(content, name)
    return time.process_time() - started


def thick(content: bytes, name: str) -> bytes:
    """Some 500 pages of text: the plan's own sentences, over and over."""
    lines = [block.shown for block in read(content, name).blocks]
    pages, characters_a_page = 500, 650
    text = "\n".join(lines)
    return ("\n".join([text] * (pages * characters_a_page // len(text) + 1))).encode()


def exactness(case: str, plans: list[Plan]) -> Result:
    """Micro-F1 over all plans."""
    score: Callable[[Any, Any], Any] = import_module("tests.plans.collection.scoring").score
    scores = [score(read(content, name).to_plan(), expected) for name, content, expected in plans]
    hits, found, wanted = (sum(getattr(each, part) for each in scores) for part in ("hits", "read", "expected"))
    return Result(BENCH, case, 2 * hits / (found + wanted), "F1")


def doubts(plans: list[Plan]) -> Iterator[Result]:
    """What is asked of what is wrong and of what is right, in percent."""
    judging, damage = import_module("tests.plans.collection.doubting"), import_module("tests.plans.damage")
    sound, damaged = [], []
    for name, content, expected in plans:
        sound.append(judging.doubting(read(content, name), expected))
        lines = damage.lines_of(open_document(content, name))
        texts = [text for seed in SEEDS for _, text in damage.ways(lines, seed)] if not DAMAGED_ALREADY.search(name) else []
        damaged += [judging.doubting(read(text.encode(), "方案.txt"), expected) for text in texts]
    before, after = functools.reduce(operator.add, sound), functools.reduce(operator.add, damaged)
    yield Result(BENCH, "doubts-caught", 100 * (before + after).share_caught, "%")
    yield Result(BENCH, "doubts-alarms", 100 * after.share_alarms, "%", limit=15)
    yield Result(BENCH, "doubts-alarms-sound", 100 * before.share_alarms, "%", limit=10)


def own_plans() -> list[Plan]:
    """The project's own collection, [] in an installation without tests."""
    if not (ROOT / "tests/plans/collection").is_dir():
        return []
    return [(each.name, each.content, each.expected) for each in import_module("tests.plans.collection").examples()]


def plans_in(folder: Path) -> list[Plan]:
    """Plans with an expected reading of the same name beside them."""
    return [
        (path.name, path.read_bytes(), json.loads(gold.read_text("utf-8")))
        for gold in sorted(folder.glob("*.gold.json"))
        for path in sorted(folder.glob(f"{gold.name.removesuffix('.gold.json')}.*"))
        if path.suffix in (".docx", ".txt")
    ]
