#!/usr/bin/env bash
# Adding a game, a fitness or a scheme is adding a row: no source but the tables asks which one it has, and the
# worked examples of docs/adding-a-game.md, docs/adding-a-scheme.md, docs/adding-a-command.md and docs/bodies.md are
# all that it takes.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# ids FILE: the ids of the rows of a table.
ids() {
    grep -oE '(FIRST|ROW)\(SW_[A-Z_]+,' "$1" | sed 's/^[A-Z]*(//; s/,$//'
}

# Prints "file:line: what it asks" for each place in the tree $1 that knows one row from another. Benchmarks may: a
# figure is of one game. Comments may talk about anything.
asks() {
    (
        cd "$1" || exit
        rows=$(ids src/life/game.h | paste -sd'|')
        question="\<($rows)\>|(->|\.)seats\>|\<(game|fitness|scheme) *[!=]= *([0-9A-Z]|sw_[a-z]+_find)[A-Za-z_]*"
        # Only files that hold one, be it in a comment, are looked at closer: a thousand hold none.
        find src -name '*.[ch]' ! -name 'bench*' ! -path 'src/life/game.[ch]' | sort |
            xargs grep -lE "$question" | while read -r file; do
            sed -e 's@/\*.*\*/@@; s@^ \*.*@@; s@//.*@@' "$file" |
                grep -noE "$question" |
                grep -v 'NULL$' | sed "s@^@$file:@"
        done
    )
}

asks "$SW_SOURCE" >"$work/found"
same "no source asks which game, fitness or scheme it has" /dev/null "$work/found"

# Each row: a line that breaks the rule, in a small clean house.
plant() {
    local line=$1 house=$work/house

    rm -rf "$house"
    mkdir -p "$house/src/life"
    cp "$SW_SOURCE/src/life/game.h" "$house/src/life/game.h"
    printf '/* SW_GAME_SOLO, seats == 2 */\nint fitness = 1; // game == 2\nbool a = game != NULL && game == other->game;\n' \
        >"$house/src/life/life.c"
    equal "a clean house is clean" "" "$(asks "$house")"
    printf '%s\n' "$line" >>"$house/src/life/life.c"
    equal "noticed: $line" "src/life/life.c:4:" "$(asks "$house" | grep -oE '^[^:]+:[0-9]+:' | head -n 1)"
}

plant '    if (phase->game == SW_GAME_RULE_RELAY)'
plant '    if (sw_game_row(phase->game)->seats == 2)'
plant '    const struct sw_seat *seat = &row->seat[row->seats - 1];'
plant '    return fitness == 0;'
plant '    needs.teachers = phase->fitness == SW_FITNESS_LIKELIHOOD;'
plant '    switch (sitting.game) { case SW_GAME_SOLO: break; }'
plant '    if (settings->scheme == sw_row_find("truncation"))'

# ---- the worked examples ----
cc=
for candidate in cc gcc clang; do
    if [ -z "$cc" ] && command -v "$candidate" >/dev/null; then
        cc=$candidate
    fi
done
[ -n "$cc" ] || {
    skip "the worked examples are all that it takes" "there is no compiler"
    finish
}
cp -r "$SW_SOURCE/src" "$work/src"

