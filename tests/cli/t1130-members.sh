#!/usr/bin/env bash
# Members that learn within their lives, as a user meets them: what is refused, what is named, what inspect tells.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<END
[run]
generations = 6
members = 16
keyframe_every = 4
[agent]
$(small_agent)
[worlds]
laws = gravity,fill
[life]
worlds = 4
litter = 4
[selection]
scheme = truncation
pressure = 0.25
[learning]
rule = mirror
who = members
puzzles = 32
times = 1
[phase2]
from = -1
[output]
progress_every = 3600
END

refused() {
    local what=$1 why=$2 word sets=()

    shift 2
    for word; do
        sets+=(--set "$word")
    done
    exits 2 "$what is refused" "$SMALLWORLD" run "$work/run.conf" -o "$work/no" "${sets[@]}"
    says err "$why"
    equal "and nothing is made" no "$([ -e "$work/no" ] && echo yes || echo no)"
}

refused "a scheme that makes one parent of all" "take truncation or another scheme with parents" \
    selection.scheme=recombination
refused "a listener among members" "set learning.hearing = no" learning.hearing=yes
refused "a draw by what one parent learned" "set learning.draw = uniform" learning.draw=regret
refused "a member of a function" "worlds.source = function:sphere has none" worlds.source=function:sphere
refused "a rate below the config's bound" "gene_bound" learning.gene_bound=0.5
refused "another one in the course of a run" "the room to learn is made once" \
    "events.1=at 3 set learning.who parent"

named() {
    local text=$1 word sets=()

    shift
    for word; do
        sets+=(--set "$word")
    done
    ok "with $*" "$SMALLWORLD" run "$work/run.conf" --dry-run "${sets[@]}"
    says out "$text"
}

named "learning.who has no effect here, because learning.rule = none" learning.rule=none
named "learning.gene_factor has no effect here, because learning.who = parent" learning.who=parent \
    selection.scheme=recombination learning.gene_factor=2
named "learning.gene_bound has no effect here, because learning.gene_factor = 1" learning.gene_factor=1 \
    learning.gene_bound=4
named "learning.gene_bound has no effect here, because learning.gene_bound is below" learning.gene_factor=10 \
    learning.gene_bound=5
named "learning.gene_bound has no effect here, because learning.gene_bound is below" learning.gene_bound=1
named "learning.gene_feedback has no effect here, because learning.rule = delta" learning.rule=delta \
    learning.gene_feedback=0.5
named "with learning.who = members" learning.who=parent

ok "a run" "$SMALLWORLD" run "$work/run.conf" -o "$work/run" --set learning.gene_feedback=1
ok "inspect of its best" "$SMALLWORLD" inspect "$work/run" best
says out "times the config's rate, by the feedback of member"
ok "as JSON" "$SMALLWORLD" inspect "$work/run" best --json
says out '"rate_factor"'
ok "of its founder" "$SMALLWORLD" inspect "$work/run" founder
says out "learns at 1 times the config's rate, by the run's feedback"
ok "a run of parents" "$SMALLWORLD" run "$work/run.conf" -o "$work/parents" --set learning.who=parent \
    --set selection.scheme=recombination
ok "has no genes" "$SMALLWORLD" inspect "$work/parents" best
if grep -q "config's rate" "$work/out"; then fail "nothing is told of them"; else pass "nothing is told of them"; fi

# In the first generation both inheritances learn the same from the founder, and the learned weights are those that
# are told of and examined; in the next they are others.
of_best() {
    ok "$1, $2 generations" "$SMALLWORLD" run "$work/run.conf" -o "$work/$1-$2" --set run.generations="$2" "${@:3}"
    "$SMALLWORLD" inspect "$work/$1-$2" best --json >"$work/out"
    best=$(cat "$work/out")
    mean=$(leaf score.mean)
}
of_best lamarck 1
learned=$best learned_mean=$mean
of_best baldwin 1 --set learning.inheritance=baldwin
equal "one generation: the same" "$learned" "$best"
of_best hardly 1 --set learning.rate=1e-7
ok "a rate of next to nothing scores less" awk -v more="$learned_mean" -v less="$mean" \
    'BEGIN { exit !(more + 0 > less + 0.05) }'
of_best lamarck 4
learned_mean=$mean
of_best baldwin 4 --set learning.inheritance=baldwin
ok "what is inherited adds up" awk -v more="$learned_mean" -v less="$mean" 'BEGIN { exit !(more + 0 > less + 0.05) }'

# Branches into and out of a run whose members learn.
ok "a run in which nobody learns" "$SMALLWORLD" run "$work/run.conf" -o "$work/none" --set learning.rule=none
ok "a branch that learns" "$SMALLWORLD" run "$work/run.conf" -o "$work/into" --from "$work/none@3" \
    --set learning.gene_feedback=1 --set run.probes=2 --set run.probe_every=4
ok "is sound" "$SMALLWORLD" check "$work/into"
rate=1
for ((member = 70; member < 85; member++)); do
    "$SMALLWORLD" inspect "$work/into" "$member" --json >"$work/out"
    rate=$(leaf learning.rate_factor)
    [ "$rate" = 1 ] || break
done
if [ "$rate" = 1 ]; then fail "it has a rate of its own"; else pass "it has a rate of its own"; fi
ok "a branch of that, by baldwin" "$SMALLWORLD" run "$work/run.conf" -o "$work/other" --from "$work/into@5" \
    --set learning.inheritance=baldwin
ok "is sound as well" "$SMALLWORLD" check "$work/other"
ok "a branch with longer steps of the rate" "$SMALLWORLD" run "$work/run.conf" -o "$work/steps" --from "$work/into@5" \
    --set learning.gene_factor=10 --set learning.gene_bound=16 --set selection.elites=1 --set run.probes=2
ok "is sound too" "$SMALLWORLD" check "$work/steps"
ok "inspect, where the last probe was before the branch" "$SMALLWORLD" inspect "$work/steps"
says out "(generation 4)"
ok "a member of before" "$SMALLWORLD" inspect "$work/steps" "$member" --json
equal "learned by the step of that time" "$rate" "$(leaf learning.rate_factor)"
ok "a branch that learns no more" "$SMALLWORLD" run "$work/run.conf" -o "$work/out-of" --from "$work/into@5" \
    --set learning.rule=none
ok "and so is it" "$SMALLWORLD" check "$work/out-of"

finish
