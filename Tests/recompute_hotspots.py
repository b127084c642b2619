#!/usr/bin/env python3
"""Counts the hotspots and alerts of a run again, by plain enumeration.

    Tests/recompute_hotspots.py tagged.csv Reports/2026-10/summary.json

For every event and alert: calls, callers, episodes, the base, the expected number; and the best cell of
the period's scan by brute force. The rules are written down a second time: nothing is taken from the
program. Exit status 1 on any difference.
"""

import csv
import json
import math
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta

from recompute import Table, parse_time

FIELDS = {
    "id": ("工单编号",), "accept": ("受理时间",), "city": ("所属地市",), "county": ("工单单位",),
    "station": ("供电所",), "district": ("所属台区",), "account": ("用户编号",), "phone": ("联系电话",),
}
EMPTY = {"", "—", "-", "--", "NULL", "null", "None", "无"}


class Call:
    def __init__(self, cells, category, case, chapter):
        self.id = cells["id"]
        time = parse_time(cells["accept"])
        self.time, self.day = time, time.date() if time else None
        self.units = [()] + [
            tuple(cells[level] for level in ("city", "county", "station")[:depth])
            for depth in (1, 2, 3) if cells[("city", "county", "station")[depth - 1]]]
        self.tag = (category, case)
        self.caller = cells["account"] or cells["phone"]
        self.outage = chapter == 1
        place = (cells["city"], cells["county"], cells["station"], cells["district"])
        self.key = ("district", place) if self.outage and cells["district"] else ("caller", self.caller)
        self.known = bool(cells["district"]) if self.outage and cells["district"] else bool(self.caller)
        self.episode = True

    def nodes(self):
        return [("all", ""), (self.tag[0], None), self.tag]


def read(path, chapters):
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        place = {field: next((header.index(n) for n in names if n in header), None)
                 for field, names in FIELDS.items()}
        category, case = header.index("redian_category"), header.index("redian_case")
        calls = {}
        for number, row in enumerate(reader):
            cells = {f: row[i].strip() if i is not None else "" for f, i in place.items()}
            cells = {f: "" if text in EMPTY else text for f, text in cells.items()}
            call = Call(cells, row[category], row[case], chapters.get(row[category], 0))
            calls[call.id or number] = call
    return [call for call in calls.values() if call.time]


def mark_episodes(calls):
    groups = defaultdict(list)
    for call in calls:
        if call.known:
            groups[call.key, call.tag].append(call)
    for group in groups.values():
        group.sort(key=lambda call: (call.time, call.units[-1]))
        start = None
        for call in group:
            span = timedelta(hours=24) if call.outage else timedelta(minutes=30)
            if start and call.time - start.time <= span:
                call.episode = False
            else:
                start = call


def is_in(call, item):
    path = tuple(item["path"].split("/")) if item["path"] else ()
    if path and path not in [tuple(name for name in unit if name) for unit in call.units]:
        return False
    if item["category"] == "all":
        return True
    if call.tag[0] != item["category"]:
        return False
    case = "" if item["case"].endswith(".0") else item["case"]
    return item["whole_category"] or call.tag[1] == case


def score(c, expected, n):
    if c <= expected:
        return 0.0
    rest = (n - c) * math.log((n - c) / (n - expected)) if n > c else 0.0
    return c * math.log(c / expected) + rest


def days(text):
    first, _, last = text.partition("..")
    if last:
        return date.fromisoformat(first), date.fromisoformat(last)
    if text.count("-") == 2:
        return date.fromisoformat(text), date.fromisoformat(text)
    year, month = map(int, text.split("-"))
    start = date(year, month, 1)
    return start, (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def compare_event(table, name, calls, item, first, last, base, expected_base):
    """Calls and episodes of an item, and the expected number by `expected_base(N, N0, n)`."""
    inside = [call for call in calls if is_in(call, item)]
    window = [call for call in inside if first <= call.day <= last]
    table.compare(f"{name} tickets", len(window), item["tickets"])
    table.compare(f"{name} callers", len({c.caller for c in window if c.caller}), item["callers"])
    count = sum(call.episode for call in window)
    table.compare(f"{name} episodes", count, item["count"])
    everything = sum(call.episode for call in calls if first <= call.day <= last)
    before = [call for call in calls if base[0] <= call.day <= base[1] and call.episode]
    own = sum(is_in(call, item) for call in before)
    expected = expected_base(everything, len(before), own, count)
    table.compare(f"{name} expected", expected, item["expected"])
    table.compare(f"{name} ratio", count / expected, item["ratio"])


def best_cell(calls, first, last, base):
    """Score and count of the best cell of the two periods."""
    episodes = [call for call in calls if call.episode]
    before = [call for call in episodes if base[0] <= call.day <= base[1]]
    now = [call for call in episodes if first <= call.day <= last]
    seen = {unit for call in before for unit in call.units}

    def count(calls):
        return Counter((unit, node) for call in calls for unit in call.units for node in call.nodes())

    total, n, best = count(before + now), len(before) + len(now), (0.0, 0)
    for cell, c in count(now).items():
        if c >= 3 and cell[0] in seen:
            best = max(best, (score(c, total[cell] * len(now) / n, n), c))
    return best


def main():
    tagged, summary_file = sys.argv[1:3]
    with open(summary_file, encoding="utf-8") as file:
        summary = json.load(file)
    chapters = {c["id"]: n + 1 for n, c in enumerate(summary["categories"]) if c["id"] != "other"}
    calls = read(tagged, chapters)
    mark_episodes(calls)
    period = summary["period"]
    first, last = date.fromisoformat(period["from"]), date.fromisoformat(period["compared_to"])
    base = days(period["previous"])
    table = Table()
    for number, item in enumerate(summary["hotspots"]):
        window = [date.fromisoformat(item[name]) for name in ("from", "to")]
        compare_event(
            table, f"hotspot {number + 1}", calls, item, *window, base,
            lambda n, n0, own, count: max(0.5, own) * n / n0)
        table.compare(
            f"hotspot {number + 1} base",
            sum(c.episode and base[0] <= c.day <= base[1] and is_in(c, item) for c in calls), item["base"])
    nights = {night["night"]: night for night in summary["nights"]}
    for number, item in enumerate(summary["alerts"]):
        if item["kind"] != "place":
            continue
        window = [date.fromisoformat(item[name]) for name in ("from", "to")]
        reach = window[1] - timedelta(days=nights[item["night"]]["days"] - 1)
        before = (reach, window[0] - timedelta(days=1))
        compare_event(
            table, f"alert {number + 1}", calls, item, *window, before,
            lambda n, n0, own, count: (own + count) * n / (n + n0))
    best = best_cell(calls, first, last, base)
    found = [item["count"] for item in summary["hotspots"]]
    if found:
        table.compare("the scan's best cell is an event", best[1] in found, True)
    table.print(False)
    sys.exit(1 if table.differences else 0)


if __name__ == "__main__":
    main()
