#!/usr/bin/env bash
# smallworld sweep: the runs are those that one would make by hand, one or two at a time, on one rank or two; stopped or
# killed it goes on with what is missing; what does not fit is refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >base.conf <<'END'
[run]
generations = 12
members = 32
[worlds]
source = function:sphere
dimension = 4
[life]
litter = 4
[output]
progress_every = 3600
END

grid=(--vary 'selection.pressure=0.10,0.6' --vary 'selection.scheme=truncation,plus' '--seeds=3,1')

# ---- what it makes ----
ok "a dry run" "$SMALLWORLD" sweep base.conf -o dry "${grid[@]}" --dry-run
says out "pressure-0.1_scheme-truncation_seed-3"
says out "0 of 8 runs in dry are done"
equal "makes nothing" no "$([ -e dry ] && echo yes || echo no)"
ok "two runs at once" "$SMALLWORLD" sweep base.conf -o two "${grid[@]}" --jobs=2
says out "8 of 8 runs in two are done."
cat >expected <<'END'
run,folder,seed,selection.pressure,selection.scheme
1,pressure-0.1_scheme-truncation_seed-3,3,0.1,truncation
2,pressure-0.1_scheme-truncation_seed-1,1,0.1,truncation
3,pressure-0.1_scheme-plus_seed-3,3,0.1,plus
4,pressure-0.1_scheme-plus_seed-1,1,0.1,plus
5,pressure-0.6_scheme-truncation_seed-3,3,0.6,truncation
6,pressure-0.6_scheme-truncation_seed-1,1,0.6,truncation
7,pressure-0.6_scheme-plus_seed-3,3,0.6,plus
8,pressure-0.6_scheme-plus_seed-1,1,0.6,plus
END
same "the list of runs" expected two/sweep.csv
ok "the same run alone" "$SMALLWORLD" run base.conf -o alone --set selection.pressure=0.6 \
    --set selection.scheme=plus --set run.seed=3
whole=$(digest alone)
equal "has the digest that it has in the sweep" "$whole" "$(digest two/pressure-0.6_scheme-plus_seed-3)"
ok "a sweep on two ranks" env SW_LAUNCH="$MPIRUN -q -n 2" "$SMALLWORLD" sweep base.conf -o ranks --jobs=1 \
    --vary selection.pressure=0.6 --set selection.scheme=plus --seeds=3 --ranks=2
equal "comes to the same digest" "$whole" "$(digest ranks/pressure-0.6_seed-3)"

# ---- again ----
find two -name data.mdb -o -name 'pressure*' -path '*logs*' | sort | xargs stat -c '%n %Y %s' >before
ok "once more" "$SMALLWORLD" sweep base.conf -o two "${grid[@]}"
ok "and by its folder alone" "$SMALLWORLD" sweep -o two
find two -name data.mdb -o -name 'pressure*' -path '*logs*' | sort | xargs stat -c '%n %Y %s' >after
same "makes nothing that is there" before after
rm -rf two/pressure-0.1_scheme-plus_seed-1
ok "a run that was removed" "$SMALLWORLD" sweep -o two --jobs=1
equal "is made again" 12 "$(done_of two/pressure-0.1_scheme-plus_seed-1)"
ok "more seeds and values" "$SMALLWORLD" sweep base.conf -o two --vary selection.pressure=0.6,0.1,0.9 \
    --vary selection.scheme=truncation,plus --seeds=1-3 --dry-run
says err "10 runs are new"
ok "and they are made" "$SMALLWORLD" sweep base.conf -o two --vary selection.pressure=0.6,0.1,0.9 \
    --vary selection.scheme=truncation,plus --seeds=1-3
same "numbers stay" expected <(head -n 9 two/sweep.csv)
equal "and the list grows" 19 "$(wc -l <two/sweep.csv)"

# ---- what does not fit ----
exits 2 "another config" "$SMALLWORLD" sweep base.conf -o ranks --vary selection.pressure=0.6 --seeds=3
says err "selection.scheme differs from the config"
exits 2 "other keys" "$SMALLWORLD" sweep base.conf -o ranks --vary life.litter=4 --set selection.scheme=plus --seeds=3
says err "varies other settings"
exits 2 "fewer runs" "$SMALLWORLD" sweep base.conf -o ranks --vary selection.pressure=0.7 \
    --set selection.scheme=plus --seeds=3
