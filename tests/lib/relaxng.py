"""Reads the part of RELAX NG's compact syntax that tests/tools/make-relaxng writes, and validates by it.

A content model is a pattern from which each attribute, text and child takes its part; what is left at the end
must be able to be empty. As in XSD, a name among the children of an element always means the same pattern."""
import datetime
import os
import re

TOKEN = re.compile(r'\s+|#[^\n]*|("[^"]*"|\'[^\']*\'|xsd:\w+|[\w.-]+|[{}()=,|?*+])')
EMPTY, NEVER, TEXT = ('empty',), ('never',), ('text',)


# --- patterns ------------------------------------------------------------------------------------------

def choice(a, b):
    return b if a in (NEVER, b) else a if b == NEVER else ('choice', a, b)


def group(a, b):
    return NEVER if NEVER in (a, b) else b if a == EMPTY else a if b == EMPTY else ('group', a, b)


def folded(make, patterns):
    result = patterns[-1]
    for pattern in reversed(patterns[:-1]):
        result = make(pattern, result)
    return result


class Reader:
    def __init__(self, path):
        with open(path, encoding='utf-8') as file:
            self.tokens = [m[1] for m in TOKEN.finditer(file.read()) if m[1]]
        self.folder = os.path.dirname(path)
        self.defined = {}

    def take(self, *expected):
        token = self.tokens.pop(0)
        if expected and token not in expected:
            raise ValueError(f'{token} where {expected} is expected: {self.tokens[:8]}')
        return token

    def grammar(self):
        while self.tokens:
            if self.tokens[0] == 'datatypes':
                del self.tokens[:4]
            elif self.tokens[0] == 'include':
                self.take()
                self.defined.update(Reader(os.path.join(self.folder, self.take()[1:-1])).grammar())
                self.take('{')
                self.definition()
                self.take('}')
            else:
                self.definition()
        return self.defined

    def definition(self):
        name = self.take()
        self.take('=')
        self.defined[name] = self.pattern()

    def pattern(self):
        found, sign = [self.particle()], self.tokens[:1]
        while sign in ([','], ['|']) and self.tokens[:1] == sign:
            self.take()
            found.append(self.particle())
        return folded(choice if sign == ['|'] else group, found)

    def particle(self):
        pattern = self.primary()
        sign = self.tokens[0] if self.tokens else ''
        if sign not in ('?', '*', '+'):
            return pattern
        self.take()
        many = ('many', pattern)
        return choice(EMPTY, pattern if sign == '?' else many) if sign != '+' else many

    def braced(self, read):
        self.take('{')
        inside = read()
        self.take('}')
        return inside

    def facets(self):
        found = []
        while self.tokens[0] != '}':
            name, _, value = self.take(), self.take('='), self.take()
            found.append((name, value[1:-1]))
        return tuple(found)

    def primary(self):
        token = self.take()
        if token == '(':
            pattern = self.pattern()
            self.take(')')
            return pattern
        if token in ('element', 'attribute'):
            return (token, self.take(), self.braced(self.pattern))
        if token in ('mixed', 'list'):
            return (token, self.braced(self.pattern))
        if token in ('text', 'empty'):
            return (token,)
        if not token.startswith('xsd:'):
            return ('ref', token)
        if self.tokens[0][0] in '"\'':
            return ('value', token[4:], self.take()[1:-1])
        return ('data', token[4:], self.braced(self.facets) if self.tokens[0] == '{' else ())


# --- values --------------------------------------------------------------------------------------------

FORMS = {'NCName': r'[^\W\d][\w.-]*', 'date': r'\d{4}-\d\d-\d\d', 'gYear': r'\d{4}',
         'gYearMonth': r'\d{4}-(0[1-9]|1[0-2])',
         'decimal': r'[+-]?(\d+(\.\d*)?|\.\d+)', 'positiveInteger': r'\+?0*[1-9]\d*', 'nonNegativeInteger': r'\+?\d+',
         'language': r'[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*', 'token': r'.*', 'string': r'.*', 'anyURI': r'.*'}
LENGTHS = {'minLength': lambda n, bound: n >= bound, 'maxLength': lambda n, bound: n <= bound}


def is_day(text):
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_typed(text, name, facets):
    text = text if name == 'string' else ' '.join(text.split())
    flags = re.S | (0 if name == 'NCName' else re.A)
    return (re.fullmatch(FORMS[name], text, flags) is not None and (name != 'date' or is_day(text)) and
            all(re.fullmatch(v, text) is not None if facet == 'pattern' else LENGTHS[facet](len(text), int(v))
                for facet, v in facets))


