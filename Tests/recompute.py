#!/usr/bin/env python3
"""Recomputes the figures of a run with other code, and compares them to the last digit.

    redian classify export.csv --format csv -o tagged.csv
    redian run export.csv --reports Reports
    Tests/recompute.py tagged.csv Reports/2026-10/summary.json

The tagged file holds every input column plus redian_category, redian_case, redian_confidence and
redian_also. With --source the untagged export is read too, and must hold the same rows. The rules
are those of the documents, written down a second time: nothing here is taken from the program.
Exit status 1 on any difference. Python's standard library only.
"""

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

csv.field_size_limit(1 << 30)

ALIASES = {
    "id": "工单编号 工单号 编号 工作单号 故障单号 报障单号 APP_NO GDBH qxdbh gdh WorkOrderNo",
    "main": "主单编号 关联主单 母单编号 ZDBH",
    "is_child": "是否子单 是否合并 SFZD",
    "business": "业务类型 业务类别 诉求类别 工单类型 BUSI_TYPE_CODE ywlx sqlb GZLX",
    "hangup": "挂机时间 挂断时间 gjsj",
    "accept": "受理时间 来电时间 报修时间 诉求时间 HANDLE_TIME SLSJ ACCEPT_TIME sendTime",
    "dispatch": "派单时间 派工时间 派发时间 下派时间 PDSJ PGSJ",
    "take": "接单时间 接派单时间 JDSJ",
    "arrive": "到达现场时间 到达时间 记录到达时间 到场时间 DDXCSJ",
    "restore": "修复时间 记录修复时间 抢修完成时间 恢复送电时间 QXWCSJ xfwcsj",
    "archive": "归档时间 办结时间 GDSJ",
    "area": "城乡类别 城农网标志 现场分类 故障区域分类 供电区域 URBAN_RURAL_FLAG XCFL",
    "station": "供电所 供电所名称 gdsmc",
    "account": "用户编号 户号 客户编号 CUST_NO CONS_NO YHBH",
    "phone": "联系电话 联系人电话 来电号码 主叫号码 CALLING_NO LXDH LDHM",
    "state": "工单状态 抢修单状态 工作单状态 GDZT APPZT",
}
TIMES = ("hangup", "accept", "dispatch", "take", "arrive", "restore", "archive")
AREAS = {
    "城市": "urban", "城区": "urban", "01": "urban", "1": "urban", "市区": "urban",
    "农村": "rural", "02": "rural", "2": "rural", "乡村": "rural", "农电": "rural",
    "特殊边远地区": "remote", "特殊边远山区": "remote", "03": "remote", "3": "remote",
    "偏远地区": "remote", "边远地区": "remote",
}
LIMITS = {
    "state_grid": {"urban": 45, "rural": 90, "remote": 120},
    "regulator": {"urban": 60, "rural": 120, "remote": 240},
}
EXCLUSIONS = (
    "child", "missing_start", "no_visit", "arrival_before_report", "unknown_area", "not_due")
EMPTY = {"", "—", "-", "--", "NULL", "null", "None", "无"}
REDIAL = timedelta(minutes=30)
WEEK = timedelta(days=7)


def normalise(name):
    return re.sub(r"[\s_\-:：()（）【】]", "", name).lower()


def mapping(header):
    by_name = {normalise(name): index for index, name in reversed(list(enumerate(header)))}
    columns = {}
    for field, names in ALIASES.items():
        for name in names.split():
            if normalise(name) in by_name:
                columns[field] = by_name[normalise(name)]
                break
    return columns


TIME = re.compile(
    r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?"
    r"(?:[ T]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})?秒?(?:\.\d+)?)?分?)?")


def parse_time(text):
    text = text.strip()
    if re.fullmatch(r"\d{14}", text):
        parts = [text[:4]] + [text[i:i + 2] for i in range(4, 14, 2)]
    else:
        match = TIME.fullmatch(text)
        if not match:
            return None
        parts = match.groups()
    try:
        return datetime(*(int(part or 0) for part in parts))
    except ValueError:
        return None


