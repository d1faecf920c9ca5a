#!/usr/bin/env bash
# make install, into a folder of the test's own: the program, configs and launchers, and the pages, whose paths
# hold there; make uninstall takes all of it away.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"

stage=$work/stage
prefix=$stage/opt/smallworld
# The make that runs the tests, if any, has flags that are not meant for this one.
make_here() {
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -C "$SW_BUILD" prefix=/opt/smallworld DESTDIR="$stage" "$@"
}

[ -e "$SW_BUILD/Makefile" ] || skip_all "there is no build in $SW_BUILD"
ok "make install" make_here install
share=$prefix/share/smallworld
pages=$prefix/share/doc/smallworld
(cd "$stage" && find . -type f -o -type l) | sort >"$work/installed"

# ---- everything is there ----
ok "the program" test -x "$prefix/bin/smallworld"
for config in "$SW_SOURCE"/clusters/*.conf "$SW_SOURCE"/clusters/README.md "$SW_SOURCE"/clusters/slurm/*; do
    name=${config#"$SW_SOURCE"/}
    same "$name" "$config" "$share/$name"
done
ok "local.sh can be run" test -x "$share/clusters/local.sh"
for page in README.md LICENSE CHANGES.md CITATION.cff; do
    same "$page" "$SW_SOURCE/$page" "$pages/$page"
done

# ---- links of the pages lead somewhere ----
# The folder clusters is a link to where it is when this is no stage.
equal "clusters beside the pages" /opt/smallworld/share/smallworld/clusters "$(readlink "$pages/clusters")"
rm "$pages/clusters"
ln -s "$share/clusters" "$pages/clusters"
broken=
while read -r page; do
    while read -r target; do
        case $target in
        http*) continue ;;
        ../clusters/*) target=clusters/${target#../clusters/} ;;
        esac
        [ -e "$(dirname "$page")/${target%%#*}" ] || [ -e "$pages/${target%%#*}" ] ||
            broken="$broken ${page#"$pages"/}:$target"
    done < <(grep -o '](\([^)]*\))' "$page" | sed 's/^](//; s/)$//')
done < <(find "$pages/README.md" "$pages/docs" -name '*.md' | sort)
equal "every link leads to a file" "" "$broken"

# ---- it works from there ----
cd "$work" || exit 1
unset SMALLWORLD
ok "the installed program" "$prefix/bin/smallworld" --version
for config in quick debug large truncation; do
    ok "$config.conf" "$prefix/bin/smallworld" run "$share/clusters/$config.conf" --dry-run
done
ok "local.sh finds the program that it was installed with" "$share/clusters/local.sh" -n 1 \
    "$share/clusters/debug.conf" "$work/run" --set output.trace=no --stop-at=1
ok "and it has run" "$prefix/bin/smallworld" inspect "$work/run"

# ---- and is taken away ----
ok "make uninstall" make_here uninstall
equal "nothing is left" "" "$(cd "$stage" && find . -type f -o -type l)"
equal "nor a folder of ours" "" "$(find "$stage" -path '*/share/*smallworld*')"
finish
