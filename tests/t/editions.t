#!/usr/bin/env python3
"""Editions for strain: nothing overlaps, is clipped, lost or doubled, and no page is empty."""
import os
import re
import sys

sys.path.insert(0, 'tests/lib')

import pdf
from record import Record
from tap import Tap, jibao, scratch

EDITIONS = {
    'first': 'input/wujin-2024-q1/bulletin.xml',
    'sparse': 'tests/editions/sparse/bulletin.xml',
    'crowded': 'tests/editions/crowded/bulletin.xml',
    'single': 'tests/editions/single/bulletin.xml',
}
LEFT, RIGHT, TOP, BOTTOM, FOOT = 47.64, 547.64, 39, 775.9, 797.9


def ink(word):
    """Boxes are as tall as the face says; ink keeps off their edges."""
    height = word[4] - word[2]
    return word[1], word[2] + 0.24 * height, word[3], word[4] - 0.2 * height


def overlaps(a, b):
    (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) = ink(a), ink(b)
    return (min(right, other_right) - max(left, other_left) > 0.8 and
            min(bottom, other_bottom) - max(top, other_top) > 0)


def overlap_faults(pages):
    for number, words in enumerate(pages, 1):
        words = sorted(words, key=lambda w: w[2])
        for i, word in enumerate(words):
            for other in words[i + 1:]:
                if other[2] > word[4]:
                    break
                if overlaps(word, other):
                    yield f'page {number}: {word[0]!r} over {other[0]!r} at {word[1]:.0f},{word[2]:.0f}'


def clip_faults(pages):
    for number, words in enumerate(pages, 1):
        for text, left, top, right, bottom in words:
            hangs = 0.55 * (bottom - top) if text[0] in '“‘（《【' else 1   # R14: the blank half
            if left < LEFT - hangs or right > RIGHT + 4.6 or top < TOP - 4 or \
                    (top < FOOT - 6 and bottom > BOTTOM + 4):
                yield f'page {number}: {text!r} at {left:.1f},{top:.1f} to {right:.1f},{bottom:.1f}'


def empty_faults(pages):
    for number, words in enumerate(pages, 1):
        if sum(w[2] < FOOT - 6 for w in words) < 4:
            yield f'page {number} is empty'


def heading_faults(dump):
    """R62: the last text of a page is no heading."""
    last = None
    for line in dump.splitlines():
        if match := re.match(r'  (\w+) \d+$', line):
            if match[1] != 'artifact':
                last = match[1]
        elif line.startswith(('page ', 'destination ')):
            if last and re.match(r'H\d', last):
                yield f'a heading ends the page before {line}'
            last = None


def step_faults(dump):
    """R71: halves of a divided pair stand on the same pages, in step."""
    pages = {}
    for name, lang, places in re.findall(r'^ *P \d+ (?:zh|en) #(\S+):(zh|en)((?: \d+:\d+)*)$', dump, re.M):
        pages.setdefault(name, {})[lang] = sorted({int(p.split(':')[0]) for p in places.split()})
    for name, halves in pages.items():
        if halves.get('zh') != halves.get('en'):
            yield f'{name}: zh on {halves.get("zh")}, en on {halves.get("en")}'


def divided(dump):
    return len(re.findall(r'^ *P \d+ zh #\S+:zh (\d+):\d+ (?!\1:)\d+:\d+', dump, re.M))


def lost_faults(record, root):
    names = [e.name for e in root.walk() if e.name and not e.above('TOC')]
    for path, pair in record.pairs:
        for lang in ('zh', 'en'):
            inline = names.count(path)      # a pair on one line has one element
            if names.count(f'{path}:{lang}') + inline != 1:
                yield f'{path}:{lang} stands {names.count(f"{path}:{lang}") + inline} times'


