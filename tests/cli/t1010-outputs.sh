#!/usr/bin/env bash
# Outputs: an output option destroys nothing that is no regular file, and names are shown harmlessly. Every
# command that writes, every command that prints a name.
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
mkdir tasks
cat >tasks/task.json <<'END'
{"train": [{"input": [[1, 0], [0, 0]], "output": [[0, 1], [0, 0]]}, {"input": [[2, 0], [0, 0]], "output": [[0, 2], [0, 0]]}],
 "test": [{"input": [[3, 0], [0, 0]]}]}
END
cat >tiny.conf <<'END'
[run]
generations = 2
members = 4
[agent]
features = 16
hidden = 16
memory = 16
experts = 1
[phase2]
from = 1
END
ok "a small run" "$SMALLWORLD" run tiny.conf -o run
ok "a film" "$SMALLWORLD" film encode tasks/task.json -o made.film

# Every command with an output option that names a file; NAME is put last.
outputs() {
    cat <<'END'
solve tasks/task.json --budget=50 --submission=
film encode tasks/task.json -o
film decode made.film --format=json -o
film decode made.film --format=gif -o
replay run --gif=
END
}

# writes WORDS NAME: the command with its output there.
writes() {
    local -a words

    read -ra words <<<"$1"
    case $1 in
    *=) words[-1]+=$2 ;;
    *) words+=("$2") ;;
    esac
    "$SMALLWORLD" "${words[@]}"
}

# holds WHAT COMMAND...: passes if the command is true.
holds() {
    local what=$1

    shift
    if "$@"; then
        pass "$what"
    else
        fail "$what" "$(cat "$work/out" "$work/err")"
    fi
}

# through COMMAND: with its output into >(command); the command behind it has ended.
through() {
    writes "$1" >(
        cat >"$work/through"
        : >"$work/ended"
    ) || return
    for ((i = 0; i < 3000; i++)); do
        [ ! -e "$work/ended" ] || break
        sleep 0.02
    done
    rm -f "$work/ended"
}

# appending COMMAND: into a descriptor that stands at the end of a file.
appending() {
    writes "$1" /dev/fd/7 7>>"$work/appended"
}

# kind FILE
kind() {
    stat -c %F "$1"
}

mkfifo pipe
while IFS= read -r command; do
    what=${command%% -*}
    ok "$what into a new file" writes "$command" plain
    # A FIFO: it stays, and the bytes come through.
    timeout 60 cat pipe >got &
    ok "$what into a FIFO" writes "$command" pipe
    wait $!
    equal "which is one still" fifo "$(kind pipe)"
    same "and has passed all on" plain got
    # A link: its target is written, from another folder too.
    mkdir -p there
    echo old >there/target
    ln -sfn there/target link
    ok "$what through a link" writes "$command" link
    equal "which is one still" "symbolic link" "$(kind link)"
    same "and its target is written" plain there/target
    rm there/target
    ok "$what through a link that leads nowhere yet" writes "$command" link
    equal "which is one still" "symbolic link" "$(kind link)"
    same "and its target is made" plain there/target
    # Descriptors: a command behind a pipe, and a file that goes on where it stands.
    ok "$what into >(command)" through "$command"
    same "which has all" plain through
    printf before >appended
    ok "$what into an open descriptor" appending "$command"
    { printf before; cat plain; } >expected
    same "behind what stood there" expected appended
    # Stdout.
    exits 0 "$what to stdout" writes "$command" -
    holds "stdout has the output alone" cmp -s plain out
    holds "no file is called -" test ! -e ./-
    # What cannot be.
    exits 1 "$what into a folder" writes "$command" there
    says err "cannot write there"
    exits 1 "$what into a closed descriptor" writes "$command" /dev/fd/77
    says err "cannot write /dev/fd/77: "
    equal "no litter" "" "$(find . -name '*.??????' -not -name '*.json' -newer made.film -print | grep -E '(plain|link|pipe|target|there|-)\.[A-Za-z0-9]{6}$')"
