#!/usr/bin/env bash
# A run on ARC files is bound to what they hold: wherever one stands, whatever the files are called,
# and to nothing else.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 6
members = 32
[worlds]
source = arc:tasks
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
[phase2]
from = 3
[output]
progress_every = 3600
END

# make_task FILE COLOUR HEIGHT: two demonstrations in which what is on top falls.
make_task() {
    local c=$2 h=$3 before after i

    before="[$c,0]" after="[0,0]"
    for ((i = 1; i < h; i++)); do
        before+=",[0,0]"
        if [ $i -eq $((h - 1)) ]; then after+=",[$c,0]"; else after+=",[0,0]"; fi
    done
    printf '{"train":[{"input":[%s],"output":[%s]},{"input":[[0,%d],[0,0]],"output":[[0,0],[0,%d]]}],"test":[{"input":[[%d]]}]}\n' \
        "$before" "$after" "$c" "$c" "$c" >"$1"
}

mkdir tasks
make_task tasks/a.json 1 2
make_task tasks/b.json 2 3
make_task tasks/c.json 3 4
make_task tasks/d.json 4 5

# refuses WHAT TEXT...: the last command ended as exits said; its sentence holds each text.
refuses() {
    local what=$1 text

    shift
    for text; do
        if ! grep -qF -- "$text" err; then
            fail "$what: says $text" "$(cat err)"
            return
        fi
    done
    pass "$what"
}

ok "a run" "$SMALLWORLD" run run.conf -o whole
whole=$(digest whole)
ok "the same, stopped" "$SMALLWORLD" run run.conf -o part --stop-at=3
cp -a tasks sound

# ---- files that changed ----
begin() {
    rm -rf r tasks
    cp -a part r
    cp -a sound tasks
}
lives_refuse() {
    local what=$1

    shift
    exits 2 "$what: --resume refuses" "$SMALLWORLD" run --resume -o r
    refuses "and says what" "$@"
    exits 2 "$what: so does its dry run" "$SMALLWORLD" run --resume -o r --dry-run
    refuses "and says what" "$@"
    exits 2 "$what: eval refuses" "$SMALLWORLD" eval r
    refuses "and says what" "$@"
    exits 2 "$what: replay refuses" "$SMALLWORLD" replay r
    refuses "and says what" "$@"
    exits 1 "$what: check could not look at all" "$SMALLWORLD" check r
    refuses "and says what" "$@"
    says out "all that could be read is well"
    exits 1 "$what: for programs, too" "$SMALLWORLD" check r --json
    says out '"ok": false'
    ok "$what: what needs no worlds goes on" "$SMALLWORLD" inspect r
    ok "$what: check --quick too" "$SMALLWORLD" check r --quick
}
begin
make_task tasks/b.json 2 6
lives_refuse "a file changed" "tasks/b.json has changed" "--set worlds.source=arc:PATH"
begin
rm tasks/b.json
lives_refuse "a file is gone" "tasks/b.json is missing"
begin
make_task tasks/e.json 5 3
lives_refuse "a file came" "tasks/e.json is new"
begin
for task in a b c d; do make_task "tasks/$task.json" 6 $((10 + $(printf '%d' "'$task") - 97)); done
lives_refuse "all changed" "a.json has changed" "and more differ"
begin
rm -r tasks
exits 1 "no files: --resume refuses" "$SMALLWORLD" run --resume -o r
refuses "and says how to name them" "$work/tasks" "--set worlds.source=arc:PATH"
exits 1 "no files: eval refuses" "$SMALLWORLD" eval r
refuses "and says how to name them" "$work/tasks" "--set worlds.source=arc:PATH"
exits 1 "no files: check could not look at all" "$SMALLWORLD" check whole
says out "all that could be read is well"
cp -a sound tasks
ok "they are back: it goes on" "$SMALLWORLD" run --resume -o r
equal "to the same digest" "$whole" "$(digest r)"

