#!/usr/bin/env bash
# From the command to the first generation and back: what is started and what is not, stops that come before
# the ranks listen, and that nothing is left behind whoever is killed.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# As users have it, with all that Open MPI finds.
unset OMPI_MCA_pml OMPI_MCA_btl OMPI_MCA_coll OMPI_MCA_osc HWLOC_COMPONENTS

cat >"$work/run.conf" <<'END'
[run]
generations = 1000000
members = 64
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 2
[phase2]
from = 500000
[output]
progress_every = 0.1
END

# The processes that begin has started, and whatever these have started: all carry a mark.
marked() {
    local file

    grep -lzxF "SW_TEST_MARK=$work" /proc/[0-9]*/environ 2>/dev/null | while read -r file; do
        file=${file%/environ}
        echo "${file#/proc/} $(tr '\0' ' ' <"$file/cmdline" 2>/dev/null | cut -c1-100)"
    done
}

# begin COMMAND...: in the background, as $started. Bash would let it ignore INT.
begin() {
    : >"$work/err" # the words of the command before are no sign of life
    env --default-signal=INT,TERM,HUP SW_TEST_MARK="$work" "$@" >"$work/out" 2>"$work/err" </dev/null &
    started=$!
}

# ended: waits for it, and returns its code. What hangs is ended after a minute.
ended() {
    local tries

    for ((tries = 0; tries < 600; tries++)); do
        kill -0 "$started" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL "$started" 2>/dev/null
    wait "$started" 2>/dev/null
}

# none_now WHAT: a run of one process has ended, and there was never another.
none_now() {
    equal "$1: nothing is left" "" "$(marked)"
}

# none_left WHAT: the same of mpirun, which takes up to three seconds, and longer under load. What is left
# after fifteen would be left for ever, and is ended.
none_left() {
    local tries rest

    for ((tries = 0; tries < 150; tries++)); do
        rest=$(marked)
        [ -n "$rest" ] || break
        sleep 0.1
    done
    equal "$1: nothing is left" "" "$rest"
    [ -z "$rest" ] || echo "$rest" | while read -r id _; do kill -KILL "$id"; done
}

# catches PID NUMBER: waits until the process has a handler for the signal; fails if it has ended before.
catches() {
    local mask

    while kill -0 "$1" 2>/dev/null; do
        # Before it becomes the command it is a copy of this shell, with this shell's handlers.
        mask=
        cmp -s "/proc/$1/cmdline" "/proc/$$/cmdline" ||
            mask=$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null)
        [ -n "$mask" ] && ((0x$mask >> ($2 - 1) & 1)) && return 0
        sleep 0.01
    done
    return 1
}

if ! { [ -r /proc/self/environ ] && [ -r /proc/self/status ]; }; then
    skip_all "there is no /proc to find processes in"
fi

# ---- alone: no MPI, and no daemon ----
rm -rf "$work/run"
begin "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
await_progress "$started" 2
equal "a run without a launcher is one process" 1 "$(marked | grep -c .)"
if [ -r "/proc/$started/task" ]; then
    # shellcheck disable=SC2012
    equal "of one thread: no MPI is in it" 1 "$(ls "/proc/$started/task" | wc -l)"
fi
kill -KILL "$started"
ended
none_now "a run without a launcher is killed"
equal "the first line tells who lives where" "1 rank, 1 island of 64 members, $work/run" \
    "$(head -n 1 "$work/err")"

for signal in KILL TERM INT HUP; do
    for moment in 0 0.01 0.03 0.1 0.3 0.7; do
        rm -rf "$work/run"
        begin "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
        sleep $moment
        kill "-$signal" "$started"
        ended
        none_now "$signal to a run without a launcher after $moment seconds"
    done
done

for signal in USR2 TERM INT HUP; do
    rm -rf "$work/run"
    begin "$SMALLWORLD" run "$work/run.conf" -o "$work/run"
    catches "$started" 12
    kill "-$signal" "$started"
    ended
    equal "$signal as soon as it is heard: exit code 75" 75 $?
    ok "and the run can go on" "$SMALLWORLD" run --resume -o "$work/run" --stop-at=1
