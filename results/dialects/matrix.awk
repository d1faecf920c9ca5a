# matrix.awk - the picture of a matrix (columns: share, seed, speaker's island, listener's island, exact): one square
# for each pair of islands, darker where more is understood; means over seeds.
#
#   awk -F, -v label=contact -f results/dialects/matrix.awk matrix.csv > matrix.svg
NR > 1 {
    if (!($1 in column)) { column[$1] = contacts; name[contacts++] = $1 }
    sum[$1, $3, $4] += $5; n[$1, $3, $4]++
    if ($3 >= islands) islands = $3 + 1
}
END {
    cell = 36; gap = 40; side = islands * cell
    width = contacts * (side + gap) + gap; height = side + 90
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" " \
        "font-size=\"11\">\n<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n", width, height, width, height
    for (c = 0; c < contacts; c++) {
        left = gap + c * (side + gap)
        printf "<text x=\"%d\" y=\"20\">%s %g %%</text>\n", left, label, 100 * name[c]
        for (i = 0; i < islands; i++) {
            printf "<text x=\"%d\" y=\"%d\">%d</text>\n", left - 12, 40 + i * cell + cell / 2 + 4, i
            printf "<text x=\"%d\" y=\"%d\">%d</text>\n", left + i * cell + cell / 2 - 3, 40 + side + 14, i
            for (j = 0; j < islands; j++) {
                p = sum[name[c], i, j] / n[name[c], i, j]
                shade = 255 - int(p * 200)
                printf "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"rgb(%d,%d,255)\" stroke=\"white\"/>" \
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%.0f</text>\n", left + j * cell, 40 + i * cell, \
                    cell, cell, shade, shade, left + j * cell + cell / 2, 40 + i * cell + cell / 2 + 4, 100 * p
            }
        }
    }
    printf "<text x=\"%d\" y=\"%d\">rows: speakers of an island; columns: listeners; exact in percent</text>\n</svg>\n", \
        gap, height - 14
}
