"""Walks over a finished PDF beside its records. Each yields what is wrong, and nothing where all is well."""
import re
from decimal import Decimal

from pdf import Element
from record import full, squeeze

# What the template sets before the text of a pair.
BEFORE = {'zh': ('', '目标：', '· ', '来源　'), 'en': ('', 'Target: ', '– ', 'Source  ')}
BESIDE = 100                                # pt: from here on a half stands beside the other, not below it


def fold(text):
    return ' '.join(text.split())


def halves(record):
    return [(path, lang, pair) for path, pair in record.pairs for lang in ('zh', 'en')]


def pair_faults(record, document):
    """Both halves of every pair, once, zh before en, with the text of the records and no other."""
    named = [e for e in document.named() if e.role != 'Note']
    names, elements = [e.name for e in named], {e.name: e for e in named}
    for path, lang, pair in halves(record):
        name = f'{path}:{lang}'
        if path in elements:                # both on one line
            name = path
        if names.count(name) != 1:
            yield f'{name} stands {names.count(name)} times'
        elif lang == 'zh' and name != path and names[names.index(name) + 1:][:1] != [f'{path}:en']:
            yield f'{path}: zh and en are parted'
        if name in elements:
            yield from text_faults(record.text(pair, lang), elements[name], lang)
    known = {f'{path}{end}' for path, _ in record.pairs for end in ('', ':zh', ':en')}
    yield from (f'{name} is in no record' for name in names if name not in known)


def text_faults(expected, element, lang):
    text = fold(element.text())
    if expected is None:                    # knowingly missing: says so
        if not text:
            yield f'{element.name}: nothing tells that it is missing'
    elif element.name.endswith(f':{lang}'):
        if text not in [fold(before + expected) for before in BEFORE[lang]]:
            yield f'{element.name}: {text!r}, not {expected!r}'
        if not (element.language() or '').startswith(lang):
            yield f'{element.name} is said to be {element.language()}'
    elif fold(expected) not in text:
        yield f'{element.name}: {text!r}, not {expected!r}'


def note_faults(document):
    """A note is read behind both halves of the pair that cites it, zh before en, and stands below them
    on the page of its number; what leads to it says its number."""
    cited = {}
    for link in [e for e in document.root.walk() if e.role in ('Link', 'Reference')]:
        half = link.above('P', 'LBody')
        if half and half.name and link.text().isdigit() and half.above('TOC') is None:
            cited[f'note-{link.text()}:{half.name[-2:]}'] = link, half
    notes = {e.name: e for e in document.root.walk() if e.role == 'Note'}
    if cited.keys() != notes.keys():
        yield f'{sorted(cited)} are cited, {sorted(notes)} are there'
    for name in sorted(cited.keys() & notes.keys()):
        yield from place_faults(notes[name], *cited[name])


def place_faults(note, link, half):
    page, sign = link.glyphs()[0]
    if {p for p, _ in note.glyphs()} != {page} or min(g.y for _, g in note.glyphs()) <= sign.y:
        yield f'{note.name} is not below its number on page {page}'
    if note.kids[0].role != 'Lbl' or note.kids[0].text() != link.text():
        yield f'{note.name} has no label'
    kids = note.parent.kids
    before = [k for k in kids[:kids.index(note)] if getattr(k, 'role', '') != 'Note'][-1:]
    if half.role == 'P' and half.name[-3:] in (':zh', ':en'):
        pair = [k.name for k in kids if getattr(k, 'name', None) and k.name[:-3] == half.name[:-3]]
        if [k.name for k in before] != pair[-1:]:
            yield f'{note.name} is not behind {pair}'
    elif note.above('LBody') is not half:
        yield f'{note.name} is not in its entry'


def break_faults(record, document):
    """A forced break parts words for those who hear the text, too."""
    elements = {e.name: e for e in document.named()}
    for path, lang, pair in halves(record):
        if lang == 'en' and pair.find('en/br') is not None and f'{path}:en' in elements:
            text = fold(elements[f'{path}:en'].text())
            if not text.endswith(record.text(pair, 'en')):
                yield f'{path}:en: {text!r}'


def order_faults(record, document):
    """Labels stand in two tables behind the text: each sort of pair is in the order of the records."""
    judged = {f'{name}.label' for name, m in record.measures.items() if m.get('target') or m.get('share')}
    label = re.compile(r'\.label$')
    names = [e.name for e in document.named() if e.name != 'issuer' and e.role != 'Note']
    for sort in (lambda p: p in judged, lambda p: label.search(p) and p not in judged,
                 lambda p: not label.search(p) and p not in ('source', 'issuer')):
        expected = [f'{p}:{lang}' for p, lang, _ in halves(record) if sort(p)]
        found = [n for n in names if sort(n.rsplit(':', 1)[0])]
        if found != expected:
            at = next((i for i, (a, b) in enumerate(zip(found, expected)) if a != b), min(len(found), len(expected)))
            yield f'after {found[at - 1:at]}: {found[at:at + 1]}, not {expected[at:at + 1]}'


