#!/usr/bin/env python3
"""The plain baseline that tagging is measured beside: scikit-learn, TF-IDF of character 1-3-grams, LinearSVC.

usage: baseline.py accuracy | speed REDIAN-BENCH

accuracy: each labelled file by a model trained on all the others, and the held-out files by a model
trained on all labelled ones; the rows are those that redian learns from.
speed: tickets tagged per second of processor time by the baseline and by redian, one after the other, on
the held-out files.
"""

import glob
import os
import subprocess
import sys
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CHAPTERS = ["", "fault-repair", "fee-collection", "business-environment", "metering", "business-hall",
            "ev-charging", "grid-construction", "gov-enterprise", "communication"]


def read(folder):
    files = {}
    for path in sorted(glob.glob(os.path.join(ROOT, "SampleData", folder, "*.tsv"))):
        with open(path, encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        header = rows[0]
        files[os.path.basename(path)] = [dict(zip(header, row)) for row in rows[1:]]
    return files


def label(row):
    return row["case"] or row["category"]


def category(tag):
    return CHAPTERS[int(tag[0])] if tag[0].isdigit() else tag


def fit(rows):
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True, min_df=2)
    matrix = vectorizer.fit_transform(row["text"] for row in rows)
    return vectorizer, LinearSVC().fit(matrix, [label(row) for row in rows])


def show(kind, name, model, rows):
    vectorizer, classifier = model
    tags = classifier.predict(vectorizer.transform(row["text"] for row in rows))
    right = sum(tag == label(row) for tag, row in zip(tags, rows)) / len(rows)
    chapter = sum(category(tag) == row["category"] for tag, row in zip(tags, rows)) / len(rows)
    print(f"{kind}, {name}, {len(rows)}, {right:.3f}, {chapter:.3f}", flush=True)


def accuracy():
    labelled = read("labelled")
    print("set, file, tickets, case, category")
    everything = fit([row for rows in labelled.values() for row in rows])
    for name, rows in read("held-out").items():
        show("held-out", name, everything, rows)
    for left, rows in labelled.items():
        others = [row for name, some in labelled.items() if name != left for row in some]
        show("left-out", left, fit(others), rows)


def speed(bench):
    vectorizer, classifier = fit([row for rows in read("labelled").values() for row in rows])
    for name, rows in read("held-out").items():
        texts = [row["text"] for row in rows]
        start = time.process_time()
        classifier.predict(vectorizer.transform(texts))
        plain = len(texts) / (time.process_time() - start)
        path = os.path.join(ROOT, "SampleData", "held-out", name)
        output = subprocess.run([bench, "tagging", path], check=True, capture_output=True, text=True).stdout
        own = float(output.splitlines()[1].split(",")[3])
        print(f"{name}: scikit-learn {plain:.0f}, redian {own:.0f} tickets per second of processor time, "
              f"ratio {own / plain:.0f}")


if __name__ == "__main__":
    accuracy() if sys.argv[1] == "accuracy" else speed(sys.argv[2])
