#!/usr/bin/env python3
"""Templates that extend others, and all that a template may say: what comes out of the stages for small
templates written here, over the edition that has every field."""
import os
import re
import shutil
import sys

sys.path.insert(0, 'tests/lib')

import pdf
from tap import Tap, jibao, run, scratch

RECORDS = 'tests/editions/complete/bulletin.xml'
OFFICE = 'tests/editions/complete/office'
FOLDER = scratch('templates')
NAMES = []


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def template(inside, attributes='extends="quarterly"', styles=''):
    """The folder of a template with these children; its sheet holds styles, if any."""
    folder = os.path.join(FOLDER, f'template-{len(NAMES)}')
    NAMES.append(folder)
    shutil.rmtree(folder, ignore_errors=True)
    write(f'{folder}/template.xml', f'<template format="1" name="t" {attributes}>\n{inside}\n</template>\n')
    if styles:
        write(f'{folder}/styles.xml', f'<styles format="1">\n{styles}\n</styles>\n')
    return folder


def body(text, **more):
    return template(f'<body>{text}</body>', **more)


def build(folder, *more):
    return jibao('build', RECORDS, '-t', folder, '--message-lang', 'en', '--diagnostics', 'short',
                 '-o', os.path.join(FOLDER, 'out.pdf'), *more)


def dump(folder, stage, *more):
    made = build(folder, f'--dump={stage}', *more)
    return made.stdout or made.stderr


def findings(folder, *more):
    """LINE:COLUMN CODE of every error and warning about the template itself."""
    said = build(folder, *more).stderr
    return re.findall(rf'^{re.escape(folder)}/\w+\.xml:(\d+:\d+): \w+: .*\[(\w+)\]', said, re.M)


def lacks(text, *words):
    yield from (f'{word!r} is not there' for word in words if word not in text)


def has(text, *words):
    yield from (f'{word!r} is there' for word in words if word in text)


def same(got, expected):
    if got != expected:
        yield f'{got!r}, not {expected!r}'


# --- extends --------------------------------------------------------------------------------------

def editor_faults():
    """An editor's day: other colours, one part dropped, one heading reworded, in under 15 lines."""
    lines = sum(len(open(f'{OFFICE}/{n}.xml', encoding='utf-8').readlines()) for n in ('template', 'styles'))
    if lines >= 15:
        yield f'{lines} lines'
    made = build(OFFICE)
    if made.returncode:
        yield made.stderr
    old, new = dump('quarterly', 'page'), dump(OFFICE, 'page')
    yield from lacks(old, '"目录"', '#1d4557', '#a8231c')
    yield from lacks(new, '"本期目录"', '"In this issue"', '#2e5e4e', '#7a3b10')
    yield from has(new, '"目录"', '#1d4557', '#a8231c', 'Charis SIL 72.00')
    marks = lambda text: re.findall(r'^ +[-\d.]+,[-\d.]+ .*(?= #)', text[text.index('page 2'):], re.M)
    yield from same(marks(new) == marks(old), True)


def layer_faults():
    """Three deep: each says only what differs, and styles go on from those below."""
    under = template('<wording name="page"><zh>页码</zh><en>Folio</en></wording>',
                     styles='<style name="note" size="7pt"/>')
    over = template('<part name="lead"><p lang="en" style="note">Over</p></part>',
                    f'extends="../{os.path.basename(under)}"', '<style name="note" colour="red"/>')
    flow, page = dump(over, 'flow'), dump(over, 'page')
    yield from lacks(flow, '"页码"', '"Over"')
    yield from lacks(page, '"Over" Carlito 7.00,0.00 #a8231c')


def new_part_faults():
    """A new part that the body or a part uses is fine, and so is a style that a formula may name."""
    made = template('<part name="lead"><use part="fresh"/></part>'
                    '<part name="fresh"><each select="theme/status"><p lang="en" style="is-{@is}">x</p></each></part>',
                    styles='<style name="is-behind" based-on="note"/><style name="is-done" based-on="note"/>')
    yield from same(findings(made), [])
    yield from lacks(dump(made, 'flow'), 'en is-behind P', 'en is-done P')


# --- what the records are asked -------------------------------------------------------------------

