#!/usr/bin/env python3
"""Templates that ask for odd things of layout: each gives a sound document with all of its text, or a
message that says what is wrong."""
import sys

sys.path[:0] = ['tests/lib', 'tests/pages']

import rules
import sheet
from sheet import BOTTOM, HEIGHT, WIDTH, Made, lines_of, note
from tap import Tap, scratch

WIDE = '<page name="wide" pages="named" size="A4-landscape" top="40pt" bottom="40pt" left="40pt" right="40pt"/>'
CITING = [note(f'{sheet.zh(20, n)}<note>注文{n}</note>', f'{sheet.en(6, n)}<note>Said of {n}</note>') for n in range(3)]
WHERE = {
    'pairs': '<each select="note"><pair select="."/></each>',
    'a box': '<each select="note"><box fill="pale" padding="5pt"><pair select="."/></box></each>',
    'columns': '<columns count="2" gutter="9pt"><each select="note"><pair select="."/></each></columns>',
    'cells': '<each select="note"><row widths="* *"><cell><pair select="."/></cell><cell/></row></each>',
    'a table': '<table select="note" widths="*"><row><cell><pair select="."/></cell></row></table>',
}


def note_faults(made):
    """On facing pages: the notes of zh at the foot of the left page, those of en on the right, by the same numbers."""
    notes = {e.name: e for e in made.elements('Note')}
    if sorted(notes) != sorted(f'note-{n}:{lang}' for n in (1, 2, 3) for lang in ('zh', 'en')):
        yield f'notes {sorted(notes)}'
    for name, element in notes.items():
        pages = {page for page, _ in element.glyphs()}
        if pages != {2 if name.endswith('zh') else 3}:
            yield f'{name} stands on {sorted(pages)}'
        if max(g.y for _, g in element.glyphs()) > HEIGHT - BOTTOM:
            yield f'{name} is below the type area'


def notes_case(tap, folder):
    for name, body in WHERE.items():
        made = Made(folder, f'notes-{name.replace(" ", "-")}', CITING, f'<p lang="zh">封面</p><break/>{body}',
                    more='notes="small"', arrangements='facing', options=('--arrange', 'facing'))
        tap.ok(f'notes of {name} on facing pages build', made.faults())
        tap.ok('each stands on the page of its language', note_faults(made))
        made.elements('Note')[0].name = 'note-9:zh'
        tap.ok('planted: another number is seen', [] if list(note_faults(made)) else ['not seen'])


def grid_case(tap, folder):
    cited = ''.join(f'{sheet.zh(9, n)}<note>注文{n}</note>' for n in range(60))
    made = Made(folder, 'grid', [note(cited)], '<p lang="zh"><half select="note"/></p>', sheet.page(grid='29.53pt'),
                more='notes="small"')
    tap.ok('notes on a grid build', made.faults())
    tap.ok('without a finding', [made.said.stderr] if made.said.stderr else [])
    tap.ok('they keep to the type area', [e.name for e in made.elements('Note') for _, g in e.glyphs()
                                          if g.y > HEIGHT - BOTTOM])


def heading_case(tap, folder):
    made = Made(folder, 'heading', CITING, '<each select="note"><heading level="1" select="."/><p lang="zh">文</p></each>',
                more='notes="small"')
    tap.ok('headings with notes build', made.faults())
    tap.ok('a note is beside its heading, not inside',
           [e.name for e in made.elements('Note') if e.parent.role in ('H1', 'Span', 'P')])


def breaks_case(tap, folder):
    text = sheet.zh(300)
    para = '<p lang="zh"><half select="note"/></p>'
    for name, breaks in (('one', '<break page="wide"/>'), ('several', '<break/><break page="wide"/><break/>')):
        for before in ('', para):
            made = Made(folder, f'breaks-{name}-{len(before)}', [note(text)], before + breaks + para, sheet.page() + WIDE)
            tap.ok(f'{name} at a change of page: builds', made.faults())
            reference = made.document.page_references[-1]
            box = made.document.follow(made.document.follow(reference)['/MediaBox'])
            tap.ok('text is on the page that was asked for', [] if box[2] > box[3] else [box])
            tap.ok('no page is empty', [] if len(made.document.readers) == 1 + bool(before) else ['pages'])