def quote_faults(record, document):
    """Each quote of a measure is told by the element of the half that quotes it."""
    elements = {e.name: e for e in document.named()}
    for path, lang, pair in halves(record):
        for val in pair.find(lang).iter('val'):
            element = elements.get(f'{path}:{lang}') or elements.get(path)
            said = fold(record.quote(val, lang))
            if not element or said not in fold(element.text()):
                yield f'{path}:{lang}: {val.get("of")} is not told as {said!r}'


def measure_faults(record, document):
    """Each measure with a label has its cells in a table, behind the label in both languages."""
    elements = {e.name: e for e in document.named()}
    for name, measure in record.measures.items():
        if measure.find('label') is None or measure.get('counts'):
            continue
        label = elements.get(f'{name}.label:zh')
        head = label and label.above('TH')
        if not head or elements.get(f'{name}.label:en') not in head.kids:
            yield f'{name}: its label heads no row of a table in both languages'
            continue
        row = head.parent.kids[head.parent.kids.index(head) + 1:]
        cells, expected = [squeeze(cell.text()) for cell in row], expected_cells(record, measure)
        if len(cells) < len(expected):
            yield f'{name}: {len(cells)} cells'
        for found, wanted in zip(cells, expected):
            if found != wanted:
                yield f'{name}: a cell says {found!r}, not {wanted!r}'


def expected_cells(record, measure):
    cells = [record.cell(measure)]
    share, target = record.share(measure), measure.get('target')
    if target or measure.get('share'):
        cells += [full(Decimal(target)) if target else '—']
        cells += [f'{share}%{"" if target else "*"}' if share is not None else '—']
    return cells


def plan_faults(record, document):
    """A plan count stands over its label."""
    order = [e for e in document.root.walk() if e.role == 'P' and not e.above('TOC')]
    for name, measure in record.measures.items():
        if measure.get('counts'):
            at = next((i for i, e in enumerate(order) if e.name == f'{name}.label:zh'), 0)
            if order[at - 1].text() != measure.get('value'):
                yield f'{name}: {order[at - 1].text()!r} stands over its label'


def sides(document):
    """(name, page, glyphs of zh, glyphs of en) of each pair and page where either half stands."""
    elements = {e.name: e for e in document.named()}
    for name in [n[:-3] for n in elements if n.endswith(':zh') and n[:-3] + ':en' in elements]:
        zh, en = elements[f'{name}:zh'].glyphs(), elements[f'{name}:en'].glyphs()
        for page in sorted({p for p, _ in zh + en}):
            yield name, page, [g for p, g in zh if p == page], [g for p, g in en if p == page]


def side_faults(document):
    """R70, R71: halves side by side start on one page and on one baseline on each, and keep to their
    columns; the shorter one may end pages before the other. Halves that are stacked stand one below
    the other."""
    begun, ended = set(), set()
    for name, page, zh, en in sides(document):
        for half, glyphs in ((f'{name}:zh', zh), (f'{name}:en', en)):
            if not glyphs:
                ended.add(half)
                if name not in begun:
                    yield f'{half} does not begin on page {page}'
            elif half in ended:
                yield f'{half} goes on on page {page} after one without it'
        begun.add(name)
        if not zh or not en:
            continue
        if en[0].left - zh[0].left >= BESIDE:
            if abs(zh[0].y - en[0].y) > 0.02:
                yield f'{name}: baselines {zh[0].y:.3f} and {en[0].y:.3f} on page {page}'
            if max(g.right for g in zh) > min(g.left for g in en):
                yield f'{name}: one half runs into the other on page {page}'
        elif max(g.y for g in zh) >= min(g.y for g in en):
            yield f'{name}: en is neither beside zh nor below it on page {page}'


def count_sides(document):
    """How many pairs stand side by side, and how many of them go over a page."""
    beside = [name for name, _, zh, en in sides(document) if zh and en and en[0].left - zh[0].left >= BESIDE]
    return len(set(beside)), len(beside) - len(set(beside))


def heading_faults(document):
    """R62: no page ends with a heading."""
    for reader in document.readers[:-1]:
        lowest, owner = max(((g.y, document.claims.get((m.page, m.mcid), [None])[0]) for m in reader.marks
                             if m.mcid is not None for g in m.glyphs), key=lambda pair: pair[0], default=(0, None))
        roles = [e.role for e in (owner, owner and owner.parent) if e]
        if any(re.match(r'H\d', role) for role in roles):
            yield f'page {reader.number} ends with the heading {owner.text()!r} at {lowest:.0f}'


