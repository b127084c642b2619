#!/usr/bin/env python3
"""Public CSV robustness suites through `redian rows`, against recorded floors.

usage: csv_suite.py REDIAN [-v]

The suites are not part of this repository: they are looked for in $REDIAN_CSV_SUITE or
../shared/csv-suite beside it, and the check is skipped where they are absent. Each case gives redian its dialect and never
the expected side. Floors: Tests/csv_suite.tsv.
"""
import csv, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    redian = os.path.abspath(sys.argv[1])
    beside = os.path.join(HERE, "..", "..", "shared", "csv-suite")
    suite = os.environ.get("REDIAN_CSV_SUITE", beside)
    if not os.path.exists(os.path.join(suite, "score.py")):
        print(f"skipped: no CSV suites in {os.path.normpath(suite)}")
        return
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        command = f"'{redian}' rows --dialect {{case}} {{input}}"
        arguments = [sys.executable, os.path.join(suite, "score.py"), "--cmd", command, "--json", result.name]
        subprocess.run(arguments + sys.argv[2:], check=True)
        totals = json.load(open(result.name))["totals"]
    failures = 0
    with open(os.path.join(HERE, "csv_suite.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found = totals[row["suite"]]
            score = found["score"] / found["n"] if "score" in found else 0
            if found["pass"] < int(row["pass"]) or score < float(row["score"] or 0) or found["crash"]:
                failures += 1
                print(f"FAIL {row['suite']}: {found}, floor {row['pass']} {row['score']}")
    sys.exit(1 if failures else 0)


main()
