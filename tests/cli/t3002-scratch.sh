#!/usr/bin/env bash
# run.sbatch with SW_SCRATCH: whenever a job is killed while it copies a run to the node or home, the next
# one goes on with all that was home before, or with more; and a copy that fails loses nothing.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cat >"$work/run.conf" <<'END'
[run]
generations = 12
members = 32
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 1
[phase2]
from = 6
[output]
progress_every = 3600
END

# Stand-ins for cp, mv and rm: the call whose number is in $work/deadly kills the script that made it, before
# the work or (cp) when half is done; or fails.
mkdir "$work/bin"
for tool in cp mv rm; do
    real=$(command -v $tool)
    cat >"$work/bin/$tool" <<END
#!/bin/sh
read -r calls <"$work/calls"
read -r deadly <"$work/deadly"
calls=\$((calls + 1))
echo \$calls >"$work/calls"
[ \$calls -eq "\$deadly" ] || exec $real "\$@"
read -r how <"$work/how"
case \$how in
half) [ $tool != cp ] || { mkdir -p "\$3/store" && head -c 9000 "\$2/store/data.mdb" >"\$3/store/data.mdb"; } ;;
fail) exit 1 ;;
esac
kill -KILL \$PPID
END
    chmod +x "$work/bin/$tool"
done
printf '#!/bin/sh\n' >"$work/bin/scontrol"
chmod +x "$work/bin/scontrol"

# job OPTION...: one job of one rank; without stand-ins unless PATH says so.
job() {
    env SLURM_JOB_ID="${id:-1}" SW_SCRATCH="$work/scratch" SW_LAUNCH=env \
        bash "$SW_SOURCE/clusters/slurm/run.sbatch" "$work/run.conf" "$work/home/run" "$@"
}

ok "a run that is never stopped" "$SMALLWORLD" run "$work/run.conf" -o "$work/whole"
whole=$(digest "$work/whole")
ok "one that has begun" "$SMALLWORLD" run "$work/run.conf" -o "$work/begun-3" --stop-at=3

# try HOW NUMBER BEGUN: a run of BEGUN generations at home, a job of two more whose call NUMBER is deadly, and
# then one that only looks, on the same node or another. Returns 1 if there is no such call.
try() {
    local how=$1 number=$2 begun=$3 made at

    rm -rf "${work:?}/home" "$work/scratch"
    mkdir "${work:?}/home" "$work/scratch"
    [ "$begun" -eq 0 ] || cp -a "$work/begun-$begun" "$work/home/run"
    echo 0 >"$work/calls"
    echo "$number" >"$work/deadly"
    echo "$how" >"$work/how"
    PATH=$work/bin:$PATH id=1 job --stop-at=$((begun + 2)) >"$work/out" 2>"$work/err" </dev/null
    made=$?
    [ "$(cat "$work/calls")" -ge "$number" ] || return 1
    if [ "$how" = fail ] && [ $made -ne 0 ] && ! grep -q '^run.sbatch: ' "$work/err"; then
        trouble="$trouble call $number fails without a sentence;"
    fi
    id=$((1 + number % 2)) job --stop-at="$begun" >"$work/out" 2>"$work/err" </dev/null ||
        trouble="$trouble the job after call $number fails;"
    at=$(done_of "$work/home/run")
    [ "${at:-0}" -ge "$begun" ] || trouble="$trouble after call $number $at generations are left of $begun;"
    if [ "$begun" -gt 0 ] && [ "$how" = half ]; then
        id=3 job >"$work/out" 2>"$work/err" </dev/null
        [ "$(digest "$work/home/run")" = "$whole" ] ||
            trouble="$trouble after call $number the run has another digest;"
    fi
    [ "$(ls "$work/home")" = run ] || trouble="$trouble after call $number there is $(ls "$work/home");"
    return 0
}

for begun in 0 3; do
    for how in before half fail; do
        [ $begun -gt 0 ] || [ $how = half ] || continue
        trouble=
        number=1
        while try "$how" "$number" "$begun" 2>/dev/null; do
            number=$((number + 1))
        done
        equal "$how each of $((number - 1)) calls, $begun generations at home: nothing is lost" "" "$trouble"
        [ $number -gt 4 ] || fail "there are calls of cp, mv and rm to try" "only $((number - 1))"
    done
done

# What cannot be copied home stays on the node, and a requeue there goes on with it.
rm -rf "${work:?}/home" "$work/scratch"
mkdir "${work:?}/home" "$work/scratch"
ok "a run at home" "$SMALLWORLD" run "$work/run.conf" -o "$work/home/run" --stop-at=3
cat >"$work/bin/cp" <<END
#!/bin/sh
case \$3 in
"$work/home"/*) echo "cp: no space" >&2; exit 1 ;;
esac
exec $(command -v cp) "\$@"
END
full() (
    PATH=$work/bin:$PATH
    job "$@"
)
exits 1 "a job that cannot bring its run home" full --stop-at=5
says err "is kept there"
equal "home is as it was" 3 "$(done_of "$work/home/run")"
equal "the node has more" 5 "$(done_of "$work/scratch/smallworld-1")"
ok "requeued there" job --stop-at=5
says err "resuming $work/scratch/smallworld-1"
equal "it goes on with that" 5 "$(done_of "$work/home/run")"
ok "to the end" job
equal "and the digest of a run never stopped" "$whole" "$(digest "$work/home/run")"
finish
