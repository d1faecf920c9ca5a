#!/usr/bin/env bash
# Events on families.*: what is set on the way acts as what was set from the start, in the generation that it
# is set for; the same digest on 1 to 4 ranks, stopped and gone on; and `check` makes all anew.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 40
islands = 5
members = 12
keyframe_every = 8
[worlds]
source = function:sphere
dimension = 12
[life]
litter = 4
[phase1]
strength = 0.02
rate = 0.02
[phase2]
from = -1
[selection]
pressure = 0.4
[output]
progress_every = 3600
END

begin() {
    local folder=$1

    shift
    rm -rf "${work:?}/$folder"
    exits 0 "$name: $folder" "$SMALLWORLD" run "$work/run.conf" -o "$work/$folder" "$@"
}

# refounded FOLDER: generations after which an island was refounded, and how many.
refounded() {
    "$SMALLWORLD" table "$work/$1" --columns=generation,refounded | awk -F, 'NR > 1 && $3 { n[$2] += $3 }
        END { for (g in n) print g ":" n[g] }' | sort -n | tr '\n' ' '
}

# In the generation that an event names: 20 is the first whose parents are judged by it.
name="set on the way"
begin late --set "events.1=at 20 set families.every 5" --set "events.2=at 30 set families.cull 0.6" \
    --set "events.3=at 36 set families.every 0"
equal "who is refounded, and when" "24:1 29:1 34:3 " "$(refounded late)"
name="as from the start"
begin start --set families.every=4 --set families.refound=average --set families.strength=0.05
begin event --set "events.1=at 0 set families.every 4" --set "events.2=at 0 set families.refound average" \
    --set "events.3=at 0 set families.strength 0.05"
"$SMALLWORLD" table "$work/start" | cut -d, -f2- >"$work/start.csv"
"$SMALLWORLD" table "$work/event" | cut -d, -f2- >"$work/event.csv"
same "the same table" "$work/start.csv" "$work/event.csv"

# Every key that may change, a ramp, and a condition.
all=(--set families.mutate=strength --set "events.1=when mean > -60 set families.every 4"
    --set "events.2=ramp families.cull 0.2 0.8 from 10 to 30" --set "events.3=at 22 set families.scheme linear-rank"
    --set "events.4=at 22 set families.pressure 0.9" --set "events.5=at 18 set families.die drawn"
    --set "events.6=at 15 set families.refound cross-tensor" --set "events.7=at 26 set families.strength 0.3"
    --set "events.8=at 14 set families.guard 3" --set "events.9=ramp families.share 0 0.6 from 5 to 25"
    --set families.founder=one)
name="all keys"
begin one "${all[@]}"
expected=$(digest "$work/one")
equal "check finds nothing wrong" 32 "${#expected}"
equal "islands were refounded" yes "$([ -n "$(refounded one)" ] && echo yes)"
for ranks in 2 3 4; do
    rm -rf "$work/many"
    exits 0 "$ranks ranks" "$MPIRUN" -q -n "$ranks" "$SMALLWORLD" run "$work/run.conf" -o "$work/many" "${all[@]}" \
        --stop-at=$((8 * ranks + 3))
    exits 0 "go on, on $((5 - ranks))" "$MPIRUN" -q -n $((5 - ranks)) "$SMALLWORLD" run --resume -o "$work/many"
    equal "to the same digest" "$expected" "$(digest "$work/many")"
done

# A branch: by the same events the same, and one that would have judged otherwise is refused.
exits 0 "a branch" "$SMALLWORLD" run --from="$work/one@27" -o "$work/branch"
equal "goes on to the same digest" "$expected" "$(digest "$work/branch")"
exits 2 "a branch behind a cull, without it" "$SMALLWORLD" run --from="$work/late@25" -o "$work/none" \
    --set "events.1=at 20 set families.every 0"
says err "families.every differs"

# What may not change.
for key in founder=one mutate=rate factor=2 bound=2 begin=drawn; do
    exits 2 "families.${key%=*} does not change" "$SMALLWORLD" run "$work/run.conf" --dry-run \
        --set "events.1=at 20 set families.${key%=*} ${key#*=}"
    says err "families.${key%=*} cannot change during a run"
done
exits 2 "nor do islands differ" "$SMALLWORLD" run "$work/run.conf" --dry-run --set "island 3.families.every=4"
says err "cannot differ between islands"
finish
