#!/usr/bin/env python3
"""Breaking pages, measured on the finished PDF: R60 to R63, R70, R71, R73, R80, and documents for strain.
Every check is run on lines that were spoilt, too."""
import copy
import sys

sys.path[:0] = ['tests/lib', 'tests/pages']

import rules
import sheet
from sheet import BOTTOM, HEIGHT, LEADING, Made, lines_of, note
from tap import Tap, scratch


def seen(what, check, lines, spoil):
    """Whether check tells what spoil does to a copy of the lines."""
    spoilt = copy.deepcopy(lines)
    spoil(spoilt)
    return [] if list(check(spoilt)) else [f'planted: {what} is not seen']


def shift(index, **by):
    def spoil(lines):
        for name, value in by.items():
            setattr(lines[index], name, getattr(lines[index], name) + value)
    return spoil


def judge(tap, name, check, lines, what, spoil):
    tap.ok(name, list(check(lines)) or seen(what, check, lines, spoil))


def paragraph_case(tap, folder):
    text = sheet.zh(2600)
    made = Made(folder, 'paragraph', [note(text)], '<p lang="zh"><half select="note[1]"/></p>')
    tap.ok('a paragraph of several pages builds', made.faults())
    lines = lines_of(made.elements('P')[0])
    tap.ok('it is on three pages or more', [] if len(sheet.by_page(lines)) >= 3 else [len(sheet.by_page(lines))])
    tap.ok('nothing is lost', rules.text_faults(made.elements('P'), text))
    judge(tap, 'it keeps to the type area', rules.area_faults, lines, 'a low line', shift(3, y=500))
    judge(tap, 'pages are full', lambda x: rules.full_faults(x, LEADING, 1.5), lines, 'white at a foot',
          lambda x: x.__delitem__(slice(20, 31)))
    judge(tap, 'its lines stand at the leading, and white at the foot (R63)',
          lambda x: rules.pitch_faults(x, LEADING), lines, 'a stretch', shift(4, y=0.3))


def widow_case(tap, folder):
    """Paragraphs of two to five lines, so that breaks come at every place in them."""
    counts = [2, 3, 4, 5, 3, 3, 4, 2, 5] * 12
    notes = [note(sheet.zh(32 * n - 9, i)) for i, n in enumerate(counts)]
    made = Made(folder, 'widows', notes, '<each select="note"><p lang="zh"><half select="."/></p></each>')
    tap.ok('paragraphs of a few lines build', made.faults())
    paragraphs = [lines_of(e) for e in made.elements('P')]
    divided = [p for p in paragraphs if len(sheet.by_page(p)) > 1]
    tap.ok('some of them are divided', [] if len(divided) > 2 else [len(divided)])
    faults = [f for p in paragraphs for f in rules.alone_faults(p)]
    tap.ok('no line is alone (R61)', faults or seen('a widow', rules.alone_faults, divided[0],
                                                    lambda x: x.append(sheet.Line(99, 50, x[0].glyphs, None))))


def heading_case(tap, folder):
    """Headings between texts of many lengths, so that one would come to each foot."""
    faults, met, last = [], 0, None
    for lines in range(20, 34):
        made = Made(folder, f'heading-{lines}', [note(sheet.zh(32 * lines)), note('题目', 'Title'),
                                                 note(sheet.zh(200))],
                    '<p lang="zh"><half select="note[1]"/></p><heading select="note[2]" level="1" style="title" '
                    'arrange="stacked" keep-with-next="yes"/><p lang="zh"><half select="note[3]"/></p>')
        faults += made.faults()
        if faults:
            break
        heading = rules.paragraph_lines(made.elements('H1'))
        text = lines_of([e for e in made.document.root.walk() if e.role == 'P'][-1])
        met += heading[0].page == 2
        faults += rules.bond_faults(heading, text)
        last = heading, text
    tap.ok('a heading stands above two lines of its text (R62)', faults)
    tap.ok('some headings go over to a page of their text', [] if 0 < met < 14 else [f'{met} of 14'])
    heading, text = copy.deepcopy(last)
    for line in text[1:]:
        line.page += 1
    tap.ok('planted: a heading at the foot is seen', [] if list(rules.bond_faults(heading, text)) else ['not seen'])


