#!/usr/bin/env bash
# Parents that learn within their lives: by every rule and both inheritances the same digest on 1, 2 and 3
# ranks, after stops on other numbers of ranks, and in `check`, which makes everybody again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/same_run.sh
. "$SW_SOURCE/tests/same_run.sh"

cat >"$work/run.conf" <<END
[run]
generations = 20
members = 64
keyframe_every = 6
[agent]
$(small_agent)
[worlds]
laws = gravity,fill,mirror
[life]
worlds = 4
[learning]
rule = mirror
puzzles = 40
step = 32
times = 2
[phase2]
from = 15
END

# Two islands that exchange parents; phase 2 is a relay, in which nobody learns.
islands=(--set run.islands=2 --set migration.every=4)

go 1 "$work/mirror" "${islands[@]}"
want=$(digest "$work/mirror")
ok "a run by the mirror is sound" "$SMALLWORLD" check "$work/mirror"
for ranks in 2 3; do
    go "$ranks" "$work/mirror-$ranks" "${islands[@]}"
    equal "$ranks ranks learn the same" "$want" "$(digest "$work/mirror-$ranks")"
done
for stop in 3 6 10 16; do
    go $((stop % 3 + 1)) "$work/stopped" --resume --stop-at "$stop" "${islands[@]}"
done
go 2 "$work/stopped" --resume "${islands[@]}"
equal "what was learned before a stop is there after it" "$want" "$(digest "$work/stopped")"

for way in rule=broadcast inheritance=baldwin; do
    go 1 "$work/$way" --set "learning.$way"
    ok "a run with learning.$way is sound" "$SMALLWORLD" check "$work/$way"
    go 3 "$work/$way-3" --set "learning.$way" --stop-at 11
    go 2 "$work/$way-3" --resume --set "learning.$way"
    equal "and the same on other ranks after a stop" "$(digest "$work/$way")" "$(digest "$work/$way-3")"
done
go 1 "$work/rule=delta" --set learning.rule=delta
go 1 "$work/none" --set learning.rule=none
for way in rule=delta rule=broadcast inheritance=baldwin; do
    if [ "$(digest "$work/$way")" != "$(digest "$work/none")" ]; then
        pass "learning.$way changes a run"
    else
        fail "learning.$way changes a run"
    fi
done

# Families that share steps and refound each other.
go 1 "$work/kin" "${islands[@]}" --set families.founder=one --set families.share=0.5 --set families.every=5
ok "families that learn are sound" "$SMALLWORLD" check "$work/kin"
go 3 "$work/kin-3" "${islands[@]}" --set families.founder=one --set families.share=0.5 --set families.every=5
equal "and the same on three ranks" "$(digest "$work/kin")" "$(digest "$work/kin-3")"

exits 2 "a rule that is not there is refused" "$SMALLWORLD" run "$work/run.conf" -o "$work/no" --set learning.rule=hebb
says err "it is one of none, delta, broadcast, mirror"
exits 2 "half a step is refused" "$SMALLWORLD" run "$work/run.conf" -o "$work/no" --set learning.step=40
exits 2 "families cannot keep weights of birth" "$SMALLWORLD" run "$work/run.conf" -o "$work/no" \
    --set learning.inheritance=baldwin "${islands[@]}" --set families.share=0.5
says err "use lamarck"
exits 2 "the rule cannot change in a run's course" "$SMALLWORLD" run "$work/run.conf" -o "$work/no" \
    --set "events.1=at 5 set learning.rule delta"
says err "the room to learn is made once"
ok "its rate can" "$SMALLWORLD" run "$work/run.conf" --dry-run --set "events.1=at 5 set learning.rate 0.01"
ok "a scheme without a recombined parent" "$SMALLWORLD" run "$work/run.conf" --dry-run --set selection.scheme=truncation
says out "learning.rule has no effect here, because truncation makes no parent that"
ok "a rule that does not fade" "$SMALLWORLD" run "$work/run.conf" --dry-run --set learning.rule=delta \
    --set learning.fade=0.1
says out "learning.fade has no effect here, because only with learning.rule"
exits 2 "credit needs teachers" "$SMALLWORLD" run "$work/run.conf" -o "$work/no" --set selection.scheme=credit \
    --set phase2.from=-1 --set phase1.fitness=exact
says err "fitness = likelihood"
exits 2 "credit needs thresholds" "$SMALLWORLD" run "$work/run.conf" -o "$work/no" --set selection.scheme=credit \
    --set worlds.source=function:rastrigin
says err "a plain vector has none"

finish
