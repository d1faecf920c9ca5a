#!/usr/bin/env bash
# OpenBLAS gives a row other bits at another place in a tile on processors with AVX2: still the number of
# ranks does not enter.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# Where there is no AVX2 it is the kernel of that processor that is tried.
if grep -q avx2 /proc/cpuinfo 2>/dev/null; then
    export OPENBLAS_CORETYPE=Haswell
fi

cat >"$work/run.conf" <<'END'
[run]
generations = 8
members = 512
kernel = blas
[life]
worlds = 8
[phase2]
from = 2
evolve = speech
strength = 1
[output]
progress_every = 3600
END

for ranks in 1 2 3; do
    ok "on $ranks" "$MPIRUN" -q -n $ranks "$SMALLWORLD" run "$work/run.conf" -o "$work/$ranks"
    digest=$("$SMALLWORLD" check "$work/$ranks" --quick --json | sed -n 's/.*"digest": "\([0-9a-f]*\)".*/\1/p')
    [ "$ranks" -gt 1 ] || first=$digest
    equal "the same digest" "$first" "$digest"
done
finish
