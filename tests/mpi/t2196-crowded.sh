#!/usr/bin/env bash
# families.die = crowded: islands whose parents write alike programs share what they scored. One digest on any
# number of ranks, in a game with one seat, in one with two and in one by turns; stopped, killed and gone on.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$(dirname "$0")/../same_run.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 12
islands = 6
members = 8
keyframe_every = 4
[worlds]
laws = gravity,fill,mirror
side_min = 5
side_max = 5
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 6
litter = 4
[families]
every = 2
cull = 0.34
die = crowded
strength = 0
[phase1]
strength = 0.5
[phase2]
from = 6
[output]
progress_every = 3600
END

same_on_ranks "a run whose crowded families give way" 7 3 4
same_when_killed

turns=(--set phase1.game=steps --set worlds.compose=2 --set phase2.from=-1)
ok "a game by turns" "$SMALLWORLD" run "$work/run.conf" -o "$work/turns" "${turns[@]}"
ok "on 2 ranks" "$MPIRUN" -n 2 "$SMALLWORLD" run "$work/run.conf" -o "$work/turns-2" "${turns[@]}"
equal "comes to one digest" "$(digest "$work/turns")" "$(digest "$work/turns-2")"

# judged RUN: island and score in generation 1, where families were judged for the first time.
judged() {
    "$SMALLWORLD" inspect "$1" --selection --csv | awk -F, '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        NR > 1 && $at["generation"] == 1 { print $at["island"], $at["family_score"] }'
}

# These are the same parents in the same worlds: no score is above what it was, the lowest stays, some are below.
ok "the poorest die" "$SMALLWORLD" run "$work/run.conf" -o "$work/poorest" --set families.die=poorest --stop-at=3
judged "$work/poorest" >"$work/as-scored"
judged "$run" >"$work/shared"
equal "scores are shared" "6 islands, lowest kept, 0 above, some below" \
    "$(paste -d' ' "$work/as-scored" "$work/shared" | awk '
    { n++; if (n == 1 || $2 < low) { low = $2; kept = $4 == $2 } if ($4 > $2) above++; if ($4 < $2) below++ }
    END { print n " islands, lowest " (kept ? "kept" : "lost") ", " above + 0 " above, " (below ? "some" : "none") " below" }')"

"$SMALLWORLD" run "$work/run.conf" --dry-run --set worlds.source=function:sphere >"$work/out" 2>&1
equal "where nobody writes programs that is named" 1 \
    "$(sed 's/^# //' "$work/out" | tr '\n' ' ' | grep -c 'families.die has no effect here beyond that of poorest')"

finish