MEASURE = ('<theme id="t" number="1"><title><zh>题</zh><en>T</en></title><measure id="m" value="5" unit="job" target="10">'
           '<label><zh>岗位</zh><en>Jobs</en></label></measure></theme>')
LOOK = 'fill="ink" track="pale" tick="ink"'


def chart_case(tap, folder):
    for chart in (f'<bar width="5000pt" height="6pt" {LOOK}/>',
                  f'<multiples width="5000pt" height="20pt" style="small" {LOOK}/>'):
        name = chart[1:chart.index(' ')]
        made = Made(folder, name, [MEASURE], f'<each select="theme/measure">{chart}</each>')
        tap.ok(f'<{name}> wider than the page builds', made.faults())
        boxes = [made.document.follow(e.entries['/A'])['/BBox'] for e in made.elements('Figure')]
        tap.ok('it is as wide as its column', [b for b in boxes if not 0 < b[2] <= WIDTH - 49] or ([] if boxes else ['none']))


def height_case(tap, folder):
    """Heights that are more together than any number of ours holds."""
    tall = {'spaces': '<space height="7000pt"/>', 'boxes': '<box height="7000pt" fill="pale"><p lang="zh">甲</p></box>'}
    for name, block in tall.items():
        for where in ('<row widths="*"><cell>{}</cell></row>', '<box fill="pale" padding="3pt">{}</box>'):
            body = where.format(f'<p lang="zh">甲</p>{block * 400}<p lang="zh">乙</p>')
            made = Made(folder, f'height-{name}', [], body)
            tap.ok(f'{name} of 2,800,000 points in {where[1:4]} are too tall (E0701)',
                   [] if made.said.returncode == 1 and 'E0701' in made.said.stderr else [made.said])


def columns_case(tap, folder):
    """Narrow columns of many lines: nothing is lost, and none is on a page of its own."""
    texts = [sheet.zh(300, i) for i in range(12)]
    made = Made(folder, 'columns', [note(t) for t in texts], '<columns count="6" gutter="5pt"><each select="note"><p lang="zh">'
                '<half select="."/></p></each></columns>')
    tap.ok('six narrow columns build', made.faults())
    tap.ok('nothing is lost', rules.text_faults(made.elements('P'), ''.join(texts)))
    tap.ok('they keep to the type area', rules.area_faults([line for e in made.elements('P') for line in lines_of(e)]))


def nothing_case(tap, folder):
    """Blocks of no height, whose ways of breaking would be a square of their number."""
    blocks = {'breaks': '<break/>', 'rules': '<rule thickness="0pt" colour="ink"/>', 'boxes': '<box fill="pale"/>'}
    for name, block in blocks.items():
        made = Made(folder, f'nothing-{name}', [note('甲')] * 60000, f'<each select="note">{block}</each><p lang="zh">末</p>')
        tap.ok(f'60,000 {name} of no height are a page', made.faults() or [len(made.document.readers)] * (
            len(made.document.readers) != 1))
    text = sheet.zh(4000)
    made = Made(folder, 'long-heading', [note(text, 'T')], '<heading level="1" select="note"/>')
    tap.ok('a finding tells the start of a long heading',
           [] if 'W0733' in made.said.stderr and '…' in made.said.stderr and len(made.said.stderr) < 2000 else [made.said.stderr[:300]])


CASES = [notes_case, grid_case, heading_case, breaks_case, chart_case, height_case, columns_case, nothing_case]


def main():
    tap = Tap()
    folder = scratch('hostile-layout')
    for case in CASES:
        case(tap, folder)
    tap.end()


main()
