#!/usr/bin/env bash
# Every shell script of the tree is clean under shellcheck and can be run.
. "$(dirname "$0")/../tap.sh"

command -v shellcheck >/dev/null || skip_all "shellcheck is not installed"
cd "$SW_SOURCE" || exit 1
# Later versions find more, and say it otherwise: what they find fails no test.
version=$(shellcheck --version | sed -n 's/^version: //p')
clean() {
    if [ "${version%.*}" = 0.9 ]; then
        ok "shellcheck $1" shellcheck -x -P SCRIPTDIR:. -e SC2016,SC2317 "$1"
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
