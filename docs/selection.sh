#!/usr/bin/env bash
# docs/selection.sh - prints docs/selection.md with the table of schemes as the program has it, so that no line of the
# table can be wrong. After a change of the table of schemes:
#
#   SMALLWORLD=build/smallworld docs/selection.sh > page.new && mv page.new docs/selection.md
set -eu

"${SMALLWORLD:-smallworld}" config --schemes --markdown |
    awk 'FNR == NR { table[++rows] = $0; next }
        /^\| `selection\.scheme` \| \| pressure \|/ { for (i = 1; i <= rows; i++) print table[i]; inside = 1; next }
        inside && /^\|/ { next }
        { inside = 0; print }' - "$(dirname "$0")/selection.md"
