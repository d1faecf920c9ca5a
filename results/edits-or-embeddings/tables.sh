#!/usr/bin/env bash
# tables.sh - codes.jsonl as tables: a line for each code, the values of its seeds one after another.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

# Rows of all figures: arm, reading, set, bits, then exact after 1, 2, 4, 8, 16 and changed cells right after 1.
rows() {
    jq -r '(.name | sub("-[0-9]+$"; "")) as $arm | (if .code == "film" or .code == "patches" then .name else $arm end) as $arm |
        .readings[] | .reading as $reading | .sets[] |
        (.steps | map({(.step | tostring): .}) | add) as $at |
        [$arm, $reading, .films_of, .bits] +
        [("1", "2", "4", "8", "16") | $at[.].exact // null] + [$at["1"].changed_right] |
        map(if . == null then "" else tostring end) | join(",")' "$here/codes.jsonl"
}

# table SET: arms and readings, the seeds beside each other.
table() {
    echo "| code | read | bits | 1 step | 2 | 4 | 8 | 16 steps | changed cells right, 1 step |"
    echo "|---|---|---|---|---|---|---|---|---|"
    rows | awk -F, -v set="$1" '
        $3 == set {
            key = $1 " | " $2
            if (!(key in bits)) name[++keys] = key
            bits[key] = $4
            for (i = 5; i <= 10; i++)
                cell[key, i] = cell[key, i] (cell[key, i] == "" ? "" : ", ") ($i == "" ? "-" : sprintf("%.1f", 100 * $i))
        }
        END {
            for (k = 1; k <= keys; k++) {
                printf "| %s | %.1f |", name[k], bits[name[k]]
                for (i = 5; i <= 10; i++) printf " %s |", cell[name[k], i]
                printf "\n"
            }
        }'
}

for set in same larger held; do
    echo "## Films of: $set"
    echo
    table "$set"
    echo
done
echo "## What codes tell of edits, and how soon they are learned"
echo
echo "| run | different codes | entropy of codes | of edits | mutual information | shuffled | core-seconds | to 90 % |"
echo "|---|---|---|---|---|---|---|---|"
jq -r 'select(.generations != null) |
    def two: if . == null then "-" else (. * 100 | round / 100 | tostring) end;
    "| \(.name) | \(.reuse.symbols // "-") | \(.reuse.code_entropy | two) | \(.reuse.edit_entropy | two) | " +
    "\(.reuse.information | two) | \(.reuse.shuffled | two) | \(.core_seconds | two) | \(.core_seconds_to_90 | two) |"' \
    "$here/codes.jsonl"