GOOD = ['theme', '.', '..', '@number', 'theme/item/sub-item', '//measure[@target]', 'theme[1]', 'theme[last()]',
        'not(theme)', "theme[@id='measures-of-nothing']", 'count(theme) div 2 > 1', 'theme and item or project',
        '@number mod 2 = 0', 'theme * 2', '*', '@*', 'theme/*', 'self::theme', 'child::item', 'attribute::id',
        'ancestor-or-self::theme/@id', 'following-sibling::theme', 'node()', 'text()', '$size + 1', "'@nothing'",
        'theme|ballot/project', '-count(theme)', 'position()=1', 'div', "string(@period)='div'",
        'preceding-sibling::department[1]/@role', '3 * .5', 'sub-item[@fairly-satisfied] - 1', '//processing-instruction()']
GOOD.remove('div')                          # no record is called so
BAD = {'themes': ('themes', 'theme'), 'theme/@nubmer': ('nubmer', '@number'), 'number': ('number', '@number'),
       '@measure': ('measure', 'measure'), 'div': ('div', None), 'attribute::titel': ('titel', 'title'),
       'count(meassure) > 1': ('meassure', 'measure'), 'theme[@id="a" and and]': ('and', None),
       'a:theme': ('a:theme', None), '$sice': ('sice', None), 'conains(@id, "x")': ('conains', 'contains'),
       'theme &lt; projct': ('projct', 'project'), '@id="&#28165;" or itm': ('itm', 'item')}


def requirement(expression):
    quote = "'" if '"' in expression else '"'
    return f'<require select="." test={quote}{expression}{quote}><zh>a</zh><en>a</en></require>'


def good_name_faults():
    lines = '\n'.join(requirement(text.replace('<', '&lt;')) for text in GOOD)
    said = build(template(lines), '--var', 'size=3').stderr
    yield from (line for line in said.splitlines() if re.search(r'\[E03\d\d\]', line))


def bad_name_faults():
    for expression, (name, suggestion) in BAD.items():
        folder = template(requirement(expression))
        said = jibao('build', RECORDS, '-t', folder, '--message-lang', 'en', '-o', 'none.pdf').stderr
        with open(f'{folder}/template.xml', encoding='utf-8') as file:
            line = file.read().splitlines()[1]
        at = line.rindex(name, 0, line.index(expression) + len(expression)) + 1
        if f'{folder}/template.xml:2:{at}: error: ' not in said:
            yield f'{expression}: not at {at}: {said}'
        if suggestion and not re.search(rf'hint: (did you mean|available:) {re.escape(suggestion)}\b', said):
            yield f'{expression}: {said}'


def require_faults():
    folder = template('<require select="theme" test="target"><zh>须有年度目标</zh><en>needs a target</en></require>')
    for lang, words in (('en', 'needs a target'), ('zh', '须有年度目标')):
        made = jibao('build', RECORDS, '-t', folder, '--message-lang', lang, '-o', os.path.join(FOLDER, 'none.pdf'))
        yield from same(made.returncode, 1)
        yield from lacks(made.stderr, f'{words} [E0511]', 'themes/care.xml:3:1: ', f'{folder}/template.xml:2:')
        yield from has(made.stderr, 'themes/housing.xml:3:1: error', 'themes/housing.xml:3:1: 错误')
    if os.path.exists(os.path.join(FOLDER, 'none.pdf')):
        yield 'a bulletin was written'


def audience_faults():
    """What is internal is in no public edition; in an internal one it is."""
    internal = template('', 'extends="quarterly" audience="internal"')
    public, inside = dump('quarterly', 'flow'), dump(internal, 'flow')
    secrets = ['"内部：审计意见待落实。"', '"Internal: one building at North Gate objects."', '"王建国"', '"投诉"',
               '"内部项目"']
    yield from has(public, *secrets, '内部', 'nternal')
    yield from lacks(inside, *secrets)


# --- words ----------------------------------------------------------------------------------------

def word_faults():
    flow = dump(body('<each select="theme[1]"><p lang="zh"><each select="department"><if test="position()>1">、</if>'
                     '<name select="@term"/></each></p><p lang="en"><word select="status/@is" as="status"/></p>'
                     '<p lang="en"><date select="item/@finish"/></p></each>'
                     '<p lang="en"><date select="ballot/project/@finish"/></p><p lang="zh"><date select="@as-of"/></p>'), 'flow')
    yield from lacks(flow, '"区住房和城乡建设局"', '"、"', '"区财政局"', '"Behind schedule"', '"December 2030"',
                     '"2030"', '"2030年6月30日"')


