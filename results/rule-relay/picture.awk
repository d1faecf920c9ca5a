# picture.awk - one dialogue of `smallworld language RUN --transcripts` as an SVG: what the speaker saw, what was said and done.
#
#     awk -v puzzle=3 -f picture.awk dialogues.txt >dialogue-3.svg
#
# Lines of cells become bars in the colours of the ARC, side by side as they stand; other lines become text.

function text(x, line, weight) {
    gsub(/&/, "\\&amp;", line)
    gsub(/</, "\\&lt;", line)
    out = out sprintf("<text x=\"%d\" y=\"%d\"%s>%s</text>\n", x, y, weight, line)
}

BEGIN {
    split("#1e73d2 #e8413c #2fb84f #f5c518 #999999 #d633a8 #ef7f1a #74c7ec #8c1d40", palette, " ")
    cell = 8; gap = 24; left = 12; y = 22; widest = 520
}

$1 == "puzzle" { here = $2 == puzzle ":" }
!here { next }

/^  [.0-9]+( +[.0-9]+)*$/ {
    for (i = 1; i <= NF; i++) {
        x = left + (i - 1) * (10 * cell + gap)
        out = out "<path fill=\"#eeeeee\" d=\"M" x " " y - cell "h" length($i) * cell "v" cell "H" x "z\"/>\n"
        for (j = 1; j <= length($i); j = end) { # cells of one colour side by side are one bar
            c = substr($i, j, 1)
            for (end = j + 1; substr($i, end, 1) == c; end++) { }
            if (c != "." && c != "0")
                out = out "<path fill=\"" palette[c + 0] "\" d=\"M" x + (j - 1) * cell " " y - cell "h" \
                    (end - j) * cell "v" cell "H" x + (j - 1) * cell "z\"/>\n"
        }
    }
    if (left + NF * (10 * cell + gap) > widest)
        widest = left + NF * (10 * cell + gap)
    y += cell
    next
}

/^  [a-z]/ {
    for (i = 1; i <= NF; i++) {
        out = out sprintf("<text x=\"%d\" y=\"%d\" fill=\"#666666\">%s</text>\n", left + (i - 1) * (10 * cell + gap), y + 4, $i)
    }
    y += 20
    next
}

NF > 0 {
    y += 14
    text(left, $0, $1 == "puzzle" || $1 == "speaker:" ? " font-weight=\"bold\"" : "")
    y += 14
}

END {
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" " \
        "font-size=\"13\">\n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n%s</svg>\n", widest, y + 4, widest, y + 4, out
}