done

# ---- what a launcher says ----
alone=(env -u OMPI_COMM_WORLD_SIZE -u PMIX_RANK -u PMI_RANK -u PMI_SIZE)
one=(--set run.generations=3 --set phase2.from=2)
batch=(SLURM_JOB_ID=7 SLURM_PROCID=0 SLURM_NTASKS=4)
ok "a batch script of four tasks starts one run" "${alone[@]}" "${batch[@]}" \
    "$SMALLWORLD" run "$work/run.conf" -o "$work/batch" "${one[@]}"
for rank in 0 1; do
    exits 2 "srun without PMI, task $rank" "${alone[@]}" SLURM_PROCID=$rank SLURM_STEP_NUM_TASKS=2 \
        "$SMALLWORLD" run "$work/run.conf" -o "$work/none" "${one[@]}"
    [ $rank -gt 0 ] || says err "srun --mpi=pmix"
done
exits 2 "a launcher of another MPI" "${alone[@]}" PMI_RANK=0 PMI_SIZE=2 \
    "$SMALLWORLD" run "$work/run.conf" -o "$work/none" "${one[@]}"
says err "2 ranks were launched and MPI knows of 1"
exits 2 "the same of bench" "${alone[@]}" PMI_RANK=0 PMI_SIZE=2 "$SMALLWORLD" bench exchange
equal "and nothing is made" no "$([ -e "$work/none" ] && echo yes || echo no)"
none_left "MPI in one process"

few() (
    ulimit -n 40 && "$@"
)
short() (
    ulimit -f 4000 && "$@"
)
for limit in few short; do
    exits 1 "MPI with $limit files" $limit "${alone[@]}" PMI_RANK=0 PMI_SIZE=1 \
        "$SMALLWORLD" run "$work/run.conf" -o "$work/none" "${one[@]}"
    says err "raise the limit (ulimit"
    ok "a run without MPI does with $limit" $limit "${alone[@]}" \
        "$SMALLWORLD" run "$work/run.conf" -o "$work/limit-$limit" "${one[@]}"
done

# ---- who lives where ----
ok "four ranks for two litters" "$MPIRUN" -q -n 4 "$SMALLWORLD" run "$work/run.conf" -o "$work/idle" \
    "${one[@]}"
says err "4 ranks on 1 host, 1 island of 64 members, $work/idle"
says err "2 ranks are idle: work is shared by litters of 32 members, and there are 2;"
ok "two ranks for two litters" "$MPIRUN" -q -n 2 "$SMALLWORLD" run "$work/run.conf" -o "$work/busy" \
    "${one[@]}"
says err "2 ranks on 1 host"
equal "nobody is idle" "" "$(grep idle "$work/err")"
ok "two ranks for one litter" "$MPIRUN" -q -n 2 "$SMALLWORLD" run "$work/run.conf" -o "$work/one" \
    "${one[@]}" --set run.members=32
says err "1 rank is idle: work is shared by litters of 32 members, and there is 1;"
ok "one generation" "$SMALLWORLD" run "$work/run.conf" -o "$work/short" "${one[@]}" --stop-at=1
equal "it is told once" 1 "$(grep -c '^1/3 ' "$work/err")"

ok "--version" "$SMALLWORLD" --version
equal "its first line is for scripts" 1 "$(head -n 1 "$work/out" | grep -cE '^smallworld [0-9.]+$')"
equal "then commit, compiler, MPI, allocator" "commit compiler MPI allocator" \
    "$(sed 1d "$work/out" | cut -d' ' -f1 | paste -sd' ' -)"