says err "a sweep may grow but not shrink"
mkdir -p other && touch other/file
exits 2 "a folder with other files" "$SMALLWORLD" sweep base.conf -o other --seeds=1-2
says err "holds other files"
equal "nothing is added to it" file "$(ls other)"
exits 2 "no sweep to go on with" "$SMALLWORLD" sweep -o other
says err "holds no sweep"
cp -a two strange
rm -rf strange/pressure-0.6_scheme-plus_seed-3
cp -a two/pressure-0.1_scheme-plus_seed-3 strange/pressure-0.6_scheme-plus_seed-3
exits 2 "a folder with another run" "$SMALLWORLD" sweep -o strange
says err "a run with another selection.pressure"
for edit in 's/^3,/4,/' 's/^run,/row,/' '4s/,plus$//' '3s/,1,/,one,/' '$s/$/,more/' '4s/pressure-0.1/..\/up/' \
    's/selection.scheme/selection.nothing/' '2d'; do
    cp two/sweep.csv strange/sweep.csv
    sed -i "$edit" strange/sweep.csv
    exits 3 "a list of runs that was edited: $edit" "$SMALLWORLD" sweep -o strange --dry-run
    says err "is not what smallworld sweep writes there"
done
head -c 300 two/sweep.csv >strange/sweep.csv
exits 3 "a list of runs that was cut" "$SMALLWORLD" sweep -o strange --dry-run
: >strange/sweep.csv
exits 3 "an empty one" "$SMALLWORLD" sweep -o strange --dry-run

# refused CODE TEXT OPTION...
refused() {
    local code=$1 text=$2

    shift 2
    exits "$code" "refused: $*" "$SMALLWORLD" sweep "$@"
    says err "$text"
}
refused 2 "say with -o" base.conf
refused 2 "belong to a config" -o new --seeds=1-2
refused 2 "cannot open missing.conf" missing.conf -o new
refused 2 "write --vary section.key=value" base.conf -o new --vary selection.pressure
refused 2 'did you mean "selection.pressure"?' base.conf -o new --vary selection.presure=1
refused 2 "seeds are given by --seeds" base.conf -o new --vary run.seed=1,2
refused 2 "does not change the results of a run" base.conf -o new --vary output.progress_every=1,2
refused 2 "names 0.5 twice" base.conf -o new --vary selection.pressure=0.5,0.50
refused 2 "is given twice" base.conf -o new --vary selection.pressure=0.5 --vary selection.pressure=0.6
refused 2 "by --set and by --vary" base.conf -o new --vary selection.pressure=0.5 --set selection.pressure=0.1
refused 2 "selection.pressure" base.conf -o new --vary selection.pressure=0.5,2
refused 2 "selection.pressure" base.conf -o new --vary selection.pressure=0.5,
refused 2 "members" base.conf -o new --vary run.members=32,33
refused 2 "is not a list of seeds" base.conf -o new --seeds=5-1
refused 2 "is not a list of seeds" base.conf -o new --seeds=1,,2
refused 2 "is not a list of seeds" base.conf -o new --seeds=-3
refused 2 "names 2 twice" base.conf -o new --seeds=1-3,2
refused 2 "names more than" base.conf -o new --seeds=1-999999999
refused 2 "the sweep has 18 runs" -o two --only=19
refused 2 "starts nothing" base.conf -o new --slurm-array --only=1
equal "and nothing is made" no "$([ -e new ] && echo yes || echo no)"
ok "a value with blanks and commas" "$SMALLWORLD" sweep "$SW_SOURCE/clusters/quick.conf" -o 'with blank' \
    --vary 'worlds.laws=gravity,mirror|fill' --seeds=1 --slurm-array
equal "has a name of letters" 'laws-gravity-mirror-' "$(sed -n '2s/[0-9a-f]*_seed-1.*//; 2s/^1,//p' 'with blank/sweep.csv')"
says out "--array=1-2"

# ---- runs that fail ----
exits 1 "a launcher that fails" env SW_LAUNCH=false "$SMALLWORLD" sweep base.conf -o failing --seeds=1-2
says err "ended with exit code 1"
exits 1 "a launcher that is not there" env SW_LAUNCH=no-such-program "$SMALLWORLD" sweep -o failing
says err "no-such-program cannot be started"
ok "without it the same sweep is made" "$SMALLWORLD" sweep -o failing
for at in 8200 12300 16400 20500; do
    printf '\377\377\377\377\377\377\377\377' | dd of=failing/seed-1/store/data.mdb bs=1 seek=$at conv=notrunc 2>/dev/null
done
rm -rf failing/seed-2
exits 1 "a damaged run" "$SMALLWORLD" sweep -o failing
says err "1 run failed, the first of them seed-1"
equal "does not keep the others from being made" 12 "$(done_of failing/seed-2)"

