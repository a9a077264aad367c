#!/usr/bin/env python3
"""Slips of an officer and of an editor: each is told with its place, what is wrong and what to write instead, in
both languages, and nothing else is told; the build fails, and the old bulletin stays as it was. The places
are worked out from the slips themselves. ACCEPT=1 rewrites what is said in tests/slips/."""
import difflib
import glob
import os
import re
import sys

sys.path.insert(0, 'tests/lib')

from slips import Slip, fresh, spoil
from tap import JIBAO, Tap, run, scratch

OLD = b'%PDF the old bulletin'
TOP = os.getcwd()
HEAD = re.compile(r'^(\S+?): (?:error|warning|错误|警告): ', re.M)


def build(folder, lang):
    """All that is said, in paths relative to the folder, and the exit status."""
    made = run(JIBAO, 'build', 'input/wujin-2024-q1/bulletin.xml', '-t', 'template', '--message-lang', lang,
               '--color', 'never', '-o', 'output/old.pdf', cwd=folder,
               env={**os.environ, 'JIBAO_DATA': os.environ.get('JIBAO_DATA', TOP)})
    return f'{made.stdout}{made.stderr}exit {made.returncode}\n'


def output_faults(folder, said):
    """After a fault the old bulletin lies where it lay, alone; a warning stops nothing."""
    kept = {}
    for name in os.listdir(os.path.join(folder, 'output')):
        with open(os.path.join(folder, 'output', name), 'rb') as file:
            kept[name] = file.read()
    if list(kept) != ['old.pdf']:
        yield f'in the output folder: {list(kept)}'
    if (kept.get('old.pdf') == OLD) == said.endswith('exit 0\n'):
        yield 'the old bulletin was touched' if said.endswith('exit 1\n') else 'there is no new bulletin'


def place_faults(said, places):
    told = HEAD.findall(said)
    yield from (f'nothing at {where}; told: {told}' for where in sorted(set(places)) if where not in told)
    if sorted(told) != sorted(places):
        yield f'{len(told)} findings, not {len(places)}: {told}'


def difference(expected, said):
    return '\n'.join(difflib.unified_diff(expected.splitlines(), said.splitlines(), 'expected', 'said', lineterm=''))


def slip_faults(folder, slip):
    fresh(folder)
    with open(os.path.join(folder, 'output/old.pdf'), 'wb') as file:
        file.write(OLD)
    places = spoil(folder, slip)
    said = {}
    for lang in ('zh', 'en'):
        said[lang] = build(folder, lang)
        yield from place_faults(said[lang], places)
        yield from output_faults(folder, said[lang])
    if os.environ.get('ACCEPT') == '1':
        slip.accept(said['en'], said['zh'])
    else:
        yield from (difference(*pair) for pair in ((slip.en, said['en']), (slip.zh, said['zh'])) if pair[0] != pair[1])


# --- what these tests can see ---------------------------------------------------------------------

def plants(folder):
    """A slip that is none, a place that is one off, another wording, a finding too many, a file left behind."""
    if os.environ.get('ACCEPT') == '1':
        return
    slip = Slip('tests/slips/unit-misspelt.txt')
    edit = slip.steps[0]
    edit.instead, edit.places = edit.there, [('at', 'lift"')]
    if not list(slip_faults(folder, slip)):
        yield 'a build without a fault: not seen'
    slip = Slip('tests/slips/unit-misspelt.txt')
    slip.steps[0].places = [('at', 'iftt')]
    if not list(slip_faults(folder, slip)):
        yield 'a column that is one off: not seen'
    slip = Slip('tests/slips/unit-misspelt.txt')
    slip.zh = slip.zh.replace('lift', 'list')
    if len(list(slip_faults(folder, slip))) != 1:
        yield 'another wording: not seen'
    slip = Slip('tests/slips/five-faults.txt')
    slip.steps[0].places = []
    if not any('5 findings, not 4' in fault for fault in slip_faults(folder, slip)):
        yield 'a finding too many: not seen'
    with open(os.path.join(folder, 'output/.old.pdf.x'), 'w', encoding='utf-8'):
        pass
    if not list(output_faults(folder, 'exit 1\n')):
        yield 'a file left behind: not seen'


def main():
    tap = Tap()
    folder = scratch('slips')
    for path in sorted(glob.glob('tests/slips/*.txt')):
        name = os.path.basename(path)[:-4]
        try:
            slip = Slip(path)
            faults = list(slip_faults(os.path.join(folder, name), slip))
        except (ValueError, OSError) as error:
            faults = [error]
        tap.ok(f'{name}: {slip.title}', faults)
    tap.ok('planted: a missing fault, a wrong place or wording, a finding too many and a file left behind are seen',
           plants(os.path.join(folder, 'planted')))
    tap.end()


main()