done < <(outputs)

# Folders for outputs: "-" is none, and what was made for an output that failed is removed again.
for command in "worlds --count=2" "worlds --count=2 --format=png" "film physics --count=2" "film decode made.film --format=png"; do
    read -ra words <<<"$command"
    exits 2 "$command -o -" "$SMALLWORLD" "${words[@]}" -o -
    says err "several files cannot go to stdout"
    # No file of more than 0 bytes can be written.
    exits 1 "$command on a full disk" bash -c 'trap "" XFSZ; ulimit -f 0; exec "$@" 2>/dev/null' - \
        "$SMALLWORLD" "${words[@]}" -o new/folder
    holds "leaves no folder" test ! -e new
    mkdir -p kept/folder
    exits 1 "the same into an empty folder" bash -c 'trap "" XFSZ; ulimit -f 0; exec "$@" 2>/dev/null' - \
        "$SMALLWORLD" "${words[@]}" -o kept/folder
    holds "which stays" test -d kept/folder
done

# Names with control characters, as files, folders, keys and words of the command line: nothing but text
# and newlines comes out, and readable letters stay readable.
bad=$(printf 'x\033[31mé\302\233y\nsmallworld: z\342\200\256')
mkdir "$bad"
cp tasks/task.json "$bad/$bad.json"
cp made.film "$bad/$bad.film"
printf '{"%s": {"train": 3}}' 'a\u001b[31m\u009b' >"$bad/keys.json"
printf '{"train": [' >"$bad/broken.json"
cp -r run "$bad/run"
printf '[run]\nmembers = \033[31m\n\033]0;x\a = 3\n' >"$bad/bad.conf"
harmless() {
    local what=$1

    shift
    "$@" >out 2>err </dev/null
    equal "$what prints text only" "" \
        "$(cat out err | LC_ALL=C grep -aP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae' | sed -n l | head -n 5)"
    equal "no line begins in a name" "" "$(grep -a '^smallworld: z' out err)"
    equal "no newline stands in a sentence" "" "$(grep -av '^smallworld: ' err)"
}
harmless "solve FILE" "$SMALLWORLD" solve --budget=50 "$bad/$bad.json"
holds "letters stay" grep -q 'é' out
harmless "solve FOLDER" "$SMALLWORLD" solve --budget=50 "$bad"
harmless "solve --json" "$SMALLWORLD" solve --budget=50 --json "$bad"
harmless "solve keys" "$SMALLWORLD" solve --budget=50 "$bad/keys.json"
harmless "solve nothing" "$SMALLWORLD" solve "$bad/$bad"
harmless "solve twice" "$SMALLWORLD" solve --submission=s.json "$bad/$bad.json" "$bad/$bad.json"
harmless "solve --submission" "$SMALLWORLD" solve --budget=50 --submission="$bad/$bad/none" "$bad/$bad.json"
harmless "solve --without" "$SMALLWORLD" solve --without="$bad" tasks
harmless "worlds --hash" "$SMALLWORLD" worlds --hash "$bad"
harmless "worlds -o" "$SMALLWORLD" worlds -o "$bad"
harmless "worlds --law" "$SMALLWORLD" worlds --law="$bad"
harmless "worlds of files" "$SMALLWORLD" worlds --count=1 --set worlds.source="arc:$bad"
harmless "worlds --config" "$SMALLWORLD" worlds --config="$bad/bad.conf"
harmless "film info" "$SMALLWORLD" film info --format=csv "$bad"
harmless "film info of one" "$SMALLWORLD" film info "$bad/broken.json"
harmless "film encode" "$SMALLWORLD" film encode "$bad/none" -o x.film
harmless "film decode" "$SMALLWORLD" film decode "$bad/$bad.json"
harmless "edits --run" "$SMALLWORLD" edits --run="$bad" --file="$bad/$bad.json"
harmless "run a config" "$SMALLWORLD" run "$bad/bad.conf" -o other
harmless "run into" "$SMALLWORLD" run tiny.conf -o "$bad"
harmless "run --set" "$SMALLWORLD" run tiny.conf -o other --set "$bad=$bad" --dry-run
harmless "run --dry-run" "$SMALLWORLD" run tiny.conf -o other --set worlds.source="arc:$bad" --dry-run
harmless "eval" "$SMALLWORLD" eval "$bad/run" --puzzles=8 --arc="$bad"
harmless "eval --json" "$SMALLWORLD" eval "$bad/run" --puzzles=8 --arc="$bad" --json
harmless "replay" "$SMALLWORLD" replay "$bad/run" --arc="$bad/$bad.json"
harmless "replay --gif" "$SMALLWORLD" replay "$bad/run" --gif="$bad/$bad/none"
harmless "inspect" "$SMALLWORLD" inspect "$bad/run"
harmless "check" "$SMALLWORLD" check "$bad/run"
harmless "lineage" "$SMALLWORLD" lineage "$bad/run" "$bad"
harmless "config --describe" "$SMALLWORLD" config --describe="$bad"
harmless "no command" "$SMALLWORLD" "$bad"
harmless "no option" "$SMALLWORLD" solve --"$bad"

