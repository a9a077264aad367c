#!/usr/bin/env python3
"""Editions for strain: nothing overlaps, is clipped, lost or doubled, and no page is empty."""
import os
import sys

sys.path.insert(0, 'tests/lib')

import pdf
import plants
import walks
from places import ink, is_watermark, overlap_faults
from record import Record
from tap import Tap, jibao, run, scratch

EDITIONS = {
    'first': 'input/wujin-2024-q1/bulletin.xml',
    'sparse': 'tests/editions/sparse/bulletin.xml',
    'crowded': 'tests/editions/crowded/bulletin.xml',
    'single': 'tests/editions/single/bulletin.xml',
}
LEFT, RIGHT, TOP = 47.64, 547.64, 39
BELOW, FOOT = 66, 44                        # what is below the type area; the top of the foot, from the edge
A4, A5 = 841.89, 419.53                     # heights; A5 lying down is as wide as A4
STRAIN = ('many', 'unequal', 'untranslated', 'empty', 'wordy', 'measures')


def clip_faults(pages, height=A4):
    for number, words in enumerate(pages, 1):
        for text, left, top, right, bottom in words:
            hangs = 0.55 * (bottom - top) if text[0] in '“‘（《【' else 1   # R14: the blank half
            hangs = 0.1 * (bottom - top) if bottom - top > 48 else hangs   # display numerals: their ink meets the margin
            if left < LEFT - hangs or right > RIGHT + 4.6 or ink((text, left, top, right, bottom))[1] < TOP - 4 or \
                    bottom > height - FOOT + 14 or (top < height - FOOT - 6 and bottom > height - BELOW + 4):
                yield f'page {number}: {text!r} at {left:.1f},{top:.1f} to {right:.1f},{bottom:.1f}'


def long_edition(folder):
    """Two tables of 90 rows: no edition at hand has any that goes over a page."""
    measure = ('<measure id="{id}" value="{n}" unit="job"{more}>'
               '<label><zh>岗位{n}</zh><en>Jobs {n}</en></label></measure>')
    rows = [measure.format(id=f'a{n}', n=n, more=' target="100"') for n in range(1, 91)]
    rows += [measure.format(id=f'b{n}', n=n, more='') for n in range(1, 181)]
    path = os.path.join(folder, 'long.xml')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('<bulletin format="1" id="long" period="2024-Q1" as-of="2024-03-31">'
                   '<title><zh>长表</zh><en>Long tables</en></title><theme id="jobs" number="1">'
                   f'<title><zh>就业</zh><en>Jobs</en></title>{"".join(rows)}</theme></bulletin>')
    return path


def selftests(pages, document):
    words = pages[0]
    doubled = [words + [(words[5][0], words[5][1] + 1, words[5][2] + 1, words[5][3] + 1, words[5][4] + 1)]]
    if not list(overlap_faults(doubled)):
        yield 'an overlap is not seen'
    for word in (('x', 500, 100, 560, 110), ('x', 40, 100, 60, 110), ('x', 100, 30, 110, 40),
                 ('x', 100, 770, 110, 784)):
        if not list(clip_faults([[word]])):
            yield f'a clipped word is not seen: {word}'
    body = next(e for e in document.root.walk() if e.role == 'TBody' and len(walks.pages_of(e)) > 1)
    reader = document.readers[walks.pages_of(body)[1] - 1]
    heads = lambda: walks.head_faults(document)
    bare, table = [m for m in reader.marks if m.mcid is not None], body.parent
    yield from plants.seen('a page without its head', heads, reader, 'marks', bare)
    yield from plants.seen('a head that stands twice', heads, table, 'kids', table.kids[:1] + table.kids)


