#!/usr/bin/env bash
# Every shell script of the tree is clean under shellcheck and can be run.
. "$(dirname "$0")/../tap.sh"

command -v shellcheck >/dev/null || skip_all "shellcheck is not installed"
cd "$SW_SOURCE" || exit 1
# Later versions find more, and say it otherwise: what they find fails no test.
version=$(shellcheck --version | sed -n 's/^version: //p')
# A test that reads tap.sh finds its variables and the names of its functions, without their bodies, which would be
# half of the work if each test read them again. tap.sh itself is checked whole.
mkdir -p "$work/stubs/tests"
awk '/^[A-Za-z_]+=/ || /^export / { print } /^[a-z_]+\(\) \{$/ { print $1 " {\n    :\n}" }' tests/tap.sh >"$work/stubs/tests/tap.sh"
equal "there are functions to find" yes "$([ "$(grep -c '^[a-z_]*()' "$work/stubs/tests/tap.sh")" -gt 10 ] && echo yes)"
# What a script names is looked for in the current folder first.
from_stubs() (
    cd "$work/stubs" && "$@"
)
clean() {
    if [ "${version%.*}" = 0.9 ]; then
        ok "shellcheck $1" from_stubs shellcheck -x -P "SCRIPTDIR:$SW_SOURCE" -e SC2016,SC2317 "$SW_SOURCE/${1#./}"
    else
        skip "shellcheck $1" "it is version $version; 0.9 decides"
    fi
}

# Not asked: dollars within single quotes (awk's, mostly) and functions that are called by their name's value.
while read -r script; do
    clean "$script"
done < <(find . -path './build*' -prune -o -path ./.git -prune -o -path './autom4te*' -prune -o \
    -type f \( -name '*.sh' -o -name '*.sbatch' -o -path './tests/launch' -o -path './quickstart' \
    -o -path './.ci/run' \) -print | sort)
for script in quickstart .ci/run; do
    ok "$script can be run" test -x "$script"
done
finish