# ---- stops that come while MPI starts: it is held until the stop has come ----
cat >"$work/hold.c" <<'END'
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int PMPI_Init(int *count, char ***words);
int MPI_Init(int *count, char ***words);
int MPI_Init(int *count, char ***words)
{
    const char *folder = getenv("SW_TEST_MARK"), *rank = getenv("OMPI_COMM_WORLD_RANK");
    char path[4096];
    FILE *held;

    snprintf(path, sizeof path, "%s/held.%s", folder, rank != NULL ? rank : "0");
    held = fopen(path, "w");
    if (held != NULL)
        fclose(held);
    snprintf(path, sizeof path, "%s/go", folder);
    while (access(path, F_OK) != 0)
        usleep(10000);
    return PMPI_Init(count, words);
}
END
cat >"$work/held" <<END
#!/bin/sh
LD_LIBRARY_PATH="$work\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}" LD_PRELOAD=hold.so ASAN_OPTIONS=\$ASAN_OPTIONS:verify_asan_link_order=0 exec "$SMALLWORLD" "\$@"
END
chmod +x "$work/held"

# held PID: waits until both ranks are about to start MPI.
held() {
    while kill -0 "$1" 2>/dev/null; do
        [ ! -e "$work/held.0" ] || [ ! -e "$work/held.1" ] || return 0
        sleep 0.02
    done
    return 1
}

local_sh=$SW_SOURCE/clusters/local.sh
if ! ${CC:-cc} -shared -fPIC -o "$work/hold.so" "$work/hold.c" 2>/dev/null; then
    skip "stops while MPI starts" "there is no compiler"
else
    for launcher in mpirun local.sh; do
        for signal in USR1 USR2 TERM HUP; do
            [ $launcher = local.sh ] || [ $signal = USR2 ] || [ $signal = USR1 ] || continue
            rm -rf "$work/run" "$work"/held.? "$work/go"
            if [ $launcher = mpirun ]; then
                begin "$MPIRUN" -q -n 2 "$work/held" run "$work/run.conf" -o "$work/run"
            else
                begin env SMALLWORLD="$work/held" "$local_sh" -n 2 "$work/run.conf" "$work/run"
            fi
            held "$started"
            kill "-$signal" "$started"
            sleep 0.3
            : >"$work/go"
            if [ $signal = USR1 ]; then # goes on; then it is stopped
                await_progress "$started" 2
                equal "USR1 to $launcher while MPI starts: it goes on" 0 $?
                kill -USR2 "$started"
            fi
            ended
            equal "$signal to $launcher while MPI starts: exit code 75" 75 $?
            ok "and the run can go on" "$SMALLWORLD" run "$work/run.conf" --resume -o "$work/run" --stop-at=1
        done
    done
    rm -f "$work/go"
fi

# ---- local.sh: stops at any moment, also before mpirun is there ----
for moment in 0 0.1 0.3 0.6; do
    rm -rf "$work/run"
    begin "$local_sh" -n 2 "$work/run.conf" "$work/run"
    catches "$started" 15
    sleep $moment
    kill -TERM "$started"
    ended
    equal "TERM to local.sh, $moment seconds after it listens: exit code 75" 75 $?
done
none_left "local.sh is stopped"

begin_local() {
    rm -rf "$work/run"
    begin "$local_sh" -n 2 "$work/run.conf" "$work/run"
}

begin_local
await_progress "$started" 2
kill -HUP "$started"
ended
equal "HUP to local.sh: exit code 75" 75 $?
none_left "its terminal was closed"

for moment in 0.05 0.2 0.5 1; do
    begin_local
    sleep $moment
    kill -KILL "$started"
    ended
    none_left "local.sh is killed after $moment seconds"
done
begin_local
await_progress "$started" 2
kill -KILL "$started"
ended
none_left "local.sh is killed in mid-run"
ok "and the run is sound" "$SMALLWORLD" check "$work/run" --quick

begin "$MPIRUN" -q -n 2 "$SMALLWORLD" run --resume -o "$work/run"
await_progress "$started" 2
kill -KILL "$started"
ended
none_left "mpirun is killed in mid-run"

too_few() (
    ulimit -n 40 && "$@"
)
exits 1 "local.sh with too few files" too_few "$local_sh" -n 2 "$work/run.conf" "$work/none"
says err "ulimit -n"
finish
