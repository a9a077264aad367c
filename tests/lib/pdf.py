"""What a reader of the finished PDF finds: its tree of elements, its glyphs, its objects."""
import json
import re
import xml.etree.ElementTree as ET

from tap import run


class Element:
    def __init__(self, role, name, parent):
        self.role, self.name, self.parent = role, name, parent
        self.kids = []              # elements and strings, in order

    def text(self):
        return ''.join(k if isinstance(k, str) else k.text() for k in self.kids)

    def walk(self):
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def above(self, role):
        element = self.parent
        while element and element.role != role:
            element = element.parent
        return element


LINE = re.compile(r'^( *)(\w+)(?: <([^>]*)>)?(?: "[^"]*")?(?: \(\w+\))?:?$')


def tree(path):
    """Poppler's view of the structure, which is a screen reader's."""
    root = Element('', None, None)
    stack = [(-1, root)]
    for line in run('pdfinfo', '-struct-text', path).stdout.splitlines():
        depth = len(line) - len(line.lstrip(' '))
        if line.lstrip().startswith('"'):
            stack_to(stack, depth)
            stack[-1][1].kids.append(line.strip()[1:-1])
        elif (match := LINE.match(line)) and not line.lstrip().startswith('Object '):
            stack_to(stack, depth)
            element = Element(match[2], match[3], stack[-1][1])
            stack[-1][1].kids.append(element)
            stack.append((depth, element))
    return root


def stack_to(stack, depth):
    while stack[-1][0] >= depth:
        stack.pop()


def objects(path):
    """Every object of the file by its name, and the trailer."""
    made = json.loads(run('qpdf', '--json=2', '--json-stream-data=none', path).stdout)['qpdf'][1]
    return {name: o.get('value', o.get('stream', {}).get('dict')) for name, o in made.items()}


def follow(all_objects, value):
    while isinstance(value, str) and f'obj:{value}' in all_objects:
        value = all_objects[f'obj:{value}']
    return value


def pages(all_objects):
    """The references of the pages, in order."""
    root = follow(all_objects, follow(all_objects, all_objects['trailer'])['/Root'])
    found, waiting = [], [root['/Pages']]
    while waiting:
        name = waiting.pop(0)
        node = follow(all_objects, name)
        if node['/Type'] == '/Pages':
            waiting = node['/Kids'] + waiting
        else:
            found.append(name)
    return found


def glyphs(path):
    """For each page, (character, x, y) of every glyph in the order of drawing; y grows downwards."""
    text = run('mutool', 'trace', path).stdout
    text = re.sub(r'unicode="[\x00-\x08\x0b-\x1f]"', 'unicode=" "', text)
    made = []
    for page in ET.fromstring(text).iter('page'):
        drawn = []
        for span in page.iter('fill_text'):
            a, b, c, d, e, f = map(float, span.get('transform').split())
            for g in span.iter('g'):
                x, y = float(g.get('x')), float(g.get('y'))
                drawn.append((g.get('unicode'), a * x + c * y + e, b * x + d * y + f))
        made.append(drawn)
    return made


def words(path):
    """For each page, (text, left, top, right, bottom) of every word."""
    text = re.sub(r'[\x00-\x08\x0b-\x1f]', '', run('pdftotext', '-bbox', path, '-').stdout)
    space = '{http://www.w3.org/1999/xhtml}'
    return [[(w.text or '', *(float(w.get(k)) for k in ('xMin', 'yMin', 'xMax', 'yMax')))
             for w in page.iter(f'{space}word')]
            for page in ET.fromstring(text).iter(f'{space}page')]
