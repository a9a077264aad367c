#!/usr/bin/env python3
"""How gongwen and brief look: the geometry of official documents (R60), and every measure of an edition."""
import copy
import os
import re
import sys
from decimal import Decimal

sys.path[:0] = ['tests/lib', 'tests/pages']

import pdf
import places
import plants
import walks
from record import Record, squeeze
from sheet import lines_of
from tap import Tap, jibao, run, scratch

FIRST = 'input/wujin-2024-q1/bulletin.xml'
EDITIONS = ('sparse', 'single', 'crowded', 'complete')
STRAIN = ('many', 'measures', 'empty', 'wordy', 'unequal', 'untranslated')
GRID, SIZE = 29.53, 15.75                   # pt: the pitch, and 3号
LINES, CHARACTERS = 22, 28
HEIGHT, BREADTH = 841.89, 595.28
AREAS = {'gongwen': (79.37, 104.88, 520.37, 742.68), 'brief': (47.64, 39, 547.64, 775.89)}  # left, top, right, bottom
NEAR = 0.1                                  # pt
STOPS = '，。；：、”’）》】'                # whose blank half may be outside (R14)


# --- gongwen --------------------------------------------------------------------------------------

class Row:
    """Glyphs on one baseline of a page, of the text or, where mcid is None, of heads and feet."""

    def __init__(self, page, y, glyphs):
        self.page, self.y = page, y
        self.glyphs = sorted(glyphs, key=lambda g: g.left)

    def text(self):
        return ''.join(g.text for g in self.glyphs)

    def width(self):
        blank = SIZE / 2 if self.glyphs[-1].text in STOPS else 0
        return self.glyphs[-1].right - blank - self.glyphs[0].left


def rows(document, artifacts=False):
    """By page, from the top; a superscript is with its line."""
    pages = []
    for reader in document.readers:
        found = {}
        for glyph in [g for m in reader.marks if (m.mcid is None) == artifacts for g in m.glyphs if g.text.strip()]:
            near = next((y for y in found if abs(y - glyph.y) < 8), glyph.y)
            found.setdefault(near, []).append(glyph)
        pages.append([Row(reader.number, y, found[y]) for y in sorted(found)])
    return pages


def grid_faults(pages):
    """R60: one grid for all pages, and no more lines on one than it has."""
    first = next(row.y for page in pages for row in page)
    for row in [row for page in pages for row in page]:
        off = (row.y - first + GRID / 2) % GRID - GRID / 2
        if abs(off) > NEAR:
            yield f'page {row.page}: {row.text()[:10]!r} is {off:.2f} pt off the grid'
    for page in pages:
        if page and (len(page) > LINES or page[-1].y - page[0].y > (LINES - 1) * GRID + NEAR):
            yield f'page {page[0].page}: {len(page)} lines over {page[-1].y - page[0].y:.0f} pt'


def width_faults(pages):
    """R60: a line holds 28 characters."""
    for row in [row for page in pages for row in page]:
        if row.width() > CHARACTERS * SIZE + NEAR:
            yield f'page {row.page}: {row.text()[:10]!r} is {row.width() / SIZE:.2f} em wide'


def folio_faults(feet):
    """The number of a page stands on its outer side, an em inside of the type area."""
    left, right = AREAS['gongwen'][0] + 14, AREAS['gongwen'][2] - 14
    for page in feet:
        for row in page:
            number, edge = row.page, row.glyphs[-1].right if row.page % 2 else row.glyphs[0].left
            if squeeze(row.text()) != f'—{number}—' or abs(edge - (right if number % 2 else left)) > 1:
                yield f'page {number}: {row.text()!r} at {edge:.1f}'
    if not all(feet):
        yield 'a page without a number'


def title_faults(lines):
    """One line, or lines so even that none holds less than half of the widest."""
    widths = [line.glyphs[-1].right - line.glyphs[0].left for line in lines]
    if len(widths) > 1 and min(widths) < max(widths) / 2:
        yield f'a title of {[round(w) for w in widths]} pt'
    for line in lines:
        middle = (line.glyphs[0].left + line.glyphs[-1].right) / 2
        if abs(middle - (AREAS['gongwen'][0] + AREAS['gongwen'][2]) / 2) > 6:
            yield f'{line.text()!r} stands round {middle:.0f}'


def title_of(document):
    return lines_of(next(e for e in document.root.walk() if e.role == 'H1'))


