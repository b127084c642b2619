#!/usr/bin/env python3
"""Makes damaged copies of an export of 1,000 tickets and checks how each of them is read.

usage: damaged_files.py REDIAN

One defect at row 500 (line 501) unless a case says otherwise. Expected: good rows, rejects as
(line, code), and oddities that must be counted. Every file is read whole and in blocks of 7 bytes, and
both readings must be the same; the bytes must add up.
"""
import gzip, json, os, re, subprocess, sys, tempfile

HEADER = "工单编号,受理内容,受理时间,供电所,联系电话"
LINE = 501


def rows(count=1000):
    return [f"2026{i:012d},客户报修一户无电第{i}次,2026-10-01 08:{i % 60:02d}:00,城关供电所,138{i:08d}" for i in range(1, count + 1)]


def text(lines, end="\n"):
    return end.join([HEADER] + lines) + end


def changed(row, at=500):
    lines = rows()
    lines[at - 1] = row
    # A later quoted field: the trap into which an unclosed quote falls.
    lines[503] = '2026000000000504,"带引号,的内容",2026-10-01 08:24:00,城关供电所,13800000504'
    return text(lines).encode()


ID = "2026000000000500"
TAIL = "2026-10-01 08:20:00,城关供电所,13800000500"
WHOLE = text(rows())
CUT_QUOTED = text(rows(999)) + '2026000001000,"客户报修停'
TITLES = "95598工单明细\n统计时间：2026-10\n" + WHOLE + "合计,1000,,,\n"
HALF = text(rows()[:500]) + text(rows()[500:])
GBK_ROW = f"{ID},客户报修".encode() + "停电".encode("gbk") + f",{TAIL}".encode()
IDLE_QUOTES = [r.replace("客户", '"客户') if i % 3 == 0 else r for i, r in enumerate(rows())]
SERIALS = [r.replace("2026-10-01 08", "46296.5,x").replace(",x", "", 1)[:0] or re.sub(r",2026-10-01 08:\d\d:00,", ",46296.25,", r) for r in rows()]
ZEROED = [r[:15] + "0" + r[16:] for r in rows()]