LISTED = ('<theme id="t" number="1"><title><zh>题</zh><en>T</en></title><progress><list><li><zh>一项</zh><en>One</en>'
          '</li><li><zh>二项</zh><en>Two</en></li></list></progress></theme>')
LEADING_LIST = ('<p lang="zh"><half select="note[1]"/></p>{}<list select="theme/progress/list/li"/>')


def lead_in_case(tap, folder):
    """Lead-ins behind texts of many lengths, so that one would come to each foot."""
    lead = {'a paragraph': '<p lang="zh"><half select="note[2]"/></p>',
            'a pair': '<pair select="note[2]" arrange="parallel"/>',
            'halves': '<pair select="note[2]" arrange="stacked"/>'}
    for what, text in lead.items():
        faults, parted = [], 0
        for end in ('：', '。'):
            for lines in range(26, 32):
                made = Made(folder, f'lead-in-{lines}', [
                    LISTED, note(sheet.zh(32 * lines)),
                    note(f'分四步{end}', f'In four steps{":" if end == "：" else "."}')], LEADING_LIST.format(text))
                if made.faults():
                    faults += made.faults()
                    continue
                last = rules.paragraph_lines(made.elements('P')[1:])[-1]
                entry = lines_of(made.elements('LBody')[0])[0]
                if end == '：' and entry.page != last.page:
                    faults.append(f'{lines} lines: the lead-in is on page {last.page}, its list on {entry.page}')
                parted += entry.page != last.page
        tap.ok(f'{what} that ends in a colon stays with the first entry of its list (R62)', faults)
        tap.ok('without the colon some are parted', [] if parted else ['none'])


def pair_case(tap, folder):
    chinese, english = sheet.zh(1500), sheet.en(800)
    made = Made(folder, 'pair', [note(chinese, english), note(sheet.zh(30), 'Behind.')],
                '<each select="note"><pair select="." arrange="parallel" style="en"/></each>')
    tap.ok('a pair longer than two pages builds', made.faults())
    elements = made.elements('P')
    zh, en = lines_of(elements[0]), lines_of(elements[1])
    tap.ok('it is on three pages', [] if len(sheet.by_page(zh)) >= 3 else [len(sheet.by_page(zh))])
    tap.ok('nothing of zh is lost', rules.text_faults(elements[:1], chinese))
    tap.ok('nothing of en is lost', rules.text_faults(elements[1:2], english.replace('-', '')))
    tap.ok('halves go on together, from one baseline (R70, R71)', list(rules.step_faults(zh, en)) or
           seen('a half out of step', lambda x: rules.step_faults(x, en), zh, shift(0, y=1)))
    judge(tap, 'they keep to the type area', rules.area_faults, zh + en, 'a low line', shift(3, y=500))
    for half in (zh, en):
        judge(tap, 'two lines of each half on each page (R61)', rules.alone_faults, half, 'a widow',
              lambda x: x.append(sheet.Line(99, 50, x[0].glyphs, None)))


def short_pair_case(tap, folder):
    notes = [note(sheet.zh(90, i), sheet.en(24, i)) for i in range(40)]
    made = Made(folder, 'short-pairs', notes, '<each select="note"><pair select="." arrange="parallel"/></each>')
    tap.ok('short pairs build', made.faults())
    paragraphs = [lines_of(e) for e in made.elements('P')]
    pairs = [a + b for a, b in zip(paragraphs[::2], paragraphs[1::2])]
    tap.ok('a pair of under eight lines is whole (R71)', [f for p in pairs for f in rules.whole_faults(p)] or
           seen('a divided pair', rules.whole_faults, pairs[0], shift(0, page=1)))


