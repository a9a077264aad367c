"""What a reader of the finished PDF finds: its objects, its tree of elements, the glyphs of each."""
import base64
import json
import re
import xml.etree.ElementTree as ET

from content import Font, Mark, Reader
from tap import run


class Element:
    def __init__(self, reference, entries, parent):
        self.reference, self.entries, self.parent = reference, entries, parent
        self.role = entries.get('/S', '').lstrip('/')
        self.name, self.alternative = string(entries.get('/ID')), string(entries.get('/Alt'))
        self.kids, self.links = [], []      # elements and marks in order; annotations

    def walk(self):
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def marks(self):
        for kid in self.kids:
            yield from [kid] if isinstance(kid, Mark) else kid.marks()

    def glyphs(self):
        """Those that can be seen."""
        return [(m.page, g) for m in self.marks() for g in m.glyphs if g.text.strip()]

    def text(self):
        return ''.join(m.text() for m in self.marks())

    def above(self, *roles):
        element = self.parent
        while element and element.role not in roles:
            element = element.parent
        return element

    def language(self):
        element = self
        while element and '/Lang' not in element.entries:
            element = element.parent
        return string(element.entries['/Lang']) if element else None


class Document:
    def __init__(self, path):
        self.path = path
        made = json.loads(run('qpdf', '--json=2', '--json-stream-data=inline', path).stdout)
        self.outlines = made['outlines']
        self.objects = made['qpdf'][1]
        self.catalog = self.follow(self.follow(self.objects['trailer']['value'])['/Root'])
        self.page_references = [p['object'] for p in made['pages']]
        self.fonts = {}
        self.readers = [self._read(n, p) for n, p in enumerate(made['pages'], 1)]
        self.found = {(m.page, m.mcid): m for r in self.readers for m in r.marks if m.mcid is not None}
        self.claims = {}                    # (page, mcid): elements that hold it
        tree = self.follow(self.catalog['/StructTreeRoot'])
        self.root = self._grow(tree['/K'], None, None)

    def follow(self, value):
        while isinstance(value, str) and f'obj:{value}' in self.objects:
            made = self.objects[f'obj:{value}']
            value = made['value'] if 'value' in made else made['stream']['dict']
        return value

    def stream(self, reference):
        return base64.b64decode(self.objects[f'obj:{reference}']['stream']['data'])

    def dictionaries(self):
        """(reference, entries) of every dictionary that is an object of its own."""
        for name in self.objects:
            entries = self.follow(name.removeprefix('obj:'))
            if isinstance(entries, dict):
                yield name.removeprefix('obj:'), entries

    def page_number(self, reference):
        return self.page_references.index(reference) + 1

    def _read(self, number, page):
        entries = self.follow(page['object'])
        resources = self.follow(entries['/Resources'])
        fonts = {name: self._font(font) for name, font in self.follow(resources.get('/Font', {})).items()}
        height = self.follow(entries['/MediaBox'])[3]
        return Reader(number, height, fonts).read(b'\n'.join(map(self.stream, page['contents'])))

    def _font(self, reference):
        if reference not in self.fonts:
            self.fonts[reference] = Font(self, self.follow(reference))
        return self.fonts[reference]

    def _grow(self, reference, parent, page):
        entries = self.follow(reference)
        element = Element(reference, entries, parent)
        page = entries.get('/Pg', page)
        kids = self.follow(entries.get('/K', []))
        for kid in kids if isinstance(kids, list) else [kids]:
            below = self.follow(kid)
            if isinstance(below, int):
                self._claim(element, self.page_number(page), below)
            elif below.get('/Type') == '/MCR':
                self._claim(element, self.page_number(below.get('/Pg', page)), below['/MCID'])
            elif below.get('/Type') == '/OBJR':
                element.links.append(below['/Obj'])
            else:
                element.kids.append(self._grow(kid, element, page))
        return element

    def _claim(self, element, page, mcid):
        self.claims.setdefault((page, mcid), []).append(element)
        if (page, mcid) in self.found:
            element.kids.append(self.found[page, mcid])

    def named(self):
        """Elements with a name, outside of the contents, in reading order."""
        return [e for e in self.root.walk() if e.name and not e.above('TOC')]


def string(value):
    """qpdf writes u:text or b:hexadecimal digits."""
    if not isinstance(value, str):
        return None
    return value[2:] if value.startswith('u:') else bytes.fromhex(value[2:]).decode('latin-1')


def poppler_tree(path):
    """(depth, role, name) and (depth, text) in Poppler's reading of the tree, a screen reader's."""
    line = re.compile(r'^( *)(?:"(.*)"|(\w+)(?: <([^>]*)>)?(?: "[^"]*")?(?: \(\w+\))?:?)$')
    for said in run('pdfinfo', '-struct-text', path).stdout.splitlines():
        match = line.match(said)
        if match and not said.lstrip().startswith('Object '):
            yield (len(match[1]), match[2]) if match[3] is None else (len(match[1]), match[3], match[4])


def words(path):
    """For each page, (text, left, top, right, bottom) of every word."""
    text = re.sub(r'[\x00-\x08\x0b-\x1f]', '', run('pdftotext', '-bbox', path, '-').stdout)
    space = '{http://www.w3.org/1999/xhtml}'
    return [[(w.text or '', *(float(w.get(k)) for k in ('xMin', 'yMin', 'xMax', 'yMax')))
             for w in page.iter(f'{space}word')]
            for page in ET.fromstring(text).iter(f'{space}page')]
