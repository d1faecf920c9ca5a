#!/usr/bin/env bash
# Bits a frame of films as edits, against raw frames, zstd, PNG and lossless video codecs: on 1,000 films of worlds that
# move by themselves, and on the pairs of ARC files where there are some. Writes figures.csv, tables.md and (with gnuplot)
# figure.svg beside this script.
#
#   results/video-as-edits/run.sh [DATA [WORK]]
#
# DATA holds arc-agi-1/training, conceptarc and 1d-arc (your own copies); "-" or nothing: only films. WORK (default
# runs/video-as-edits) gets films, frames and what was measured; what is there already is not measured again. SMALLWORLD
# names the program, JOBS how many measurements run at once, FILMS how many films (default 1000), SEED their seed
# (default 1). Needs zstd; ffmpeg (with ffv1, libx264, libvpx-vp9) and gnuplot are left out, and said to be, where they are not.
# About 25 minutes of CPU time, nearly all of it ffmpeg starting.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
data=${1:--}
[ "$data" = - ] || data=$(cd "$data" && pwd)
work=${2:-runs/video-as-edits}
cd "$here/../.."
case $work in /*) ;; *) work=$PWD/$work ;; esac
program=${SMALLWORLD:-build/smallworld}
case $program in /*) ;; *) program=$PWD/$program ;; esac
jobs=${JOBS:-$(nproc)}
films=${FILMS:-1000}
seed=${SEED:-1}
pairs_most=300 # pairs of a set that the video codecs see: the first of the same size
command -v zstd >/dev/null || { echo "run.sh: zstd is needed (Debian: zstd)" >&2; exit 1; }
ffmpeg=yes
command -v ffmpeg >/dev/null || { ffmpeg=no; echo "run.sh: no ffmpeg: its codecs are left out" >&2; }
mkdir -p "$work"
export program work ffmpeg

# ---- films ----
if [ ! -e "$work/films.csv" ]; then
    rm -rf "$work/films" "$work/other"
    "$program" film physics --seed="$seed" --count="$films" -o "$work/films"
    # zstd's dictionary is trained on films of another seed.
    "$program" film physics --seed=$((seed + 1)) --count="$films" -o "$work/other"
    mkdir -p "$work/other-bytes"
    for film in "$work"/other/*.film; do
        "$program" film decode "$film" --format=bytes -o "$work/other-bytes/$(basename "$film" .film).raw"
    done
    zstd -q --train "$work"/other-bytes/*.raw -o "$work/films.dictionary" >/dev/null 2>&1
    "$program" film info --format=csv "$work/films" >"$work/films.part"
    mv "$work/films.part" "$work/films.csv"
fi

# bytes_of CODEC ARGUMENTS...: the bytes of all packets of a codec, without a container. x264's packet of words about
# itself (type 6) is not counted.
# measure RAW FRAMES WIDTH HEIGHT PNGS: one line of bits: zstd, zstd with dictionary, PNG frames, ffv1, x264, vp9.
measure() {
    local raw=$1 width=$3 height=$4 pngs=$5 line
    packets() {
        ffmpeg -v error -f rawvideo -pix_fmt gray -s "${width}x$height" -r 10 -i "$raw" "$@" -f framecrc - |
            awk -F, '!/^#/ { sum += $5 } END { printf ",%d", 8 * sum }'
    }
    line=$raw,$(($(zstd -19 -q --no-check -c "$raw" | wc -c) * 8))
    if [ -e "$work/films.dictionary" ]; then
        line=$line,$(($(zstd -19 -q --no-check --no-dictID -D "$work/films.dictionary" -c "$raw" | wc -c) * 8))
    else
        line=$line,
    fi
    line=$line,$(($(cat "$pngs"/*.png | wc -c) * 8))
    if [ "$ffmpeg" = yes ]; then
        line=$line$(packets -c:v ffv1 -level 1 -coder 1 -context 1 -g 9999)
        line=$line$(packets -c:v libx264 -qp 0 -preset veryslow -g 9999 -pix_fmt gray -threads 1 \
            -bsf:v filter_units=remove_types=6)
        line=$line$(packets -c:v libvpx-vp9 -lossless 1 -pix_fmt yuv420p -g 9999 -threads 1)
    else
        line=$line,,,
    fi
    printf '%s\n' "$line"
}

# One film: its frames as bytes and as PNG, then all codecs.
measure_film() {
    local film=$1 frames=$2 width=$3 height=$4 name
    name=$work/frames/$(basename "$film" .film)
    mkdir -p "$work/frames"
    "$program" film decode "$film" --format=bytes -o "$name.raw"
    "$program" film decode "$film" --format=png -o "$name.png"
    measure "$name.raw" "$frames" "$width" "$height" "$name.png"
    rm -rf "$name.png"
}
export -f measure measure_film

if [ ! -e "$work/films.others" ]; then
    tail -n +2 "$work/films.csv" | awk -F, '{ print $1, $2, $3, $4 }' |
        xargs -P "$jobs" -L 1 bash -c 'measure_film "$@"' measure_film | sort >"$work/films.part"
    mv "$work/films.part" "$work/films.others"
fi

# ---- pairs ----
# Every pair as two frames: bytes, where both have one size.
split_pairs() {
    local set=$1 task=$2 name
    name=$work/pairs-$set/$(basename "$task" .json)
    mkdir -p "$name.png"
    "$program" film encode "$task" --encoder=cells -o "$name.film" 2>/dev/null || { rm -rf "$name.png"; return 0; }
    "$program" film decode "$name.film" --format=plain |
        awk -v name="$name" '
            function flush() {
                if (rows == 0) return
                if (++frames % 2) { kept = text; shape = width "x" rows }
                else if (shape == width "x" rows) {
                    file = name "-" frames / 2 ".txt"; printf "%s%s", kept, text >file; close(file)
                    print file, width, rows
                }
                rows = 0; text = ""
            }
            /^$/ { flush(); next }
            { text = text $0; width = length($0); rows++ }
            END { flush() }' | while read -r file width height; do
        tr '.123456789' '\000\001\002\003\004\005\006\007\010\011' <"$file" >"${file%.txt}.raw"
        rm "$file"
        echo "${file%.txt}.raw $width $height"
    done
    "$program" film decode "$name.film" --format=png -o "$name.png"
    rm "$name.film"
}
measure_pair() {
    local raw=$1 width=$2 height=$3 pngs number
    number=${raw##*-}
    number=${number%.raw}
    pngs=$raw.png
    mkdir -p "$pngs"
    cp "${raw%-*}.png/$(printf %06d $((2 * number - 2))).png" "${raw%-*}.png/$(printf %06d $((2 * number - 1))).png" "$pngs"
    measure "$raw" 2 "$width" "$height" "$pngs"
    rm -r "$pngs"
}
export -f split_pairs measure_pair

sets=()
if [ "$data" != - ]; then
    for set in arc-agi-1/training conceptarc 1d-arc; do
        [ -d "$data/$set" ] || { echo "run.sh: no $data/$set: it is left out" >&2; continue; }
        name=${set%%/*}
        sets+=("$name")
        if [ ! -e "$work/$name.csv" ]; then
            (cd "$data" && "$program" film info --format=csv "$set") >"$work/$name.part" 2>"$work/$name.refused"
            mv "$work/$name.part" "$work/$name.csv"
        fi
        if [ ! -e "$work/$name.others" ]; then
            rm -rf "$work/pairs-$name"
            mkdir -p "$work/pairs-$name"
            find "$data/$set" -name '*.json' | LC_ALL=C sort | while read -r task; do
                split_pairs "$name" "$task"
            done >"$work/$name.pairs"
            head -n "$pairs_most" "$work/$name.pairs" |
                xargs -P "$jobs" -L 1 bash -c 'measure_pair "$@"' measure_pair | sort >"$work/$name.part"
            mv "$work/$name.part" "$work/$name.others"
        fi
    done
fi

# ---- tables ----
# Sums of a csv of the program's and of one of the others', films in both. For pairs the others saw only some: their rows say
# how many.
{
    echo "set,films,frames,way,bits,bits_a_frame"
    for set in films ${sets[@]+"${sets[@]}"}; do
        awk -F, -v set="$set" '
            # physics films by their name; pairs as task-number
            function key(path) {
                sub(/.*\//, "", path); sub(/\.film$/, "", path); sub(/\.raw$/, "", path)
                sub(/\.json#/, "-", path)
                return path
            }
            FNR == 1 && NR > 1 { first = 1 }
            !first && FNR == 1 { for (i = 5; i <= NF; i++) title[i] = $i; columns = NF; next }
            !first {
                films++; frames += $2; k = key($1); known[k] = $2
                for (i = 5; i <= columns; i++) { sum[i] += $i; own[k, i] = $i; if ($i == "") blank[i] = 1 }
                next
            }
            { k = key($1); if (k in known) { seen++; seen_frames += known[k]
                for (i = 2; i <= 7; i++) { other[i] += $i; if ($i == "") none[i] = 1 }
                for (i = 6; i <= columns; i++) part[i] += own[k, i] } }
            END {
                printf "%s,%d,%d,%s,%d,%.2f\n", set, films, films, "first frame", sum[5], sum[5] / films
                for (i = 6; i <= columns; i++) if (!blank[i])
                    printf "%s,%d,%d,%s,%d,%.2f\n", set, films, frames, title[i], sum[i], sum[i] / frames
                if (seen < films) for (i = 6; i <= columns; i++) if (!blank[i])
                    printf "%s,%d,%d,%s,%d,%.2f\n", set " (sample)", seen, seen_frames, title[i], part[i], part[i] / seen_frames
                split("x,zstd -19,zstd -19 with dictionary,PNG,ffv1,x264 lossless,vp9 lossless", name, ",")
                for (i = 2; i <= 7; i++) if (!none[i])
                    printf "%s,%d,%d,%s,%d,%.2f\n", set (seen < films ? " (sample)" : ""), seen, seen_frames, name[i], other[i], other[i] / seen_frames
            }' "$work/$set.csv" "$work/$set.others"
    done
    # Each kind of world by itself.
    awk -F, 'NR == 1 { for (i = 6; i <= NF; i++) title[i] = $i; columns = NF; next }
        { kind = $1; sub(/.*-/, "", kind); sub(/\.film$/, "", kind); films[kind]++; frames[kind] += $2
          for (i = 6; i <= columns; i++) sum[kind, i] += $i }
        END { for (kind in films) for (i = 6; i <= columns; i++)
            printf "films: %s,%d,%d,%s,%d,%.2f\n", kind, films[kind], frames[kind], title[i], sum[kind, i], sum[kind, i] / frames[kind] }' \
        "$work/films.csv" | LC_ALL=C sort
} >"$here/figures.csv"

awk -F, '
    NR > 1 && $1 !~ /^films: / {
        if (!($1 in films)) { sets[++n] = $1; films[$1] = $2; frames[$1] = $3 }
        if ($4 == "first frame") { next }
        frames[$1] = $3
        if (!($4 in place)) { place[$4] = ++ways; way[ways] = $4 }
        bits[$1, $4] = $5 / $3
    }
    END {
        printf "| bits a frame |"; for (i = 1; i <= n; i++) printf " %s |", sets[i]
        printf "\n|---|"; for (i = 1; i <= n; i++) printf "---|"
        printf "\n| films, frames |"; for (i = 1; i <= n; i++) printf " %d, %d |", films[sets[i]], frames[sets[i]]
        for (w = 1; w <= ways; w++) {
            printf "\n| %s |", way[w]
            for (i = 1; i <= n; i++) printf " %s |", ((sets[i], way[w]) in bits) ? sprintf("%.1f", bits[sets[i], way[w]]) : "-"
        }
        printf "\n"
    }' "$here/figures.csv" | tee "$here/tables.md"

if command -v gnuplot >/dev/null; then
    awk -F, '$1 == "films" && $4 != "first frame" { printf "\"%s\" %.3f\n", $4, $5 / $3 }' "$here/figures.csv" |
        sort -t'"' -k3,3gr >"$work/figure.dat"
    gnuplot <<END
set terminal svg size 720,420 font "sans,12"
set output "$here/figure.svg"
set logscale y
set yrange [1:2000]
set ylabel "bits a frame (first frames shared out), logarithmic"
set title "$films films of worlds that move by themselves"
set style fill solid
set boxwidth 0.7
set xtics rotate by -35
unset key
set grid y
plot "$work/figure.dat" using 0:2:xtic(1) with boxes lc rgb "#0074D9" title "bits a frame", \
     "" using 0:(\$2*1.25):(sprintf("%.1f", \$2)) with labels title "numbers"
END
else
    echo "run.sh: no gnuplot: figure.svg is left as it was" >&2
fi
