"""Sets cases with the program, all in one document, and reads them back: which glyph stands where."""
import os
import re
from xml.sax.saxutils import escape

import pdf
from tap import jibao

SIZE, LEADING, LEFT = 10, 16, 60        # pt; an em is the size
FACES = {'song': 'Noto Serif CJK SC', 'ming': 'Noto Serif CJK TC', 'hei': 'Noto Sans CJK SC',
         'latin': 'Charis SIL'}
# Which half of the square is blank of the marks of a Chinese face; in Taiwan, which stand in its middle.
MIDDLE = '，。、；：'
OPENING, CLOSING = '（《〈「『【〔［｛“‘', '）》〉」』】〕］｝”’，。、；：？！'
NO_GLYPH = '\u2060\u00ad\u200b'


class Spot:
    """A glyph; edges in em from the start of the column."""
    __slots__ = ('text', 'left', 'right', 'font')

    def __init__(self, text, left, right, font):
        self.text, self.left, self.right, self.font = text, left, right, font

    def full(self):
        return self.right - self.left > 0.99

    def body(self, region='cn'):
        """Left and right edge of what is left where the blank of a mark is cut (R13, R14)."""
        if not self.full() or self.text not in OPENING + CLOSING:
            return self.left, self.right
        if region != 'cn' and self.text in MIDDLE:
            return self.left + 0.25, self.right - 0.25
        if region != 'cn' and self.text in '？！':
            return self.left, self.right
        return (self.left + 0.5, self.right) if self.text in OPENING else (self.left, self.right - 0.5)


class Line(list):
    """Spots in order, without the space that ends a line of English."""

    def text(self):
        return ''.join(s.text for s in self)


class Case:
    """A text in one language at a measure in em, and what must hold of its lines. The text may have
    the elements of records; look is what its style says."""

    def __init__(self, rules, lang, text, measure, *checks, **look):
        self.rules, self.lang, self.text, self.measure, self.checks = rules.split(), lang, text, measure, checks
        look = {'align': 'justify', **look}
        self.look = {name.replace('_', '-'): value for name, value in look.items()}
        self.indent = float(look.get('indent', '0').removesuffix('em'))
        self.lines = []

    def name(self):
        said = ' '.join(f'{k}={v}' for k, v in self.look.items() if (k, v) != ('align', 'justify'))
        text = self.text if len(self.text) < 32 else self.text[:30] + '…'
        return f'{" ".join(self.rules)}: {text} at {self.measure}em{said and ", "}{said}'

    def source(self):
        """What is read: without elements and what has no glyph."""
        return re.sub(f'[{NO_GLYPH}]', '', re.sub('<[^>]*>', '', self.text))


def zh(rules, text, measure, *checks, **look):
    return Case(rules, 'zh', text, measure, *checks, **look)


def en(rules, text, measure, *checks, **look):
    return Case(rules, 'en', text, measure, *checks, **look)


def record(cases):
    other = {'zh': '<en>–</en>', 'en': '<zh>略</zh>'}
    note = {'zh': '<note><zh>{0}</zh>{1}</note>', 'en': '<note>{1}<en>{0}</en></note>'}
    notes = '\n'.join(note[c.lang].format(c.text, other[c.lang]) for c in cases)
    return ('<bulletin format="1" id="cases" period="2024-Q1" as-of="2024-03-31">\n'
            f'<title><zh>例</zh><en>Cases</en></title>\n{notes}\n</bulletin>\n')


def styles(cases):
    looks = {tuple(sorted(c.look.items())): None for c in cases}
    for number, look in enumerate(looks, 1):
        looks[look] = f's{number}'
    faces = ''.join(f'<face name="{n}" family="{f}"/>\n' for n, f in FACES.items())
    base = f'<style name="text" han="song" latin="latin" size="{SIZE}pt" leading="{LEADING}pt" colour="ink"/>\n'
    made = ''.join(f'<style name="{name}" based-on="text" ' + ' '.join(f'{k}="{v}"' for k, v in look) + '/>\n'
                   for look, name in looks.items())
    return (f'<styles format="1">\n{faces}<colour name="ink" value="#000000"/>\n{base}{made}</styles>\n',
            [looks[tuple(sorted(c.look.items()))] for c in cases])


def template(cases, names):
    rows = '\n'.join(f'<row widths="{c.measure * SIZE:g}pt *"><cell><p lang="{c.lang}" style="{name}">'
                     f'<half select="note[{n}]"/></p></cell><cell/></row>'
                     for n, (c, name) in enumerate(zip(cases, names), 1))
    return ('<template format="1" name="cases" style="text" arrangements="parallel">\n'
            f'<page name="all" size="A4" top="40pt" bottom="40pt" left="{LEFT}pt" right="40pt"/>\n'
            f'<parallel widths="* *" gutter="10pt"/>\n<body>\n{rows}\n</body>\n</template>\n')


def write(path, text):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def build(cases, folder):
    """Sets all cases; the finished PDF."""
    sheet, names = styles(cases)
    write(os.path.join(folder, 'styles.xml'), sheet)
    write(os.path.join(folder, 'template.xml'), template(cases, names))
    write(os.path.join(folder, 'cases.xml'), record(cases))
    path = os.path.join(folder, 'cases.pdf')
    made = jibao('build', os.path.join(folder, 'cases.xml'), '-t', folder, '-o', path,
                 '--message-lang', 'en', '--diagnostics', 'short')
    return path, made


def lines_of(element):
    """Glyphs in reading order; a line begins where the baseline falls by more than a raised sign does."""
    lines, last = [], None
    for mark in element.marks():
        for glyph in mark.glyphs:
            place = mark.page, glyph.y
            if last is None or place[0] != last[0] or place[1] > last[1] + 0.6 * LEADING:
                lines.append(Line())
                last = place
            lines[-1].append(Spot(glyph.text, (glyph.left - LEFT) / SIZE, (glyph.right - LEFT) / SIZE,
                                  glyph.font))
    for line in lines:
        while line and not line[-1].text.strip():
            line.pop()
    return [line for line in lines if line]


def read(cases, path):
    """Gives each case its lines; faults."""
    paragraphs = [e for e in pdf.Document(path).root.walk() if e.role == 'P']
    for case, element in zip(cases, paragraphs):
        case.lines = lines_of(element)
    if len(paragraphs) != len(cases):
        yield f'{len(paragraphs)} paragraphs of {len(cases)} cases'