# name, bytes, file's ending, good rows, rejects, oddities
CASES = [
    ("whole", WHOLE.encode(), ".csv", 1000, [], {}),
    ("unclosed quote at field start", changed(f'{ID},"客户报修停电,{TAIL}'), ".csv", 999, [(LINE, "unclosed_quote")], {}),
    ("text after closing quote", changed(f'{ID},"停电"投诉，很久,{TAIL}'), ".csv", 1000, [], {"repaired_quote": 1}),
    ("quotes inside an unquoted text", changed(f'{ID},客户称"停电"多次,{TAIL}'), ".csv", 1000, [], {"stray_quote": 1}),
    ("one quote inside an unquoted text", changed(f'{ID},更换5"管,{TAIL}'), ".csv", 1000, [], {"stray_quote": 1}),
    ("short row", changed(f"{ID},停电"), ".csv", 999, [(LINE, "too_few_fields")], {}),
    ("long row", changed(f"{ID},停电,{TAIL},x,y"), ".csv", 999, [(LINE, "too_many_fields")], {}),
    ("NUL in a field", changed(f"{ID},停\0电,{TAIL}"), ".csv", 1000, [], {"nul_byte": 1}),
    ("hole of NULs", changed(f"{ID},停" + "\0" * 4096 + f",{TAIL}"), ".csv", 999, [(LINE, "damaged_block")], {}),
    ("GBK characters in UTF-8", WHOLE.encode().replace(rows()[499].encode(), GBK_ROW), ".csv", 1000, [], {"invalid_text": 1}),
    ("a GBK field in UTF-8", WHOLE.encode().replace("第500次".encode(), b"").replace(f"{ID},客户报修一户无电".encode(), f"{ID},".encode() + "客户报修一户无电".encode("gbk")), ".csv", 1000, [], {"mixed_encoding": 1}),
    ("CR alone", WHOLE.replace("\n", "\r").encode(), ".csv", 1000, [], {}),
    ("CR CR LF", WHOLE.replace("\n", "\r\r\n").encode(), ".csv", 1000, [], {"mixed_line_breaks": 1000}),
    ("cut inside the last quoted field", CUT_QUOTED.encode(), ".csv", 999, [(1001, "unclosed_quote")], {}),
    ("cut inside the last unquoted field", WHOLE.encode()[:-4], ".csv", 1000, [], {"unterminated_last_record": 1}),
    ("cut inside a character", (text(rows(999)) + f"{ID},a,b,c,停").encode()[:-1], ".csv", 999, [(1001, "undecodable")], {}),
    ("title lines and a totals line", TITLES.encode(), ".csv", 1000, [], {"title": 2, "totals": 1}),
    ("header again in the middle", HALF.encode(), ".csv", 1000, [], {"repeated_header": 1}),
    ("joined files with marks", ("\ufeff" + text(rows()[:500]) + "\ufeff" + "\n".join(rows()[500:]) + "\n").encode(), ".csv", 1000, [], {}),
    ("ids in formulas", WHOLE.replace(ID, f'="{ID}"').encode(), ".csv", 1000, [], {"id_unwrapped": 1, "stray_quote": 1}),
    ("ids in scientific notation", WHOLE.replace(ID, "2.026E+15").encode(), ".csv", 1000, [], {"id_scientific": 1}),
    ("ids without their sixteenth digit", text(ZEROED).encode(), ".csv", 1000, [], {"id_zeroed": 1000}),
    ("spreadsheet dates", text(SERIALS).encode(), ".csv", 1000, [], {"excel_day_number": 1000}),
    ("full-width digits", WHOLE.replace(ID, "２０２６000000000500").encode(), ".csv", 1000, [], {"full_width": 1}),
    ("quotes that quote nothing", text(IDLE_QUOTES).replace(",", "\t").encode(), ".tsv", 1000, [], {}),
    ("rows of delimiters only", (WHOLE + ",,,,\n" * 20).encode(), ".csv", 1000, [], {"empty_row": 20}),
    ("GB18030", WHOLE.encode("gb18030"), ".csv", 1000, [], {}),
    ("UTF-8 fields in GB18030", WHOLE.encode("gb18030").replace("客户报修一户无电第500次".encode("gbk"), "客户报修一户无电第500次".encode()), ".csv", 1000, [], {"mixed_encoding": 1}),
    ("UTF-16 LE with mark", b"\xff\xfe" + WHOLE.encode("utf-16-le"), ".csv", 1000, [], {}),
    ("UTF-16 BE without mark", WHOLE.encode("utf-16-be"), ".csv", 1000, [], {}),
    ("UTF-16 with an odd byte", b"\xff\xfe" + WHOLE.encode("utf-16-le") + b"\x31", ".csv", 1000, [(1002, "undecodable")], {}),
    ("lone surrogate", b"\xff\xfe" + WHOLE.replace("第500次", "\ud800").encode("utf-16-le", "surrogatepass"), ".csv", 1000, [], {"invalid_text": 1}),
    ("gzip of two members", gzip.compress(WHOLE.encode()[:30000]) + gzip.compress(WHOLE.encode()[30000:]), ".csv.gz", 1000, [], {}),
]


def items(redian, path, *options):
    done = subprocess.run([redian, "rows", path, *options], capture_output=True)
    if done.returncode:
        return None, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line], ""


def check(redian, folder, case):
    name, data, ending, good, rejects, oddities = case
    path = os.path.join(folder, name.replace(" ", "_") + ending)
    with open(path, "wb") as file:
        file.write(data)
    read, failure = items(redian, path)
    if read is None:
        return failure
    found_good = sum(item["type"] == "row" and len(item["cells"]) == 5 for item in read)
    found = [(item["line"], item["reason"]) for item in read if item["type"] == "reject"]
    if (found_good, found) != (good, rejects):
        return f"{found_good} good, rejects {found}; expected {good}, {rejects}"
    if items(redian, path, "--block-size", "7")[0] != read:
        return "another reading in blocks of 7 bytes"
    shown = subprocess.run([redian, "inspect", path], capture_output=True, text=True).stdout
    counts = {code: int(count) for code, count in re.findall(r"\[(\w+)\] × (\d+)", shown)}
    for code, count in oddities.items():
        if counts.pop(code, 0) != count:
            return f"{code} is not {count}: {shown}"
    surplus = set(counts) - {code for _, code in rejects} - {"unknown_area", "unterminated_last_record"}
    if surplus:
        return f"also counted: {surplus}"
    total, *parts = map(int, re.search(r"(\d+) 字节.*= 记录 \(records\) (\d+) .*\(rejects\) (\d+) .*\(blank\) (\d+) .*\(titles\) (\d+) .*BOM (\d+)", shown).groups())
    size = len(gzip.decompress(data)) if ending.endswith("gz") else len(data)
    if not total == sum(parts) == size:
        return f"bytes do not add up: {total}, {parts}, {size}"
    return ""


def main():
    redian = os.path.abspath(sys.argv[1])
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            problem = check(redian, folder, case)
            failures += bool(problem)
            print(f"{'FAIL' if problem else 'ok':4} {case[0]}: {problem or f'{case[3]} good, {len(case[4])} rejects'}")
    sys.exit(1 if failures else 0)


main()