def wording_faults():
    """A wording looks at the record where it is used, and may use others."""
    folder = template('<wording name="who"><zh>甲</zh><en>A</en></wording>'
                      '<wording name="both"><zh><wording of="who"/><value select="@id"/></zh><en>B</en></wording>'
                      '<body><each select="theme"><pair wording="both"/><pair wording="who" select="title"/></each></body>')
    flow = dump(folder, 'flow')
    yield from lacks(flow, '"housing"', '"care"', '"甲"')
    yield from same(flow.count('"甲"'), 4)


def let_faults():
    """A variable is there for the siblings after it, and gone with them."""
    inner = '<let name="n" select="\'inner\'"/><p lang="en"><value select="$n"/></p>'
    flow = dump(body('<let name="n" select="\'outer\'"/><keep>' + inner + '</keep><p lang="en"><value select="$n"/></p>'), 'flow')
    yield from same(re.findall(r'"(inner|outer)"', flow), ['inner', 'outer'])
    yield from lacks(build(body('<keep>' + inner + '</keep><p lang="en"><value select="$n"/></p>')).stderr, '[E0501]')


def formula_faults():
    page = dump(body('<each select="theme"><box fill="{substring(\'daired\', @number * 3 - 2, 3)}" height="{@number + 1}0pt">'
                     '<p lang="en" style="{substring(\'note label\', 1, 4)}">x</p></box></each>'), 'page')
    boxes = re.findall(r' 500\.00,(\d+)\.00 box (#\w+)', page)
    yield from same(boxes, [('20', '#1d4557'), ('30', '#a8231c')])
    yield from lacks(page, '"x" Carlito 8.00')
    braces = findings(body('<p lang="en" style="{{note}}">x</p>'))
    yield from same([code for _, code in braces], ['E0508'])


def paragraph_faults():
    """A literal paragraph with a look of its own: the em is its size, the leading goes with it."""
    page = dump(body('<p lang="zh" size="15pt" width="4em" indent="2em" align="start">民生实事项目有序</p>'), 'page')
    lines = re.findall(r'^ +([-\d.]+),([-\d.]+) \S+ "([^"]*)" (?:.*\S )?([\d.]+),', page, re.M)
    yield from same([text for _, _, text, _ in lines][:3], ['民生', '实事项目', '有序'])
    yield from same([size for _, _, _, size in lines][:3], ['15.00'] * 3)
    yield from same(float(lines[0][0]) - float(lines[1][0]), 30.0)
    yield from same(float(lines[2][1]) - float(lines[1][1]), 25.0)
    yield from same([c for _, c in findings(body('<p lang="zh" size="8000pt">一</p>'))], ['E0308'])


def divided_faults():
    """A word that a hyphen divides is an element with its text whole; its parts are in it, in order (R55)."""
    folder = body('<p lang="en" width="7em" align="justify">The comprehensive rehabilitation of '
                  'governmental infrastructure is progressing internationally.</p>',
                  styles='<style name="text"><en hyphens="en-GB"/></style>')
    made = build(folder)
    if made.returncode:
        yield made.stderr
        return
    spans = [e for e in pdf.Document(os.path.join(FOLDER, 'out.pdf')).root.walk() if '/ActualText' in e.entries]
    if not spans:
        yield 'no word is divided'
    for span in spans:
        whole = pdf.string(span.entries['/ActualText'])
        yield from same((span.role, span.text().count('-'), span.text().replace('-', '')), ('Span', 1, whole))


# --- arrangements, pages, lists -------------------------------------------------------------------

def arrange_faults():
    parallel, stacked = dump('quarterly', 'flow'), dump('quarterly', 'flow', '--arrange', 'stacked')
    if '\npair' not in parallel.replace('  ', '') or '\npair' in stacked.replace('  ', ''):
        yield 'pairs stand as they stood'
    shifted = dump(template('', 'extends="quarterly" arrangements="stacked parallel"'), 'flow')
    yield from same(shifted == stacked, True)
    yield from lacks(build('quarterly', '--arrange', 'inline').stderr, '[E0323]')
    yield from same(jibao('build', RECORDS, '--arrange', 'sideways').returncode, 2)


