#!/usr/bin/env python3
"""Other programs read what redian writes: openpyxl, pandas and DuckDB agree with summary.json.

usage: peers.py REPORT_FOLDER
"""

import glob
import json
import os
import sys
import xml.dom.minidom

import duckdb
import openpyxl
import pandas


def main():
    folder = sys.argv[1]
    summary = json.load(open(os.path.join(folder, "summary.json"), encoding="utf-8"))
    book = openpyxl.load_workbook(os.path.join(folder, "report.xlsx"))
    sheets = {}
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref, sheet.title
        sheets[tuple(cell.value for cell in sheet[1])] = sheet
    assert sum(len(sheet._charts) for sheet in book.worksheets) >= 2
    for path in sorted(glob.glob(os.path.join(folder, "*.csv"))):
        raw = open(path, "rb").read()
        assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n"), path
        table = pandas.read_csv(path, dtype=str, keep_default_na=False)
        sheet = sheets.pop(tuple(table.columns))
        assert sheet.max_row - 1 == len(table), (path, sheet.max_row, len(table))
        other = duckdb.read_csv(path, all_varchar=True, header=True, delimiter=",", quotechar='"')
        assert other.shape[0] == len(table), path
        assert other.columns == list(table.columns), path
        for column in ("工单编号", "ticket_id"):
            if column in table:
                cells = [row[list(table.columns).index(column)].value for row in sheet.iter_rows(min_row=2)]
                assert all(isinstance(cell, str) for cell in cells), path
                assert cells == list(table[column]), path
    assert not sheets, list(sheets)
    categories = pandas.read_csv(os.path.join(folder, "categories.csv"))
    assert list(categories.iloc[:, 2]) == [item["count"] for item in summary["categories"]]
    page = open(os.path.join(folder, "report.html"), encoding="utf-8").read()
    assert "http://" not in page and "https://" not in page and "<script" not in page
    for part in page.split("<svg")[1:]:
        xml.dom.minidom.parseString("<svg" + part.split("</svg>")[0] + "</svg>")
    print("openpyxl, pandas and DuckDB read the report; the figures agree.")


if __name__ == "__main__":
    main()