def seen(what, walk, given, spoil):
    spoilt = copy.deepcopy(given)
    spoil(spoilt)
    return [] if list(walk(spoilt)) else [f'planted: {what} is not seen']


def drop(row, by):
    row.y += by


def spread(row, by):
    row.glyphs[-1].left += by
    row.glyphs[-1].right += by


def judge_gongwen(tap, name, document):
    body, marks = rows(document), rows(document, artifacts=True)
    feet = [[row for row in page if row.y > AREAS['gongwen'][3]] for page in marks]  # not the mark of a draft
    tap.ok(f'gongwen {name}: every baseline is on the grid, 22 lines at most (R60)', list(grid_faults(body)) or [
        *seen('a line off the grid', grid_faults, body, lambda b: drop(b[0][-1], 0.3)),
        *seen('a line too many', grid_faults, body, lambda b: drop(b[-1][-1], LINES * GRID))])
    tap.ok(f'gongwen {name}: no line is wider than 28 characters (R60)', list(width_faults(body)) or
           seen('a wide line', width_faults, body, lambda b: spread(b[0][-1], 28 * SIZE)))
    tap.ok(f'gongwen {name}: page numbers stand on the outer side', list(folio_faults(feet)) or
           seen('a number inside', folio_faults, feet, lambda f: [spread(f[0][0], -300), drop(f[0][0], 0)]))
    tap.ok(f'gongwen {name}: the title is one line, or balanced', title_faults(title_of(document)))
    tap.ok(f'gongwen {name}: parts are numbered in Chinese', numeral_faults(document))


NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']


def numeral(number):
    tens, ones = divmod(number, 10)
    return ('' if tens == 0 else '十' if tens == 1 else NUMERALS[tens - 1] + '十') + (NUMERALS[ones - 1] if ones else '')


def numeral_faults(document):
    """GB/T 9704: parts are numbered 一、 and what is in them （一）, from the start in each."""
    part = item = 0
    for heading in [e for e in document.root.walk() if e.role in ('H2', 'H3')]:
        part, item = (part + 1, 0) if heading.role == 'H2' else (part, item + 1)
        begin = f'{numeral(part)}、' if heading.role == 'H2' else f'（{numeral(item)}）'
        if not squeeze(heading.text()).startswith(begin):
            yield f'{heading.text()!r} does not begin with {begin}'


# --- brief ----------------------------------------------------------------------------------------

def row_of(document, name):
    """The texts of the cells of the row that a measure's label is in, and what its pictures say."""
    label = next((e for e in document.named() if e.name == f'{name}.label:zh'), None)
    row = label and label.above('TR')
    cells = row.kids if row else []
    return [squeeze(cell.text()) for cell in cells], [e.alternative for cell in cells for e in cell.walk()
                                                      if e.role == 'Figure']


def measure_faults(record, document):
    """Each measure with a label stands once, with both halves of it, its figure and its status."""
    names = [e.name for e in document.named()]
    for name, measure in record.measures.items():
        if measure.find('label') is None or measure.get('counts') or measure.get('audience'):
            continue
        for lang in ('zh', 'en'):
            if names.count(f'{name}.label:{lang}') != 1:
                yield f'{name}.label:{lang} stands {names.count(f"{name}.label:{lang}")} times'
        said, lights = row_of(document, name)
        if measure.get('value') and not figure_stands(record, measure, said):
            yield f'{name}: no figure among {said}'
        yield from status_faults(record, name, measure, said, lights)


def figure_stands(record, measure, said):
    digits = squeeze(record.cell(measure))
    return any(text and re.sub(r'[^\d,.%]', '', text) and re.sub(r'[^\d,.%]', '', text) in digits for text in said)


def status_faults(record, name, measure, said, lights):
    words = {'已完成', '达到序时', '略慢', '滞后', '待报数', '未设目标'}
    exact = record.value(measure) / Decimal(measure.get('target')) * 100 if measure.get('target') and \
        measure.get('value') else None      # 99.96 percent is told as 100.0 and is not complete
    share, found = record.share(measure), [text for text in said if text in words]
    expected = ({'未设目标'} if share is None and not measure.get('target') else {'待报数'} if share is None else
                {'已完成'} if (share if exact is None else exact) >= 100 else words - {'已完成', '未设目标', '待报数'})
    if len(found) != 1 or found[0] not in expected:
        yield f'{name}: {found}, not one of {sorted(expected)}'
    elif found[0] not in lights:
        yield f'{name}: its light does not say {found[0]}: {lights}'


