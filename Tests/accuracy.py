#!/usr/bin/env python3
"""Leave-one-file-out accuracy of tagging against the recorded floors (Tests/accuracy.tsv).

usage: accuracy.py REDIAN [--record]

Each labelled file is tagged by a model trained on all the others: the file's author and register are
unseen. A figure below its floor fails. --record writes the measured figures less half a point.
"""

import csv
import glob
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FLOORS = os.path.join(ROOT, "Tests", "accuracy.tsv")


def main():
    files = sorted(glob.glob(os.path.join(ROOT, "SampleData", "labelled", "*.tsv")))
    output = subprocess.run(
        [sys.argv[1], "train", *files, "--validate", "leave-one-file-out"],
        check=True, capture_output=True, text=True).stdout
    print(output, end="")
    rows = list(csv.DictReader(output.splitlines()))
    if "--record" in sys.argv:
        with open(FLOORS, "w", encoding="utf-8") as file:
            file.write("file\tcase\tcategory\n")
            for row in rows:
                case, category = (float(row[name]) - 0.005 for name in ("case", "category"))
                file.write(f"{row['file']}\t{case:.3f}\t{category:.3f}\n")
        return
    measured = {row["file"]: row for row in rows}
    failures = 0
    for floor in csv.DictReader(open(FLOORS, encoding="utf-8"), delimiter="\t"):
        row = measured.get(floor["file"])
        for name in ("case", "category"):
            if row is None or float(row[name]) < float(floor[name]):
                found = "missing" if row is None else row[name]
                print(f"{floor['file']}: {name} accuracy {found} is below the floor {floor[name]}")
                failures += 1
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
