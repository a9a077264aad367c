#!/usr/bin/env python3
"""The first edition's finished PDF, as its readers find it."""
import os
import re
import sys
from xml.etree import ElementTree

sys.path.insert(0, 'tests/lib')

import pdf
import plants
import walks
from record import Record, squeeze
from tap import Tap, jibao, run, scratch

RECORDS = 'input/wujin-2024-q1/bulletin.xml'
STYLES = 'templates/quarterly/styles.xml'
ARTICLE = 'tests/article/source-article.txt'
LEFT_OUT = 'tests/article/left-out.txt'
WINDOW = 6                                  # characters of the article that must be found together
ABOVE = 90                                  # pt: a link leads to so much above its heading, or less


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


# --- the article ----------------------------------------------------------------------------------

def cover(article, text):
    """For each character, whether a window with it is in the text."""
    covered = bytearray(len(article))
    for i in range(len(article) - WINDOW + 1):
        if article[i:i + WINDOW] in text:
            covered[i:i + WINDOW] = b'\1' * WINDOW
    return covered


def windows_found(article, text):
    starts = range(len(article) - WINDOW + 1)
    return sum(article[i:i + WINDOW] in text for i in starts) / len(starts)


def left_out():
    """(start, end) in the article of all that is listed."""
    article = squeeze(read(ARTICLE))
    parts = [squeeze(line.split('\t')[0]) for line in read(LEFT_OUT).splitlines()
             if line.strip() and not line.startswith('#')]
    return [m.span() for part in parts for m in re.finditer(re.escape(part), article)]


def article_faults(text, halves):
    article = squeeze(read(ARTICLE))
    covered = cover(article, text)
    share = sum(covered) / len(article)
    print(f'# {100 * share:.2f}% of the article\'s {len(article)} characters; '
          f'{100 * windows_found(article, halves):.2f}% of its windows in the zh halves, joined')
    if share < 0.97:
        yield f'only {100 * share:.2f}% of the article'
    listed = left_out()
    for gap in re.finditer(rb'\0+', bytes(covered)):
        if not any(start <= gap.start() and gap.end() <= end for start, end in listed):
            around = article[max(0, gap.start() - 12):gap.end() + 12]
            yield f'{article[gap.start():gap.end()]!r} is neither printed nor listed as left out ({around})'


def zh_halves(record, document):
    """The texts of the records alone, in their order: no label of a table, no word of the template."""
    text = {e.name: e.text() for e in document.named()}
    return squeeze(''.join(text.get(f'{path}:zh', '') for path, _ in record.pairs if not path.endswith('.label')))


# --- fonts and tools ------------------------------------------------------------------------------

def font_faults(path):
    named = {squeeze(face.get('family')).lower() for face in ElementTree.parse(STYLES).iter('face')}
    lines = run('pdffonts', path).stdout.splitlines()[2:]
    for line in lines:
        name, flags = line.split()[0], re.search(r'(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$', line)
        if not flags or flags.groups() != ('yes', 'yes', 'yes'):
            yield f'not embedded, subset and readable: {line}'
        if re.sub(r'^[A-Z]{6}\+|-\w+$', '', name).lower() not in named:
            yield f'{name} is named by no style'
    if len(lines) < 4:
        yield f'{len(lines)} fonts'


def silence_faults(path):
    check = run('qpdf', '--check', path)
    if check.returncode or check.stderr or 'WARNING' in check.stdout:
        yield check.stdout + check.stderr
    for command in ('pdftotext "$0" -', 'pdfinfo -struct "$0"', 'pdffonts "$0"', 'pdftoppm -r 20 "$0"'):
        made = run('sh', '-c', f'{command} >/dev/null', path)
        if made.returncode or made.stderr:
            yield f'{command}: exit {made.returncode}, {made.stderr}'


def missing_glyph_faults(path):
    """MuPDF knows the number of each glyph in its font: 0 is the box for what a font has not."""
    trace = run('mutool', 'trace', path).stdout
    if trace.count('<g ') < 1000:
        yield 'no glyphs are seen'
    if ' glyph="0"' in trace:
        yield f'{trace.count(" glyph=" + chr(34) + "0" + chr(34))} glyphs are missing'


def poppler_faults(path, document):
    """Poppler, which knows nothing of our reading, finds the same elements and the same text."""
    found = list(pdf.poppler_tree(path))
    names = [line[2] for line in found if len(line) == 3 and line[2]]
    text = squeeze(''.join(line[1] for line in found if len(line) == 2))
    if names != [e.name for e in document.root.walk() if e.name]:
        yield f'{len(names)} named elements'
    ours = squeeze(document.root.text())
    if text != ours:
        at = next((i for i, (a, b) in enumerate(zip(text, ours)) if a != b), min(len(text), len(ours)))
        yield f'{text[at - 10:at + 10]!r}, not {ours[at - 10:at + 10]!r}'