def scant_case(tap, folder):
    """Paragraphs of one line: one more than pages hold would be alone on the last."""
    faults = []
    for count in range(29, 34):
        made = Made(folder, f'scant-{count}', [note('一行')] * count,
                    '<each select="note"><p lang="zh"><half select="."/></p></each>')
        faults += made.faults() or rules.scant_faults(rules.paragraph_lines(made.elements('P')))
    tap.ok('the last page is never one line (R63)', faults or seen(
        'a scant page', rules.scant_faults, rules.paragraph_lines(made.elements('P')), shift(-1, page=7)))


ROWS = 2000
TABLE = ('<table select="note" widths="60pt *" gutter="10pt"><head><cell><p lang="zh">名称</p></cell>'
         '<cell><p lang="zh">事项</p></cell></head><row rule-below="0.5pt ink" padding="2pt"><cell head="yes">'
         '<p lang="zh">第<value select="position()"/>行</p></cell><cell><p lang="zh"><half select="."/></p></cell>'
         '</row></table>')


def table_case(tap, folder):
    tall = 37
    texts = [sheet.zh(1400 if i == tall else 22, i) for i in range(ROWS)]
    made = Made(folder, 'table', [note(text) for text in texts], TABLE)
    tap.ok(f'a table of {ROWS} rows with one taller than a page builds', made.faults())
    rows = made.elements('TR')[1:]
    tap.ok('every row is there, in order', [] if len(rows) == ROWS else [len(rows)])
    tap.ok('nothing is lost', rules.text_faults(rows, ''.join(f'第{i + 1}行{t}' for i, t in enumerate(texts))))
    lines = [rules.paragraph_lines(e for e in row.walk() if e.role == 'P') for row in rows]
    tap.ok('other rows are whole (R80)', [f for i, row in enumerate(lines) if i != tall
                                          for f in rules.whole_faults(row)])
    pages = sorted(sheet.by_page(lines[tall]))
    tap.ok('the tall row goes on over pages', [] if len(pages) >= 2 else [pages])
    judge(tap, 'rows keep to the type area', rules.area_faults, sum(lines, []), 'a low line', shift(5, y=500))
    tap.ok('its name is repeated below the head, above what goes on, as an artifact (R80)',
           again_faults(made, pages, lines[tall], f'第{tall + 1}行（续）'))
    tap.ok('planted: another name is seen', [] if list(again_faults(made, pages, lines[tall], '第1行（续）'))
           else ['not seen'])
    tap.ok('other pages have no such name', [f'page {r.number}' for r in made.document.readers
                                             if '（续）' in artifacts(r) and r.number not in pages[1:]])


def artifacts(reader):
    return ''.join(m.text() for m in reader.marks if m.mcid is None)


def whole_row_case(tap, folder):
    """Rows of a few lines, far less than the share of a page from which one is divided."""
    notes = [note(sheet.zh(24 * (2 + i % 6), i)) for i in range(60)]
    made = Made(folder, 'whole-rows', notes, TABLE)
    tap.ok('rows of two to seven lines build', made.faults())
    rows = [rules.paragraph_lines(e for e in row.walk() if e.role == 'P') for row in made.elements('TR')[1:]]
    tap.ok('they are of so many lines', [] if {len(r) - 1 for r in rows} >= {2, 3, 4, 5, 6, 7} else
           [sorted({len(r) - 1 for r in rows})])
    tap.ok('each is on one page (R80)', [f for row in rows for f in rules.whole_faults(row)] or
           seen('a divided row', rules.whole_faults, rows[5], shift(-1, page=1)))
    tap.ok('they fill some pages', [] if len(made.document.readers) > 5 else [len(made.document.readers)])


def whole_table_case(tap, folder):
    """White would be more even if a table went on over the page; it is whole all the same where it can be."""
    box = '<box height="{0}pt" fill="pale"><p lang="zh">{0}</p></box>'
    made = Made(folder, 'whole-table', [note(sheet.zh(12, i)) for i in range(6)],
                box.format(346) + TABLE + box.format(295) + box.format(300))
    tap.ok('a table between large parts builds', made.faults())
    pages = sorted({page for row in made.elements('TR') for page, _ in row.glyphs()})
    tap.ok('it is whole, though the page behind it has much white (R80)', [] if len(pages) == 1 else [f'on pages {pages}'])
    tap.ok('there are three pages', [] if len(made.document.readers) == 3 else [len(made.document.readers)])


