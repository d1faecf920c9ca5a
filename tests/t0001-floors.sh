#!/usr/bin/env bash
# The floors of the house, checked from the sources: who includes whom, who alone may call MPI, LMDB and
# BLAS, that nothing is drawn from rand(), and that no file grows beyond 600 lines. Each rule is also
# broken on purpose in a copy, to see that this test would notice.
. "$(dirname "$0")/tap.sh"

# Prints "file: what is wrong" for every breach in the tree $1. Comments and strings are blanked out
# first, so that they may talk about anything.
breaches() {
    (cd "$1" && find src tests -name '*.[ch]' | sort | xargs awk '
        BEGIN {
            below["base"] = " base "
            below["lang"] = " base lang "
            below["world"] = " base lang world "
            below["agent"] = " base lang agent "
            below["selection"] = " base lang selection "
            below["search"] = " base world search "
            below["population"] = " base lang world agent selection search population "
            below["plain"] = " base world plain "
            below["cli"] = below["population"] "plain cli "
            alone["MPI_"] = "src/population/exchange.c"
            alone["mdb_"] = "src/population/store.c"
            alone["cblas_"] = "src/agent/kernel.c"
            header["mpi.h"] = alone["MPI_"]
            header["lmdb.h"] = alone["mdb_"]
            header["cblas.h"] = alone["cblas_"]
        }
        # Code of a line: without comments and what stands in quotes.
        function code_of(line,    out, at, two) {
            out = ""
            for (at = 1; at <= length(line); at++) {
                two = substr(line, at, 2)
                if (commented) {
                    if (two == "*/") {
                        commented = 0
                        at++
                    }
                } else if (quoted != "") {
                    if (substr(two, 1, 1) == "\\")
                        at++
                    else if (substr(two, 1, 1) == quoted)
                        quoted = ""
                } else if (two == "/*") {
                    commented = 1
                    at++
                } else if (two == "//") {
                    break
                } else if (two ~ /^["\x27]/) {
                    quoted = substr(two, 1, 1)
                } else {
                    out = out substr(two, 1, 1)
                }
            }
            quoted = ""
            return out
        }
        function breach(what) {
            printf "%s: %s\n", FILENAME, what
        }
        FNR == 1 {
            commented = 0
            quoted = ""
            split(FILENAME, part, "/")
            folder = part[1] == "src" ? part[2] : ""
            name = part[split(FILENAME, part, "/")]
            if (name in seen)
                breach("has the same name as " seen[name])
            seen[name] = FILENAME
        }
        FNR == 601 { breach("is over 600 lines: split it") }
        # A test may reach for anything; the floors are for what is shipped.
        folder == "" { next }
        !commented && /^[ \t]*#[ \t]*include[ \t]*"/ {
            target = $0
            sub(/^[^"]*"/, "", target)
            sub(/".*/, "", target)
            if (target == "config.h" || target == "commit.h")
                next
            split(target, part, "/")
            if (!(part[1] in below) || target ~ /\.\./ || target !~ /\//)
                breach("includes \"" target "\": write \"folder/file.h\", from src")
            else if (index(below[folder], " " part[1] " ") == 0)
                breach("is on the floor " folder " and includes " target)
            next
        }
        !commented && /^[ \t]*#[ \t]*include[ \t]*</ {
            for (each in header)
                if (index($0, "<" each ">") && FILENAME != header[each])
                    breach("includes " each ", which only " header[each] " may")
            next
        }
        {
            code = " " code_of($0)
            for (each in alone)
                if (FILENAME != alone[each] && match(code, "[^A-Za-z0-9_]" each "[A-Za-z0-9]"))
                    breach("uses " each ", which only " alone[each] " may")
            if (match(code, /[^A-Za-z0-9_](rand|srand|rand_r|random|srandom|drand48|erand48|lrand48)[ ]*\(/))
                breach("draws from the C library: every number comes from base/random.h")
        }')
}

breaches "$SW_SOURCE" >"$work/found"
if [ -s "$work/found" ]; then
    fail "the sources keep to their floors" "$(cat "$work/found")"
else
    pass "the sources keep to their floors"
fi

# Each row: the file that is broken, the line that breaks it, what has to be said. A copy of the real
# tree would hide a breach behind one that is there already, so the copy is a small clean house.
plant() {
    local file=$1 line=$2 expected=$3 house=$work/house

    rm -rf "$house"
    mkdir -p "$house"/src/{base,lang,world,agent,selection,search,population,plain,cli} "$house/tests"
    for folder in base lang world agent selection search population plain cli; do
        printf '#include "base/error.h"\n/* MPI_Send, mdb_put, cblas_sgemm and rand() in words only */\n' \
            >"$house/src/$folder/$folder.c"
        printf 'static const char *word = "MPI_Send(\\"rand()"; // mdb_put\n' >>"$house/src/$folder/$folder.c"
    done
    printf '#include <mpi.h>\nint f(void) { return MPI_Init(0, 0); }\n' >"$house/src/population/exchange.c"
    printf '#include <lmdb.h>\nint g(void) { return mdb_env_create(0); }\n' >"$house/src/population/store.c"
    printf '#include <cblas.h>\nvoid h(void) { cblas_sgemm(0); }\n' >"$house/src/agent/kernel.c"
    if [ -n "$(breaches "$house")" ]; then
        fail "a clean house is clean" "$(breaches "$house")"
        return
    fi
    printf '%b\n' "$line" >>"$house/$file"
    if breaches "$house" | grep -qF -- "$file: $expected"; then
        pass "noticed: $file: $expected"
    else
        fail "noticed: $file: $expected" "found: $(breaches "$house")"
    fi
}

for pair in base/lang base/world base/cli lang/world lang/agent lang/population world/agent \
    world/selection world/population agent/world agent/selection selection/world selection/agent \
    selection/population world/search agent/search search/lang search/agent search/selection search/population \
    world/plain plain/population plain/cli population/plain population/cli; do
    from=${pair%/*} to=${pair#*/}
    plant "src/$from/$from.c" "#include \"$to/$to.h\"" "is on the floor $from and includes $to/$to.h"
done
plant src/world/world.c '#include "grid.h"' 'includes "grid.h": write'
plant src/world/world.c '#include "../agent/brain.h"' 'includes "../agent/brain.h": write'
plant src/cli/cli.c '#include <mpi.h>' 'includes mpi.h, which only src/population/exchange.c may'
plant src/cli/cli.c 'int x(void) { return MPI_Finalize(); }' 'uses MPI_'
plant src/population/population.c 'int x(void) { return mdb_put(0); }' 'uses mdb_'
plant src/population/population.c '#include <lmdb.h>' 'includes lmdb.h'
plant src/agent/agent.c 'void x(void) { cblas_sgemm(1); }' 'uses cblas_'
plant src/agent/agent.c '#include <cblas.h>' 'includes cblas.h'
plant src/base/base.c '/* a comment */ int x = rand();' 'draws from the C library'
plant src/base/base.c 'long x(void)\n{\n    return random();\n}' 'draws from the C library'
plant src/lang/lang.c "$(printf '%.0s/* line */\\n' {1..600})" 'is over 600 lines'
plant tests/unit_x.c "$(printf '%.0s\\n' {1..600})" 'is over 600 lines'
plant src/world/lang.c 'int same_name;' 'has the same name as'
finish
