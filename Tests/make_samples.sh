#!/usr/bin/env bash
# Writes the exports of SampleData: three months in two encodings and two header families.
set -euo pipefail
redian=$1
cd "$(dirname "$0")/../SampleData"
"$redian" sample --rows 4000 --seed 11 --header code --encoding gb18030 --hotspot 1 \
  --from 2025-10-01 --to 2025-10-31 -o export-2025-10-gb18030.csv
"$redian" sample --rows 4800 --seed 12 --encoding gb18030 --title --totals --hotspot 1 \
  --from 2026-09-01 --to 2026-09-30 -o export-2026-09-gb18030.csv
"$redian" sample --rows 5000 --seed 13 --encoding utf-8-bom --hotspot 90 \
  --from 2026-10-01 --to 2026-10-31 -o export-2026-10.csv
