#!/usr/bin/env python3
"""The first edition's finished PDF, as its readers find it."""
import os
import re
import sys
from xml.etree import ElementTree

sys.path.insert(0, 'tests/lib')

import pdf
from record import Record
from tap import Tap, jibao, run, scratch

RECORDS = 'input/wujin-2024-q1/bulletin.xml'
FAMILIES = {'NotoSerifCJKsc', 'NotoSansCJKsc', 'CharisSIL', 'Carlito'}
LABELS = re.compile(r'\.label$')


def squeeze(text):
    return re.sub(r'\s+', '', text)


def named(root):
    """Elements with a name, outside the contents, in reading order."""
    return [e for e in root.walk() if e.name and not e.above('TOC')]


def pair_faults(record, root):
    elements = named(root)
    names = [e.name for e in elements]
    text = {e.name: ' '.join(e.text().split()) for e in elements}
    for path, pair in record.pairs:
        for lang in ('zh', 'en'):
            name = f'{path}:{lang}'
            if names.count(name) != 1:
                yield f'{name} stands {names.count(name)} times'
                continue
            expected = record.text(pair, lang)
            if expected and not squeeze(text[name]).endswith(squeeze(expected)):
                yield f'{name}: {text[name]!r}, not {expected!r}'
        halves = [n for n in names if n.rsplit(':', 1)[0] == path]
        at = names.index(halves[0]) if halves else 0
        if names[at:at + 2] != [f'{path}:zh', f'{path}:en']:
            yield f'{path}: zh and en are parted'


def order_faults(record, root):
    """Labels stand in two tables behind the text: each sort of pair is in the records' order."""
    names = [e.name for e in named(root)]
    judged = {f'{name}.label' for name, m in record.measures.items() if m.get('target') or m.get('share')}
    for sort in (lambda p: p in judged, lambda p: LABELS.search(p) and p not in judged,
                 lambda p: not LABELS.search(p) and p != 'source'):
        expected = [f'{p}:{lang}' for p, _ in record.pairs if sort(p) for lang in ('zh', 'en')]
        found = [n for n in names if sort(n.rsplit(':', 1)[0])]
        if found != expected:
            at = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
            yield f'after {found[at - 1:at]}: {found[at:at + 1]}, not {expected[at:at + 1]}'


def measure_faults(record, root):
    elements = {e.name: e for e in named(root)}
    for name, measure in record.measures.items():
        unit = record.units[measure.get('unit')]
        if measure.find('label') is None:
            continue
        label = elements.get(f'{name}.label:zh')
        row = label and label.above('TR')
        if measure.get('counts'):
            continue                # a plan count stands over its label: below
        if not row:
            yield f'{name}: its label is in no row of a table'
            continue
        text = squeeze(row.text())
        value = record.value(measure)
        if value is not None:
            wanted = [record.number_zh(value, unit)] if '万' in record.number_zh(value, unit) else []
            wanted += [f'{value:,}', unit.get('zh'), unit.get('en' if value == 1 else 'en-plural')]
            if unit.get('zh') == '%':
                wanted = [f'{value}%']
            for part in wanted:
                if squeeze(part) not in text:
                    yield f'{name}: no {part!r} in its row: {text!r}'
        if measure.get('target') and squeeze(f'{int(measure.get("target")):,}') not in text:
            yield f'{name}: its target is not in its row'
        share = record.share(measure)
        if share is not None and f'{share}%' not in text:
            yield f'{name}: no {share}% in its row: {text!r}'


def quote_faults(record, root):
    """Each quote is in the element of the half that quotes it."""
    text = {e.name: ' '.join(e.text().split()) for e in named(root)}
    for path, pair in record.pairs:
        for lang in ('zh', 'en'):
            for val in pair.find(lang).iter('val'):
                said = record.quote(val, lang)
                if squeeze(said) not in squeeze(text.get(f'{path}:{lang}', '')):
                    yield f'{path}:{lang}: {val.get("of")} is not told as {said!r}'


def plan_faults(record, root):
    kids = [e for e in root.walk() if e.role == 'P' and not e.above('TOC')]
    for name, measure in record.measures.items():
        if measure.get('counts'):
            at = next((i for i, e in enumerate(kids) if e.name == f'{name}.label:zh'), 0)
            if kids[at - 1].text() != measure.get('value'):
                yield f'{name}: {kids[at - 1].text()!r} stands over its label'


def window_cover(article, text, size=6):
    covered = bytearray(len(article))
    for i in range(len(article) - size + 1):
        if article[i:i + size] in text:
            covered[i:i + size] = b'\1' * size
    return covered