# ---- stopped and killed ----
# Runs so long that no machine ends them before they are stopped.
long=(base.conf -o long --vary 'selection.pressure=0.3,0.7' --seeds=1 --jobs=2 --set run.generations=1000000)
both_run() {
    [ "$(done_of long/pressure-0.3_seed-1)" -gt "$1" ] && [ "$(done_of long/pressure-0.7_seed-1)" -gt "$1" ]
} 2>/dev/null

# Nobody writes either run.
both_rest() {
    flock -n long/pressure-0.3_seed-1/store/writer true && flock -n long/pressure-0.7_seed-1/store/writer true
}

begin() {
    "$SMALLWORLD" sweep "${long[@]}" >out 2>err </dev/null &
    started=$!
    await "$started" both_run "$1"
    equal "$2: both runs go on" 0 "$?"
}

begin 0 "a long sweep"
exits 1 "a second one on the same folder" "$SMALLWORLD" sweep "${long[@]}"
says err "another smallworld sweep"
kill -TERM "$started"
code=0
wait "$started" || code=$?
equal "told to stop, it stops with good checkpoints" 75 "$code"
ok "no run goes on" both_rest
reached=$(done_of long/pressure-0.7_seed-1)
begin "$reached" "the same command"
kill -KILL "$started"
wait "$started" 2>/dev/null
await $$ both_rest
equal "killed, it leaves no run behind" 0 "$?"
last=$(($(done_of long/pressure-0.7_seed-1) + 3))
ok "a run of it goes on" "$SMALLWORLD" run --resume -o long/pressure-0.7_seed-1 --stop-at="$last"
ok "as one that was never stopped" "$SMALLWORLD" run base.conf -o never --set selection.pressure=0.7 \
    --set run.seed=1 --set run.generations=1000000 --stop-at="$last"
equal "with the same digest" "$(digest never)" "$(digest long/pressure-0.7_seed-1)"

# A run that somebody else writes is waited for.
rm -rf failing/seed-1 failing/seed-2
"$SMALLWORLD" run failing/sweep.conf -o failing/seed-2 --set run.seed=2 --stop-at=3 >/dev/null 2>&1
exec 9<failing/seed-2/store/writer
flock 9
"$SMALLWORLD" sweep -o failing >out 2>err </dev/null 9<&- & # which would hold the lock too
started=$!
await "$started" grep -q "another process writes .*seed-2: waiting for it" err
equal "a run that another process writes is named" 0 "$?"
await "$started" [ -e failing/seed-1/store/data.mdb ]
exec 9<&-
code=0
wait "$started" || code=$?
equal "and once that has ended it is made" "0 12" "$code $(done_of failing/seed-2)"

# ---- as an array of jobs, with a stand-in for scontrol ----
mkdir bin
printf '#!/bin/sh\necho "$*" >>"%s"\n' "$work/scontrol" >bin/scontrol
chmod +x bin/scontrol
batch=$SW_SOURCE/clusters/slurm/sweep.sbatch
ok "the list of an array" "$SMALLWORLD" sweep base.conf -o array --vary selection.pressure=0.2,0.8 --seeds=1-2 --slurm-array
equal "and its command" "sbatch --ntasks=1 --array=1-4 $batch array" \
    "$(sed "s|$(sed -n 's|.*--array=1-4 \(.*\) array$|\1|p' out)|$batch|" out)"
job=(env "PATH=$work/bin:$PATH" SLURM_JOB_ID=17 SMALLWORLD="$SMALLWORLD" bash "$batch")
exits 1 "a job that is none of an array" "${job[@]}" array
says err "--array"
ok "job 2" env SLURM_ARRAY_TASK_ID=2 "${job[@]}" array
equal "makes run 2" 12 "$(done_of array/pressure-0.2_seed-2)"
equal "and no other" 1 "$(find array -name store | wc -l)"
ok "job 3 on two ranks" env SLURM_ARRAY_TASK_ID=3 SLURM_NTASKS=2 SW_LAUNCH="$MPIRUN -q -n 2" "${job[@]}" array
equal "makes run 3" 12 "$(done_of array/pressure-0.8_seed-1)"
ok "what is missing" "$SMALLWORLD" sweep -o array --slurm-array
says out "--array=1,4 "
env SLURM_ARRAY_TASK_ID=1 "${job[@]}" long >out 2>err </dev/null &
started=$!
before=$(done_of long/pressure-0.3_seed-1)
longer() {
    [ "$(done_of long/pressure-0.3_seed-1)" -gt "$before" ]
} 2>/dev/null
await "$started" longer
kill -USR2 "$started"
code=0
wait "$started" || code=$?
equal "signalled before its limit, a job stops" 0 "$code"
equal "and is requeued" "requeue 17" "$(cat scontrol)"
ok "no run goes on" both_rest
finish
