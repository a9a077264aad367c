#!/usr/bin/env python3
"""Tables in the finished PDF: figures whose points stand in one line (R81), columns as wide as what they
hold, cells over several columns, grounds and rules by row, captions and notes that stay where they
belong (R62)."""
import os
import re
import sys

sys.path.insert(0, 'tests/lib')

import pdf
import walks
from tap import Tap, jibao, scratch

FOLDER = scratch('tables')
EDITION = 'tests/editions/charts/bulletin.xml'
CHARTS = 'tests/editions/charts/template'
ALIGNED = 0.15                          # R81
PALE, HAIR = '#f1f4f5', '#aeb7bd'
NAMES = []


def build(body, *more):
    """The document of a template with this body, or what was said."""
    folder = os.path.join(FOLDER, f'template-{len(NAMES)}')
    NAMES.append(folder)
    os.makedirs(folder, exist_ok=True)
    with open(f'{folder}/template.xml', 'w', encoding='utf-8') as out:
        out.write(f'<template format="1" name="t" extends="quarterly"><body>{body}</body></template>\n')
    with open(f'{CHARTS}/styles.xml', encoding='utf-8') as styles, \
            open(f'{folder}/styles.xml', 'w', encoding='utf-8') as out:
        out.write(styles.read().replace('</styles>',
            '  <style name="start" based-on="figure" align="start"/>\n  <style name="middle" based-on="figure" align="centre"/>\n'
            '  <style name="own" han="hei" latin="charis" size="9pt" leading="12pt" colour="ink"/>\n</styles>'))
    path = os.path.join(FOLDER, f'{len(NAMES)}.pdf')
    made = jibao('build', EDITION, '-t', folder, '--message-lang', 'en', '-o', path, *more)
    build.said = made.stderr
    return pdf.Document(path) if made.returncode == 0 else None


def near(what, found, expected, within=0.02):
    if abs(found - expected) > within:
        yield f'{what}: {found:.3f}, not {expected:.3f}'


def same(what, found, expected):
    if found != expected:
        yield f'{what}: {found!r}, not {expected!r}'


def rows(document):
    """The cells of each row of each table."""
    return [[c for c in e.kids if isinstance(c, pdf.Element)] for e in document.root.walk() if e.role == 'TR']


def first_line(cell):
    glyphs = [g for _, g in cell.glyphs()]
    return [g for g in glyphs if abs(g.y - glyphs[0].y) < 0.1]


def point(glyphs):
    """Where the decimal point of the first figure of a line stands, or would stand."""
    text = ''.join(g.text for g in glyphs)
    match = re.search(r'\d[\d,]*', text)
    return glyphs[match.end() - 1].right if match else glyphs[-1].right


TABLE = '''<table select="theme[2]/measure" widths="120pt 80pt 80pt" gutter="12pt">
  <head><cell><pair style="column-head" wording="measures" arrange="stacked"/></cell><cell/><cell/></head>
  <row><cell head="yes"><pair select="label" style="label" arrange="stacked"/></cell>
    <cell{0}><p lang="zh" style="{1}"><figure as="short"/></p><p lang="zh" style="figure-unit"><unit lang="zh"/></p></cell>
    <cell{0}><p lang="zh" style="{1}"><figure as="share"/><if test="@share and not(@target)">*</if></p></cell></row>
</table>'''
FIGURES = ['3.68万', '12.75', '−3.5', '7', '>1,500']
SHARES = ['33.5%', '25.5%', '−17.5%', '17.5%', '31.2%*']


def spread(document, column):
    points = [point(first_line(row[column])) for row in rows(document)[1:]]
    return max(points) - min(points)


def decimal_faults(align, style):
    """The points are in one line; without align="decimal" they are not, so this test can fail."""
    document = build(TABLE.format(align, style))
    if not document:
        return [build.said]
    return [f'{style}: points of column {c} are {spread(document, c):.3f} apart'
            for c in (1, 2) if spread(document, c) > ALIGNED]


