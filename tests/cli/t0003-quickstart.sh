#!/usr/bin/env bash
# quickstart, with every tool that it calls replaced by one that only says that it was called.
. "$(dirname "$0")/../tap.sh"

tree=$work/tree
bin=$work/bin
calls=$work/calls
mkdir -p "$tree/tests" "$tree/.ci" "$bin"
cp "$SW_SOURCE/quickstart" "$SW_SOURCE/configure.ac" "$tree"
cp "$SW_SOURCE/.ci/run" "$tree/.ci"
cp "$SW_SOURCE/tests/environment.sh" "$tree/tests"
chmod -R u+w "$tree"
export calls

# stand_in NAME: the script on stdin is what NAME does from now on.
stand_in() {
    { printf '#!/usr/bin/env bash\necho "%s $*" >>"$calls"\n' "$1" && cat; } >"$bin/$1"
    chmod +x "$bin/$1"
}

# try ARGUMENTS...: runs quickstart in the tree, from elsewhere, as a person with these tools.
try() {
    : >"$calls"
    (cd / && PATH=$bin:$PATH CC='' CFLAGS='' "$tree/quickstart" "$@")
}

called() {
    if grep -qF -- "$1" "$calls"; then
        pass "called: $1"
    else
        fail "called: $1" "calls were:" "$(cat "$calls")"
    fi
}

not_called() {
    if grep -q "^$1" "$calls"; then
        fail "not called: $1" "calls were:" "$(cat "$calls")"
    else
        pass "not called: $1"
    fi
}

# Everything is there, and a person of no rank; the tools work.
stand_in dpkg-query </dev/null
echo 'case $* in *"$absent") exit 1 ;; *) echo "ii " ;; esac' >>"$bin/dpkg-query"
export absent=nothing
stand_in id <<<'echo 1000'
stand_in sudo <<<'exit 1'
stand_in apt-get </dev/null
stand_in autoreconf <<'END'
touch Makefile.in config.h.in
printf '#!/bin/sh\necho "configure $*" >>"$calls"\ntouch Makefile\n' >configure
chmod +x configure
END
stand_in make <<'END'
case $* in
*check) printf '%s\n' '# TOTAL: 8' '# PASS:  5' '# SKIP:  1' '# XFAIL: 2' '# FAIL:  0' '# XPASS: 0' '# ERROR: 0' ;;
esac
END

exits 0 "without arguments it prints how it is used" try
says out "usage: ./quickstart run"
exits 0 "--help does the same" try --help
says out "./quickstart check"
exits 2 "an unknown word is refused" try fly
says err "usage: ./quickstart run"
exits 2 "check takes no arguments" try check all
exits 1 "none of these builds anything" test -e "$tree/build"

exits 0 "check builds and tests" try check
equal "its last line has the counts" "7 passed, 0 failed, 1 skipped" "$(tail -n 1 "$work/out")"
called "autoreconf -fi"
called "configure"
not_called apt-get
exits 0 "check again" try check
not_called autoreconf
not_called configure
exits 0 ".ci/run ends the same" env PATH="$bin:$PATH" CC= CFLAGS= "$tree/.ci/run"
equal "its last line has the counts" "7 passed, 0 failed, 1 skipped" "$(tail -n 1 "$work/out")"
exits 0 "another compiler" env PATH="$bin:$PATH" CC=clang CFLAGS= "$tree/quickstart" check
called "configure"
called "make clean"

# The demonstration: a run on two ranks, then what founder and best can do.
stand_in mpirun <<'END'
[ -z "${stopped:-}" ] || exit 75
for word; do
    case $before in -o) folder=$word ;; esac
    before=$word
