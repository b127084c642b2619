#!/usr/bin/env python3
"""The labelled tickets are what their README says: well-formed, no text twice, nothing leaks.

usage: labelled_tickets.py

- every row has the header's columns, a known category, and a case of that category;
- ids are unique in a file; no text stands twice, in one file or in two;
- no text nearly stands in another file: with five runs of four characters or more in common, 60 % of the shorter one's,
  and eight or 60 % of the longer one's (a ticket that mentions another one's few words is no copy of it);
- no source of a held-out file is a source of a file that is learned from;
- no frame stands twice in a file, and no held-out frame, but for its marks, among those that are learned with.
"""

import collections
import csv
import glob
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NEAR = 0.6


def read(folder):
    for path in sorted(glob.glob(os.path.join(ROOT, "SampleData", folder, "*.tsv"))):
        with open(path, encoding="utf-8", newline="") as file:
            lines = file.read().split("\n")
        header = lines[0].split("\t")
        for number, line in enumerate(lines[1:-1], 2):
            yield f"{folder}/{os.path.basename(path)}", number, header, line.split("\t")


def known_cases(redian):
    text = subprocess.run([redian, "taxonomy", "--format", "csv"], check=True,
                          capture_output=True, text=True).stdout
    return {(row["category"], row["case"]) for row in csv.DictReader(text.splitlines())}


def runs(text):
    letters = re.sub(r"[\W_0-9]+", "", text)
    return {letters[place:place + 4] for place in range(len(letters) - 3)}


def near(count, one, other):
    return count >= NEAR * max(min(one, other), 8) and (count >= 8 or count >= NEAR * max(one, other))


def near_duplicates(rows):
    index = collections.defaultdict(list)
    for number, row in enumerate(rows):
        for run in row["runs"]:
            index[run].append(number)
    for number, row in enumerate(rows):
        shared = collections.Counter(
            other for run in row["runs"] if len(index[run]) < 200 for other in index[run]
            if other < number and rows[other]["file"] != row["file"])
        yield from ((row, rows[other]) for other, count in sorted(shared.items())
                    if near(count, len(row["runs"]), len(rows[other]["runs"])))


def frames_twice():
    def bare(frame):
        return frame[0], frame[1].strip("，。：！？,.:!? ")

    learned = {}
    for name in ["Sources/CEmbedded/frames.tsv", "SampleData/held-out-frames.tsv"]:
        own = {}
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            next(file)
            for number, line in enumerate(file, 2):
                frame, place = tuple(line.rstrip("\n").split("\t")), f"{name}:{number}"
                first = own.get(frame) or learned.get(bare(frame))
                if first:
                    yield f"{place}: the frame of {first}"
                own[frame] = place
        learned = {bare(frame): place for frame, place in own.items()}


def main():
    cases = known_cases(sys.argv[1])
    found = []
    rows = []
    seen_ids = set()
    texts = {}
    for file, line, header, cells in list(read("labelled")) + list(read("held-out")):
        place = f"{file}:{line}"
        if len(cells) != len(header):
            found.append(f"{place}: {len(cells)} columns, {len(header)} expected")
            continue
        row = dict(zip(header, cells), file=file, place=place)
        if (row["category"], row["case"]) not in cases:
            found.append(f"{place}: no such label: {row['category']} {row['case']}")
        if (file, row["id"]) in seen_ids:
            found.append(f"{place}: id {row['id']} stands twice")
        seen_ids.add((file, row["id"]))
        if row["text"] in texts:
            found.append(f"{place}: the text of {texts[row['text']]}")
        texts[row["text"]] = place
        row["runs"] = runs(row["text"])
        rows.append(row)
    found += [f"{a['place']}: nearly the text of {b['place']}" for a, b in near_duplicates(rows)]
    sources = collections.defaultdict(set)
    for row in rows:
        if row.get("source"):
            sources[row["file"].split("/")[0]].add(row["source"])
    for source in sorted(sources["labelled"] & sources["held-out"]):
        found.append(f"{source}: learned from and held out")
    found += frames_twice()
    print("\n".join(found[:50]))
    print(f"labelled tickets: {len(rows)} passed, {len(found)} failed")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
