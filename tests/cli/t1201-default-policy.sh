#!/usr/bin/env bash
# smallworld solve --policy=default: the policy that lies beside the program, PREFIX/share/smallworld, where
# "make install-policy" puts it. Without one the sentence says how to get one.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cat >run.conf <<'END'
[run]
generations = 2
members = 32
[worlds]
laws = transpose,mirror
colours = 9
[agent]
edits = all
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
[phase2]
from = -1
END
cat >task.json <<'END'
{"train": [{"input": [[1, 2, 0], [3, 0, 0]], "output": [[1, 3], [2, 0], [0, 0]]},
           {"input": [[0, 0, 4], [0, 5, 5]], "output": [[0, 0], [0, 5], [4, 5]]}],
 "test": [{"input": [[6, 7, 0], [0, 8, 0]], "output": [[6, 0], [7, 8], [0, 0]]}]}
END
ok "a run" "$SMALLWORLD" run run.conf -o run
ok "its best as a file" "$SMALLWORLD" export run best -o mine.safetensors

# A program that was installed, in a folder whose name has a blank.
mkdir -p "a prefix/bin"
cp "$SMALLWORLD" "a prefix/bin/smallworld"
installed=$work/a\ prefix/bin/smallworld

exits 1 "nothing is installed" "$installed" solve task.json --policy=default --budget=200
says err "no policy is installed at $work/a prefix/share/smallworld/policy.safetensors"
says err "make install-policy POLICY=FILE"

ok "with the file by its name" "$installed" solve task.json --policy=mine.safetensors --budget=200 --thoughts=20 --json
grep '"task"' out >named
ok "it has thought" grep -q '"thoughts": [1-9]' named
# The rule of the makefile alone, without a build: what it would do, done here.
sed -n '/^install-policy:/,/^$/p' "$SW_SOURCE/Makefile.am" | grep -v '^\.PHONY' >rule
{
    printf 'MKDIR_P = mkdir -p\nINSTALL_DATA = install -m 644\nbindir = %s/bin\n' "$work"
    printf 'pkgdatadir = %s/share/smallworld\n' "$work"
    cat rule
} >Makefile
exits 2 "without a file" make install-policy
says err "name the file: make install-policy POLICY=FILE"
ok "the rule installs" make install-policy POLICY=mine.safetensors
ok "the very file" cmp mine.safetensors share/smallworld/policy.safetensors
exits 2 "where the program would not look" make install-policy POLICY=mine.safetensors bindir="$work/else/bin"
says err "smallworld looks for it in $work/else/share/smallworld: put it there by hand"
mkdir -p "a prefix/share"
mv share/smallworld "a prefix/share/smallworld"
(cd / && "$installed" solve "$work/task.json" --policy=default --budget=200 --thoughts=20 --json) >out
grep '"task"' out >default
equal "the installed policy does the same, from any folder" "$(cat named)" "$(cat default)"
: >"a prefix/share/smallworld/policy.safetensors"
exits 2 "a damaged one is refused by name" "$installed" solve task.json --policy=default --budget=200
says err "a prefix/share/smallworld/policy.safetensors"
finish