def point_faults():
    for style in ('figure', 'start', 'middle', 'own'):
        yield from decimal_faults(' align="decimal"', style)
    if not decimal_faults('', 'figure'):
        yield 'figures align without being asked to: the test tests nothing'


def sign_faults():
    """What is before and behind a figure hangs on; a mark of a note hangs out of the column."""
    document = build(TABLE.format(' align="decimal"', 'figure'))
    if not document:
        yield build.said
        return
    body = rows(document)[1:]
    for column, texts in ((1, FIGURES), (2, SHARES)):
        found = [re.sub(r'\s', '', ''.join(g.text for g in first_line(row[column]))) for row in body]
        yield from same('figures', found, texts)
    text = ''.join(e.text() for e in document.root.walk() if e.role == 'TD')
    if re.search(r'-\d', text) or '\u2212' not in text:
        yield f'a minus is no minus: {text!r}'
    edges = [first_line(row[2]) for row in body]
    percents = [next(g for g in line if g.text == '%').right for line in edges]
    yield from near('percent signs', max(percents) - min(percents), 0, ALIGNED)
    yield from near('the column ends with the sign', max(percents), 47.64 + 120 + 12 + 80 + 12 + 80, 0.1)
    star = edges[-1][-1]
    yield from same('mark', star.text, '*')
    if star.left < max(percents) - 0.1:
        yield 'the mark of the note moves the figure'
    unit = [g for _, g in body[0][1].glyphs() if g.text == '人'][0]
    yield from near('what is below keeps to the edge', unit.right, 47.64 + 120 + 12 + 80, 0.1)


# --- widths -----------------------------------------------------------------------------------------

AUTO = '''<row widths="{0} *"><cell><table select="theme[2]/measure" widths="{1}" gutter="10pt">
  <head><cell><p lang="en" style="column-head">Measure</p></cell><cell><p lang="en" style="column-head">Actual</p></cell>
    <cell><p lang="en" style="column-head">Label</p></cell></head>
  <row><cell head="yes"><p lang="en" style="label"><half select="label"/></p></cell>
    <cell><p lang="en" style="figure-plain"><figure as="number"/></p></cell>
    <cell><p lang="zh" style="label"><half select="label"/></p></cell></row>
</table></cell><cell/></row>'''


def edges(document):
    """Left and right edge of what each column holds, over all rows."""
    return [(min(g.left for c in column for _, g in c.glyphs()), max(g.right for c in column for _, g in c.glyphs()))
            for column in zip(*rows(document))]


def lines(cell):
    return len({round(g.y, 1) for _, g in cell.glyphs()})


def auto_faults():
    """As wide as the widest cell; a share has what is left."""
    document = build(AUTO.format('400pt', 'auto auto *'))
    if not document:
        yield build.said
        return
    (a, b), (c, d), (e, _) = edges(document)
    yield from near('second column', c - b, 10, 0.5)
    yield from near('third column', e - d, 10, 0.5)
    yield from same('lines', {lines(cell) for row in rows(document) for cell in row}, {1})


def narrow_faults():
    """With less room each column keeps its longest word, and no text runs into the next column."""
    for width in range(135, 172, 9):
        document = build(AUTO.format(f'{width}pt', 'auto auto auto'))
        if not document:
            yield build.said
            continue
        placed = edges(document)
        for (_, right), (left, _) in zip(placed, placed[1:]):
            if right > left - 9:
                yield f'{width}pt: {right:.2f} runs to {left:.2f}'
        if placed[-1][1] > 47.64 + width + 0.1:
            yield f'{width}pt: the table is {placed[-1][1] - 47.64:.2f} wide'
        if 'W0702' in build.said or 'W0721' in build.said:
            yield f'{width}pt: {build.said}'
        if lines(rows(document)[5][0]) < 2:
            yield f'{width}pt: nothing is broken: there was room enough'


