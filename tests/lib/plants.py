"""Faults planted in a document as it was read, one at a time: each must be seen by its walk."""
import walks
from content import Reader


def swap(place, key, value):
    """Puts a value in an object or a dictionary; what was there."""
    if isinstance(place, dict):
        before, place[key] = place.get(key), value
    else:
        before = getattr(place, key)
        setattr(place, key, value)
    return before


def seen(what, walk, place, key, value):
    before = swap(place, key, value)
    if not list(walk()):
        yield f'{what}: not seen'
    swap(place, key, before)
    if list(walk()):
        yield f'{what}: seen without cause'


def first(document, **wanted):
    return next(e for e in document.root.walk() if all(getattr(e, k) == v for k, v in wanted.items()))


def without(entries, key):
    return {k: v for k, v in entries.items() if k != key}


def element_plants(record, document):
    en = next(e for e in document.named() if e.name.endswith('progress.p1:en'))
    head, section = first(document, role='TH'), en.parent
    cell = next(e for e in document.named() if e.name.endswith('.label:zh') and e.above('TH')).above('TR').kids[1]
    figure = cell.glyphs()[0][1]
    pairs, order = (lambda: walks.pair_faults(record, document)), (lambda: walks.order_faults(record, document))
    elements = lambda: walks.element_faults(document)
    yield 'a lost letter', pairs, en.glyphs()[0][1], 'text', ''
    yield 'a lost half', pairs, en, 'name', None
    yield 'a half that stands twice', pairs, section, 'kids', section.kids + [en]
    yield 'a pair in another place', order, section, 'kids', section.kids[2:] + section.kids[:2]
    yield 'halves in the other order', pairs, section, 'kids', section.kids[::-1]
    yield 'a half in another language', pairs, en, 'entries', {**en.entries, '/Lang': 'u:zh-CN'}
    yield 'another figure in a cell', lambda: walks.measure_faults(record, document), figure, 'text', '7'
    yield 'a head cell without scope', elements, head, 'entries', without(head.entries, '/A')
    yield 'a name used twice', elements, section, 'name', en.name
    yield 'a text without a language', elements, en, 'entries', {**en.entries, '/Lang': 'u:fr'}
    figures = [e for e in document.root.walk() if e.role == 'Figure']
    for element in figures[:1]:
        yield 'a figure without words', elements, element, 'alternative', None


def place_plants(document):
    en = next(e for e in document.named() if e.name.endswith('progress.p1:en'))
    zh = next(e for e in document.named() if e.name == en.name[:-2] + 'zh')
    begin, end = en.glyphs()[0][1], zh.glyphs()[-1][1]
    heading = first(document, role='H2')
    sides = lambda: walks.side_faults(document)
    yield 'another baseline', sides, begin, 'y', begin.y + 0.03
    yield 'a half that runs into the other', sides, end, 'right', begin.left + 5
    if heading.glyphs()[0][0] < len(document.readers):
        yield 'a heading at the end of a page', lambda: walks.heading_faults(document), heading.glyphs()[0][1], 'y', 800
    yield 'an empty page', lambda: walks.empty_faults(document), document.readers[0], 'marks', []
    yield 'a character for private use', lambda: walks.glyph_faults(document), begin, 'text', '\ue000'
    yield 'a radical', lambda: walks.glyph_faults(document), begin, 'text', '⼈'
    yield 'a missing glyph', lambda: walks.glyph_faults(document), begin, 'code', 0


def mark_plants(document):
    marks = lambda: walks.mark_faults(document)
    reader, page = document.readers[0], document.follow(document.page_references[0])
    place = next(iter(document.claims))
    yield 'a mark in no element', marks, document.claims, place, []
    yield 'a mark in two elements', marks, document.claims, place, document.claims[place] * 2
    yield 'a page without a way back', marks, page, '/StructParents', 1
    for what, content in (('a line outside of marks', b'0 0 1 1 re f'), ('a mark left open', b'/P <</MCID 0>> BDC'),
                          ('a mark in a mark', b'/Artifact BMC /P <</MCID 0>> BDC 0 0 1 1 re f EMC EMC')):
        yield what, marks, reader, 'faults', Reader(1, 842, {}).read(content).faults


def faults(record, document):
    for plant in (*element_plants(record, document), *place_plants(document), *mark_plants(document)):
        yield from seen(*plant)
