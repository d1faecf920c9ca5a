# json.awk - reads one JSON value from its input and prints every leaf as path=value, texts without quotes:
#
#     printf '{"laws": [{"law": "fill", "exact": 1}]}' | awk -f tests/json.awk
#     laws.0.law=fill
#     laws.0.exact=1
#     laws.count=1
#
# Lists also tell how long they are. Ends with code 1 at the first thing that JSON does not allow. So tests need no other reader of
# JSON. Escapes are left as they are.
function fail(what) {
    printf "json.awk: %s at character %d\n", what, at > "/dev/stderr"
    failed = 1
    exit 1
}
function blanks() {
    while (index(" \t\n\r", substr(text, at, 1)) > 0 && at <= size)
        at++
}
function expect(character) {
    blanks()
    if (substr(text, at, 1) != character)
        fail("no " character)
    at++
}
# A text in quotes, from its opening quote.
function quoted(    from, one) {
    expect("\"")
    from = at
    while ((one = substr(text, at, 1)) != "\"") {
        if (at > size)
            fail("a text without end")
        if (one == "\n" || one == "\t")
            fail("a control character in a text")
        if (one == "\\") {
            at++
            one = substr(text, at, 1)
            if (one == "u" && substr(text, at + 1, 4) ~ /^[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]$/)
                at += 4
            else if (one == "" || index("\"\\/bfnrt", one) == 0)
                fail("an unknown escape")
        }
        at++
    }
    at++
    return substr(text, from, at - 1 - from)
}
function under(path, key) {
    return path == "" ? key : path "." key
}
function object(path,    key) {
    at++
    blanks()
    if (substr(text, at, 1) == "}") {
        at++
        return
    }
    for (;;) {
        blanks()
        key = under(path, quoted())
        if (key in seen)
            fail("a key given twice: " key)
        seen[key] = 1
        expect(":")
        value(key)
        blanks()
        if (substr(text, at, 1) != ",")
            break
        at++
    }
    expect("}")
}
function list(path,    count) {
    at++
    blanks()
    count = 0
    if (substr(text, at, 1) != "]") {
        for (;;) {
            value(under(path, count++))
            blanks()
            if (substr(text, at, 1) != ",")
                break
            at++
        }
    }
    expect("]")
    print under(path, "count") "=" count
}
function value(path,    one, rest) {
    blanks()
    one = substr(text, at, 1)
    if (one == "{") {
        object(path)
    } else if (one == "[") {
        list(path)
    } else if (one == "\"") {
        print path "=" quoted()
    } else {
        rest = substr(text, at, 40)
        if (!match(rest, /^(true|false|null|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?)/))
            fail("no value")
        print path "=" substr(rest, 1, RLENGTH)
        at += RLENGTH
    }
}
{
    text = text $0 "\n"
}
END {
    if (failed)
        exit 1
    size = length(text)
    at = 1
    value("")
    blanks()
    if (at <= size)
        fail("more than one value")
}
