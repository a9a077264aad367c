#!/bin/sh
# What each stage makes of the golden edition, against the dumps kept in tests/golden/. The faces are
# those of tests/fonts/, so that no release of a font moves a line. ACCEPT=1 rewrites the dumps.
set -u
JIBAO=${JIBAO:-build/jibao}
SCRATCH=${BUILD:-build}/tests/golden
EDITION=tests/golden/edition/bulletin.xml
STAGES='record flow lines page'

# The shipped template with the pinned faces in place of the system's.
make_template() {
    mkdir -p "$SCRATCH/template"
    cp templates/quarterly/template.xml "$SCRATCH/template/"
    sed -e 's/Noto Serif CJK SC/Jibao Test Song/' -e 's/Noto Sans CJK SC/Jibao Test Hei/' \
        -e 's/Charis SIL/Jibao Test Serif/' -e 's/Carlito/Jibao Test Sans/' \
        templates/quarterly/styles.xml >"$SCRATCH/template/styles.xml"
}

dump() {
    "$JIBAO" build "$EDITION" -t "$SCRATCH/template" --font-path tests/fonts \
        --ignore-system-fonts --message-lang en --dump="$1"
}

make_template
echo "1..$(set -- $STAGES; echo $#)"
number=0
for stage in $STAGES; do
    number=$((number + 1))
    golden=tests/golden/$stage.txt
    made=$SCRATCH/$stage.txt
    dump "$stage" >"$made" 2>"$SCRATCH/$stage.err"
    [ "${ACCEPT:-}" = 1 ] && cp "$made" "$golden"
    if [ -s "$made" ] && diff -u "$golden" "$made" >"$SCRATCH/$stage.diff"; then
        echo "ok $number - $stage is as accepted"
    else
        echo "not ok $number - $stage is as accepted (make accept, once it is right)"
        head -n 40 "$SCRATCH/$stage.diff" "$SCRATCH/$stage.err" | sed 's/^/# /'
    fi
done