# --- the ways through the document ----------------------------------------------------------------

def lead_faults(document, destination, heading, what):
    """A destination is on the page of the heading, at it or a little above."""
    destination = document.follow(destination)
    page, first = heading.glyphs()[0]
    top = document.readers[page - 1].height - document.follow(destination)[3]
    if document.page_number(destination[0]) != page or not 0 <= first.y - top <= ABOVE:
        yield f'{what} leads to page {document.page_number(destination[0])}, {top:.0f}; ' \
              f'its heading is on page {page}, {first.y:.0f}'


def contents_faults(record, document):
    elements = {e.name: e for e in document.named()}
    sections = [e for e in record.root if e.tag in ('theme', 'ballot')]
    entries = [e for e in document.root.walk() if e.role == 'TOCI']
    if len(entries) != len(sections) + 1:       # the last leads to how the figures are counted
        yield f'{len(entries)} entries of {len(sections)} sections'
    for section, entry in zip(sections, entries):
        heading = elements[f'{section.get("id", section.tag)}.title:zh']
        number = f'{int(section.get("number")):02}' if section.get('number') else '票'
        zh, en = (record.text(section.find('title'), lang) for lang in ('zh', 'en'))
        start, page = squeeze(f'{number}{zh}{en}'), heading.glyphs()[0][0]
        if not squeeze(entry.text()).startswith(start) or entry.text().split()[-1:] != [str(page)]:
            yield f'{entry.text()!r}, not {start!r} … {page}'
        links = [link for e in entry.walk() for link in e.links]
        if len(links) != 1:
            yield f'{len(links)} links of {zh}'
        for link in links:
            yield from lead_faults(document, document.follow(link)['/Dest'], heading, f'the entry of {zh}')


def outline_faults(document):
    headings = [e for e in document.root.walk() if e.role == 'H2']
    if len(document.outlines) != len(headings):
        yield f'{len(document.outlines)} entries of {len(headings)} sections'
    for entry, heading in zip(document.outlines, headings):
        if not re.fullmatch(r'(\d+|票)?' + re.escape(squeeze(entry['title'])), squeeze(heading.text())):
            yield f'{entry["title"]!r} for {heading.text()!r}'
        yield from lead_faults(document, entry['dest'], heading, entry['title'])


# --- the document as a whole ----------------------------------------------------------------------

def catalog_faults(document):
    root = document.catalog
    if document.follow(root.get('/MarkInfo', {})).get('/Marked') is not True:
        yield 'not marked'
    if pdf.string(root.get('/Lang')) != 'zh-CN':
        yield f'language {root.get("/Lang")}'
    if document.follow(root.get('/ViewerPreferences', {})).get('/DisplayDocTitle') is not True:
        yield 'the title is not shown'


def metadata_faults(record, path):
    xmp = run('pdfinfo', '-meta', path).stdout
    parts = [f'<{name}>{value}<' for name, value in
             (('pdfaid:part', 2), ('pdfaid:conformance', 'A'), ('pdfuaid:part', 1))]
    title = record.root.find('title')
    parts += [f'xml:lang="{lang}">{record.text(title, half)}<' for lang, half in (('zh-CN', 'zh'), ('en', 'en'))]
    yield from (f'no {part} in the metadata' for part in parts if part not in xmp)
    if f'Title:           {record.text(title, "zh")}' not in run('pdfinfo', path).stdout:
        yield 'the title of the file is another'


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


# --- can these tests fail? ------------------------------------------------------------------------

def article_plants(text, halves):
    sentence = '深化方案设计和资金概算'
    if sentence not in text or not list(article_faults(text.replace(sentence, ''), halves)):
        yield 'a sentence of the article is lost: not seen'


def way_plants(record, document):
    entries = [e for e in document.root.walk() if e.role == 'TOCI']
    digit = entries[-2].glyphs()[-1][1]         # of the last section: what is behind it is no record's
    link = document.follow(entries[3].kids[0].kids[0].links[0])
    first = document.outlines[0]
    for what, walk, place, key, value in (
            ('a wrong page in the contents', lambda: contents_faults(record, document), digit, 'text', '9'),
            ('a link to another section', lambda: contents_faults(record, document), link, '/Dest',
             document.follow(entries[0].kids[0].kids[0].links[0])['/Dest']),
            ('an outline entry of another section', lambda: outline_faults(document), first, 'dest',
             document.outlines[5]['dest']),
            ('a language of the file', lambda: catalog_faults(document), document.catalog, '/Lang', 'u:en')):
        yield from plants.seen(what, walk, place, key, value)