def text_faults(record, root):
    text = {e.name: re.sub(r'\s+', '', e.text()) for e in root.walk() if e.name}
    for path, pair in record.pairs:
        for lang in ('zh', 'en'):
            expected = record.text(pair, lang)
            found = text.get(f'{path}:{lang}', text.get(path, ''))
            if expected and re.sub(r'\s+', '', expected) not in found:
                yield f'{path}:{lang}: {found!r}, not {expected!r}'


def long_edition(folder):
    """Two tables of 90 rows: no edition at hand has any that goes over a page."""
    measure = '<measure id="{id}" value="{n}" unit="job"{more}><label><zh>岗位{n}</zh><en>Jobs {n}</en></label></measure>'
    rows = [measure.format(id=f'a{n}', n=n, more=' target="100"') for n in range(1, 91)]
    rows += [measure.format(id=f'b{n}', n=n, more='') for n in range(1, 181)]
    path = os.path.join(folder, 'long.xml')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('<bulletin format="1" id="long" period="2024-Q1" as-of="2024-03-31">'
                   '<title><zh>长表</zh><en>Long tables</en></title><theme id="jobs" number="1">'
                   f'<title><zh>就业</zh><en>Jobs</en></title>{"".join(rows)}</theme></bulletin>')
    return path


def head_faults(root, pages):
    """R80: a head stands on each page of its table, but once in the tree."""
    heads = [e for e in root.walk() if e.role == 'THead']
    printed = [n for n, p in enumerate(pages) for w in p if w[0].startswith(('指标与进度', '未设年度目标'))]
    rows = [n for n, p in enumerate(pages) if any(w[0].startswith('岗位') for w in p)]
    if len(heads) != 2 or len(rows) < 4:
        yield f'{len(heads)} heads in the tree, rows on {len(rows)} pages'
    for page in rows:
        if page not in printed:
            yield f'page {page + 1} has rows, but no head'


def selftests(pages):
    words = pages[0]
    doubled = [words + [(words[5][0], words[5][1] + 1, words[5][2] + 1, words[5][3] + 1, words[5][4] + 1)]]
    if not list(overlap_faults(doubled)):
        yield 'an overlap is not seen'
    if not list(clip_faults([[('x', 500, 100, 560, 110)]])):
        yield 'a clipped word is not seen'
    if not list(empty_faults([[('1', 540, 800, 545, 810)]])):
        yield 'an empty page is not seen'
    if not list(step_faults('P 7 zh #a:zh 1:0 2:0\nP 8 en #a:en 1:1\n')):
        yield 'a pair out of step is not seen'
    if not list(heading_faults('page 1\n  H2 3\npage 2\n')):
        yield 'a stranded heading is not seen'


def main():
    tap = Tap()
    folder = scratch('editions')
    over = 0
    for name, records in {**EDITIONS, 'long': long_edition(folder)}.items():
        path = os.path.join(folder, f'{name}.pdf')
        made = jibao('build', records, '-o', path, '--message-lang', 'en', '--diagnostics', 'short')
        tap.ok(f'{name} builds', [made.stderr] if made.returncode else [])
        pages, root, record = pdf.words(path), pdf.tree(path), Record(records)
        tap.ok(f'{name}: nothing overlaps', overlap_faults(pages))
        tap.ok(f'{name}: nothing stands outside the type area', clip_faults(pages))
        tap.ok(f'{name}: no page is empty', empty_faults(pages))
        dump = jibao('build', records, '--dump', 'page').stdout
        tap.ok(f'{name}: no heading ends a page', heading_faults(dump))
        tap.ok(f'{name}: pairs go over a page in step', step_faults(dump))
        over += divided(dump)
        tap.ok(f'{name}: every half stands once', lost_faults(record, root))
        tap.ok(f'{name}: every half is whole', text_faults(record, root))
        if name == 'long':
            tap.ok('long: heads are repeated, as artifacts (R80)', head_faults(root, pages))
    tap.ok('some pairs do go over a page', [] if over else ['none'])
    tap.ok('these checks see what they look for', selftests(pages))
    tap.end()


main()
