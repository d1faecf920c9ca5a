#!/usr/bin/env bash
# smallworld compare: groups and their figures as a plain reading of the runs' tables has them; what it says when it
# is sure, and when it cannot be.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >base.conf <<'END'
[run]
generations = 30
members = 32
islands = 2
[worlds]
source = function:sphere
dimension = 8
[life]
litter = 4
[selection]
scheme = truncation
[output]
progress_every = 3600
END
# Selection against none: the answer is known. And twice the same with other seeds.
ok "runs whose order is known" "$SMALLWORLD" sweep base.conf -o known --vary selection.pressure=0.05,0.9 --seeds=1-6
ok "they are compared" "$SMALLWORLD" compare known
says out "12 runs in 2 groups that differ in selection.pressure."
says out "mean of generations 27 to 29"
says out "The highest interquartile mean has group 2 (pressure 0.9). It is better than"
grep -c "too small" out >few
equal "and six seeds are enough" 0 "$(cat few)"
equal "no line is too long" "" "$(grep '.\{81\}' out)"

# ---- the figures, from the tables ----
ok "groups" "$SMALLWORLD" compare known --csv
cp out groups
ok "runs" "$SMALLWORLD" compare known --runs --csv
cp out runs
ok "tables" "$SMALLWORLD" table known/pressure*/ --columns=generation,mean
awk -F, 'NR > 1 && $2 >= 27 { sub(/\/$/, "", $1); sum[$1] += $3; n[$1]++ }
    END { for (run in sum) printf "%s %.6f\n", run, sum[run] / n[run] }' out | sort >expected
awk -F, 'NR > 1 { printf "%s %.6f\n", $1, $6 }' runs | sort >actual
same "values are means of the tables' last generations" expected actual
awk -F, 'NR > 1 { print $2, $6 }' runs | sort -k1,1n -k2,2g | awk '
    { v[$1, ++n[$1]] = $2 }
    END { for (g = 1; g in n; g++) {
        cut = int(n[g] / 4); sum = 0
        for (i = cut + 1; i <= n[g] - cut; i++) sum += v[g, i]
        printf "%d %d %.5f %.5f\n", g, n[g], (v[g, int((n[g] + 1) / 2)] + v[g, int(n[g] / 2) + 1]) / 2, sum / (n[g] - 2 * cut)
    } }' >expected
awk -F, 'NR > 1 { printf "%d %d %.5f %.5f\n", $1, $3, $4, $7 }' groups >actual
same "medians and interquartile means" expected actual
equal "within their intervals" 2 "$(awk -F, 'NR > 1 && $5 <= $4 && $4 <= $6 && $8 <= $7 && $7 <= $9 { n++ } END { print n }' groups)"
ok "pairs" "$SMALLWORLD" compare known --pairs --csv
awk -F, 'NR > 1 { v[$2, ++n[$2]] = $6 }
    END { for (i = 1; i <= n[1]; i++) for (k = 1; k <= n[2]; k++) s += v[1, i] > v[2, k]
        print s / n[1] / n[2] }' runs >expected
awk -F, 'NR > 1 { print $3 }' out >actual
same "the probability of improvement" expected actual

# ---- until a target ----
target=$(awk -F, 'NR == 3 { print $4 }' groups)
ok "until a target" "$SMALLWORLD" compare known --target="$target" --runs --csv
"$SMALLWORLD" table known/pressure*/ --columns=generation,island,mean | awk -F, -v target="$target" '
    NR > 1 { sub(/\/$/, "", $1); sum[$1, $2] += $4 / 2; if ($2 > last) last = $2; run[$1] = 1 }
    END { for (r in run) { for (g = 0; g <= last && sum[r, g] < target; g++); print r, (g > last ? "inf" : g + 1) } }' |
    sort >expected
awk -F, 'NR > 1 { print $1, $7 }' out | sort >actual
same "generations as the tables have them" expected actual
ok "told to people" "$SMALLWORLD" compare known --target="$target"
says out "until mean is"
ok "births" "$SMALLWORLD" compare known --target="$target" --csv
equal "are generations times members" "$(awk -F, 'NR == 3 { print $11 * 64 }' out)" "$(awk -F, 'NR == 3 { print $14 }' out)"