def empty_faults(document):
    for reader in document.readers:
        if not any(m.mcid is not None and m.text().strip() for m in reader.marks):
            yield f'page {reader.number} has nothing but its footer'


def pages_of(element):
    return sorted({m.page for m in element.marks()})


def head_faults(document):
    """R80: a table has its head once in the tree, and on each further page as an artifact."""
    for table in [e for e in document.root.walk() if e.role == 'Table']:
        heads = [e for e in table.walk() if e.role == 'THead']
        bodies = [e for e in table.walk() if e.role == 'TBody']
        if len(heads) != 1 or len(bodies) != 1:
            yield f'a table of {len(heads)} heads and {len(bodies)} bodies'
            continue
        if pages_of(heads[0]) != pages_of(bodies[0])[:1]:
            yield f'a head on {pages_of(heads[0])}, its rows on {pages_of(bodies[0])}'
        for page in pages_of(bodies[0])[1:]:
            if squeeze(heads[0].text()) not in artifacts(document, page):
                yield f'no head over the rows on page {page}: {heads[0].text()!r}'


def artifacts(document, page):
    return squeeze(''.join(m.text() for m in document.readers[page - 1].marks if m.mcid is None))


def count_repeated(document):
    return sum(len(pages_of(e)) - 1 for e in document.root.walk() if e.role == 'TBody')


# --- what a conforming file must have -------------------------------------------------------------

def mark_faults(document):
    """Every painting operator in a mark; every mark in one element, and found by the way back."""
    for reader in document.readers:
        yield from reader.faults
    for place in sorted(document.found.keys() | document.claims.keys()):
        owners = document.claims.get(place, [])
        if place not in document.found or len(owners) != 1:
            yield f'page {place[0]}, MCID {place[1]}: {len(owners)} elements, ' \
                  f'{"a mark" if place in document.found else "no mark"}'
    yield from way_back_faults(document)


def way_back_faults(document):
    tree = document.follow(document.follow(document.catalog['/StructTreeRoot'])['/ParentTree'])
    flat = document.follow(tree['/Nums'])
    parents = dict(zip(flat[::2], flat[1::2]))
    for (page, mcid), owners in document.claims.items():
        key = document.follow(document.page_references[page - 1]).get('/StructParents')
        back = document.follow(parents.get(key)) or []
        if not owners or back[mcid:mcid + 1] != [owners[0].reference]:
            yield f'page {page}, MCID {mcid}: the ParentTree does not lead to its element'
    for element in document.root.walk():
        for link in element.links:
            if parents.get(document.follow(link).get('/StructParent')) != element.reference:
                yield f'{link}: the ParentTree does not lead to its link'
    linked = {link for e in document.root.walk() for link in e.links}
    for reference, entries in document.dictionaries():
        if entries.get('/Subtype') == '/Link' and reference not in linked:
            yield f'{reference}: a link in no element'


def element_faults(document):
    """Alternatives, scopes, languages, names."""
    names = [e.name for e in document.root.walk() if e.name]
    yield from (f'{name} names two elements' for name in {n for n in names if names.count(n) > 1})
    for element in document.root.walk():
        if element.role == 'Figure' and not element.alternative:
            yield f'{element.reference}: a figure without words'
        scope = document.follow(element.entries.get('/A', {}))
        if element.role == 'TH' and (not isinstance(scope, dict) or scope.get('/Scope') not in ('/Row', '/Column')):
            yield f'{element.reference}: a head cell without scope'
        own = ''.join(kid.text() for kid in element.kids if not isinstance(kid, Element))
        if own.strip() and element.language() not in ('zh-CN', 'en-GB'):
            yield f'{element.reference}: language {element.language()} of {own!r}'
        if element.language() == 'en-GB' and re.search('[\u4e00-\u9fff]', own):
            yield f'{element.reference}: {own!r} is not English'


def glyph_faults(document):
    """Characters that a reader or a search would not know, and boxes in place of glyphs."""
    for reader in document.readers:
        for mark in reader.marks:
            for glyph in mark.glyphs:
                if glyph.code == 0 or any(map(is_strange, glyph.text)):
                    yield f'page {reader.number}: glyph {glyph.code} is {glyph.text!r} in {mark.text()!r}'


def is_strange(character):
    """Radicals, full-width letters and digits, private use, no character at all."""
    return bool(re.match('[\u2e80-\u2fdf\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ue000-\uf8ff\ufffd\0-\x1f]', character))
