#!/usr/bin/env bash
# docs/configuration.sh - writes docs/configuration.md from what the program says of its settings, so that no line of
# it can be wrong. After a change of the table of settings:
#
#   SMALLWORLD=build/smallworld docs/configuration.sh > docs/configuration.md
set -eu

cat <<'END'
# Configuration

A config is an INI file: `[section]`, then `key = value` lines. `#` begins a comment at the start of
a line or after a blank. Every key has a default, so a config says only what is different. An
unknown key is an error that names the nearest key. A value out of range is an error that names the
range. `--set section.key=value` overrides one key of the file.

    smallworld config                        a table of all keys
    smallworld config --defaults             all keys with their comments: itself a config that runs
    smallworld config life.worlds            one key
    smallworld config life                   all keys of a section
    smallworld run my.conf --dry-run         checks a config and prints it, with the effect of the
                                             pressure, settings without effect and the memory of a
                                             rank

[clusters/](../clusters) has configs that are ready to use, with comments. The run stores its
config. `--resume` rejects a config that differs, except in `[output]`, `run.sync`,
`run.map_megabytes`, and the place of ARC files.

Other settings can make a setting useless: migration with one island, or the generator's keys if
worlds are files. A run, `--dry-run` and `smallworld inspect` name each useless setting that you set
as "KEY has no effect here, because ...". They always name a pressure that is rounded away and a
phase that never begins.

`[events]` and `[island 3]` are sections of lines: [events.md](events.md).

The [glossary](glossary.md) explains the terms.

`docs/configuration.sh` writes this page from the program itself, and a test compares the two.

END
"${SMALLWORLD:-smallworld}" config --defaults | awk '
    BEGIN {
        indent = "  "
    }
    function flush_key(    at, takes) {
        at = match(text, / Takes [^ ].*; by default .*$/)
        takes = ""
        if (at > 0) {
            takes = substr(text, at + 1)
            text = substr(text, 1, at - 1)
        }
        sub(/; by default .*$/, ".", takes)
        sub(/^Takes /, "takes ", takes)
        sub(/\.+$/, "", takes)
        gsub(/\|/, "\\|", takes)
        wrap("- **`" key "`** = `" value "` (" takes "). " text)
    }
    # A line of the list, in lines of at most 100 columns.
    function wrap(item,    words, count, line, i) {
        count = split(item, words, " ")
        line = words[1]
        for (i = 2; i <= count; i++)
            if (length(line) + 1 + length(words[i]) > 100) {
                print line
                line = indent words[i]
            } else
                line = line " " words[i]
        print line
    }
    /^\[/ {
        section = substr($0, 2, length($0) - 2)
        phase = section ~ /^phase[2-9]/
        different = ""
        if (phase)
            printf "\n## [%s]\n\nAs [phase1], ", section
        else
            printf "%s## [%s]\n\n", begun++ ? "\n" : "", section
        text = ""
        next
    }
    # A section of lines: it has help, and no keys.
    /^# \[(events|island)/ {
        if (text != "")
            wrap(text)
        indent = ""
        printf "\n## [%s]\n\n", substr($2, 2, index($2 "]", "]") - 2)
        text = substr($0, 3)
        next
    }
    /^#/ {
        text = text (text == "" ? "" : " ") substr($0, 3)
        next
    }
    / = / {
        key = $1
        value = substr($0, index($0, " = ") + 3)
        if (section == "phase1")
            first[key] = value
        if (!phase)
            flush_key()
        else if (value != first[key])
            different = different (different == "" ? "" : ", ") "`" key " = " value "`"
        if (phase && key == "rate_end")
            print different == "" ? "with the same defaults." : "by default with " different "."
        text = ""
    }
    END {
        if (text != "")
            wrap(text)
    }'
