#!/usr/bin/env bash
# The installed binary does the main job with the build folder out of reach and an empty environment.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
restore() { [ ! -d "$root/.build-away" ] || mv "$root/.build-away" "$root/.build"; rm -rf "$work"; }
trap restore EXIT
install -D -m 755 .build/release/redian "$work/bin/redian"
libraries=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")/lib/swift/linux
cp SampleData/export-2026-10.csv "$work/"
mv .build .build-away
cd "$work"
env -i LD_LIBRARY_PATH="$libraries" bin/redian run export-2026-10.csv --quiet
[ -s Reports/2026-10/report.html ] && [ -s Reports/2026-10/report.xlsx ]
env -i LD_LIBRARY_PATH="$libraries" bin/redian explain 报修两个小时了还没人来 | grep -q '1\.2'
echo "The installed binary works on its own."
