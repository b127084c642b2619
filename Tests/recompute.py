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
    "city": "所属地市 地市 所属单位 SSDS CITY_ORG_NO ssdw",
    "county": "工单单位 供电单位 所属区县 区县 GDDW ORG_NO",
    "station": "供电所 供电所名称 gdsmc",
    "team": "抢修队伍 抢修班组 班组 QXBZ jdbz",
    "district": "所属台区 台区名称 台区编号 SSTQ tqmc tqbh",
    "address": "故障地址 用电地址 联系地址 地址 GZDZ gzaddr YHDZ LXDZ FaultAddr ELEC_ADDR",
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
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
# Minutes of restoration after the arrival; the other steps have no limit.
RESTORATION = {"urban": 180, "rural": 240}


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
        for field in ("city", "county", "station", "team", "district"):
            setattr(self, field, cell(field))
        address = re.sub(r"\s", "", cell("address")).removeprefix("Z--").lower()
        self.address = address if len(address) >= 4 else ""
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
    """Reasons of exclusion; and by every group [judged, overdue, not arrived, minutes of arrivals]."""
    excluded = Counter()
    groups = defaultdict(lambda: [0, 0, 0, []])
    for ticket in tickets:
        verdict = judge(ticket, limits, as_of)
        if isinstance(verdict, str):
            excluded[verdict] += 1
            continue
        in_time, minutes = verdict
        for group in (
                ("total", ""), ("area", ticket.area), ("county", ticket.county),
                ("station", ticket.station), ("team", ticket.team),
                ("hour", ticket.start.hour), ("weekday", ticket.start.weekday())):
            cell = groups[group]
            cell[0] += 1
            cell[1] += not in_time
            cell[2] += minutes is None
            if minutes is not None:
                cell[3].append(minutes)
    return excluded, groups