def file_plants(path, folder):
    """The same file with a mark that is none, and with a mark of another number."""
    plain, spoilt = os.path.join(folder, 'plain.pdf'), os.path.join(folder, 'spoilt.pdf')
    run('qpdf', '--qdf', '--object-streams=disable', path, plain)
    with open(plain, 'rb') as file:
        content = file.read()
    for there, instead in ((b'/Artifact BMC', b'/Artefact BMC'), (b'/MCID 3>>', b'/MCID 4>>')):
        with open(spoilt, 'wb') as file:
            file.write(content.replace(there, instead, 1))
        if there not in content or not list(walks.mark_faults(pdf.Document(spoilt))):
            yield f'{instead}: not seen'


def record_plants(document, folder):
    """Records that say other than the PDF."""
    for what, there, instead, walk in (
            ('another figure', 'value="36800"', 'value="36900"', walks.measure_faults),
            ('another figure in the text', 'value="36800"', 'value="36900"', walks.quote_faults),
            ('another unit', 'unit="lift" kind="plan"', 'unit="job" kind="plan"', walks.measure_faults),
            ('another word', '室内装修中', '室内装修完', walks.pair_faults),
            ('another plan count', 'value="79"', 'value="78"', walks.plan_faults)):
        text = read(RECORDS)
        path = os.path.join(folder, 'other.xml')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text.replace(there, instead))
        if there not in text or not list(walk(Record(path), document)):
            yield f'{what}: not seen'


def main():
    tap = Tap()
    folder = scratch('bulletin')
    path = os.path.join(folder, 'bulletin.pdf')
    made = jibao('build', RECORDS, '-t', 'quarterly', '-o', path, '--message-lang', 'en')
    tap.ok('the first edition builds without a word', [made.stderr] if made.returncode or made.stderr else [])
    record, document = Record(RECORDS), pdf.Document(path)
    quotes = sum(1 for _ in record.root.iter('val'))
    print(f'# {len(record.measures)} measures, {quotes} quotes, {len(record.pairs)} pairs, '
          f'{walks.count_sides(document)[0]} of them side by side')
    tap.ok('every measure: figure, target, share and unit in its row, behind both labels',
           walks.measure_faults(record, document))
    tap.ok('every quote of a measure is told by its own element, in both languages',
           walks.quote_faults(record, document))
    tap.ok('every plan count stands over its label', walks.plan_faults(record, document))
    tap.ok('every pair is in the tree once, zh before en, with its own text', walks.pair_faults(record, document))
    tap.ok('pairs are read in the order of the records', walks.order_faults(record, document))
    text, halves = squeeze(run('pdftotext', '-raw', path, '-').stdout), zh_halves(record, document)
    tap.ok('97% of the article is printed, and what is left out is listed', article_faults(text, halves))
    tap.ok('fonts: embedded, subset, readable as text, and named by a style', font_faults(path))
    tap.ok('contents: each entry says and leads to the page of its heading', contents_faults(record, document))
    tap.ok('the outline has every section, and leads to its heading', outline_faults(document))
    tap.ok('qpdf and Poppler have nothing to say', silence_faults(path))
    tap.ok('no radicals, full-width digits or private characters; no glyph without text', walks.glyph_faults(document))
    tap.ok('no glyph is the box of a missing one', missing_glyph_faults(path))
    tap.ok('first baselines of halves side by side are equal (R70)', walks.side_faults(document))
    tap.ok('every painting is marked, every mark in one element and found by the way back', walks.mark_faults(document))
    tap.ok('elements: alternatives, scopes, languages, no name twice', walks.element_faults(document))
    tap.ok('the document: marked, its language, its title shown', catalog_faults(document))
    tap.ok('metadata name the standards and both titles', metadata_faults(record, path))
    tap.ok('Poppler reads the same tree and the same text', poppler_faults(path, document))
    tap.ok('pages as PNG and SVG', picture_faults(folder, len(document.readers)))
    tap.ok('planted: a lost sentence of the article is seen', article_plants(text, halves))
    tap.ok('planted: wrong ways through the document are seen', way_plants(record, document))
    tap.ok('planted: records that say other than the PDF are seen', record_plants(document, folder))
    tap.ok('planted: wrong marks in the file are seen', file_plants(path, folder))
    tap.ok('planted: faults of elements, marks and glyphs are seen', plants.faults(record, document))
    tap.end()


main()
