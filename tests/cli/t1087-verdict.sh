#!/usr/bin/env bash
# smallworld language RUN RUN...: what each run says is what --measures says of it alone; in how many runs a language has
# formed; and the conditions over runs.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/tiny.conf" <<END
[run]
generations = 40
members = 64
[worlds]
laws = mirror
[agent]
$(small_agent)
[phase2]
from = 30
END
for seed in 1 2 3; do
    ok "seed $seed" "$SMALLWORLD" run "$work/tiny.conf" -o "$work/seed-$seed" --set run.seed=$seed
done
runs=("$work/seed-1" "$work/seed-2" "$work/seed-3")

ok "as JSON" "$SMALLWORLD" language "${runs[@]}" --puzzles=60 --json
silent err
leaves "one JSON object"
cp "$work/leaves" "$work/all"
all() {
    sed -n "s/^$1=//p" "$work/all"
}
formed=0
carry=0
for i in 0 1 2; do
    equal "run $i by name" "${runs[i]}" "$(all "runs\.$i\.run" | tr -d '"')"
    ok "run $i alone" "$SMALLWORLD" language "${runs[i]}" --puzzles=60 --measures
    leaves "one JSON object"
    for key in messages rules recovered chance swap_follow causal_influence; do
        alone=$(leaf "$key")
        [ "$key" != causal_influence ] || alone=$(leaf causal_influence.mean)
        equal "$key" "$alone" "$(all "runs\.$i\.$key")"
    done
    for way in normal silent constant shuffled self oracle; do
        equal "$way" "$(leaf "exact.$way.mean")" "$(all "runs\.$i\.exact\.$way")"
    done
    equal "carries" "$(leaf claim.carries)" "$(all "runs\.$i\.carries")"
    formed=$((formed + $(all "runs\.$i\.formed" | grep -cx true)))
    carry=$((carry + $(leaf claim.carries | grep -cx true)))
done
equal "as many have formed" "$formed" "$(all formed)"
equal "as many carry" "$carry" "$(all carry)"
equal "eight conditions" 8 "$(grep -c '^conditions\.[0-7]\.holds=' "$work/all")"
equal "all of which must hold" "$(grep '^conditions\.[0-7]\.holds=' "$work/all" | grep -c false |
    sed 's/^0$/true/; s/^[1-9]$/false/')" "$(all carries)"

ok "for people" "$SMALLWORLD" language "${runs[@]}" --puzzles=60
equal "no line beyond 80 columns" "" "$(awk 'length($0) > 80' "$work/out")"
says out "Formed in $formed of 3 runs"
equal "runs by the last part of their paths" "seed-1 seed-2 seed-3" \
    "$(awk '/^seed-/ { print $1 }' "$work/out" | paste -sd' ')"
says out "(means of 3 runs, 95 % intervals over runs)"
ok "as CSV" "$SMALLWORLD" language "${runs[@]}" --puzzles=60 --csv
equal "a line for each" 4 "$(wc -l <"$work/out")"
equal "where no turns are taken, chance as drawn is chance" "chance" \
    "$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        NR > 1 && $at["chance_as_drawn"] != $at["chance"] { differ = 1 }
        END { print differ || !at["chance_as_drawn"] ? "other" : "chance" }' "$work/out")"
equal "as many fields as titles" 1 "$(awk -F, '{ print NF }' "$work/out" | sort -u | wc -l)"

refused() {
    local what=$1 sentence=$2

    shift 2
    exits 2 "$what" "$SMALLWORLD" language "$@"
    says err "$sentence"
    silent out
}
refused "a view of several" "of several runs only the verdict is printed" "${runs[@]}" --lexicon
refused "a member of several" "of several runs the best speak; omit member 7" "${runs[0]}" 7 "${runs[1]}"
exits 1 "a run that is not there" "$SMALLWORLD" language "${runs[0]}" "$work/nothing"
finish
