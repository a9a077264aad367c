#!/bin/sh
# Each law is one test; a broken one names its breaches on stderr.
cd "$(dirname "$0")/../.." || exit
set -- tests/laws/*-law
echo "1..$#"
for law; do
    number=$((number + 1))
    if said=$("$law"); then
        echo "ok $number - $law"
    else
        echo "not ok $number - $law"
    fi
    echo "$said" | sed 's/^/# /'
done