def article_faults(path):
    article = squeeze(open('tests/article/source-article.txt', encoding='utf-8').read())
    text = squeeze(run('pdftotext', '-raw', path, '-').stdout)
    covered = window_cover(article, text)
    share = sum(covered) / len(article)
    print(f'# {100 * share:.2f}% of the article\'s {len(article)} characters')
    if share < 0.97:
        yield f'only {100 * share:.2f}% of the article'
    left_out = [squeeze(line.split('\t')[0]) for line in open('tests/article/left-out.txt', encoding='utf-8')
                if line.strip() and not line.startswith('#')]
    for stretch in re.finditer(rb'\0+', bytes(covered)):
        around = article[max(0, stretch.start() - 24):stretch.end() + 24]
        missing = article[stretch.start():stretch.end()]
        if not any(part in around or around in part or missing in part for part in left_out):
            yield f'{missing!r} is neither printed nor listed as left out ({around})'


def font_faults(path):
    for line in run('pdffonts', path).stdout.splitlines()[2:]:
        name, flags = line.split()[0], re.search(r'(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$', line)
        family = re.sub(r'^[A-Z]{6}\+|-\w+$', '', name)
        if not flags or flags.groups() != ('yes', 'yes', 'yes'):
            yield f'not embedded, subset and readable: {line}'
        if family not in FAMILIES:
            yield f'{name} is named by no style'


def page_text(path):
    count = int(re.search(r'Pages: +(\d+)', run('pdfinfo', path).stdout)[1])
    return [squeeze(run('pdftotext', '-f', str(i), '-l', str(i), '-raw', path, '-').stdout)
            for i in range(1, count + 1)]


def contents_faults(path, root, objects):
    pages = pdf.pages(objects)
    texts = page_text(path)
    links = [o for o in objects.values() if isinstance(o, dict) and o.get('/Subtype') == '/Link']
    entries = [e for e in root.walk() if e.role == 'TOCI']
    if len(entries) != 11 or len(links) != 11:
        yield f'{len(entries)} entries, {len(links)} links'
    targets = sorted(pages.index(pdf.follow(objects, link['/Dest'])[0]) + 1 for link in links)
    said = []
    for entry in entries:
        match = re.match(r'(?:\d+|票)(.*?)([A-Z].*?)(\d+)$', entry.text().strip())
        zh, page = squeeze(match[1]), int(match[3])
        said.append(page)
        if page == 1 or zh not in texts[page - 1]:
            yield f'{zh} is not on page {page}'
    if targets != sorted(said):
        yield f'links lead to {targets}, the contents say {said}'


def outline_faults(path, objects):
    texts = page_text(path)
    pages = pdf.pages(objects)
    count = 0
    for item in objects.values():
        if isinstance(item, dict) and '/Title' in item and '/Parent' in item and '/Dest' in item:
            count += 1
            page = pages.index(pdf.follow(objects, item['/Dest'])[0])
            title = squeeze(item['/Title'].removeprefix('u:'))
            if title[:5] not in texts[page]:
                yield f'{title} is not on page {page + 1}'
    if count < 12:
        yield f'{count} entries'


def silence_faults(path):
    check = run('qpdf', '--check', path)
    if check.returncode or 'WARNING' in check.stdout + check.stderr:
        yield check.stdout + check.stderr
    for tool in (['pdftotext', path, '-'], ['pdfinfo', path], ['pdftoppm', '-r', '20', path, path + '.ppm']):
        said = run(*tool).stderr
        if said:
            yield f'{tool[0]}: {said}'


def text_faults(path):
    for character in set(run('pdftotext', path, '-').stdout):
        code = ord(character)
        if 0x2E80 <= code <= 0x2FDF or 0xFF10 <= code <= 0xFF5A and not 0xFF1A <= code <= 0xFF20 and \
                not 0xFF3B <= code <= 0xFF40 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD:
            yield f'U+{code:04X}'


def baseline_faults(record, path):
    """R70: first baselines of the two halves, from the places of their glyphs."""
    drawn = pdf.glyphs(path)
    checked = 0
    for name, pair in record.pairs:
        if not re.search(r'(progress\.p\d+|^lead)$', name):
            continue
        starts = []
        for lang in ('zh', 'en'):
            key = squeeze(record.text(pair, lang))[:14]
            starts.append([(number, page[i][2]) for number, page in enumerate(drawn)
                           for i in find(page, key)])
        if not all(starts) or not any(p == q and abs(a - b) <= 0.02 for p, a in starts[0] for q, b in starts[1]):
            yield f'{name}: {starts}'
        checked += 1
    if checked < 20:
        yield f'only {checked} pairs'


def find(page, key):
    letters = [g for g in enumerate(page) if g[1][0].strip()]
    text = ''.join(g[0][0] for _, g in letters for g in [g])
    at = text.find(key)
    while at >= 0:
        yield letters[at][0]
        at = text.find(key, at + 1)