def again_faults(made, pages, lines, name):
    for number in pages[1:]:
        reader = made.document.readers[number - 1]
        said = [g for m in reader.marks if m.mcid is None for g in m.glyphs]
        text = ''.join(g.text for g in said)
        if f'名称事项{name}' != text:
            yield f'page {number}: {text!r} above the row'
            continue
        head, again, first = said[0].y, said[text.index(name)].y, sheet.by_page(lines)[number][0].y
        if not head < again < first:
            yield f'page {number}: {head:.1f}, {again:.1f}, {first:.1f}'


def box_case(tap, folder):
    text = sheet.zh(1800)
    made = Made(folder, 'box', [note(text)], '<box fill="pale" padding="8pt"><p lang="zh"><half select="note[1]"/>'
                '</p></box>')
    tap.ok('a box taller than a page builds', made.faults())
    tap.ok('nothing is lost', rules.text_faults(made.elements('P'), text))
    lines = lines_of(made.elements('P')[0])
    judge(tap, 'it keeps to the type area', rules.area_faults, lines, 'a low line', shift(3, y=500))
    grounds = [sum(m.paints for m in r.marks if m.mcid is None) for r in made.document.readers]
    tap.ok('each part has its ground', [] if len(grounds) > 1 and all(grounds) else [grounds])


def balance_faults(columns, leading):
    """R73: heights differ by a line at most, first baselines are shared, and columns follow each other."""
    counts = [len(c) for c in columns]
    if max(counts) - min(counts) > 1:
        yield f'columns of {counts} lines'
    for a, b in zip(columns, columns[1:]):
        if abs(a[0].y - b[0].y) > 0.1:
            yield f'first baselines {a[0].y:.2f} and {b[0].y:.2f}'
        if max(g.right for line in a for g in line.glyphs) > min(g.left for line in b for g in line.glyphs):
            yield f'a column runs into the next: {a[0].text()[:8]!r}'
        for x, y in zip(a, b):
            if abs((x.y - y.y) % leading) > 0.1 and abs((x.y - y.y) % leading - leading) > 0.1:
                yield f'baselines {x.y:.2f} and {y.y:.2f} are not shared'


def columns_of(lines):
    """Columns of a page, from the left edges of its lines."""
    columns = []
    for line in lines:
        if not columns or line.y < columns[-1][-1].y:
            columns.append([])
        columns[-1].append(line)
    return columns


COLUMNS = ('<p lang="zh">前文</p><columns count="3" gutter="16pt" rule="0.5pt ink">{}</columns>'
           '<p lang="zh">后文</p>')


def columns_case(tap, folder):
    for count in (40, 130, 131, 142, 1000, 2000):
        text = sheet.zh(count)
        made = Made(folder, f'columns-{count}', [note(text)], COLUMNS.format('<p lang="zh"><half select="note[1]"/></p>'))
        tap.ok(f'three columns of {count} characters build', made.faults())
        before, body, after = [lines_of(e) for e in made.elements('P')]
        tap.ok('nothing is lost', rules.text_faults(made.elements('P'), f'前文{text}后文'))
        pages = {n: columns_of(lines) for n, lines in sheet.by_page(body).items()}
        faults = [f for c in pages.values() for f in balance_faults(c, LEADING)]
        tap.ok('columns are balanced, and share their baselines (R73)', faults)
        few = [n for n, c in pages.items() if len(c) != 3 and count > 100]
        tap.ok('there are three, on every page', few)
        tap.ok('what follows is below all of them', [] if after[0].y > max(
            x.y for x in body if x.page == after[0].page) or after[0].page > body[-1].page else [after[0].y])
        tap.ok('they keep to the type area', rules.area_faults(before + body + after))
        full = [n for n in sorted(pages)[:-1] for c in pages[n] if HEIGHT - BOTTOM - c[-1].y > 2.5 * LEADING]
        tap.ok('pages that are followed are full', full)
    columns = columns_of([line for line in body if line.page == 1])
    for what, spoil in (('a short column', lambda c: c[2].__delitem__(slice(-2, None))),
                        ('a dropped column', lambda c: shift(0, y=5)(c[1]))):
        spoilt = copy.deepcopy(columns)
        spoil(spoilt)
        tap.ok(f'planted: {what} is seen', [] if list(balance_faults(spoilt, LEADING)) else ['not seen'])


