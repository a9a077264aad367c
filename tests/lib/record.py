"""An oracle: reads an edition's XML and words its figures by the rules R90-R93, apart from jibao."""
import os
import re
import xml.etree.ElementTree as ET
from decimal import Decimal, ROUND_HALF_UP

WORDS = 'zero one two three four five six seven eight nine'.split()
BEFORE = {'超': 'more than ', '超过': 'more than ', '近': 'nearly ', '约': 'about ',
          '不足': 'fewer than ', '达': 'as many as '}
AFTER = {'余': 'more than ', '多': 'more than '}
OF_QUANTITY = {'fewer than ': 'less than ', 'as many as ': 'as much as '}
SIGNS = {'超': '>', '超过': '>', '余': '>', '多': '>', '近': '<', '约': '≈', '不足': '<'}
NUMBERED = {'p', 'li', 'list', 'note', 'milestone'}


def plain(number):
    text = format(number, 'f')
    return text.rstrip('0').rstrip('.') if '.' in text else text


def minus(text):
    return text.replace('-', '−')


def full(number):
    return minus(f'{Decimal(plain(number)):,}')


def scaled(number, scales):
    for power, word in scales:
        if abs(number) >= 10 ** power:
            part = number / 10 ** power
            if part == part.quantize(Decimal('0.01')):
                return plain(part), word
    return None


def squeeze(text):
    return ''.join(text.split())


def include(element, folder):
    """The element with what it includes in its place."""
    for i, child in enumerate(element):
        if child.tag == 'include':
            path = os.path.join(folder, child.get('src'))
            element[i] = include(ET.parse(path).getroot(), os.path.dirname(path))
        else:
            include(child, folder)
    return element


def around(half):
    """The texts between a half's quotes and notes."""
    yield half.text or ''
    for child in half:
        if child.tag not in ('val', 'note', 'br'):
            yield from around(child)
        yield child.tail or ''


class Record:
    def __init__(self, path, units='input/units.xml'):
        self.root = include(ET.parse(path).getroot(), os.path.dirname(path))
        self.units = {u.get('id'): u for u in ET.parse(units).getroot()}
        self.measures = {m.get('id'): m for m in self.root.iter('measure')}
        self.pairs = []             # (path, element) in document order
        self._walk(self.root, '')

    def _walk(self, element, path):
        counts = {}
        for child in element:
            name = child.tag
            counts[name] = counts.get(name, 0) + 1
            own = child.get('id') or (f'{name}{counts[name]}' if name in NUMBERED else name)
            below = own if child.get('id') else f'{path}.{own}' if path else own
            if child.find('zh') is not None or child.find('en') is not None:
                self.pairs.append((below, child))
            else:
                self._walk(child, below)

    def value(self, measure):
        text = measure.get('value') or measure.get('bound')
        return Decimal(text) if text else None

    def share(self, measure):
        if measure.get('target') and measure.get('value'):
            percent = Decimal(measure.get('value')) * 100 / Decimal(measure.get('target'))
        elif measure.get('share'):
            percent = Decimal(measure.get('share'))
        else:
            return None
        return percent.quantize(Decimal('0.1'), ROUND_HALF_UP)

    def number_zh(self, number, unit):
        part = scaled(number, ((8, '亿'), (4, '万'))) if unit.get('scale') == 'yes' else None
        return minus(part[0] + part[1] if part else plain(number))

    def number_en(self, number, unit):
        part = scaled(number, ((9, ' billion'), (6, ' million'))) if unit.get('scale') == 'yes' else None
        return minus(part[0] + part[1]) if part else full(number)

    def quote(self, val, lang):
        measure = self.measures[val.get('of')]
        unit = self.units[val.get('unit') or measure.get('unit')]
        form = val.get('as', 'value')
        if form == 'share':
            number = plain(self.share(measure))
            return f'{number}%' if lang == 'zh' else f'{number} percent'
        hedge = measure.get('hedge', '') if form in ('value', 'bare') else ''
        number = Decimal(measure.get('target')) if form == 'target' else self.value(measure)
        if form == 'remaining':
            number = Decimal(measure.get('target')) - Decimal(measure.get('value'))
        bare = form == 'bare'
        if lang == 'zh':
            return ((hedge if hedge in BEFORE else '') + self.number_zh(number, unit) +
                    (hedge if hedge in AFTER else '') + ('' if bare else unit.get('zh')))
        word = self.number_en(number, unit)
        if unit.get('kind') == 'count' and number == int(number) and 0 <= number <= 9:
            word = WORDS[int(number)]
        before = BEFORE.get(hedge, AFTER.get(hedge, ''))
        text = (before if unit.get('kind') == 'count' else OF_QUANTITY.get(before, before)) + word
        noun = unit.get('en') if number == 1 else unit.get('en-plural')
        text = text if bare or not noun else f'{text} {noun}'
        return text[0].upper() + text[1:] if val.get('start') == 'yes' else text

    def cell(self, measure):
        """What a table tells of a measure, without white space: the figure, with 万 and in full, and its units."""
        unit, number = self.units[measure.get('unit')], self.value(measure)
        noun = unit.get('en') if number == 1 else unit.get('en-plural')
        if number is None:
            return '—' + unit.get('zh') + squeeze(noun)
        sign, digits = SIGNS.get(measure.get('hedge'), ''), full(number)
        if unit.get('zh') == '%':
            return f'{sign}{digits}%'
        short = self.number_zh(number, unit)
        scaled = f'{sign}{short}{sign}{digits}' if short[-1] in '万亿' else sign + digits
        return squeeze(scaled + unit.get('zh') + noun)

    def text(self, pair, lang):
        """A half with its quotes in words; None where it is knowingly missing. A forced break parts
        English words as a space does, and stands for nothing in Chinese."""
        half = pair.find(lang)
        if half.get('missing') is not None:
            return None
        return ' '.join(self._flat(half, lang).split())

    def has_text(self, pair, lang, text):
        """Whether a text tells a half. Where this oracle has no words for a quote, or a note stands at
        the foot, what is round it is told in its order."""
        half = pair.find(lang)
        measures = [self.measures.get(v.get('of')) for v in half.iter('val') if not v.get('period')]
        plain = len(measures) == len(list(half.iter('val'))) and half.find('.//note') is None
        if plain and all(m.get('missing') is None for m in measures):
            return self.text(pair, lang) in ' '.join(text.split())
        return bool(re.search('.*'.join(re.escape(squeeze(p)) for p in around(half)), squeeze(text)))

    def _flat(self, element, lang):
        text = element.text or ''
        for child in element:
            if child.tag == 'val':
                text += self.quote(child, lang)
            elif child.tag == 'br':
                text += ' ' if lang == 'en' else ''
            else:
                text += self._flat(child, lang)
            text += child.tail or ''
        return text