WALKS = {
    'every half stands once, is whole, and is followed by its other': walks.pair_faults,
    'pairs are read in the order of the records': walks.order_faults,
    'every measure is told in its row': walks.measure_faults,
    'no page ends with a heading (R62)': walks.heading_faults,
    'halves side by side start on one baseline, on every page (R70, R71)': walks.side_faults,
    'every page has more than its footer': walks.empty_faults,
    'heads stand once in the tree, and as artifacts on the pages after (R80)': walks.head_faults,
    'every painting is marked, every mark in one element': walks.mark_faults,
    'elements: alternatives, scopes, languages, no name twice': walks.element_faults,
    'no strange characters, no missing glyphs': walks.glyph_faults,
}


def judge(tap, name, record, document, height=A4):
    """Every walk over one edition; the places of its words."""
    pages = [[w for w in page if not is_watermark(w)] for page in pdf.words(document.path)]
    tap.ok(f'{name}: nothing overlaps', overlap_faults(pages))
    tap.ok(f'{name}: nothing stands outside the type area', clip_faults(pages, height))
    for what, walk in WALKS.items():
        alone = walk.__code__.co_argcount == 1
        tap.ok(f'{name}: {what}', walk(document) if alone else walk(record, document))
    return pages


def lying_template(folder):
    """quarterly on A5, lying down."""
    path = os.path.join(folder, 'lying')
    os.makedirs(path, exist_ok=True)
    page = ('<page name="{name}" size="A5-landscape" top="39pt" bottom="66pt" left="47.64pt" right="47.64pt" '
            'footer-at="44pt"{first}><footer><p lang="en" style="folio"><page-number/></p></footer></page>')
    with open(os.path.join(path, 'template.xml'), 'w', encoding='utf-8') as file:
        file.write('<template format="1" name="lying" extends="quarterly">' +
                   page.format(name='cover', first=' first="yes"') + page.format(name='running', first='') +
                   '</template>')
    return path


def strain(tap, name, records, template, height, folder):
    """Side by side it is walked like every edition; however else it is arranged, all is on its page."""
    for arrangement in ('parallel', 'stacked', 'facing', 'separate'):
        path = os.path.join(folder, f'{name}-{arrangement}-{{lang}}.pdf')
        made = jibao('build', records, '-t', template, '--arrange', arrangement, '-o', path,
                     '--message-lang', 'en', '--diagnostics', 'short')
        tap.ok(f'{name} builds, {arrangement}', [made.stderr] if made.returncode else [])
        if arrangement == 'parallel':
            judge(tap, name, Record(records), pdf.Document(path.replace('{lang}', 'zh-en')), height)
            continue
        for lang in ('zh', 'en') if arrangement == 'separate' else ('zh-en',):
            pages = pdf.words(path.replace('{lang}', lang))
            tap.ok(f'{name}, {arrangement} {lang}: nothing overlaps or is clipped',
                   [*overlap_faults(pages), *clip_faults(pages, height)])


def main():
    tap = Tap()
    folder = scratch('editions')
    over = repeated = 0
    breaks = []
    for name, records in {**EDITIONS, 'long': long_edition(folder)}.items():
        path = os.path.join(folder, f'{name}.pdf')
        made = jibao('build', records, '-o', path, '--message-lang', 'en', '--diagnostics', 'short')
        tap.ok(f'{name} builds', [made.stderr] if made.returncode else [])
        document, record = pdf.Document(path), Record(records)
        pages = judge(tap, name, record, document)
        over += walks.count_sides(document)[1]
        repeated += walks.count_repeated(document)
        breaks += walks.break_faults(record, document)
    run('tests/tools/make-strain', folder)
    for name in STRAIN:
        strain(tap, name, os.path.join(folder, f'{name}.xml'), 'quarterly', A4, folder)
    strain(tap, 'lying', EDITIONS['first'], lying_template(folder), A5, folder)
    tap.ok('some pairs do go over a page, and some tables', [] if over and repeated else [f'{over} and {repeated}'])
    tap.ok('a forced break parts two English words for a screen reader', breaks)
    tap.ok('planted: faults of places and of heads are seen', selftests(pages, document))
    tap.end()


main()
