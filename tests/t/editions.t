#!/usr/bin/env python3
"""Editions for strain: nothing overlaps, is clipped, lost or doubled, and no page is empty."""
import os
import sys

sys.path.insert(0, 'tests/lib')

import pdf
import plants
import walks
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


def is_watermark(word):
    """What a draft carries behind its text."""
    return word[0] in ('草稿', 'DRAFT') and word[4] - word[2] > 60


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


def judge(tap, name, record, document):
    """Every walk over one edition; the places of its words."""
    pages = [[w for w in page if not is_watermark(w)] for page in pdf.words(document.path)]
    tap.ok(f'{name}: nothing overlaps', overlap_faults(pages))
    tap.ok(f'{name}: nothing stands outside the type area', clip_faults(pages))
    for what, walk in WALKS.items():
        alone = walk.__code__.co_argcount == 1
        tap.ok(f'{name}: {what}', walk(document) if alone else walk(record, document))
    return pages


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
    tap.ok('some pairs do go over a page, and some tables', [] if over and repeated else [f'{over} and {repeated}'])
    tap.ok('a forced break parts two English words for a screen reader', breaks)
    tap.ok('planted: faults of places and of heads are seen', selftests(pages, document))
    tap.end()


main()