def percentiles(waits):
    """Kaplan-Meier: the minute after which 50, 10 and 5 % still wait; None where it is not reached.

    An arrival counts in the minute that it completes, a wait in its last whole minute.
    """
    ends = sorted(
        (min(1440, -(-seconds // 60) if arrived else seconds // 60), not arrived)
        for seconds, arrived in waits)
    result, left, share = {}, len(ends), 1.0
    for minute in sorted({minute for minute, _ in ends}):
        here = [waiting for end, waiting in ends if end == minute]
        arrived = here.count(False)
        share *= (left - arrived) / left
        left -= len(here)
        for name, q in (("median", 0.5), ("p90", 0.1), ("p95", 0.05)):
            if share <= q + 1e-9:
                result.setdefault(name, minute if minute < 1440 else None)
    return result


def survival(tickets, as_of):
    """Seconds to the arrival, or waited so far, of every ticket with start and area."""
    waits = []
    for ticket in tickets:
        reason = judge(ticket, dict.fromkeys(("urban", "rural", "remote"), 0), as_of)
        if not isinstance(reason, str) or reason == "not_due":
            arrived = ticket.arrive is not None and ticket.arrive <= as_of
            end = ticket.arrive if arrived else as_of
            waits.append((max(0, int((end - ticket.start).total_seconds())), arrived))
    return waits


def legs(tickets, as_of):
    """By step: [ended, judged, overdue, ended before it began]."""
    steps = {
        "dispatch": ("start", "dispatch"), "take": ("dispatch", "take"),
        "restore": ("arrive", "restore")}
    result = {name: [0, 0, 0, 0] for name in steps}
    for name, (begin, end) in steps.items():
        for ticket in tickets:
            start, stop = getattr(ticket, begin), getattr(ticket, end)
            if ticket.child or start is None or start > as_of or (stop is None and ticket.closed):
                continue
            if stop is not None and stop < start:
                result[name][3] += 1
                continue
            limit = RESTORATION.get(ticket.area) if name == "restore" else None
            if limit is None:
                result[name][0] += stop is not None
            elif as_of - start > timedelta(minutes=limit):
                result[name][0] += stop is not None
                result[name][1] += 1
                result[name][2] += stop is None or stop - start > timedelta(minutes=limit)
    return result


def repeats(tickets, first, last):
    """Callers with two contacts of a chapter within 7 days, and the period's tickets that follow one.

    A call within 30 minutes of the same caller's and chapter's last call is a redial: the same
    contact. Tickets before the period are looked back at, but not counted themselves.
    """
    groups = defaultdict(list)
    for ticket in tickets:
        if ticket.caller and ticket.accept and ticket.accept.date() <= last:
            groups[ticket.caller, ticket.category].append(ticket)
    callers, counts = set(), Counter()
    for (caller, _), group in groups.items():
        group.sort(key=lambda ticket: (ticket.accept, ticket.id))
        for earlier, later in zip([None] + group, group):
            if later.accept.date() < first:
                continue
            counts["with_caller"] += 1
            gap = later.accept - earlier.accept if earlier else None
            if gap is None:
                continue
            counts["redials"] += gap <= REDIAL
            for name, days in (
                    ("tickets_1_day", 1), ("tickets_3_days", 3), ("tickets", 7),
                    ("tickets_30_days", 30)):
                counts[name] += REDIAL < gap <= days * DAY
            if REDIAL < gap <= WEEK:
                callers.add(caller)
    counts["callers_ge_2"] = len(callers)
    start = min(ticket.accept for ticket in tickets if ticket.accept)
    counts["short_look_back"] = sum(
        1 for ticket in tickets if ticket.caller and ticket.accept
        and first <= ticket.accept.date() <= last and ticket.accept - start < WEEK)
    return counts


def episode_starts(tickets, key):
    """The times at which an episode begins, by place: more than 24 hours after the call before."""
    places = defaultdict(list)
    for ticket in tickets:
        if key(ticket):
            places[key(ticket)].append(ticket.accept)
    for place, times in places.items():
        times.sort()
        places[place] = [
            time for before, time in zip([None] + times, times) if not before or time - before > DAY]
    return places


def recurring(outages, everything, first, last):
    """Calls and episodes of the period, and the places with three episodes in 60 days."""
    period = [t for t in outages if first <= t.accept.date() <= last]
    until = [t for t in outages if t.accept.date() <= last]
    contacts = episode_starts(
        until, lambda t: (t.station, t.address) if t.address else t.caller or ("ticket", t.id))
    episodes = sum(first <= time.date() for starts in contacts.values() for time in starts)
    end = max(t.accept for t in everything if t.accept)
    end = min(end, datetime.combine(last, datetime.max.time()).replace(microsecond=0))
    counts = Counter(
        calls=len(period), episodes=episodes, callers=len({t.caller for t in period} - {""}))
    keys = {
        "addresses": lambda t: t.address and (t.city, t.county, t.station, t.address),
        "districts": lambda t: t.district and (t.city, t.county, t.station, t.district)}
    for kind, key in keys.items():
        for starts in episode_starts(until, key).values():
            recent = sum(end - time <= 60 * DAY for time in starts)
            counts[kind + " seen"] += recent > 0
            counts[kind + " recurring"] += recent >= 3
    return counts


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


def compare_arrivals(table, tickets, everything, summary, as_of):
    for yardstick, limits in LIMITS.items():
        excluded, groups = arrivals(tickets, limits, as_of)
        theirs = summary["arrivals"][yardstick]
        compare_group(table, f"{yardstick} total", groups["total", ""], theirs)
        for name in EXCLUSIONS:
            table.compare(f"{yardstick} excluded {name}", excluded[name], theirs["excluded"].get(name))
        table.compare(f"{yardstick} no visit", excluded["no_visit"], theirs["no_visit"])
        areas = {item["area"]: item for item in theirs["by_area"]}
        for area in ("urban", "rural", "remote"):
            compare_group(table, f"{yardstick} {area}", groups["area", area], areas[area])
        for hour, item in enumerate(theirs["by_hour"]):
            compare_group(table, f"{yardstick} hour {hour}", groups["hour", hour], item)
        for day, item in enumerate(theirs["by_weekday"]):
            compare_group(table, f"{yardstick} weekday {day}", groups["weekday", day], item)
        for level in ("county", "station", "team"):
            compare_units(table, yardstick, level, groups, theirs[f"by_{level}"])
    found = percentiles(survival(tickets, as_of))
    for name in ("median", "p90", "p95"):
        total = summary["arrivals"]["state_grid"]
        table.compare(f"{name} minutes", found.get(name), total[f"{name}_minutes"])
    compare_legs_and_disputes(table, tickets, everything, summary["arrivals"], as_of)


def compare_group(table, name, ours, theirs):
    judged, overdue, not_arrived, minutes = ours
    table.compare(f"{name} judged", judged, theirs["judged"])
    table.compare(f"{name} overdue", overdue, theirs["overdue"])
    table.compare(f"{name} not arrived", not_arrived, theirs["not_arrived"])
    mean = sum(minutes) / len(minutes) if minutes else None
    table.compare(f"{name} mean minutes", mean, theirs["mean_minutes"])
    longest = max(minutes) if minutes else None
    table.compare(f"{name} longest minutes", longest, theirs["longest_minutes"])


def compare_units(table, yardstick, level, groups, theirs):
    """Units of one name are compared together."""
    units = defaultdict(lambda: [0, 0])
    for item in theirs:
        units[item["unit"]][0] += item["judged"]
        units[item["unit"]][1] += item["overdue"]
    ours = {name: cell[:2] for (kind, name), cell in groups.items() if kind == level and name}
    for name in sorted(set(ours) | set(units)):
        table.compare(f"{yardstick} {name}", ours.get(name, [0, 0]), units[name])


def disputed_elsewhere(everything, in_time):
    """Repairs in time whose caller's next complaint within 7 days says late or never."""
    in_time = {id(ticket) for ticket in in_time if ticket.case not in ("1.2", "1.4")}
    callers, found = defaultdict(list), set()
    for ticket in everything:
        if ticket.caller and ticket.accept:
            callers[ticket.caller].append(ticket)
    for tickets in callers.values():
        tickets.sort(key=lambda ticket: (ticket.accept, ticket.id))
        for place, complaint in enumerate(tickets):
            repairs = [t for t in tickets[:place] if t.business == "故障报修"]
            if complaint.case not in ("1.2", "1.4") or complaint.business == "故障报修" or not repairs:
                continue
            if id(repairs[-1]) in in_time and complaint.accept - repairs[-1].accept <= WEEK:
                found.add(id(repairs[-1]))
    return len(found)


def compare_legs_and_disputes(table, tickets, everything, theirs, as_of):
    found = legs(tickets, as_of)
    for item in theirs["legs"]:
        ours = found.pop(item["leg"])
        names = ("ended", "judged", "overdue", "disordered")
        table.compare(f"leg {item['leg']}", ours, [item[name] for name in names])
    table.compare("legs without a row", [any(leg) for leg in found.values()], [False] * len(found))
    in_time = [t for t in tickets if judge(t, LIMITS["state_grid"], as_of)[0] is True]
    disputed = sum(ticket.case in ("1.2", "1.4") for ticket in in_time)
    table.compare("disputed", disputed, theirs["disputed"])
    elsewhere = disputed_elsewhere(everything, in_time)
    table.compare("disputed elsewhere", elsewhere, theirs["disputed_elsewhere"])
    overdue = sum(judge(t, LIMITS["state_grid"], as_of)[0] is False for t in tickets)
    table.compare("overdue listed", overdue, theirs["overdue_listed"])


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
    tickets, without_id, stamps = {}, [], []
    for row in rows:
        ticket = Ticket(row, columns, tags)
        stamps += [getattr(ticket, field) for field in TIMES if getattr(ticket, field)]
        if ticket.id:
            tickets[ticket.id] = ticket
        else:
            without_id.append(ticket)
    everything = list(tickets.values()) + without_id
    read_rows = summary["rows"]
    table.compare("rows read", len(rows), read_rows["read"] - read_rows["rejected"])
    table.compare("tickets", len(everything), read_rows["tickets"])
    table.compare("duplicates", len(rows) - len(everything), read_rows["duplicates"])
    table.compare("as-of", max(stamps), parse_time(summary["as_of"].replace("T", " ")[:19]))
    first = date.fromisoformat(summary["period"]["from"][:10])
    last = date.fromisoformat(summary["period"]["to"][:10])
    period = [t for t in everything if t.accept and first <= t.accept.date() <= last]
    compare_tags(table, period, summary)

    def is_repair(ticket):
        if "business" in columns:
            return ticket.business == "故障报修"
        return ticket.category == "fault-repair"

    as_of = parse_time(summary["as_of"].replace("T", " ")[:19])
    repairs = [t for t in period if is_repair(t)]
    compare_arrivals(table, repairs, everything, summary, as_of)
    for name, count in repeats(everything, first, last).items():
        table.compare(f"repeat {name}", count, summary["repeat"][name])
    theirs = summary["recurring"]
    outages = [t for t in everything if t.accept and is_repair(t)]
    for name, count in recurring(outages, everything, first, last).items():
        kind, _, figure = name.partition(" ")
        table.compare(f"recurring {name}", count, theirs[kind][figure] if figure else theirs[kind])


if __name__ == "__main__":
    main()
