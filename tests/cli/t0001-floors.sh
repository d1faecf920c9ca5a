#!/usr/bin/env bash
# The rules of the house, checked from the sources. docs/architecture.md says in a table which rooms there
# are and what each may include; this test reads that table. Each rule is also broken on purpose in a small
# house of its own, to see that the test would notice.
. "$(dirname "$0")/../tap.sh"

# The table of rooms in $1/docs/architecture.md as lines "room: may include, ...".
rooms_of() {
    awk -F '|' '
        /^\| room \| what is there \| includes \|/ { in_table = 1; next }
        in_table && !/^\|/ { exit }
        in_table && !/^\|-/ {
            gsub(/[`, ]+/, " ", $2)
            gsub(/[`, ]+/, " ", $4)
            print $2 ":" $4
        }' "$1/docs/architecture.md"
}

# All rules that one file can break by itself: includes, libraries, dice, length, names.
file_breaches() {
    local house=$1

    rooms_of "$house" >"$work/rooms"
    (cd "$house" && find src bench tests -name '*.[ch]' | sort | xargs awk -v rooms="$work/rooms" '
        BEGIN {
            while ((getline line <rooms) > 0) {
                split(line, part, ":")
                gsub(/ /, "", part[1])
                below[part[1]] = " " part[1] part[2] " "
            }
            alone["MPI_"] = "src/population/exchange.c"
            alone["mdb_"] = "src/store/store.c"
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
        # The folder of a path: what is below src by its place there, all else from the top.
        function folder_of(path) {
            sub(/^src\//, "", path)
            return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : ""
        }
        FNR == 1 {
            commented = 0
            quoted = ""
            folder = folder_of(FILENAME)
            name = FILENAME
            sub(/.*\//, "", name)
            if (name in seen)
                breach("has the same name as " seen[name])
            seen[name] = FILENAME
            shipped = FILENAME !~ /^tests\// || folder == "tests/reference"
            if (shipped && !(folder in below))
                breach("stands in " folder ", which docs/architecture.md does not name")
            if (FILENAME ~ /^src\// && ++crowd[folder] == 61)
                breach("is the 61st file of " folder ": a room has one subject")
            if (FILENAME ~ /^src\/cli\/command_.*\.c$/ && !/^\/\*/)
                breach("does not open with what the command is for")
        }
        FNR == 601 { breach("is over 600 lines: split it") }
        # A test may reach for anything; the floors are for what is shipped.
        !shipped { next }
        !commented && /^[ \t]*#[ \t]*include[ \t]*"/ {
            target = $0
            sub(/^[^"]*"/, "", target)
            sub(/".*/, "", target)
            if (target == "config.h" || target == "commit.h")
                next
            to = folder_of(target)
            if (target == "world/edit/edit_each.h" && FILENAME !~ /^src\/world\/edit\/edit(_each|_control)?\.c$/)
                breach("includes " target ", which only the interpreter may: call sw_edit_do")
            if (!(to in below) || target ~ /\.\./)
                breach("includes \"" target "\": write \"room/file.h\", from src or from the top")
            else if ((folder in below) && index(below[folder], " " to " ") == 0)
                breach("is in the room " folder " and includes " target)
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
            if (FILENAME != "src/world/edit/edit_each.h" && match(code, /(->|\.)apply(_with)?[ ]*\(/))
                breach("runs a row of the edit table: every program is run by sw_edit_do")
            if (match(code, /^ (struct|union|enum)[ ]+sw_[a-z0-9_]+[ ]*\{/)) {
                split(code, word, " ")
                if ((word[2] in tag) && tag[word[2]] != FILENAME)
                    breach("defines " word[2] ", as " tag[word[2]] " does")
                tag[word[2]] = FILENAME
            }
        }')
}

# Files, and rooms, that include each other in a circle: tsort names the members.
circle_breaches() {
    local edges=$work/edges

    (cd "$1" && find src bench tests/reference -name '*.h' 2>/dev/null | sort | xargs awk '
        /^[ \t]*#[ \t]*include[ \t]*"/ {
            target = $0
            sub(/^[^"]*"/, "", target)
            sub(/".*/, "", target)
            from = FILENAME
            sub(/^src\//, "", from)
            if (from != target && target ~ /\//)
                print from, target
        }') >"$edges"
    tsort "$edges" 2>&1 >/dev/null | awk '/^tsort: .*\./ { print $2 ": is in a circle of includes" }'
    (cd "$1" && find src bench tests/reference -name '*.[ch]' 2>/dev/null | sort | xargs awk '
        function folder_of(path) {
            sub(/^src\//, "", path)
            return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : ""
        }
        /^[ \t]*#[ \t]*include[ \t]*"/ {
            target = $0
            sub(/^[^"]*"/, "", target)
            sub(/".*/, "", target)
            if (target ~ /\// && folder_of(FILENAME) != folder_of(target))
                print folder_of(FILENAME), folder_of(target)
        }') | sort -u >"$edges"
    tsort "$edges" 2>&1 >/dev/null |
        awk '/^tsort: / && !/loop/ { print $2 ": is a room in a circle of rooms" }'
}

# Functions of headers that nobody but tests calls. A use is the name anywhere else than in its own
# header and at its definition.
unused_breaches() {
    (cd "$1" && find src bench tests/reference -name '*.[ch]' | sort | xargs awk '
        FNR == 1 { commented = 0 }
        {
            line = $0
            if (commented) {
                if (!sub(/^.*\*\//, "", line))
                    next
                commented = 0
            }
            gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
            if (sub(/\/\*.*/, "", line))
                commented = 1
            sub(/\/\/.*/, "", line)
            definition = line ~ /^[a-z].*[ *]sw_[a-z0-9_]+\(/ && line !~ /^(return|else|typedef)/
            while (match(line, /[A-Za-z_][A-Za-z0-9_]*/)) {
                word = substr(line, RSTART, RLENGTH)
                line = substr(line, RSTART + RLENGTH)
                if (word !~ /^sw_/)
                    continue
                if (definition && line ~ /^\(/) {
                    definition = 0
                    if (FILENAME ~ /^(src|bench)\/.*\.h$/)
                        home[word] = FILENAME
                    continue
                }
                used[word] = 1
            }
        }
        END {
            for (word in home)
                if (!(word in used))
                    print home[word] ": " word " is called by nobody but tests"
        }')
}

breaches() {
    file_breaches "$1"
    circle_breaches "$1"
    unused_breaches "$1"
}

breaches "$SW_SOURCE" >"$work/found"
if [ -s "$work/found" ]; then
    fail "the sources keep the rules of the house" "$(cat "$work/found")"
else
    pass "the sources keep the rules of the house"
fi

# A small clean house with the real table of rooms. A copy of the real tree would hide a breach behind one
# that is there already.
rooms_of "$SW_SOURCE" | cut -d: -f1 | tr -d ' ' >"$work/names"
build_house() {
    local house=$1 room folder

    mkdir -p "$house/docs" "$house/tests/unit"
    cp "$SW_SOURCE/docs/architecture.md" "$house/docs"
    while read -r room; do
        case $room in
        bench | tests/*) folder=$house/$room ;;
        *) folder=$house/src/$room ;;
        esac
        mkdir -p "$folder"
        {
            printf '#include "base/base.h"\n/* MPI_Send, mdb_put, cblas_sgemm and rand() in words only */\n'
            printf 'static const char *word = "MPI_Send(\\"rand()"; // mdb_put\n'
        } >"$folder/${room//\//_}.c"
        printf '/* What %s is for. */\n' "$room" >"$folder/${room//\//_}.h"
    done <"$work/names"
    printf '#include <mpi.h>\nint f(void) { return MPI_Init(0, 0); }\n' >"$house/src/population/exchange.c"
    printf '#include <lmdb.h>\nint g(void) { return mdb_env_create(0); }\n' >"$house/src/store/store.c"
    printf '#include <cblas.h>\nvoid h(void) { cblas_sgemm(0); }\n' >"$house/src/agent/kernel.c"
}

# Adds lines to a house. $1: the house; then files and the lines that each gets.
spoil() {
    local house=$1

    shift
    while [ $# -gt 0 ]; do
        [ -d "$house/${1%/*}" ] || mkdir -p "$house/${1%/*}"
        printf '%b\n' "$2" >>"$house/$1"
        shift 2
    done
}

# noticed EXPECTED: passes if the breaches that were found say it.
noticed() {
    if file_holds "$work/found" "$1"; then
        pass "noticed: $1"
    else
        fail "noticed: $1" "found: $(cat "$work/found")"
    fi
}

# Breaks the clean house. $1: what has to be said; then files and the lines that each gets.
plant() {
    local expected=$1 house=$work/house

    shift
    rm -rf "$house"
    cp -R "$work/clean" "$house"
    spoil "$house" "$@"
    breaches "$house" >"$work/found"
    noticed "$expected"
}

# The same in one house that is looked at once, by look: for a breach that is said with the name of the file that
# nothing else in that house breaks in this way.
together=()
plant_together() {
    [ ${#together[@]} -gt 0 ] || cp -R "$work/clean" "$work/shared"
    together+=("$1")
    shift
    spoil "$work/shared" "$@"
}
look() {
    local expected

    breaches "$work/shared" >"$work/found"
    for expected in "${together[@]}"; do
        noticed "$expected"
    done
    together=()
    rm -rf "$work/shared"
}

build_house "$work/clean"
breaches "$work/clean" >"$work/found"
if [ -s "$work/found" ]; then
    fail "a clean house is clean" "$(cat "$work/found")"
else
    pass "a clean house is clean"
fi

# One breach for each room: it includes the first room of the table's end that its row does not name.
mapfile -t rooms <"$work/names"
mapfile -t backwards < <(tac "$work/names")
for room in "${rooms[@]}"; do
    row=$(rooms_of "$SW_SOURCE" | awk -F: -v room="$room" '{ gsub(/ /, "", $1) } $1 == room { print " " $2 " " }')
    case $room in
    bench | tests/*) file=$room/${room//\//_}.c ;;
    *) file=src/$room/${room//\//_}.c ;;
    esac
    for other in "${backwards[@]}"; do
        if [ "$other" != "$room" ] && [[ "$row" != *" $other "* ]]; then
            plant_together "$file: is in the room $room and includes $other/${other//\//_}.h" \
                "$file" "#include \"$other/${other//\//_}.h\""
            break
        fi
    done
done
look
grid=src/world/grid/world_grid.c
plant_together "$grid: includes \"mask.h\": write" "$grid" '#include "mask.h"'
plant "$grid: includes \"../agent/brain.h\": write" "$grid" '#include "../agent/brain.h"'
plant_together 'src/lair/lair.c: stands in lair, which docs/architecture.md does not name' src/lair/lair.c 'int x;'
plant_together 'src/cli/cli.c: includes mpi.h, which only src/population/exchange.c may' src/cli/cli.c '#include <mpi.h>'
plant_together 'src/cli/cli.c: uses MPI_' src/cli/cli.c 'int x(void) { return MPI_Finalize(); }'
plant_together 'src/population/population.c: uses mdb_' src/population/population.c 'int x(void) { return mdb_put(0); }'
plant_together 'src/population/population.c: includes lmdb.h' src/population/population.c '#include <lmdb.h>'
plant_together 'src/agent/agent.c: uses cblas_' src/agent/agent.c 'void x(void) { cblas_sgemm(1); }'
plant_together 'src/agent/agent.c: includes cblas.h' src/agent/agent.c '#include <cblas.h>'
plant_together 'src/base/base.c: draws from the C library' src/base/base.c '/* a comment */ int x = rand();'
plant 'src/base/base.c: draws from the C library' src/base/base.c 'long x(void)\n{\n    return random();\n}'
plant_together 'src/world/law/world_law.c: includes world/edit/edit_each.h' \
    src/world/law/world_law.c '#include "world/edit/edit_each.h"'
plant_together 'src/search/search.c: runs a row of the edit table' \
    src/search/search.c 'void x(void) { sw_edit_row(1)->apply_with(canvas, 2); }'
plant_together 'src/world/puzzle/world_puzzle.c: runs a row of the edit table' \
    src/world/puzzle/world_puzzle.c 'void x(void) { row->apply(canvas); }'
plant_together 'src/lang/lang.c: is over 600 lines' src/lang/lang.c "$(printf '%.0s/* line */\\n' {1..600})"
plant_together 'tests/unit/unit_x.c: is over 600 lines' tests/unit/unit_x.c "$(printf '%.0s\\n' {1..600})"
plant 'has the same name as' src/agent/lang.c 'int same_name;'
plant_together 'src/lang/lang.h: defines sw_twice, as src/agent/agent.h does' \
    src/agent/agent.h 'struct sw_twice {\n    int x;\n};' src/lang/lang.h 'struct sw_twice {\n    int y;\n};'
plant_together 'agent/other.h: is in a circle of includes' \
    src/agent/agent.h '#include "agent/other.h"' src/agent/other.h '#include "agent/agent.h"'
plant 'is a room in a circle of rooms' \
    src/lang/lang.c '#include "agent/agent.h"' src/agent/agent.c '#include "lang/lang.h"'
plant_together 'src/agent/agent.h: sw_alone is called by nobody but tests' \
    src/agent/agent.h 'int sw_alone(int);' src/agent/agent.c 'int sw_alone(int x)\n{\n    return x;\n}' \
    tests/unit/unit_x.c 'int main(void) { return sw_alone(1); }'
plant_together 'src/cli/command_x.c: does not open with what the command is for' src/cli/command_x.c '#include "base/base.h"'
look
many=()
for number in {1..60}; do
    many+=("src/lang/file$number.c" 'int x;')
done
plant 'file of lang: a room has one subject' "${many[@]}"
finish
