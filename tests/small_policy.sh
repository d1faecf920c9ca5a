# shellcheck shell=bash
# small_policy.sh - for tests of policies after tap.sh.

# small_policy: run.conf, which evolves a policy in no time, and tasks/across.json, which it has learned to solve.
small_policy() {
    cat >run.conf <<'EOS'
[run]
seed = 3
generations = 60
members = 32
keyframe_every = 100
[worlds]
laws = transpose,mirror
side_min = 5
side_max = 9
square = no
colours = 9
organisms_max = 6
[agent]
edits = all
features = 16
hidden = 16
memory = 16
experts = 1
[life]
worlds = 4
[learning]
rule = mirror
[phase1]
rate = 0.003
[phase2]
from = -1
[output]
progress_every = 3600
EOS
    mkdir tasks
    cat >tasks/across.json <<'EOS'
{"train": [{"input": [[1, 2, 0], [3, 0, 0]], "output": [[1, 3], [2, 0], [0, 0]]},
           {"input": [[0, 0, 4], [0, 5, 5]], "output": [[0, 0], [0, 5], [4, 5]]}],
 "test": [{"input": [[6, 7, 0], [0, 8, 0]], "output": [[6, 0], [7, 8], [0, 0]]}]}
EOS
}
