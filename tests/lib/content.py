"""Page content, operator by operator: which glyph stands where, and in which mark."""
import re

TOKEN = re.compile(rb'%[^\r\n]*|\((?:[^()\\]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|[][{}]|'
                   rb'/[^\s()<>[\]{}/%]*|[^\s()<>[\]{}/%]+', re.S)
ESCAPE = re.compile(rb'\\([0-7]{1,3}|\r\n|.)', re.S)
ESCAPED = {b'n': b'\n', b'r': b'\r', b't': b'\t', b'b': b'\b', b'f': b'\f', b'\n': b'', b'\r': b'', b'\r\n': b''}
IDENTITY = (1, 0, 0, 1, 0, 0)
SHOWS = {b'Tj', b'TJ', b"'", b'"'}
PAINTS = {b'f', b'F', b'f*', b'B', b'B*', b'b', b'b*', b'S', b's', b'sh', b'Do', b'EI'}


class Glyph:
    """A character (or several, of a ligature); left and right edge, y of its baseline, downwards;
    its code in a font, and that font's name."""
    __slots__ = ('text', 'left', 'y', 'right', 'code', 'font')

    def __init__(self, text, left, y, right, code, font):
        self.text, self.left, self.y, self.right, self.code, self.font = text, left, y, right, code, font


class Shape:
    """A path that was filled or drawn as a line: its colour, its points (downwards), its edges. The
    points that steer curves count as points."""
    __slots__ = ('filled', 'colour', 'points', 'left', 'top', 'right', 'below')

    def __init__(self, filled, colour, points):
        self.filled, self.colour, self.points = filled, colour, points
        self.left, self.right = min(x for x, _ in points), max(x for x, _ in points)
        self.top, self.below = min(y for _, y in points), max(y for _, y in points)

    @property
    def width(self):
        return self.right - self.left

    @property
    def height(self):
        return self.below - self.top


class Mark:
    """What stands between BDC and EMC; artifacts have no mcid."""

    def __init__(self, role, page, mcid):
        self.role, self.page, self.mcid = role, page, mcid
        self.glyphs, self.shapes, self.paints = [], [], 0

    def text(self):
        return ''.join(g.text for g in self.glyphs)


class Font:
    def __init__(self, document, font):
        self.name = font['/BaseFont'].lstrip('/')
        self.wide = font['/Subtype'] == '/Type0'
        self.texts = to_unicode(document.stream(font['/ToUnicode'])) if '/ToUnicode' in font else {}
        if self.wide:
            below = document.follow(document.follow(font['/DescendantFonts'])[0])
            self.default, self.widths = below.get('/DW', 1000), wide_widths(document.follow(below.get('/W', [])))
        else:
            self.default, first = 0, font['/FirstChar']
            self.widths = {first + i: w for i, w in enumerate(document.follow(font['/Widths']))}

    def codes(self, string):
        if self.wide:
            return [string[i] << 8 | string[i + 1] for i in range(0, len(string) - 1, 2)]
        return list(string)

    def text(self, code):
        """U+FFFD where the file has no way back to text."""
        return self.texts.get(code, '\ufffd')

    def width(self, code):
        return self.widths.get(code, self.default) / 1000


def to_unicode(data):
    def text(digits):
        return bytes.fromhex(digits.decode()).decode('utf-16-be')
    texts = {}
    for part in re.findall(rb'beginbfchar(.*?)endbfchar', data, re.S):
        for code, to in re.findall(rb'<(\w+)>\s*<(\w*)>', part):
            texts[int(code, 16)] = text(to)
    for part in re.findall(rb'beginbfrange(.*?)endbfrange', data, re.S):
        for first, last, to in re.findall(rb'<(\w+)>\s*<(\w+)>\s*(<\w*>|\[.*?\])', part, re.S):
            several = re.findall(rb'<(\w*)>', to)
            for i, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                start = text(several[i] if to[:1] == b'[' else several[0])
                texts[code] = start if to[:1] == b'[' else start[:-1] + chr(ord(start[-1]) + i)
    return texts


def wide_widths(array):
    widths, i = {}, 0
    while i < len(array):
        if isinstance(array[i + 1], list):
            widths.update({array[i] + n: w for n, w in enumerate(array[i + 1])})
            i += 2
        else:
            widths.update({code: array[i + 2] for code in range(array[i], array[i + 1] + 1)})
            i += 3
    return widths


def string_bytes(token):
    if token[:1] == b'<':
        digits = re.sub(rb'\s', b'', token[1:-1]).decode()
        return bytes.fromhex(digits + '0' * (len(digits) % 2))
    return ESCAPE.sub(lambda m: bytes([int(m[1], 8) & 255]) if m[1].isdigit() else ESCAPED.get(m[1], m[1]),
                      token[1:-1])


def times(m, n):
    return (m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
            m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5])


def operations(data):
    """(operator, operands); operands are bytes as written, numbers, and lists of them."""
    operands, open_lists = [], []
    for token in TOKEN.findall(data):
        target = open_lists[-1] if open_lists else operands
        if token in (b'[', b'<<'):
            open_lists.append([])
        elif token in (b']', b'>>'):
            made = open_lists.pop()
            (open_lists[-1] if open_lists else operands).append(made)
        elif token[:1] in b'/(<':
            target.append(token)
        elif token[:1] != b'%':
            try:
                target.append(float(token))
            except ValueError:
                yield token, operands
                operands = []


