#!/usr/bin/env bash
# bench scale: what it foretells, for people and for programs, on one rank and on two, and what it refuses.
# No figure is compared with another: times depend on the machine. What is counted does not.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# field KEY [N]: the N-th number of that name in the JSON object.
field() {
    sed -n "s/.*\"$1\": \([0-9.e+-]*\).*/\1/p" <(tr ',}' '\n' <"$work/json") | sed -n "${2:-1}p"
}

exits 0 "scale foretells a run of many ranks" "$SMALLWORLD" bench scale --ranks=10000 --members=10240000
for what in "10,000 ranks, 10,240,000 members on 40,000 islands" "a generation" "efficiency" \
    "memory of rank 0" "bytes sent in a generation" "the store grows" "what costs most" "here, on 1 rank"; do
    says out "$what"
done
exits 0 "and for programs" "$SMALLWORLD" bench scale --json --ranks=4 --members=4096 --islands=16
cp "$work/out" "$work/json"
equal "in one line" 1 "$(wc -l <"$work/json")"
equal "of the run that was asked for" "4 4096 16" "$(field ranks) $(field members) $(field islands)"
equal "one rank recombines all litters" "128 8" "$(field recombined 1) $(field recombined 2)"
alone=$(field held 1)

exits 0 "two ranks foretell and live" "$MPIRUN" -q -n 2 "$SMALLWORLD" bench scale --json
cp "$work/out" "$work/json"
equal "each recombines the islands that it hosts" "64 8" "$(field recombined 1) $(field recombined 2)"
equal "and holds half of what one does" yes \
    "$(awk -v one="$alone" -v two="$(field held 1)" 'BEGIN { print two / one < 0.51 ? "yes" : two / one }')"

exits 2 "an uneven number of members is refused" "$SMALLWORLD" bench scale --members=300 --islands=7
says err "are not an even number on each"
exits 2 "too many islands are refused" "$SMALLWORLD" bench scale --members=70000000 --islands=70000
says err "more than a run can have"
exits 2 "no ranks are refused" "$SMALLWORLD" bench scale --ranks=0
exits 2 "a word is refused" "$SMALLWORLD" bench scale --members=many
finish