def structure_faults(objects):
    root = pdf.follow(objects, pdf.follow(objects, objects['trailer'])['/Root'])
    if pdf.follow(objects, root['/MarkInfo']).get('/Marked') is not True:
        yield 'not marked'
    if root.get('/Lang') != 'u:zh-CN':
        yield f'language {root.get("/Lang")}'
    if pdf.follow(objects, root['/ViewerPreferences']).get('/DisplayDocTitle') is not True:
        yield 'the title is not shown'
    elements = {n: o for n, o in objects.items() if isinstance(o, dict) and '/S' in o and '/P' in o and '/K' in o}
    for name, element in elements.items():
        role = element['/S']
        if role == '/Figure' and not element.get('/Alt'):
            yield f'{name}: a figure without words'
        if role == '/TH' and '/Scope' not in str(element.get('/A')):
            yield f'{name}: a head cell without scope'
        if role in ('/P', '/Span') and not element.get('/Lang'):
            yield f'{name}: {role} without a language'
    if len(elements) < 500:
        yield f'{len(elements)} elements'


def metadata_faults(path):
    xmp = run('pdfinfo', '-meta', path).stdout
    for part in ('<pdfaid:part>2<', '<pdfaid:conformance>A<', '<pdfuaid:part>1<', 'xml:lang="zh-CN"', 'xml:lang="en"'):
        if part not in xmp:
            yield f'no {part} in the metadata'


def picture_faults(folder, page_count):
    """The same pages as pictures: PNG of the size asked for, SVG that is XML."""
    for ending in ('png', 'svg'):
        made = jibao('build', RECORDS, '--dpi', '36', '-o', os.path.join(folder, 'page-{page}.' + ending))
        paths = [os.path.join(folder, f'page-{n}.{ending}') for n in range(1, page_count + 1)]
        if made.returncode or not all(map(os.path.exists, paths)):
            yield f'{ending}: exit {made.returncode}, {made.stderr}'
            continue
        for path in paths:
            with open(path, 'rb') as file:
                start = file.read(24)
            size = int.from_bytes(start[16:20], 'big'), int.from_bytes(start[20:24], 'big')
            if ending == 'png' and (start[:8] != b'\x89PNG\r\n\x1a\n' or size != (298, 421)):
                yield f'{path}: {size}'
            if ending == 'svg' and not ElementTree.parse(path).getroot().tag.endswith('svg'):
                yield path


def selftests(record, root):
    """What the walks would say if something were lost, doubled or changed."""
    victim = next(e for e in named(root) if e.name.endswith('progress.p1:en'))
    kids, victim.kids = victim.kids, ['Another text.']
    if not list(pair_faults(record, root)) or not list(quote_faults(record, root)):
        yield 'a changed text is not seen'
    victim.kids, victim.name = kids, 'nothing:en'
    if not list(pair_faults(record, root)) or not list(order_faults(record, root)):
        yield 'a lost half is not seen'


def main():
    tap = Tap()
    path = os.path.join(scratch('bulletin'), 'bulletin.pdf')
    made = jibao('build', RECORDS, '-t', 'quarterly', '-o', path, '--message-lang', 'en')
    tap.ok('the first edition builds without a word', [made.stderr] if made.returncode or made.stderr else [])
    record, root, objects = Record(RECORDS), pdf.tree(path), pdf.objects(path)
    tap.ok('every pair stands in the tree of elements once, its text whole, zh before en', pair_faults(record, root))
    tap.ok('pairs are in the order of the records', order_faults(record, root))
    tap.ok('every measure is in its row of a table, with its units in both languages', measure_faults(record, root))
    tap.ok('every quote is told in its own element, in both languages', quote_faults(record, root))
    tap.ok('every plan count stands over its label', plan_faults(record, root))
    tap.ok('the article is there, and what is left out is listed', article_faults(path))
    tap.ok('fonts: embedded, subset, with a way back to text, only the named', font_faults(path))
    tap.ok('contents: the pages that they say are the pages that they lead to', contents_faults(path, root, objects))
    tap.ok('the outline leads to the right pages', outline_faults(path, objects))
    tap.ok('qpdf and Poppler have nothing to say', silence_faults(path))
    tap.ok('no radicals, full-width digits or private characters in the text', text_faults(path))
    tap.ok('first baselines of the halves are equal (R70)', baseline_faults(record, path))
    tap.ok('tree of elements: marked, languages, alternatives, scopes', structure_faults(objects))
    tap.ok('metadata name the standards and both titles', metadata_faults(path))
    tap.ok('pages as PNG and SVG', picture_faults(scratch('bulletin'), len(pdf.pages(objects))))
    tap.ok('these walks see a changed text and a lost half', selftests(record, root))
    tap.end()


main()