PAGE = ('<page name="{}" size="A4" top="45pt" bottom="66pt" left="{}pt" right="{}pt" header-at="20pt" {}>'
        '<header><p lang="{}"><running level="2"/></p></header></page>')


def spoken(folder):
    """The lines of each page, the header first: it stands at the top."""
    pages = dump(folder, 'page').split('\npage ')
    return [re.findall(r'"([^"]*)"', page) for page in pages]


def heads(folder):
    """What stands above the type area of each page."""
    found = []
    for page in dump(folder, 'page').split('\npage '):
        marks = re.findall(r'^ +[-\d.]+,([-\d.]+) \S+ "([^"]*)"', page, re.M)
        found.append(''.join(text for y, text in marks if float(y) < 45).strip())
    return found


def running_faults():
    """The first heading that begins on the page, else the last before; left and right differ."""
    pages = PAGE.format('cover', 47.64, 47.64, '', 'zh') + PAGE.format('left', 60, 35.28, 'side="left"', 'en')
    both = template(PAGE.format('running', 47.64, 47.64, '', 'zh') + PAGE.format('even', 60, 35.28, 'side="left"', 'en'))
    yield from same(heads(both), ['', 'Housing', '托育', 'Projects Put to the Ballot'])
    text = '<each select="theme"><section><heading level="2" select="title"/>' + '<p lang="en">x</p><break/>' * 2
    long = template(f'{pages}<body><p lang="en">x</p><break/>{text}</section></each></body>'
                    .replace('name="cover"', 'name="running"'))
    yield from same(heads(long), ['', 'Housing', '安居', 'Childcare', '托育', 'Childcare'][:len(heads(long))])
    without = template(PAGE.format('running', 47.64, 47.64, '', 'zh').replace('<running level="2"/>', ''))
    plain = template(PAGE.format('running', 47.64, 47.64, '', 'zh'))
    marks = lambda folder: sorted(m for m in re.findall(r'^ +([-\d.]+,[-\d.]+) \S+ "([^"]*)"', dump(folder, 'page'), re.M)
                                  if float(m[0].split(',')[1]) > 45)
    yield from same(marks(plain) == marks(without), True)


def running_glyph_faults():
    """Its characters come from the face of the header, which the body need not use."""
    folder = template(PAGE.format('running', 47.64, 47.64, '', 'zh').replace('<p ', '<p style="head" '),
                      styles='<face name="kai" family="Noto Sans CJK SC" weight="bold"/>'
                             '<style name="head" based-on="note" han="kai"/>')
    made = build(folder)
    if made.returncode:
        yield made.stderr
        return
    words = run('pdftotext', '-f', '3', '-l', '3', '-y', '0', '-x', '0', '-W', '600', '-H', '45', '-layout',
                os.path.join(FOLDER, 'out.pdf'), '-').stdout
    yield from same(words.split(), ['托育'])


def page_faults():
    first = PAGE.format('cover', 47.64, 47.64, 'first="yes"', 'zh')
    yield from same([c for _, c in findings(template(first + PAGE.format('running', 40, 40, '', 'zh')))][:1], ['E0314'])
    alone = 'style="text" arrangements="parallel"'
    sheet = ('<face name="a" family="Charis SIL"/><colour name="ink" value="#000000"/>'
             '<style name="text" han="a" latin="a" size="9pt" leading="12pt"/>')
    rest = '<parallel widths="* *" gutter="9pt"/><body><p lang="en">x</p></body>'
    codes = lambda pages: [c for _, c in findings(template(pages + rest, alone, sheet))]
    left, right = PAGE.format('l', 60, 35.28, 'side="left"', 'en'), PAGE.format('r', 35.28, 60, 'side="right"', 'en')
    yield from same(codes(left + right), [])
    yield from same(codes(first + left + right), [])
    yield from same(codes(left), ['E0315', 'E0315'])
    yield from same(codes(first + right), ['E0315'])
    yield from same(codes(first), ['E0315', 'E0315'])
    yield from same(codes(right + right.replace('"r"', '"s"')), ['E0313', 'E0315'])
    yield from same(codes(right), ['E0315'])


