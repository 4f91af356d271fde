#!/bin/sh
# Counts the instructions that one record takes in each lane of the bench, with callgrind, and tells
# what changed by more than 3 % against benches/instructions.txt. `--update` keeps the new figures.
# Two runs are counted, one over twice as many records, so that what both begin with is left out.
set -eu
cd "$(dirname "$0")/.."
kept=benches/instructions.txt
bench=$(cargo bench --bench kernel --no-run 2>&1 | sed -n 's/.*(\(target[^)]*\)).*/\1/p' | tail -n 1)
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bench" --count "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}
new=$(mktemp)
for lane in rules-by-hand judged judged-with-why judged-op-by-op json-by-hand json json-into-slots \
    facts-into-slots; do
    few=$(count "$lane" 10)
    many=$(count "$lane" 20)
    echo "$lane $(((many - few) / 1000))" >>"$new"
done
# What takes long is counted for fewer: one a time is a hundred.
for lane in law-judged law-answer policy; do
    once=$(count "$lane" 1)
    twice=$(count "$lane" 2)
    echo "$lane $(((twice - once) / 100))" >>"$new"
done
code=0
while read -r lane now; do
    before=$(sed -n "s/^$lane //p" "$kept" 2>/dev/null || true)
    if [ -z "$before" ]; then
        echo "$lane: $now instructions, not kept yet"
    elif [ $((now * 100)) -gt $((before * 103)) ] || [ $((now * 100)) -lt $((before * 97)) ]; then
        echo "$lane: $now instructions, before $before"
        code=1
    else
        echo "$lane: $now instructions"
    fi
done <"$new"
if [ "${1:-}" = --update ]; then
    cp "$new" "$kept"
    code=0
fi
rm "$new"
exit $code