def group_faults(record, document):
    """A stronger rule begins each theme's measures, and stands below the head on each page."""
    groups = [g for g in record.root if g.tag in ('theme', 'ballot')
              and any(m.find('label') is not None for m in g.iter('measure'))]
    found = [s for r in document.readers for m in r.marks if m.mcid is None for s in m.shapes
             if s.filled and s.colour == '#1b1f23' and abs(s.height - 0.75) < 0.01 and abs(s.width - 500) < 0.1]
    heads = len(document.readers) if groups else 0
    if len(found) != len(groups) + heads:
        yield f'{len(found)} rules, for {len(groups)} groups and {heads} heads'


def brief_plants(record, document):
    label = next(e for e in document.named() if e.name.endswith('.label:en'))
    row = label.above('TR')
    walk = lambda: measure_faults(record, document)
    word = next(e for cell in row.kids for e in cell.walk() if e.role == 'P' and squeeze(e.text()) in ('待报数', '未设目标'))
    light = [e for e in row.walk() if e.role == 'Figure'][-1]
    yield from plants.seen('a lost label', walk, label, 'name', None)
    yield from plants.seen('a measure that stands twice', walk, row.parent, 'kids', row.parent.kids + [row])
    yield from plants.seen('another status', walk, word.glyphs()[0][1], 'text', '已')
    yield from plants.seen('a light without its word', walk, light, 'alternative', 'a light')


# --- both, with editions for strain ---------------------------------------------------------------

def area_faults(document, template):
    """Nothing of the text is outside of the type area; marks may hang out of it by half their width."""
    left, top, right, bottom = AREAS[template]
    for reader in document.readers:
        for glyph in [g for m in reader.marks if m.mcid is not None for g in m.glyphs if g.text.strip()]:
            hangs = 0.55 * (glyph.right - glyph.left) if glyph.text in STOPS + '“‘（《【' else 1
            if glyph.left < left - hangs or glyph.right > right + hangs or not top < glyph.y < bottom:
                yield f'page {reader.number}: {glyph.text!r} at {glyph.left:.1f},{glyph.y:.1f}'


def build(tap, template, name, records, folder):
    path = os.path.join(folder, f'{template}-{name}.pdf')
    made = jibao('build', records, '-t', template, '-o', path, '--message-lang', 'en', '--diagnostics', 'short')
    tap.ok(f'{template} {name} builds', [made.stderr] if made.returncode else [])
    return pdf.Document(path)


def judge_both(tap, template, name, document):
    pages = [[w for w in page if not places.is_watermark(w)] for page in pdf.words(document.path)]
    tap.ok(f'{template} {name}: nothing overlaps', places.overlap_faults(pages))
    tap.ok(f'{template} {name}: nothing stands outside the type area', area_faults(document, template))
    tap.ok(f'{template} {name}: no empty page, no heading at a foot, heads once, all marked',
           [*walks.empty_faults(document), *walks.heading_faults(document), *walks.head_faults(document),
            *walks.mark_faults(document)])


def main():
    tap = Tap()
    folder = scratch('looks')
    run('tests/tools/make-strain', folder)
    editions = {'first': FIRST, **{n: f'tests/editions/{n}/bulletin.xml' for n in EDITIONS},
                **{n: os.path.join(folder, f'{n}.xml') for n in STRAIN}}
    for name, records in editions.items():
        gongwen = build(tap, 'gongwen', name, records, folder)
        judge_both(tap, 'gongwen', name, gongwen)
        judge_gongwen(tap, name, gongwen)
        brief, record = build(tap, 'brief', name, records, folder), Record(records)
        judge_both(tap, 'brief', name, brief)
        tap.ok(f'brief {name}: each labelled measure once, with its figure and status', measure_faults(record, brief))
        if name == 'first':
            tap.ok('brief: each group begins with a rule', group_faults(record, brief))
            tap.ok('brief has two pages for the first edition', [] if len(brief.readers) == 2 else [len(brief.readers)])
            tap.ok('planted: faults of measures are seen', brief_plants(record, brief))
        if name == 'wordy':
            title = title_of(gongwen)
            tap.ok('the long title has lines', [] if len(title) > 1 else ['one'])
            tap.ok('planted: a title with a short line is seen', seen(
                'it', title_faults, title, lambda t: t[-1].glyphs.__delitem__(slice(3, None))))
    tap.end()


main()