# ---- what cannot be told ----
ok "two seeds of each" "$SMALLWORLD" compare known/*seed-[12]
says out "n = 2 is too small for these intervals"
says out "n is too small to decide"
says out "4 seeds each could"
ok "a run alone" "$SMALLWORLD" compare known/pressure-0.9_seed-1
says out "1 run in 1 group."
says out "n = 1 is too small"
ok "two groups that are equal" "$SMALLWORLD" compare known/pressure-0.9_seed-* --strata=selection.pressure
says out "6 runs in 1 group."
ok "runs of no selection at all" "$SMALLWORLD" sweep base.conf -o equal --vary selection.crossover=0,0.0001 --seeds=11-16 \
    --set selection.pressure=0.0001
ok "groups without a difference" "$SMALLWORLD" compare equal
equal "cannot be told apart" yes "$(tr "\n" " " <out | grep -q "It cannot be told apart from group [12]: the difference may be due" && echo yes)"

# ---- strata ----
ok "two functions" "$SMALLWORLD" sweep base.conf -o strata --vary selection.pressure=0.05,0.9 \
    --vary 'worlds.source=function:sphere,function:rosenbrock' --seeds=1-3
ok "as strata" "$SMALLWORLD" compare strata --strata=worlds.source --json
says out '"strata": 2'
equal "six runs a group" 2 "$(grep -o '"n": 6' out | wc -l)"
ok "without" "$SMALLWORLD" compare strata --json
equal "four groups of three" 4 "$(grep -o '"n": 3' out | wc -l)"
exits 2 "strata that some group lacks" "$SMALLWORLD" compare strata/pressure-0.05*sphere* strata/pressure-0.9* --strata=worlds.source
says err "other strata than the first"

# ---- a metric of any column, and a mean over any generations ----
ok "another metric" "$SMALLWORLD" compare known --metric=effective_parents --last=1 --csv
equal "fewer parents under pressure" yes "$(awk -F, 'NR == 2 { a = $7 } NR == 3 { print (a > $7 ? "yes" : "no") }' out)"
exits 2 "a column that is not there" "$SMALLWORLD" compare known --metric=meen
says err "did you mean mean?"
exits 2 "one that is not known there" "$SMALLWORLD" compare known --metric=solved
says err "solved is not known in generations 27-29"

# ---- runs that go on ----
"$SMALLWORLD" run base.conf -o part --set selection.pressure=0.05 --set run.seed=7 --stop-at=10 >/dev/null 2>&1
ok "a run that is not done" "$SMALLWORLD" compare known part
says err "part is left out: it has 10 of 30 generations"
says out "12 runs"
ok "after ten generations" "$SMALLWORLD" compare known part --at=10
silent err
says out "13 runs in 2 groups"
says out "in generation 9"
exits 1 "only such runs" "$SMALLWORLD" compare part
says err "no run is done"
rm -rf known/pressure-0.05_seed-6
ok "a sweep with a run that is missing" "$SMALLWORLD" compare known
says err "1 of 12 runs in known are not begun"

# ---- the picture ----
ok "a picture" "$SMALLWORLD" compare strata --svg=out.svg
ok "is well formed" grep -q '^</svg>$' out.svg
if command -v python3 >/dev/null; then
    ok "as a parser says" python3 -c 'import xml.dom.minidom; xml.dom.minidom.parse("out.svg")'
else
    skip "as a parser says" "there is no python3"
fi
equal "a curve for each group" 4 "$(grep -c '<polyline' out.svg)"
equal "a band for each" 4 "$(grep -c '<polygon' out.svg)"
equal "a dot for each run" 12 "$(grep -c '<circle' out.svg)"
equal "and nothing that is no number" 0 "$(grep -ciE '"[^"]*(nan|inf)[^"]*"' out.svg)"
ok "a picture to stdout" "$SMALLWORLD" compare strata --svg=-
same "is the same, and alone" out.svg out
exits 1 "a folder that is not there" "$SMALLWORLD" compare strata --svg=no/out.svg
silent out

# ---- solved puzzles ----
cat >worlds.conf <<'END'
[run]
generations = 4
members = 32
[worlds]
laws = gravity,mirror
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
ticks = 2
[phase2]
from = -1
[output]
progress_every = 3600
END
ok "runs in worlds" "$SMALLWORLD" sweep worlds.conf -o worlds --vary phase1.rate=0.05,0.2 --seeds=1-2
ok "what their best solve" "$SMALLWORLD" compare worlds --eval=200 --runs --csv
while IFS=, read -r folder _ _ _ _ value _; do
    [ "$folder" = run ] && continue
    echo "$folder $("$SMALLWORLD" eval "$folder" --member=best --puzzles=200 --json | sed -n 's/.*"seed": [0-9]*, "exact": \([^,]*\),.*/\1/p')" >>expected.eval
    echo "$folder $value" >>actual.eval
done <out
same "is what eval says" expected.eval actual.eval
exits 2 "vectors sit at no puzzles" "$SMALLWORLD" compare strata --eval=10
says err "omit --eval"

# ---- what is refused ----
refused() {
    local code=$1 text=$2

    shift 2
    exits "$code" "refused: $*" "$SMALLWORLD" compare "$@"
    says err "$text"
    silent out
}
refused 2 "say which runs"
refused 1 "there is no folder nothing" nothing
mkdir empty
refused 1 "there is no run in empty" empty
cp -a known/pressure-0.9_seed-2 copy
refused 2 "so they are one run" known copy
refused 2 "is not a number" known --target=much
refused 2 "--eval=0" known --eval=0
refused 2 "--json has everything" known --json --pairs
refused 2 "give one of them" known --runs --pairs
refused 2 "there is no setting" known --strata=selection.pres
size=$(stat -c %s copy/store/data.mdb)
for ((at = 8192 + 32; at < size; at += 4096)); do
    printf '\377\377\377\377' | dd of=copy/store/data.mdb bs=1 seek="$at" conv=notrunc 2>/dev/null
done
exits 3 "a damaged run" "$SMALLWORLD" compare copy known
finish