done
case $* in *--dry-run*) ;; *) mkdir -p "$folder/store" ;; esac
END
printf '#!/bin/sh\necho "smallworld $*" >>"$calls"\necho the table\n' >"$tree/build/smallworld"
chmod +x "$tree/build/smallworld"
exits 0 "run builds, evolves and shows" try run
called "mpirun -q -n 2 build/smallworld run clusters/quick.conf -o runs/quick-1"
called "smallworld eval runs/quick-1"
called "smallworld eval runs/quick-1 --thoughts=30"
called "smallworld run results/verified-words/rules.conf -o runs/quick-1-many --set run.generations=500 --set phase2.from=300"
called "smallworld eval runs/quick-1-many --member=founder --game=solo --puzzles=460 --thoughts=30"
called "smallworld eval runs/quick-1-many --game=solo --puzzles=460 --thoughts=30"
called "smallworld eval runs/quick-1-many --member=best --game=rule-relay --channel=normal --puzzles=460"
called "smallworld eval runs/quick-1-many --member=best --game=rule-relay --channel=shuffled --puzzles=460"
called "smallworld eval runs/quick-1-many --member=founder --game=rule-relay --channel=normal --puzzles=460"
called "smallworld language runs/quick-1 --lexicon"
says out "the table"
exits 0 "the next run has the next folder" try run --set run.seed=2
called "mpirun -q -n 2 build/smallworld run clusters/quick.conf -o runs/quick-2 --set run.seed=2"
called "smallworld eval runs/quick-2"
equal "with options there is that run alone" 0 "$(grep -c many "$calls")"
exits 0 "the folder may be chosen" try run -o "$work/mine"
called "smallworld eval $work/mine"
exits 0 "a dry run has nothing to show" try run --dry-run
not_called smallworld
export stopped=yes
exits 75 "a run that was stopped says so" try run
says err "mpirun -q -n 2 build/smallworld run --resume -o runs/quick-3"
not_called smallworld
unset stopped

# A package is missing.
export absent=liblmdb-dev
exits 1 "without rights, a missing package ends it" try check
says err "  apt-get install -y --no-install-recommends liblmdb-dev"
equal "and still there are counts" "0 passed, 1 failed" "$(tail -n 1 "$work/out")"
not_called apt-get
stand_in sudo <<<'shift; "$@"'
exits 0 "with sudo it is installed" try check
called "sudo -n apt-get update"
called "apt-get install -y --no-install-recommends liblmdb-dev"
stand_in sudo <<<'exit 1'
stand_in id <<<'echo 0'
exits 0 "as root it is installed" try check
called "apt-get install -y --no-install-recommends liblmdb-dev"
not_called sudo
stand_in apt-get <<<'echo "E: no network" >&2; exit 100'
exits 1 "an install that fails ends it" try run
says err "E: no network"
export absent=nothing

# Every package of the table in configure.ac is asked for.
exits 0 "check" try check
for package in $(sed -n 's/.*SW_NEED(.*\[\([a-z0-9-]*\)\])$/\1/p' "$SW_SOURCE/configure.ac") gcc make; do
    [ "$package" = gcc ] || called "dpkg-query -W -f \${db:Status-Abbrev}\n $package"
done

# What fails is shown.
stand_in make <<<'echo "x.c:1: error: no such thing" >&2; exit 2'
exits 1 "a build that fails ends check" try check
says err "x.c:1: error: no such thing"
says err "all output is in build/quickstart.log"
equal "and still there are counts" "0 passed, 1 failed" "$(tail -n 1 "$work/out")"
exits 1 "and ends run" try run
stand_in make <<'END'
case $* in
*check)
    printf '%s\n' 'FAIL: tests/unit_x 3 - it broke' '# TOTAL: 8' '# PASS:  5' '# FAIL:  2' '# ERROR: 1'
    echo 'not ok 3 - it broke because' >build/test-suite.log
    exit 2 ;;
esac
END
exits 1 "tests that fail end check" try check
equal "its last line has the counts" "5 passed, 3 failed" "$(tail -n 1 "$work/out")"
says err "FAIL: tests/unit_x 3 - it broke"
says err "not ok 3 - it broke because"
stand_in make </dev/null
exits 1 "no test at all is a failure" try check
equal "its last line has the counts" "0 passed, 1 failed" "$(tail -n 1 "$work/out")"
finish
