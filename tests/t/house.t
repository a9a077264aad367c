#!/bin/sh
# The build itself: compiles once, and what it installs works from where it lies and goes away again.
cd "$(dirname "$0")/../.." || exit
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# What was given to the make that runs the tests (WERROR=1, CC=clang) comes along in MAKEFLAGS.
again() { make BUILD="${BUILD:-build}" DESTDIR="$root" PREFIX=/usr "$@" 2>&1; }

test_that() {   # NAME COMMAND...
    number=$((number + 1))
    name=$1
    shift
    if said=$("$@"); then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        echo "$said" | sed 's/^/# /' >&2
    fi
}

compiles_nothing() { again all >"$root/log" && ! grep -E '^  (CC|LINK) ' "$root/log"; }
# In a copy, so that the program under the other tests' feet stays as it is.
rebuilds_users() {
    header=generator/model/template.h
    mkdir "$root/copy" && cp -r Makefile generator "$root/copy" && cd "$root/copy" || return
    make BUILD=build CFLAGS=-O0 all >"$root/log" 2>&1 || { cat "$root/log"; return 1; }
    make_newer "$header" build/jibao
    make BUILD=build CFLAGS=-O0 all 2>/dev/null | sed -n 's/^  CC    //p' | sort >"$root/rebuilt"
    grep -l " $header" build/obj/generator/*/*.d | sed 's|^build/obj/||; s|\.d$|.c|' | sort >"$root/users"
    [ "$(wc -l <"$root/users")" -lt "$(ls generator/*/*.c | wc -l)" ] &&
        [ -s "$root/users" ] && diff "$root/users" "$root/rebuilt"
}
# The header is made newer than the program, whatever the clock's grain.
make_newer() { touch -d "@$(($(stat -c %Y "$2") + 1))" "$1"; }
builds_elsewhere() {
    records=$PWD/input/wujin-2024-q1/bulletin.xml
    cd "$root" && usr/bin/jibao build "$records" -t quarterly -o "$root/bulletin.pdf" 2>&1
}
leaves_nothing() { again uninstall >/dev/null && ! find "$root/usr" -type f | grep .; }

echo 1..5
test_that 'a second make compiles nothing' compiles_nothing
test_that 'a changed model header rebuilds its users and nothing else' rebuilds_users
test_that 'make install' again install
test_that 'what is installed builds the bulletin in another folder' builds_elsewhere
test_that 'make uninstall leaves no file' leaves_nothing