def list_faults():
    """L, then entry by entry zh before en, each LI a label and what it says."""
    folder = body('<each select="theme[1]/progress"><list select="list/li" numbers="yes" style="target"/></each>')
    made = build(folder)
    if made.returncode:
        yield made.stderr
        return
    root = pdf.Document(os.path.join(FOLDER, 'out.pdf')).root
    lists = [e for e in root.walk() if e.role == 'L']
    yield from same([e.role for e in lists], ['L'])
    entries = lists[0].kids
    yield from same([(e.role, e.language()[:2], [k.role for k in e.kids]) for e in entries],
                    [('LI', lang, ['Lbl', 'LBody']) for lang in ('zh', 'en', 'zh', 'en')])
    yield from same([e.kids[0].text().strip() for e in entries], ['1.', '1.', '2.', '2.'])
    yield from lacks(entries[1].kids[1].text(), 'East Gate')
    objects = run('qpdf', '--qdf', '--object-streams=disable', os.path.join(FOLDER, 'out.pdf'), '-',
                  errors='replace').stdout
    yield from lacks(objects, '/ListNumbering /Decimal')


def hang_faults():
    """The second line of an entry stands under the first, not under its label."""
    page = dump(body('<each select="theme[1]/progress"><list select="list/li" style="target"/></each>'), 'page')
    text = page[page.index('"东门片区：'):]
    first = re.search(r'([\d.]+),[\d.]+ \S+ "东门片区：', page)[1]
    second = re.search(r'\n +([\d.]+),[\d.]+ \S+ "[^"]', text)[1]
    label = re.search(r'([\d.]+),[\d.]+ \S+ "·"', page)[1]
    yield from same(first, second)
    if not float(label) < float(first):
        yield f'label at {label}, text at {first}'


def hostile_faults():
    """Nothing crashes, hangs or builds."""
    deep = body('<each select="theme">' * 60 + '<p lang="en">x</p>' + '</each>' * 60)
    wide = template('\n'.join(f'<part name="p{i}">' + f'<use part="p{i + 1}"/>' * 9 + '</part>' for i in range(40))
                    + '<part name="p40"><p lang="en">x</p></part><body><use part="p0"/></body>')
    for folder, code in ((wide, 'E0515'), (body('<p lang="en" style="{">x</p>'), 'E0328'),
                         (body('<p lang="en" style="{\'}">x</p>'), 'E0328'),
                         (body('<p lang="en" style="{}">x</p>'), 'E0302'),
                         (template('', 'extends="../../../../../../../../etc"'), 'E0317'),
                         (template('', 'extends="/etc"'), 'E0118'),
                         (template('', 'extends="."'), 'E0317')):
        made = build(folder)
        if made.returncode != 1 or (code and code not in made.stderr):
            yield f'{folder}: {code}: exit {made.returncode}: {made.stderr[:400]}'
    if build(deep).returncode not in (0, 1):
        yield 'deep <each>'
    last = template('', 'extends="none"')
    for _ in range(9):
        last = template('', f'extends="../{os.path.basename(last)}"')
    yield from lacks(build(last).stderr, 'E0318')


def main():
    tap = Tap()
    tap.ok('an office’s own template in under 15 lines', editor_faults())
    tap.ok('templates extend each other, three deep', layer_faults())
    tap.ok('new parts and styles that are used', new_part_faults())
    tap.ok('names in XPath that the records have are not told', good_name_faults())
    tap.ok('names in XPath that no record has are told at their place', bad_name_faults())
    tap.ok('what a template requires of the records', require_faults())
    tap.ok('internal fields are in no public edition', audience_faults())
    tap.ok('names, fixed words, dates', word_faults())
    tap.ok('wordings', wording_faults())
    tap.ok('variables end with their siblings', let_faults())
    tap.ok('values that depend on the record', formula_faults())
    tap.ok('paragraphs with a look of their own', paragraph_faults())
    tap.ok('divided words are whole in the tree of elements', divided_faults())
    tap.ok('arrangements', arrange_faults())
    tap.ok('running heads, left and right pages', running_faults())
    tap.ok('running heads have their glyphs', running_glyph_faults())
    tap.ok('every page has one master', page_faults())
    tap.ok('lists in the tree of elements', list_faults())
    tap.ok('entries hang behind their labels', hang_faults())
    tap.ok('hostile templates', hostile_faults())
    tap.end()


main()