GRID = 29.53
GONGWEN = ('<page name="all" size="A4" top="37mm" bottom="35mm" left="28mm" right="26mm" grid="29.53pt" footer-at="20mm">'
           '<footer><p lang="zh" style="small">页脚</p></footer></page>')


def grid_faults(lines):
    first = lines[0].y
    for line in lines:
        off = (line.y - first + GRID / 2) % GRID - GRID / 2
        if abs(off) > 0.1:
            yield f'page {line.page}: {line.text()[:10]!r} is {off:.2f} pt off the grid'


def grid_case(tap, folder):
    text = '业' * 28 * 50
    body = ('<p lang="zh" style="gw"><half select="note[1]"/></p><p lang="zh" style="gwtitle">大标题</p>'
            '<space height="5pt"/><p lang="zh" style="gw">甲</p><pair select="note[2]" arrange="parallel"/>'
            '<table select="note" widths="60pt *" gutter="10pt"><head><cell><p lang="zh">名</p></cell><cell>'
            '<p lang="zh">事</p></cell></head><row rule-below="0.5pt ink" padding="2pt"><cell><p lang="zh">'
            '<value select="position()"/></p></cell><cell><p lang="zh" style="small"><half select="."/></p></cell>'
            '</row></table><box fill="pale" padding="4pt"><p lang="zh" style="gw">框</p></box>'
            '<columns count="2" gutter="16pt"><p lang="zh"><half select="note[3]"/></p></columns>')
    styles = sheet.SHEET.replace('</styles>', '<style name="gw" based-on="text" size="15.75pt" leading="29.53pt"/>'
                                  '<style name="gwtitle" based-on="text" size="22pt" leading="35pt" space-before="7pt"/>'
                                  '</styles>')
    made = Made(folder, 'grid', [note(text), note(sheet.zh(100), sheet.en(30)), note(sheet.zh(300)),
                                 note(sheet.zh(3))], body, GONGWEN, style='gw', sheet=styles)
    tap.ok('a grid builds', made.faults())
    lines = [line for e in made.document.root.walk() if e.role in ('P', 'H1') for line in lines_of(e)]
    pages = sheet.by_page(lines)
    tap.ok('every baseline is on the grid of its page (R60)', [f for here in pages.values() for f in grid_faults(here)])
    for number, here in pages.items():
        tap.ok(f'page {number}: planted: a line off the grid is seen', seen('it', grid_faults, here, shift(-1, y=0.3)))
    made = Made(folder, 'gongwen', [note(text)], '<p lang="zh"><half select="note[1]"/></p>', GONGWEN, style='gw',
                sheet=styles)
    body = sheet.by_page(lines_of(made.elements('P')[0]))
    counts = [len(here) for here in body.values()]
    tap.ok('a page has 22 lines (R60)', [] if counts == [22, 22, 6] else [counts])
    tap.ok('a line has 28 characters (R60)', [line.text() for here in body.values() for line in here
                                              if len(line.glyphs) != 28])
    tops = {round(here[0].y, 1) for here in body.values()}
    tap.ok('pages begin on one baseline', [] if len(tops) == 1 else sorted(tops))


WIDE = ('<page name="wide" pages="named" size="A5-landscape" top="50pt" bottom="50pt" left="40pt" right="40pt" '
        'footer-at="30pt"><footer><p lang="zh">横页<page-number/></p></footer></page>')


