#!/usr/bin/env bash
# run.noise: mutations of normal deviates jump where those of four bytes cannot; all else is as it was.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 2
members = 200
[worlds]
source = function:sphere
dimension = 8
[life]
litter = 2
[selection]
scheme = truncation
pressure = 0.5
[phase1]
strength = 0.01
[phase2]
from = -1
[output]
progress_every = 3600
END

ok "a run on bytes" "$SMALLWORLD" run run.conf -o bytes
ok "said by name it is the same" "$SMALLWORLD" run run.conf -o named --set run.noise=bytes
equal "the same scores" "$("$SMALLWORLD" table bytes | cut -d, -f2-)" "$("$SMALLWORLD" table named | cut -d, -f2-)"
ok "a run on normal deviates" "$SMALLWORLD" run run.conf -o normal --set run.noise=normal
equal "check makes its members anew" 32 "$(digest normal | tr -d '\n' | wc -c)"
exits 0 "on three ranks" "$MPIRUN" -q -n 3 "$SMALLWORLD" run run.conf -o three --set run.noise=normal --stop-at=1
ok "and gone on" "$SMALLWORLD" run --resume -o three
equal "the same digest" "$(digest normal)" "$(digest three)"

equal "other scores than on bytes" differ "$([ "$("$SMALLWORLD" table normal | cut -d, -f2-)" = \
    "$("$SMALLWORLD" table bytes | cut -d, -f2-)" ] || echo differ)"
exits 2 "other noise is refused" "$SMALLWORLD" run run.conf --dry-run --set run.noise=pink
says err "run.noise"
finish
