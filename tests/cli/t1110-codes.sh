#!/usr/bin/env bash
# smallworld codes: one game for all codes of a frame. The same figures for the same seeds; given words are understood
# and nothing is not; options of other codes are refused.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

# timeless FILE: JSON without what a clock said.
timeless() {
    sed -E 's/"[a-z_]*core_seconds[a-z_0-9]*": *[^,}]*//g' "$1"
}

cd "$work" || exit 1
small=(--features=16 --hidden=32 --films=20 --generations=30 --json)

# exact CODE OPTION...: of the films of the same sizes and edits, after one edit, in percent.
exact() {
    "$SMALLWORLD" codes --code="$1" "${@:2}" >out 2>err
    leaf readings.0.sets.0.steps.0.exact | awk '{ printf "%.0f", 100 * $1 }'
}

nothing=$(exact nothing "${small[@]}")
edits=$(exact edits "${small[@]}")
equal "nothing makes hardly any frame" yes "$([ "$nothing" -lt 20 ] && echo yes)"
equal "given words make more" yes "$([ "$edits" -gt "$((nothing + 15))" ] && echo yes)"

for code in tokens vector; do
    ok "$code" "$SMALLWORLD" codes --code="$code" "${small[@]}" --generations=4
    timeless out >first
    ok "$code again" "$SMALLWORLD" codes --code="$code" "${small[@]}" --generations=4
    timeless out >second
    same "$code are repeatable" first second
    ok "$code by another seed" "$SMALLWORLD" codes --code="$code" "${small[@]}" --generations=4 --seed=2
    timeless out >second
    equal "are others" no "$(cmp -s first second && echo yes || echo no)"
done
equal "readings of vectors, on three sets" "32 bits 8 bits 4 bits 2 bits 1 bit" \
    "$(for i in 0 1 2 3 4; do leaf "readings.$i.reading"; done | tr '\n' ' ' | sed 's/ $//')"
equal "bits of 16 numbers of 2 bits" 32 "$(leaf readings.3.sets.0.bits)"

ok "patches" "$SMALLWORLD" codes --code=patches --centres=8 --films=5
says out "code: patches, 5 films of 16 edits"
equal "within 80 columns" "" "$(awk 'length($0) > 80' out)"
ok "the encoders of films" "$SMALLWORLD" codes --code=film --films=2 --json
equal "are exact" "1 1 1 1" "$(for i in 0 1 2 3; do leaf "readings.$i.sets.0.steps.3.exact"; done | tr '\n' ' ' | sed 's/ $//')"

exits 2 "no such code" "$SMALLWORLD" codes --code=words
exits 2 "given words have no numbers" "$SMALLWORLD" codes --code=edits --numbers=3
says err "--numbers is only for --code=vector and tokens"
exits 2 "vectors have no length" "$SMALLWORLD" codes --code=vector --length=3
says err "--length and --vocabulary are only for --code=tokens"
exits 2 "nothing has no centres" "$SMALLWORLD" codes --code=nothing --centres=3
says err "--centres is only for --code=patches"
for option in --features=16 --hidden=32 --generations=2; do
    for code in patches film; do
        exits 2 "$code have no $option" "$SMALLWORLD" codes --code="$code" "$option" --films=2
        says err "and not for --code=$code"
    done
done
exits 2 "encoders draw nothing" "$SMALLWORLD" codes --code=film --seed=2 --films=2
says err "--code=film draws nothing"
exits 2 "a width that is no multiple" "$SMALLWORLD" codes --hidden=20
says err "it must be a multiple of 16"
exits 2 "numbers that cannot be parted" "$SMALLWORLD" codes --length=3 --numbers=16
says err "16 numbers cannot be parted into 3 tokens"

finish