def master_case(tap, folder):
    text = sheet.zh(900)
    body = ('<p lang="zh"><half select="note[1]"/></p><break page="wide"/><section><p lang="zh"><half select="note[1]"/>'
            '</p></section><break/><p lang="zh">末</p><break page="ordinary"/><p lang="zh">后</p>')
    ordinary = sheet.page('<footer><p lang="zh">竖页<page-number/></p></footer>', footer_at='40pt')
    made = Made(folder, 'masters', [note(text)], body, ordinary + WIDE)
    tap.ok('a landscape page between others builds', made.faults())
    sizes = page_sizes(made)
    feet = [artifacts(r) for r in made.document.readers]
    expected = [('竖页', 420, 595)] + [('横页', 595, 420)] * 2 + [('竖页', 420, 595)]
    found = [(f[:2], round(w), round(h)) for f, (w, h) in zip(feet, sizes)]
    tap.ok('pages have the size and the foot of their masters', [] if found == expected else [found])
    tap.ok('page numbers go on', [] if [f[2:] for f in feet] == ['1', '2', '3', '4'] else [feet])
    wide = [line for e in made.elements('P')[1:2] for line in lines_of(e)]
    right = max(g.right for line in wide for g in line.glyphs)
    tap.ok('text is as wide as its page', [] if abs(right - (595.28 - 40)) < 6 else [right])
    tap.ok('nothing is lost', rules.text_faults(made.elements('P'), text + text + '末后'))
    unknown = Made(folder, 'unknown', [note('x')], '<break page="broad"/><p lang="zh">乙</p>')
    tap.ok('a page of no name is an error', [] if 'E0703' in unknown.said.stderr else [unknown.said.stderr])


def page_sizes(made):
    pages = [made.document.follow(reference) for reference in made.document.page_references]
    return [tuple(float(made.document.follow(p['/MediaBox'])[i]) for i in (2, 3)) for p in pages]


def note_faults(made, numbers):
    """Each number in the text stands on the page of its note, which is below all text; numbers are in order."""
    cited = [e for e in made.elements('Link')]
    notes = {e.name: e for e in made.elements('Note')}
    if sorted(notes) != sorted(f'note-{n}:{lang}' for n in numbers for lang in ('zh', 'en')):
        yield f'notes {sorted(notes)}'
    for link in cited:
        name = f'note-{link.text()}:{link.language()[:2]}'
        note = notes.get(name)
        if note is None:
            yield f'{name} is cited and is not there'
            continue
        page, sign = link.glyphs()[0]
        places = note.glyphs()
        if {p for p, _ in places} != {page}:
            yield f'{name} is cited on page {page}, and stands on {sorted({p for p, _ in places})}'
        text = [g.y for p in made.elements('P') if p.parent.role != 'Note' for n, g in p.glyphs() if n == page]
        if min(g.y for _, g in places) <= max(text):
            yield f'{name} is not below the text'
        if max(g.y for _, g in places) > HEIGHT - BOTTOM:
            yield f'{name} is below the type area'
        if note.kids[0].role != 'Lbl' or note.kids[0].text() != link.text():
            yield f'{name} has no label'
        around = [e.role for e in note.parent.kids]
        if around[around.index('Note') - 1] != 'P':
            yield f'{name} does not follow a paragraph: {around}'


