#!/bin/sh
# One golden for each code: the smallest slip that trips it, and all that jibao then says, in both
# languages. tests/messages/CODE/case is a shell fragment that spoils a copy of the golden edition and
# its template and runs a command with `run`; expected.txt holds what was said and the exit status.
# ACCEPT=1 rewrites the goldens.
set -u
number=0
TOP=$(pwd)
JIBAO=$(realpath "${JIBAO:-build/jibao}")
SCRATCH=$(realpath -m "${BUILD:-build}/tests/messages")
export JIBAO_DATA="${JIBAO_DATA:-$TOP}" # wherever the program was built

records() { sed -i "$@" edition/bulletin.xml; }
template() { sed -i "$@" template/template.xml; }
styles() { sed -i "$@" template/styles.xml; }
build() { run build edition/bulletin.xml -t template --font-path fonts --ignore-system-fonts -o out.pdf "$@"; }

# In English as people read it, in Chinese as tools do.
run() {
    for words in 'en human' 'zh short'; do
        set -- "$@" --message-lang "${words% *}" --diagnostics "${words#* }" --color never
        LC_ALL=C "$JIBAO" "$@" 2>&1 >/dev/null
        echo "exit $?"
    done
}

fresh() {
    rm -rf "$1" && mkdir -p "$1" && cd "$1" || exit
    cp -r "$TOP/tests/golden/edition" edition
    mkdir template && cp "$TOP/templates/quarterly/template.xml" template/
    sed -e 's/Noto Serif CJK SC/Jibao Test Song/' -e 's/Noto Sans CJK SC/Jibao Test Hei/' \
        -e 's/Charis SIL/Jibao Test Serif/' -e 's/Carlito/Jibao Test Sans/' \
        "$TOP/templates/quarterly/styles.xml" >template/styles.xml
    ln -s "$TOP/tests/fonts" fonts
    # The edition's one warning is not what a case is about.
    records 's|<en missing="with the translator" by="Town Office"/>|<en>Done: <val of="meals"/>, <val of="training"/>, <val of="training" as="share"/>.</en>|'
}

# A code that no input can trip is shown as `jibao explain` tells it.
explain() {
    "$JIBAO" explain "$1" --message-lang en
    "$JIBAO" explain "$1" --message-lang zh
}

trial() { (fresh "$SCRATCH/$1" && . "$TOP/tests/messages/$1/case") >"$SCRATCH/$1.made" 2>&1; }

mkdir -p "$SCRATCH"
set -- tests/messages/*/
echo "1..$(($# + 1))"
for folder; do
    number=$((number + 1))
    code=$(basename "$folder")
    trial "$code"
    [ "${ACCEPT:-}" = 1 ] && cp "$SCRATCH/$code.made" "$folder/expected.txt"
    if diff -u "$folder/expected.txt" "$SCRATCH/$code.made" >"$SCRATCH/$code.diff" &&
        grep -q "$code" "$SCRATCH/$code.made"; then
        echo "ok $number - $code"
    else
        echo "not ok $number - $code"
        sed 's/^/# /' "$SCRATCH/$code.diff"
    fi
done

# What the cases start from is itself without fault.
(fresh "$SCRATCH/none" && build) >"$SCRATCH/none.made" 2>&1
if [ "$(sort -u "$SCRATCH/none.made")" = 'exit 0' ]; then
    echo "ok $(($# + 1)) - the edition that the cases spoil is sound"
else
    echo "not ok $(($# + 1)) - the edition that the cases spoil is sound"
    sed 's/^/# /' "$SCRATCH/none.made"
fi