def read(path, delimiter=","):
    """Header and rows; an id given again replaces the earlier row as a whole."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        header = []
        for header in reader:
            if "id" in mapping(header):
                break
        width = len(header)
        rows = [row for row in reader if len(row) == width]
    return header, rows


class Ticket:
    def __init__(self, row, columns, tags):
        def cell(field):
            index = columns.get(field)
            text = row[index].strip() if index is not None else ""
            return "" if text in EMPTY else text

        self.id = cell("id")
        for field in TIMES:
            setattr(self, field, parse_time(cell(field)))
        self.start = self.hangup or self.accept
        self.area = AREAS.get(cell("area"))
        self.child = (cell("main") not in ("", self.id)) or cell("is_child") in ("是", "1", "Y")
        self.business = cell("business")
        self.station = cell("station")
        self.closed = bool(self.archive) or any(
            word in cell("state") for word in ("归档", "办结", "作废", "完成"))
        self.category = row[tags["redian_category"]]
        self.case = row[tags["redian_case"]]
        self.caller = cell("account") or cell("phone")


def judge(ticket, limit_minutes, as_of):
    """A reason of exclusion, else (in time?, minutes or None), by the contract's order of tests."""
    if ticket.child:
        return "child"
    if ticket.start is None:
        return "missing_start"
    if ticket.arrive is None and ticket.closed:
        return "no_visit"
    if ticket.arrive is not None and ticket.arrive < ticket.start:
        return "arrival_before_report"
    if ticket.area is None:
        return "unknown_area"
    limit = timedelta(minutes=limit_minutes[ticket.area])
    if as_of - ticket.start <= limit:
        return "not_due"
    if ticket.arrive is None:
        return False, None
    taken = ticket.arrive - ticket.start
    return taken <= limit, taken.total_seconds() / 60


def arrivals(tickets, limits, as_of):
    excluded = Counter()
    by_area = defaultdict(lambda: [0, 0, []])
    by_station = defaultdict(lambda: [0, 0])
    for ticket in tickets:
        verdict = judge(ticket, limits, as_of)
        if isinstance(verdict, str):
            excluded[verdict] += 1
            continue
        in_time, minutes = verdict
        for cell in (by_area[ticket.area], by_station[ticket.station]):
            cell[0] += 1
            cell[1] += not in_time
        if minutes is not None:
            by_area[ticket.area][2].append(minutes)
    return excluded, by_area, by_station


def repeats(tickets, first, last):
    """Callers with two contacts of a chapter within 7 days, and the period's tickets that follow one.

    A call within 30 minutes of the same caller's and chapter's last call is a redial: the same
    contact. Tickets before the period are looked back at, but not counted themselves.
    """
    groups = defaultdict(list)
    for ticket in tickets:
        if ticket.caller and ticket.accept and ticket.accept.date() <= last:
            groups[ticket.caller, ticket.category].append(ticket)
    callers, following = set(), 0
    for (caller, _), group in groups.items():
        group.sort(key=lambda ticket: (ticket.accept, ticket.id))
        for earlier, later in zip(group, group[1:]):
            gap = later.accept - earlier.accept
            if later.accept.date() >= first and REDIAL < gap <= WEEK:
                following += 1
                callers.add(caller)
    return len(callers), following


class Table:
    def __init__(self):
        self.rows, self.differences = [], 0

    def compare(self, name, ours, theirs):
        same = ours == theirs
        if isinstance(ours, float) and isinstance(theirs, (int, float)):
            same = abs(ours - theirs) <= 1e-9 * max(1.0, abs(ours))
        self.differences += not same
        self.rows.append((name, ours, theirs, "" if same else "DIFFERENT"))

    def print(self, everything):
        shown = [row for row in self.rows if everything or row[3]]
        for name, ours, theirs, mark in shown:
            print(f"{name:<52} {ours!s:>20} {theirs!s:>20}  {mark}")
        print(f"{len(self.rows)} figures compared, {self.differences} different")


def compare_tags(table, tickets, summary):
    categories = Counter(ticket.category for ticket in tickets)
    cases = Counter(ticket.case for ticket in tickets if ticket.case)
    theirs = {item["id"]: item["count"] for item in summary["categories"]}
    for name in sorted(set(categories) | set(theirs)):
        table.compare(f"category {name}", categories[name], theirs.get(name, 0))
    theirs = {
        item["id"]: item["count"] for item in summary["cases"]
        if re.fullmatch(r"\d+\.\d+", item["id"] or "")}
    for name in sorted(set(cases) | set(theirs)):
        table.compare(f"case {name}", cases[name], theirs.get(name, 0))