def notes_case(tap, folder):
    def noted(n):
        return note(f'{sheet.zh(40, n)}<note>注文{n}{sheet.zh(20)}</note>{sheet.zh(60, n)}',
                    f'{sheet.en(12, n)}<note>Said of {n} {sheet.en(8)}</note> {sheet.en(14, n)}')
    plain = [note(sheet.zh(100, n), sheet.en(26, n)) for n in range(3)]
    notes = [n for i in range(1, 13) for n in (noted(i), plain[i % 3])]
    body = '<each select="note"><pair select="." arrange="{0}" style="en"/></each>'
    table = ('<table select="note" widths="60pt *" gutter="10pt"><row><cell><p lang="zh">名</p></cell>'
             '<cell><pair select="." arrange="stacked"/></cell></row></table>')
    for name, text in (('parallel', body.format('parallel')), ('stacked', body.format('stacked')), ('table', table)):
        made = Made(folder, f'notes-{name}', notes, text, more='notes="small"')
        tap.ok(f'notes at the foot build: {name}', made.faults())
        tap.ok('each stands on the page that cites it, below the text, behind its number',
               note_faults(made, range(1, 13)))
        if name == 'parallel':
            left = [g.left for e in made.elements('Note') for _, g in e.glyphs() if e.name.endswith('zh')]
            right = [g.left for e in made.elements('Note') for _, g in e.glyphs() if e.name.endswith('en')]
            tap.ok('zh notes are in the column of zh, en in that of en', [] if max(left) < min(right) else ['mixed'])
        made.elements('Note')[0].glyphs()[0][1].y = 50
        tap.ok('planted: a note among the text is seen', [] if list(note_faults(made, range(1, 13))) else ['not seen'])
    long = note(f'甲<note>{sheet.zh(90)}</note>', 'A<note>Short.</note>')
    made = Made(folder, 'notes-alone', [long], body.format('parallel'), more='notes="small" languages="zh"')
    [edge] = {round(max(g.right for _, g in e.glyphs())) for e in made.elements('Note')}
    tap.ok('in one language notes are as wide as the page', [] if edge > sheet.WIDTH * 0.8 else [f'to {edge}pt'])
    made = Made(folder, 'notes-none', notes[:1], body.format('parallel'))
    tap.ok('without a style, notes are in brackets', [] if '（注文1' in made.elements('P')[0].text() else
           [made.elements('P')[0].text()])
    tall = note(f'甲<note>{sheet.zh(3000)}</note>', 'A<note>Short.</note>')
    made = Made(folder, 'notes-tall', [tall], body.format('parallel'), more='notes="small"')
    tap.ok('a note taller than a page is an error that says so', [] if 'E0704' in made.said.stderr
           else [made.said.stderr or 'no error'])


def spread_faults(made, blank):
    """R72: behind the cover zh is on left pages and en on the right ones that face them, at one height."""
    halves = {e.name: e.glyphs() for e in made.document.root.walk() if e.name and e.role == 'P'}
    for name in [n[:-3] for n in halves if n.endswith(':zh')]:
        (left, zh), (right, en) = halves[f'{name}:zh'][0], halves[f'{name}:en'][0]
        if left % 2 or right != left + 1 or abs(zh.y - en.y) > 0.02:
            yield f'{name}: page {left} at {zh.y:.1f}, page {right} at {en.y:.1f}'
    for reader in made.document.readers:
        empty = not any(m.mcid is not None and m.text().strip() for m in reader.marks)
        if empty != (reader.number in blank):
            yield f'page {reader.number} is {"" if empty else "not "}empty'
        if not artifacts(reader).endswith(f'足{reader.number}'):
            yield f'page {reader.number}: {artifacts(reader)!r} at its foot'


def spread_case(tap, folder):
    page = sheet.page('<header><p lang="zh">头</p></header><footer><p lang="zh">足<page-number/></p></footer>',
                      header_at='20pt', footer_at='40pt')
    notes = [note(sheet.zh(150, i), sheet.en(60, i)) for i in range(12)]
    for what, lines, blank in (('one page', 10, []), ('two pages', 50, [3])):
        body = f'<p lang="zh">{sheet.zh(32 * lines)}</p><break/><each select="note"><pair select="."/></each>'
        made = Made(folder, f'spread-{lines}', notes, body, page, arrangements='facing')
        tap.ok(f'facing pages behind a cover of {what} build', made.faults())
        faults = list(spread_faults(made, blank))
        tap.ok('spreads begin on a left page, both halves at one height, with heads and feet (R72)', faults)
        en = next(e for e in made.document.root.walk() if e.name and e.name.endswith(':en'))
        en.glyphs()[0][1].y += 1
        tap.ok('planted: another height is seen', [] if list(spread_faults(made, blank)) else ['not seen'])


CASES = [spread_case, notes_case, lead_in_case, columns_case, grid_case, master_case, paragraph_case, widow_case,
         heading_case, pair_case, short_pair_case, scant_case, table_case, whole_row_case, whole_table_case, box_case]


def main():
    tap = Tap()
    folder = scratch('pages')
    for case in CASES:
        case(tap, folder)
    tap.end()


main()