# ---- what does not count ----
begin
mv tasks/a.json tasks/z.json
mv tasks/d.json tasks/b2.json
ok "renamed files: it goes on" "$SMALLWORLD" run --resume -o r
equal "to the same digest" "$whole" "$(digest r)"
ok "renamed files: and is sound" "$SMALLWORLD" check r
begin
sed -i 's/"test":.*/"test":[{"input":[[9,9]]}]}/' tasks/c.json
cp tasks/a.json tasks/y.json
ok "other tests, a task twice: it goes on" "$SMALLWORLD" run --resume -o r
equal "to the same digest" "$whole" "$(digest r)"

# ---- where it lies ----
begin
mkdir elsewhere
cd elsewhere || exit 1
ok "from another folder: it goes on" "$SMALLWORLD" run --resume -o ../r
equal "to the same digest" "$whole" "$(digest ../r)"
ok "eval" "$SMALLWORLD" eval ../r
ok "replay" "$SMALLWORLD" replay ../r
mv ../tasks ../moved
exits 1 "files that moved" "$SMALLWORLD" eval ../r
for command in eval replay check; do
    ok "$command is told where they lie" "$SMALLWORLD" $command ../r --set worlds.source=arc:../moved
    silent err
done
exits 2 "$command is told of others" "$SMALLWORLD" eval ../r \
    --set worlds.source="arc:$SW_SOURCE/tests/data/arc-small"
says err "is missing"
exits 1 "of what is not there" "$SMALLWORLD" eval ../r --set worlds.source=arc:nowhere
says err "there is no nowhere"
exits 2 "of another setting" "$SMALLWORLD" eval ../r --set run.seed=2
says err "worlds.source=arc:PATH"
cp -a ../part ../late
ok "--resume is told where they lie" "$SMALLWORLD" run --resume -o ../late \
    --set worlds.source=arc:../moved
equal "and comes to the same digest" "$whole" \
    "$(ln -s moved ../tasks && digest ../late)"
cd "$work" || exit 1
rm -r tasks
# Beside the run: a project that moved as a whole.
mkdir -p project/runs
cp -a sound project/runs/tasks
cp -a part project/runs/tasks-run
rm -rf tasks
sed 's/arc:tasks/arc:..\/data/' run.conf >project/beside.conf
mkdir project/data project/here
cp sound/* project/data
(cd project/here && "$SMALLWORLD" run ../beside.conf -o ../runs/x --stop-at=2 2>/dev/null)
mkdir project/runs/data
cp sound/* project/runs/data
mv project other-project
ok "the config's path, from the run" "$SMALLWORLD" eval other-project/runs/x
mv other-project/runs/data other-project/runs/gone
exits 1 "and nowhere else" "$SMALLWORLD" eval other-project/runs/x

# A folder whose name cannot stand in a list of paths.
mkdir "a:b"
cd "a:b" || exit 1
cp -a ../sound tasks
ok "a folder with a colon" "$SMALLWORLD" run ../run.conf -o r --stop-at=3
ok "goes on" "$SMALLWORLD" run --resume -o r
equal "to the same digest" "$whole" "$(digest r)"
cd "$work" || exit 1

# ---- generated worlds have no files ----
ok "a run without files" "$SMALLWORLD" run run.conf -o made --set worlds.source=generated
exits 2 "takes none" "$SMALLWORLD" eval made --set worlds.source=arc:sound
says err "generated"
exits 2 "not for --resume either" "$SMALLWORLD" run --resume -o made --set worlds.source=arc:sound
says err "worlds.source differs"

# ---- on several ranks ----
begin
exits 0 "2 ranks go on" "$MPIRUN" -q -n 2 "$SMALLWORLD" run --resume -o r
equal "to the same digest" "$whole" "$(digest r)"
begin
mv tasks/a.json tasks/z.json
exits 0 "with a renamed file, too" "$MPIRUN" -q -n 2 "$SMALLWORLD" run --resume -o r
equal "to the same digest" "$whole" "$(digest r)"
begin
make_task tasks/b.json 2 6
exits 2 "2 ranks refuse" "$MPIRUN" -q -n 2 "$SMALLWORLD" run --resume -o r
says err "tasks/b.json has changed"
equal "once" 1 "$(grep -c "has changed" err)"
finish