def compare_arrivals(table, tickets, summary, as_of):
    for yardstick, limits in LIMITS.items():
        excluded, by_area, by_station = arrivals(tickets, limits, as_of)
        theirs = summary["arrivals"][yardstick]
        table.compare(f"{yardstick} judged", sum(c[0] for c in by_area.values()), theirs["judged"])
        table.compare(f"{yardstick} overdue", sum(c[1] for c in by_area.values()), theirs["overdue"])
        for name in EXCLUSIONS:
            table.compare(f"{yardstick} excluded {name}", excluded[name], theirs["excluded"].get(name))
        areas = {item["area"]: item for item in theirs["by_area"]}
        for area in ("urban", "rural", "remote"):
            judged, overdue, minutes = by_area[area]
            item = areas.get(area, {"judged": 0, "overdue": 0, "mean_minutes": None})
            table.compare(f"{yardstick} {area} judged", judged, item["judged"])
            table.compare(f"{yardstick} {area} overdue", overdue, item["overdue"])
            mean = sum(minutes) / len(minutes) if minutes else None
            table.compare(f"{yardstick} {area} mean minutes", mean, item.get("mean_minutes"))
        compare_stations(table, yardstick, by_station, theirs["by_station"])


def compare_stations(table, yardstick, ours, theirs):
    stations = defaultdict(lambda: [0, 0])
    for item in theirs:
        name = item["unit"] if isinstance(item["unit"], str) else item["unit"]["station"]
        stations[name][0] += item["judged"]
        stations[name][1] += item["overdue"]
    for name in sorted(set(ours) | set(stations)):
        if name:
            table.compare(f"{yardstick} {name}", list(ours[name]), list(stations[name]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tagged", help="output of redian classify --format csv")
    parser.add_argument("summary", help="summary.json of redian run on the same file")
    parser.add_argument("--source", help="the export itself (UTF-8, comma): its rows must be the tagged ones")
    parser.add_argument("--all", action="store_true", help="print equal figures too")
    arguments = parser.parse_args()
    with open(arguments.summary, encoding="utf-8") as file:
        summary = json.load(file)
    header, rows = read(arguments.tagged)
    table = Table()
    if arguments.source:
        source_header, source_rows = read(arguments.source)
        width = len(source_header)
        table.compare("rows of the export", len(source_rows), len(rows))
        changed = sum(ours != tagged[:width] for ours, tagged in zip(source_rows, rows))
        table.compare("input columns changed by classify", changed, 0)
    columns = mapping(header)
    tags = {name: header.index(name) for name in ("redian_category", "redian_case")}
    run(table, rows, columns, tags, summary)
    table.print(arguments.all)
    sys.exit(1 if table.differences else 0)


def run(table, rows, columns, tags, summary):
    tickets, without_id = {}, []
    for row in rows:
        ticket = Ticket(row, columns, tags)
        if ticket.id:
            tickets[ticket.id] = ticket
        else:
            without_id.append(ticket)
    everything = list(tickets.values()) + without_id
    read_rows = summary["rows"]
    table.compare("rows read", len(rows), read_rows["read"] - read_rows["rejected"])
    table.compare("tickets", len(everything), read_rows["tickets"])
    table.compare("duplicates", len(rows) - len(everything), read_rows["duplicates"])
    stamps = [getattr(t, field) for t in everything for field in TIMES if getattr(t, field)]
    as_of = max(stamps)
    table.compare("as-of", as_of, parse_time(summary["as_of"].replace("T", " ")[:19]))
    first = date.fromisoformat(summary["period"]["from"][:10])
    last = date.fromisoformat(summary["period"]["to"][:10])
    period = [t for t in everything if t.accept and first <= t.accept.date() <= last]
    compare_tags(table, period, summary)
    if "business" in columns:
        repairs = [t for t in period if t.business == "故障报修"]
    else:
        repairs = [t for t in period if t.category == "fault-repair"]
    compare_arrivals(table, repairs, summary, parse_time(summary["as_of"].replace("T", " ")[:19]))
    callers, following = repeats(everything, first, last)
    table.compare("repeat callers_ge_2", callers, summary["repeat"]["callers_ge_2"])
    table.compare("repeat tickets", following, summary["repeat"]["tickets"])


if __name__ == "__main__":
    main()