# ---- what would fail at the end is refused before the work ----
mkdir forms
cp tasks/task.json forms/a_challenges.json
printf '{"k": %s}' "$(cat tasks/task.json)" >forms/b_challenges.json
printf '{"k": [[[0, 3], [0, 0]]]}' >forms/b_solutions.json
ln -s task.json tasks/link.json

# early CODE SENTENCE INPUT COMMAND...: refused with nothing done, and the input is as before.
early() {
    local code=$1 sentence=$2 input=$3

    shift 3
    cp "$input" before
    exits "$code" "$*" "$SMALLWORLD" "$@"
    silent out
    says err "$sentence"
    same "$input is as before" before "$input"
}
empty="the name of the file to write is empty; is a shell variable empty?"
early 2 "$empty" tasks/task.json solve tasks/task.json --submission=
early 2 "$empty" tasks/task.json replay run --gif=
early 1 "cannot write none/s.json: the folder that it should be in is not there; make it first" tasks/task.json \
    solve tasks/task.json --submission=none/s.json
early 1 "cannot write none/r.gif: the folder that it should be in is not there" tasks/task.json replay run --gif=none/r.gif
early 1 "cannot write none/m.film: the folder" tasks/task.json film encode tasks/task.json -o none/m.film
for name in tasks/task.json ./tasks/task.json tasks/link.json; do
    early 2 "the result would replace tasks/" tasks/task.json solve tasks/task.json --submission=$name
    early 2 "the result would replace tasks/" tasks/task.json solve tasks --submission=$name
    early 2 "the result would replace tasks/" tasks/task.json film encode tasks/task.json -o $name
    early 2 "the result would replace tasks/" tasks/task.json replay run --arc=tasks/task.json --gif=$name
done
early 2 "the result would replace forms/b_solutions.json, which is read" forms/b_solutions.json \
    solve forms/b_challenges.json --submission=forms/b_solutions.json
early 2 "the result would replace made.film, which is read" made.film film decode made.film --format=gif -o made.film
ln -s gone away
exits 1 "a run at a link to nowhere" "$SMALLWORLD" run tiny.conf -o away
says err "cannot make the folder away: it is a symbolic link to gone, which is not there; make that folder, or remove the link"
exits 1 "worlds at a link to nowhere" "$SMALLWORLD" worlds -o away --count=1
says err "make that folder, or remove the link"
exits 1 "a run at a file" "$SMALLWORLD" run tiny.conf -o made.film
says err "cannot make the folder made.film: a file has that name"
mkdir gone
ok "a run at a link to a folder" "$SMALLWORLD" run tiny.conf -o away
equal "is in that folder" yes "$([ -e gone/store/data.mdb ] && echo yes || echo no)"
finish