# example PAGE FIRST: the block of code of a page whose first line holds FIRST.
example() {
    awk -v first="$2" '/^```c$/ { inside = 1; block = ""; next }
        /^```$/ { if (inside && index(block, first)) printf "%s", block; inside = 0 }
        inside { block = block $0 "\n" }' "$SW_SOURCE/docs/$1"
}

# add_row TABLE FILE: appends the row on stdin to the macro.
add_row() {
    sed '$!s/$/ \\/' >"$work/row"
    awk -v table="#define $1(" -v row="$work/row" '
        index($0, table) == 1 { inside = 1 }
        inside && !/\\$/ { print $0 " \\"; while ((getline line < row) > 0) print line; inside = 0; next }
        { print }' "$2" >"$work/new" && cp "$work/new" "$2"
}

# add_function BEFORE FILE: puts the function on stdin before the line that begins so.
add_function() {
    cat >"$work/function"
    awk -v before="$1" -v text="$work/function" '
        index($0, before) == 1 { while ((getline line < text) > 0) print line; print "" }
        { print }' "$2" >"$work/new" && cp "$work/new" "$2"
}

example adding-a-game.md 'ROW(SW_GAME_' | add_row SW_GAME_ROWS "$work/src/life/game.h"
example adding-a-game.md 'ROW(SW_FITNESS_' | add_row SW_FITNESS_ROWS "$work/src/life/game.h"
example adding-a-game.md 'static float' |
    add_function 'static const struct sw_fitness fitnesses' "$work/src/life/game.c"
example adding-a-scheme.md 'ROW(' | add_row SW_SCHEME_ROWS "$work/src/selection/scheme.h"
example adding-a-scheme.md 'SW_SCHEME_PARENTS(' |
    add_function 'SW_SCHEME_EFFECT(sw_linear_effect)' "$work/src/selection/scheme_rank.c"
example bodies.md '.name = "herd-three"' |
    add_function '    {"hide",' "$work/src/world/body/body.c"
example adding-a-command.md '/* command_greet.c' >"$work/src/cli/command_greet.c"
printf '#define SW_COMMAND_ROWS(ROW) ROW(greet)\n' >"$work/src/cli/command_rows.h"
cat >"$work/probe.c" <<'END_OF_PROBE'
#include "life/game.h"
#include "selection/scheme.h"

#include <stdio.h>

int main(void)
{
    const struct sw_game *game = sw_game_row(SW_GAME_HINT_RELAY);
    struct sw_outcome most = {.progress = 0.95f};

    printf("%s\n%s\n%s\n", SW_GAME_NAMES, SW_CHOICES(SW_FITNESS_ROWS), SW_CHOICES(SW_SCHEME_ROWS));
    printf("%s %s %d\n", sw_game_speaker(game)->name, sw_game_editor(game)->name,
           sw_game_shows(game));
    printf("%g\n", (double)sw_fitness_row(SW_FITNESS_ALMOST)->program(&most));
    return 0;
}
END_OF_PROBE
for place in "selection/scheme_rank.c sw_lottery_parents" "world/body/body.c herd-three" \
    "cli/command_greet.c sw_command_greet"; do
    ok "an example stands in src/${place% *}" grep -q -e "${place#* }" "$work/src/${place% *}"
done
for file in settings/settings selection/scheme selection/scheme_rank world/body/body cli/command_greet; do
    ok "with the examples src/$file.c compiles" \
        "$cc" -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only -I"$work/src" "$work/src/$file.c"
done
ok "a program with the examples is built" \
    "$cc" -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Werror -I"$work/src" -o "$work/probe" "$work/probe.c" "$work/src/life/game.c"
ok "and runs" "$work/probe"
# Rows that a config may name stay; one more is no matter of this test.
lost=
while read -r line names; do
    for name in $names; do
        sed -n "${line}p" "$work/out" | tr '|' '\n' | grep -qxF -e "$name" || lost="$lost $name"
    done
done <<'END'
1 solo rule-relay point-and-paint steps box-relay crew hint-relay
2 likelihood progress exact own almost
3 recombination credit truncation tournament linear-rank exponential-rank proportional lexicase epsilon-lexicase
3 down-sampled-lexicase sharing restricted-tournament novelty map-elites cvt-map-elites nsga-ii plus comma
3 steady-state lottery
END
equal "it knows them all by name, and the examples" "" "$lost"
equal "configs without a game, fitness or scheme have the first of each" "solo likelihood recombination" \
    "$(head -n 3 "$work/out" | cut -d'|' -f1 | paste -sd' ')"
equal "the examples do what their rows say" "speaker listener 0
1" "$(tail -n +4 "$work/out")"
finish
