#!/usr/bin/env bash
# smallworld solve --policy-orders: a policy's probabilities order a search; what is no order is
# refused, and so is one without a policy; each does what it does the same way each time.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/small_policy.sh
. "$SW_SOURCE/tests/small_policy.sh"

cd "$work" || exit 1
sw() { "$SMALLWORLD" "$@"; }
small_policy
# No policy has learned it, so that a search goes through its stages.
cat >tasks/largest.json <<'EOS'
{"train": [{"input": [[1, 1, 0, 0], [1, 0, 0, 2], [0, 0, 0, 2]], "output": [[5, 5, 0, 0], [5, 0, 0, 2], [0, 0, 0, 2]]},
           {"input": [[3, 0, 0, 0], [0, 0, 3, 3], [0, 0, 3, 3]], "output": [[3, 0, 0, 0], [0, 0, 5, 5], [0, 0, 5, 5]]}],
 "test": [{"input": [[0, 4, 4, 4], [0, 0, 0, 0], [6, 6, 0, 1]], "output": [[0, 5, 5, 5], [0, 0, 0, 0], [6, 6, 0, 1]]}]}
EOS
cat >tasks/count.json <<'EOS'
{"train": [{"input": [[1, 1, 0], [0, 0, 0], [0, 0, 2]], "output": [[7, 7, 7, 7]]},
           {"input": [[0, 3, 0], [0, 0, 0], [0, 0, 0]], "output": [[7, 0, 0, 7]]}],
 "test": [{"input": [[0, 0, 0], [2, 0, 0], [0, 0, 2]]}]}
EOS

ok "help" sw solve --help
says out "--policy-orders=NAME,..."
for name in none root states layers tables answers; do
    equal "it names $name" 1 "$(grep -c "\\b$name\\b" out | sed 's/[1-9][0-9]*/1/')"
done
exits 2 "an order without a policy" sw solve tasks --policy-orders=root
says err "--policy-orders has no effect without a policy"
for wrong in roots root,,states root:0 root:1001 none,root ""; do
    exits 2 "no order: \"$wrong\"" sw solve tasks --policy=policy.npz --policy-orders="$wrong"
    says err "there is no order"
done

ok "a run" sw run run.conf -o run
ok "its best as a file" sw export run best -o policy.npz

# How many applications a task took until the first state that fits.
fitted() {
    sed -n 's/.*"task": "'"$1"'".*"fitted": \([0-9]*\),.*/\1/p' "$2"
}

solve() {
    sw solve tasks --json --policy=policy.npz --thoughts=5 "$@" >all
    grep '"answers"' all
}
solve --policy-orders=none >none
solve >usual
solve --policy-orders=states >named
same "states is what is ordered if nothing is said" usual named
sw solve tasks --json --policy=policy.npz --thoughts=5 --policy-orders=none >again
grep '"answers"' again >second
same "none is the same each time" none second
equal "three tasks" 3 "$(grep -c '"task"' none)"
for orders in root states:40 layers:40 tables:40 answers:40 root,states,layers,tables,answers; do
    solve --policy-orders="$orders" >first
    solve --policy-orders="$orders" >second
    same "$orders: the same each time" first second
    cp first "with-$orders"
done
before=$(fitted across none)
after=$(fitted across with-root)
equal "what the policy has learned is applied sooner" yes \
    "$([ "$after" -ge 1 ] && [ "$after" -lt "$before" ] && echo yes)"
equal "but for states it is applied as without" "$before" "$(fitted across with-states:40)"
equal "all operations are applied in the end" \
    "$(sed -n 's/.*"task": "across".*"states": \([0-9]*\),.*/\1/p' none)" \
    "$(sed -n 's/.*"task": "across".*"states": \([0-9]*\),.*/\1/p' with-root)"
differs() {
    if cmp -s "$2" "$3"; then fail "$1"; else pass "$1"; fi
}
differs "other states are expanded" none with-states:40
equal "what fits is right with each" 7 \
    "$(cat none with-* | grep -c '"task": "across", "right": \[1\]')"

finish