# --- validation ----------------------------------------------------------------------------------------

class Grammar:
    def __init__(self, path):
        self.defined = Reader(path).grammar()

    def accepts(self, root):
        found = self.find(('ref', 'start'), root.tag)
        return found is not None and self.is_valid(root, found)

    def is_valid(self, element, pattern):
        rest = pattern[2]
        for name, value in element.attrib.items():
            rest = self.less(rest, lambda p: self.fits(value, p[2]) if p[:2] == ('attribute', name) else None)
        rest = self.without_attributes(rest)
        if not len(element):
            return self.fits(element.text or '', rest)
        for text in [element.text, *(e.tail for e in element)]:
            if (text or '').strip() and not self.is_mixed(rest):
                return False
        for child in element:
            found = self.find(rest, child.tag)
            if found is None or not self.is_valid(child, found):
                return False
            rest = self.less(rest, lambda p: p == found if p[0] == 'element' else None)
        return self.can_be_empty(rest)

    def resolved(self, pattern):
        while pattern[0] == 'ref':
            pattern = self.defined[pattern[1]]
        return pattern

    def less(self, pattern, judge):
        """The pattern after that which judge calls True has been taken from it."""
        pattern = self.resolved(pattern)
        kind = pattern[0]
        if kind == 'choice':
            return choice(self.less(pattern[1], judge), self.less(pattern[2], judge))
        if kind == 'group':
            return choice(group(self.less(pattern[1], judge), pattern[2]), self.later(pattern, judge))
        if kind == 'many':
            return group(self.less(pattern[1], judge), choice(EMPTY, pattern))
        if kind == 'mixed':
            inside = self.less(pattern[1], judge)
            return inside if inside == NEVER else ('mixed', inside)
        return EMPTY if judge(pattern) else NEVER

    def later(self, pattern, judge):
        """The same, taken from the second of a group."""
        if judge(('element', '')) is None:   # an attribute: they have no order
            return group(pattern[1], self.less(pattern[2], judge))
        return self.less(pattern[2], judge) if self.can_be_empty(pattern[1]) else NEVER

    def without_attributes(self, pattern):
        """What may follow when no attribute is left: NEVER where one is required."""
        pattern = self.resolved(pattern)
        kind = pattern[0]
        if kind == 'attribute':
            return NEVER
        if kind in ('choice', 'group'):
            make = choice if kind == 'choice' else group
            return make(self.without_attributes(pattern[1]), self.without_attributes(pattern[2]))
        return pattern

    def find(self, pattern, name):
        """The pattern of the children of that name."""
        pattern = self.resolved(pattern)
        if pattern[0] == 'element':
            return pattern if pattern[1] == name else None
        inner = [p for p in pattern[1:] if isinstance(p, tuple) and pattern[0] in ('choice', 'group', 'many', 'mixed')]
        return next((f for f in (self.find(p, name) for p in inner) if f), None)

    def is_mixed(self, pattern):
        pattern = self.resolved(pattern)
        return pattern[0] in ('mixed', 'text') or (
            pattern[0] in ('choice', 'group') and any(self.is_mixed(p) for p in pattern[1:]))

    def can_be_empty(self, pattern):
        pattern = self.resolved(pattern)
        kind = pattern[0]
        if kind == 'choice':
            return self.can_be_empty(pattern[1]) or self.can_be_empty(pattern[2])
        if kind == 'group':
            return self.can_be_empty(pattern[1]) and self.can_be_empty(pattern[2])
        if kind in ('many', 'mixed'):
            return self.can_be_empty(pattern[1])
        return kind in ('empty', 'text')

    def fits(self, text, pattern):
        """Whether a text alone, in an attribute or an element without children, is what the pattern wants."""
        pattern = self.resolved(pattern)
        kind = pattern[0]
        if kind == 'text' or (kind == 'mixed' and self.can_be_empty(pattern)):
            return True
        if kind == 'choice':
            return self.fits(text, pattern[1]) or self.fits(text, pattern[2])
        if kind == 'value':
            return text == pattern[2] if pattern[1] == 'string' else ' '.join(text.split()) == pattern[2]
        if kind == 'data':
            return is_typed(text, pattern[1], pattern[2])
        if kind == 'list':
            return bool(text.split()) and all(self.fits(t, pattern[1][1]) for t in text.split())
        return not text.strip() and self.can_be_empty(pattern)