def hopeless_faults():
    """Less than the longest words need: it is told, and the text stands all the same."""
    document = build(AUTO.format('60pt', 'auto auto auto'))
    if not document:
        yield build.said
        return
    if 'W0721' not in build.said:
        yield f'W0721 is not told: {build.said}'
    text = ''.join(row[2].text() for row in rows(document))
    if '出生缺陷筛查' not in text:
        yield f'text is lost: {text!r}'


def fixed_faults():
    """Columns by content beside fixed ones."""
    document = build(AUTO.format('400pt', 'auto 100pt auto').replace('style="figure-plain"', 'style="label"'))
    if not document:
        yield build.said
        return
    (_, b), (c, _), (e, _) = edges(document)
    yield from near('behind the first', c - b, 10, 0.5)
    yield from near('behind the fixed one', e - c, 110, 0.1)


# --- rows -------------------------------------------------------------------------------------------

def span_faults(document):
    """A cell over several columns has their room, and says so."""
    heads = [e for e in document.root.walk() if e.role == 'TH']
    wide = [e for e in heads if '/ColSpan' in document.follow(e.entries.get('/A', {}))]
    yield from same('wide cells', [(document.follow(e.entries['/A'])['/ColSpan'],
                                    document.follow(e.entries['/A'])['/Scope']) for e in wide], [(3, '/Column')])
    if len(wide) != 1:
        return
    head = wide[0].glyphs()[0][1].left
    bar = [e for e in document.root.walk() if e.role == 'Figure'][0]
    yield from near('it begins with its columns', head, min(s.left for m in bar.marks() for s in m.shapes), 0.6)
    yield from same('cells of the head', len(wide[0].parent.kids), 4)


def long_span_faults():
    document = build('<table select="theme[1]/measure[1]" widths="60pt 60pt 60pt" gutter="10pt"><row>'
                     '<cell span="2"><p lang="en" style="label">Three words or more are set here</p></cell>'
                     '<cell><p lang="en" style="label">third</p></cell></row></table>'
                     '<row widths="60pt 60pt" gutter="10pt"><cell><p lang="en" style="label">one</p></cell>'
                     '<cell span="2"><p lang="en" style="label">wide</p></cell></row>')
    if not document:
        yield build.said
        return
    (cells,) = rows(document)
    yield from same('span of TD', document.follow(cells[0].entries['/A'])['/ColSpan'], 2)
    yield from same('scope of TD', document.follow(cells[0].entries['/A']).get('/Scope'), None)
    yield from near('the cell behind it', cells[1].glyphs()[0][1].left, 47.64 + 140, 0.5)
    yield from same('lines', lines(cells[0]), 1)
    (one,), (wide,) = [[e.glyphs()[0][1] for e in document.root.walk() if e.role == 'P' and e.text() == w]
                       for w in ('one', 'wide')]
    yield from near('a cell too wide goes to the next row', wide.left - one.left, 0, 0.6)
    if wide.y <= one.y:
        yield 'it is in the same row'


def artifacts(document, colour):
    return [s for r in document.readers for m in r.marks if m.mcid is None for s in m.shapes if s.colour == colour]


def zebra_faults(document):
    """Every second row of the body has a ground, as wide as the table, below its text."""
    body = [row for row in rows(document) if row[0].role == 'TH' and
            document.follow(row[0].entries['/A'])['/Scope'] == '/Row'][:6]
    grounds = artifacts(document, PALE)
    yield from same('grounds', len(grounds), 3)
    for ground, row in zip(grounds, body[1::2]):
        ys = [g.y for cell in row for _, g in cell.glyphs()]
        if not ground.top < min(ys) - 5 or not max(ys) < ground.below:
            yield f'the ground from {ground.top:.1f} to {ground.below:.1f} is not that of {min(ys):.1f} to {max(ys):.1f}'
        yield from near('width', ground.width, 500)