class Reader:
    """Follows the operators of one page."""

    def __init__(self, number, height, fonts):
        self.number, self.height, self.fonts = number, height, fonts
        self.marks, self.faults, self.open = [], [], []
        self.matrix, self.saved = IDENTITY, []
        self.line = self.text = IDENTITY
        self.font, self.size, self.leading = None, 1, 0
        self.spacing = self.word_spacing = self.rise = 0
        self.stretch = 1
        self.path, self.fill, self.stroke = [], '#000000', '#000000'

    def fault(self, text):
        self.faults.append(f'page {self.number}: {text}')

    def read(self, data):
        for operator, operands in operations(data):
            step = STEPS.get(operator)
            if step:
                step(self, *operands)
            if operator in SHOWS | PAINTS:
                self.paint(operator.decode())
        if self.open or self.saved:
            self.fault('marks or states are left open')
        return self

    def mark(self):
        return next((m for m in reversed(self.open) if m), None)

    def paint(self, operator):
        mark = self.mark()
        if mark:
            mark.paints += 1
            if self.path:
                if operator not in ('S', 's'):
                    mark.shapes.append(Shape(True, self.fill, self.path))
                if operator[0] in 'SsBb':
                    mark.shapes.append(Shape(False, self.stroke, self.path))
        else:
            self.fault(f'{operator} outside of every mark')
        self.path = []

    def begin_mark(self, tag, properties=()):
        mcid = next((int(b) for a, b in zip(properties, properties[1:]) if a == b'/MCID'), None)
        mark = None
        if mcid is not None or tag == b'/Artifact':
            if self.mark():
                self.fault(f'a mark inside another: {tag.decode()} {mcid}')
            mark = Mark(tag.decode()[1:], self.number, mcid)
            self.marks.append(mark)
        self.open.append(mark)

    def end_mark(self):
        if self.open:
            self.open.pop()
        else:
            self.fault('EMC without a mark')

    def save(self):
        self.saved.append((self.matrix, self.font, self.size, self.leading, self.spacing,
                           self.word_spacing, self.rise, self.stretch, self.fill, self.stroke))

    def restore(self):
        (self.matrix, self.font, self.size, self.leading, self.spacing,
         self.word_spacing, self.rise, self.stretch, self.fill, self.stroke) = self.saved.pop()

    def go(self, *points):
        for x, y in zip(points[::2], points[1::2]):
            at = times((1, 0, 0, 1, x, y), self.matrix)
            self.path = self.path + [(at[4], self.height - at[5])]

    def rectangle(self, x, y, width, height):
        self.go(x, y, x + width, y, x + width, y + height, x, y + height)

    def drop_path(self):
        self.path = []

    def set_fill(self, *colour):
        self.fill = '#' + ''.join(f'{round(c * 255):02x}' for c in colour)

    def set_stroke(self, *colour):
        self.stroke = '#' + ''.join(f'{round(c * 255):02x}' for c in colour)

    def begin_text(self):
        self.line = self.text = IDENTITY

    def transform(self, *matrix):
        self.matrix = times(matrix, self.matrix)

    def place(self, *matrix):
        self.line = self.text = matrix

    def move(self, x, y):
        self.line = self.text = times((1, 0, 0, 1, x, y), self.line)

    def move_and_lead(self, x, y):
        self.leading = -y
        self.move(x, y)

    def next_line(self):
        self.move(0, -self.leading)

    def choose(self, name, size):
        self.font, self.size = self.fonts[name.decode()], size

    def show(self, string):
        self.show_all([string])

    def show_next(self, string):
        self.next_line()
        self.show(string)

    def show_all(self, parts):
        for part in parts:
            if isinstance(part, float):
                self.advance(-part / 1000 * self.size)
            else:
                for code in self.font.codes(string_bytes(part)):
                    self.show_glyph(code)

    def show_glyph(self, code):
        left, y = self.here()
        space = self.word_spacing if code == 32 and not self.font.wide else 0
        self.advance(self.font.width(code) * self.size + self.spacing + space)
        mark = self.mark()
        if mark:
            mark.glyphs.append(Glyph(self.font.text(code), left, y, self.here()[0], code, self.font.name))

    def here(self):
        at = times(times((1, 0, 0, 1, 0, self.rise), self.text), self.matrix)
        return at[4], self.height - at[5]

    def advance(self, x):
        self.text = times((1, 0, 0, 1, x * self.stretch, 0), self.text)

    def keep(field, share=1):
        return lambda self, value: setattr(self, field, value * share)

    STEPS = {b'q': save, b'Q': restore, b'cm': transform, b'BT': begin_text, b'Tm': place, b'Td': move,
             b'TD': move_and_lead, b'T*': next_line, b'Tf': choose, b'Tj': show, b'TJ': show_all,
             b"'": show_next, b'BMC': begin_mark, b'BDC': begin_mark, b'EMC': end_mark,
             b'TL': keep('leading'), b'Tc': keep('spacing'), b'Tw': keep('word_spacing'),
             b'm': go, b'l': go, b'c': go, b're': rectangle, b'n': drop_path, b'rg': set_fill, b'RG': set_stroke,
             b'Ts': keep('rise'), b'Tz': keep('stretch', 0.01)}


STEPS = Reader.STEPS
