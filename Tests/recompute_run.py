#!/usr/bin/env python3
"""Makes a sample, runs redian on it in several ways, and has the figures recomputed.

usage: recompute_run.py REDIAN [ROWS]

The report must be the same bytes for 1, 2, 3 and 8 threads and for small and large blocks, and its
figures must equal those of recompute.py to the last digit.
"""

import filecmp
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    redian = os.path.abspath(sys.argv[1])
    rows = sys.argv[2] if len(sys.argv) > 2 else "20000"
    with tempfile.TemporaryDirectory() as folder:
        export = os.path.join(folder, "export.csv")
        call(redian, "sample", "--rows", rows, "--seed", "5", "-o", export)
        first = None
        ways = [(1, 1 << 20), (2, 1 << 20), (3, 4096), (8, 1 << 16), (2, 1 << 24), (8, 700)]
        for threads, block in ways:
            reports = os.path.join(folder, f"reports-{threads}-{block}")
            call(redian, "run", export, "--reports", reports, "--quiet",
                 "--threads", str(threads), "--block-size", str(block))
            report = os.path.join(reports, "2026-10")
            first = first or report
            names = sorted(os.listdir(first))
            if names != sorted(os.listdir(report)):
                sys.exit(f"{threads} threads, blocks of {block}: other files")
            same, different, errors = filecmp.cmpfiles(first, report, names, shallow=False)
            if different or errors:
                sys.exit(f"{threads} threads, blocks of {block}: {different + errors} differ")
        print(f"same bytes in {len(ways)} ways: {len(names)} files")
        tagged = os.path.join(folder, "tagged.csv")
        call(redian, "classify", export, "-o", tagged, "--quiet")
        result = subprocess.run(
            [sys.executable, os.path.join(HERE, "recompute.py"), tagged,
             os.path.join(first, "summary.json"), "--source", export])
        if result.returncode:
            sys.exit(result.returncode)
        recompute_hotspots(redian, folder)


def recompute_hotspots(redian, folder):
    """A month and a night with planted hotspots that are strong enough to be reported."""
    export = os.path.join(folder, "planted.csv")
    call(redian, "sample", "--rows", "15000", "--seed", "6", "--hotspot", "60",
         "--from", "2026-06-01", "--to", "2026-10-31", "-o", export)
    tagged = os.path.join(folder, "planted-tagged.csv")
    call(redian, "classify", export, "-o", tagged, "--quiet")
    for period in ("2026-10", "2026-10-31"):
        reports = os.path.join(folder, "planted")
        call(redian, "run", export, "--reports", reports, "--period", period, "--quiet")
        call(sys.executable, os.path.join(HERE, "recompute_hotspots.py"), tagged,
             os.path.join(reports, period, "summary.json"))


def call(*command):
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
