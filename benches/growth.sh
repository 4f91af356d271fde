#!/bin/sh
# Counts with callgrind the instructions that each stage of each shape of the growth bench takes, for a
# thousand and for ten thousand, and how much more the last are: `benches/growth.sh [NAME [short]]`. What
# grows in proportion grows ten times; what else a table of times shows is the memory of the machine.
# Full answers take by far the longest, and are left out where it is to be short.
set -eu
cd "$(dirname "$0")/.."
bench=$(cargo bench --bench growth --no-run 2>&1 | sed -n 's/.*(\(target[^)]*\)).*/\1/p' | tail -n 1)
out=$(mktemp)
short=${2:-}
count() {
    valgrind --tool=callgrind --callgrind-out-file="$out" "$bench" --count "$1" "$2" $short >/dev/null 2>&1
    callgrind_annotate --inclusive=yes --threshold=100 "$out" | tr -d , |
        sed -n 's/^ *\([0-9]*\) .*growth::lane_\([a-z]*\).*/\2 \1/p' | sort | uniq
}
for name in "lines" "services" "events" "definitions in a chain" "definitions side by side" \
    "facts that are missing" "instances of a duty" "versions" "exceptions to all earlier ones" \
    "members of a window" "pairs of members" "facts on record" "facts missing in one condition"; do
    case $name in *"${1:-}"*) ;; *) continue ;; esac
    few=$(count "$name" 1000)
    count "$name" 10000 | while read -r lane many; do
        before=$(echo "$few" | sed -n "s/^$lane //p")
        echo "$name, $lane: $before, $many (x $((many * 10 / before / 10)).$((many * 10 / before % 10)))"
    done
done
rm "$out"