def rule_faults(document):
    """rule-every="3": below the third row and below the last."""
    rules = [s for s in artifacts(document, HAIR) if s.width > 400]
    yield from same('hairlines of both tables', len(rules), 6 + 2)


# --- captions and notes -----------------------------------------------------------------------------

def caption_faults(document):
    """The caption is the first in its table; the notes stand behind it."""
    table = next(e for e in document.root.walk() if e.role == 'Table')
    yield from same('parts', [e.role for e in table.kids], ['Caption', 'THead', 'TBody'])
    yield from same('caption', table.kids[0].text().replace('\u3000', ' '), '六种状态 Six statuses')
    texts = [e for e in document.root.walk() if e.text() == '竖线为序时进度。' and e.role == 'P']
    yield from same('notes', [bool(e.above('Table')) for e in texts], [False])


def kept_faults():
    """Wherever the page ends: the caption, the head and two rows are on one page, and so are the last row
    and the notes (R62)."""
    table = ('<table select="theme[2]/measure" widths="200pt *"><caption style="label"><zh>表题</zh><en>Caption</en></caption>'
             '<head><cell><p lang="en" style="label">Head</p></cell><cell/></head>'
             '<row padding="6pt"><cell><pair select="label" style="label" arrange="stacked"/></cell><cell/></row>'
             '<table-notes><p lang="en" style="note">Note one.</p><p lang="en" style="note">Note two.</p></table-notes></table>')
    parted = 0
    for height in range(470, 730, 19):
        document = build(f'<p lang="en" style="label">x</p><space height="{height}pt"/>{table}')
        if not document:
            yield build.said
            continue
        found = {name: [m.page for m in e.marks()][0] for e in document.root.walk()
                 for name in ('Caption', 'Head', 'Note one.', 'Note two.') if name in e.text() and e.role in ('P', 'Caption')}
        pages = [row[0].glyphs()[0][0] for row in rows(document)]
        parted += pages[0] != pages[-1]
        if not found['Caption'] == found['Head'] == pages[1] == pages[2]:
            yield f'{height}pt: caption on {found["Caption"]}, head on {found["Head"]}, rows on {pages[1:]}'
        if not pages[-1] == found['Note one.'] == found['Note two.']:
            yield f'{height}pt: last row on {pages[-1]}, notes on {found["Note one."]} and {found["Note two."]}'
    if parted < 3:
        yield f'only {parted} tables went over a page: the test tests little'


def cell_faults():
    """More cells than columns is a fault of the template, told once."""
    build('<table select="theme[2]/measure" widths="60pt 60pt"><row><cell/><cell span="2"/></row></table>')
    found = re.findall(r'\[(E05\d\d)\]', build.said)
    yield from same('faults', found, ['E0532'])


def main():
    tap, path = Tap(), os.path.join(FOLDER, 'charts.pdf')
    made = jibao('build', EDITION, '-t', CHARTS, '-o', path)
    if made.returncode:
        tap.ok('the tables are built', [made.stderr])
        tap.end()
    document = pdf.Document(path)
    for name, faults in (
            ('R81: decimal points stand in one line', point_faults()),
            ('R81: signs hang on, and a minus is a minus', sign_faults()),
            ('a column by content is as wide as its widest cell', auto_faults()),
            ('columns by content share what there is', narrow_faults()),
            ('columns that cannot fit are told', hopeless_faults()),
            ('columns by content stand beside fixed ones', fixed_faults()),
            ('a head may stand over several columns', span_faults(document)),
            ('so may any cell', long_span_faults()),
            ('every second row may have a ground', zebra_faults(document)),
            ('rules may stand every few rows', rule_faults(document)),
            ('a caption is in its table, notes are behind it', caption_faults(document)),
            ('R62: caption, head and first rows, last row and notes stay together', kept_faults()),
            ('cells without a column are told once', cell_faults()),
            ('the elements have what a conforming file asks for',
             list(walks.element_faults(document)) + list(walks.head_faults(document)))):
        tap.ok(name, faults)
    tap.end()


main()
