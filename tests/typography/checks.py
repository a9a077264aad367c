"""Kinds of checks over the lines of a case. Each has faults(case, lines), which yields what is wrong, and
plant(case, lines), which spoils a copy of the lines so that it must find something."""
import copy
import re

from sheet import Line

NEAR = 0.01                             # em, that is 0.1 pt
HAN = re.compile('[\u3007\u4e00-\u9fff]')


def dup(lines):
    return [Line(copy.copy(s) for s in line) for line in lines]


def shift(line, index, by):
    """Moves spot index and all that follow."""
    for spot in line[index:]:
        spot.left += by
        spot.right += by


def where(line, text):
    """Index of the first and last spot of each place where the text stands in the line."""
    starts, at = [], 0
    for spot in line:
        starts.append(at)
        at += len(spot.text)
    said = line.text()
    return [(starts.index(m.start()), max(i for i, s in enumerate(starts) if s < m.start() + len(text)))
            for m in re.finditer(re.escape(text), said) if m.start() in starts]


def places(lines, text):
    return [(line, *place) for line in lines for place in where(line, text)]


def han_gaps(line):
    """What is added between each two Han that stand side by side."""
    return [(i, b.left - a.right) for i, (a, b) in enumerate(zip(line, line[1:]))
            if HAN.fullmatch(a.text) and HAN.fullmatch(b.text)]


def word_spaces(line):
    """Width of each word space, from the end of the letter before to the letter after."""
    return [(i, c.left - a.right) for i, (a, b, c) in enumerate(zip(line, line[1:], line[2:]))
            if b.text == ' ' and c.text != ' ']


class Lines:
    """The lines are these, told by bars."""

    def __init__(self, expected):
        self.expected = expected.split('|')

    def faults(self, _case, lines):
        texts = [line.text() for line in lines]
        if texts != self.expected:
            yield f'{"|".join(texts)}, not {"|".join(self.expected)}'

    def plant(self, _case, lines):
        return [*lines[:-1], Line(lines[-1][:1]), Line(lines[-1][1:])]


class Unbroken:
    """Each text stands on one line."""

    def __init__(self, *texts):
        self.texts = texts

    def faults(self, _case, lines):
        yield from (f'{t} is broken' for t in self.texts if not places(lines, t))

    def plant(self, _case, lines):
        line, first, last = places(lines, self.texts[-1])[0]
        n, cut = next(i for i, other in enumerate(lines) if other is line), (first + last + 1) // 2
        return [*lines[:n], Line(line[:cut]), Line(line[cut:]), *lines[n + 1:]]


class Broken:
    """A line ends with the first text, and the next one starts with the other."""

    def __init__(self, *places_told):
        self.places = [p.split('|') for p in places_told]

    def faults(self, _case, lines):
        texts = [line.text() for line in lines]
        for before, after in self.places:
            if not any(a.endswith(before) and b.startswith(after) for a, b in zip(texts, texts[1:])):
                yield f'no line end between {before} and {after}'

    def plant(self, _case, lines):
        return [Line(s for line in lines for s in line)]


class Starts:
    """No line after the first starts with any of the characters, each of which is in the text."""

    def __init__(self, characters):
        self.characters = characters

    def faults(self, case, lines):
        yield from (f'a line starts {line.text()[:4]}' for line in lines[1:] if line[0].text in self.characters)
        if len(lines) < 2 or not set(self.characters) <= set(case.text):
            yield 'nothing is tried'

    def plant(self, _case, lines):
        lines[1][0].text = self.characters[0]
        return lines


class Ends:
    """No line before the last ends with any of the characters."""

    def __init__(self, characters):
        self.characters = characters

    def faults(self, case, lines):
        yield from (f'a line ends {line.text()[-4:]}' for line in lines[:-1] if line[-1].text in self.characters)
        if len(lines) < 2 or not set(self.characters) <= set(case.text):
            yield 'nothing is tried'

    def plant(self, _case, lines):
        lines[0][-1].text = self.characters[0]
        return lines


class Distance:
    """From the origin of the first character of the text to that of its last; between two values
    where a second is given."""

    def __init__(self, text, least, most=None):
        self.text, self.least, self.most = text, least - NEAR, (least if most is None else most) + NEAR

    def faults(self, _case, lines):
        found = places(lines, self.text)
        if not found:
            yield f'{self.text} is on no line'
        for line, first, last in found:
            distance = self.measured(line[first], line[last])
            if not self.least <= distance <= self.most:
                yield (f'{self.text} {self.verb} {distance:.3f} em, not '
                       f'{self.least + NEAR:g} to {self.most - NEAR:g}')

    verb = 'takes'

    def measured(self, first, last):
        return last.left - first.left

    def plant(self, _case, lines):
        line, _, last = places(lines, self.text)[0]
        shift(line, last, self.most - self.least + NEAR)
        return lines


class Gap(Distance):
    """What stands free between the first and the last character of the text, a space between them or not."""

    verb = 'leaves'

    def measured(self, first, last):
        return last.left - first.right


class Flush:
    """Body edges are on both margins, except at the end of the last line; the first line starts at
    the indent."""

    def faults(self, case, lines):
        for n, line in enumerate(lines):
            region = case.look.get('region', 'cn')
            left, right = line[0].body(region)[0], line[-1].body(region)[1]
            margin = case.indent if n == 0 else 0
            if abs(left - margin) > NEAR:
                yield f'line {n + 1} starts at {left:.3f} em, not {margin:g}'
            if n + 1 < len(lines) and abs(right - case.measure) > NEAR:
                yield f'line {n + 1} ends at {right:.3f} em, not {case.measure:g}'

    def plant(self, _case, lines):
        shift(lines[0], len(lines[0]) - 1 if len(lines) > 1 else 0, 2 * NEAR)
        return lines


class Even:
    """All gaps between Han of a line are alike, and none is above the limit."""

    def __init__(self, most=1):
        self.most = most

    def faults(self, _case, lines):
        seen = 0
        for n, line in enumerate(lines, 1):
            gaps = [gap for _, gap in han_gaps(line)]
            seen += len(gaps) > 1
            if gaps and max(gaps) - min(gaps) > 2 * NEAR:
                yield f'line {n}: gaps of {min(gaps):.3f} to {max(gaps):.3f} em'
            if gaps and max(gaps) > self.most + NEAR:
                yield f'line {n}: a gap of {max(gaps):.3f} em'
        if not seen:
            yield 'no line has two gaps'

    def plant(self, _case, lines):
        line = next(line for line in lines if len(han_gaps(line)) > 1)
        shift(line, han_gaps(line)[0][0] + 1, 3 * NEAR)
        return lines


class Natural:
    """Nothing is added in the last line."""

    def faults(self, _case, lines):
        gaps = [gap for _, gap in han_gaps(lines[-1])]
        if not gaps or max(map(abs, gaps)) > NEAR:
            yield f'gaps of the last line: {gaps}'

    def plant(self, _case, lines):
        shift(lines[-1], han_gaps(lines[-1])[0][0] + 1, 2 * NEAR)
        return lines


class Alike:
    """The text is as wide wherever it stands, and stands on two lines at least."""

    def __init__(self, text):
        self.text = text

    def faults(self, _case, lines):
        found = places(lines, self.text)
        if len({id(line) for line, _, _ in found}) < 2:
            yield f'{self.text} is not on two lines'
        widths = [line[last].right - line[first].left for line, first, last in found]
        if found and max(widths) - min(widths) > NEAR / 2:
            yield f'{self.text} is {min(widths):.3f} to {max(widths):.3f} em wide'

    def plant(self, _case, lines):
        line, _, last = places(lines, self.text)[0]
        shift(line, last, NEAR)
        return lines


class Width:
    """The glyph of a character, by the width that its font gives it."""

    def __init__(self, character, least, most):
        self.character, self.least, self.most = character, least, most

    def faults(self, _case, lines):
        found = places(lines, self.character)
        if not found:
            yield f'{self.character} is on no line'
        for line, first, _ in found:
            width = line[first].right - line[first].left
            if not self.least <= width <= self.most:
                yield f'{self.character} is {width:.3f} em wide'

    def plant(self, _case, lines):
        line, first, _ = places(lines, self.character)[0]
        line[first].right += self.most
        return lines


class Face:
    """Characters come from the face of that name."""

    def __init__(self, characters, name):
        self.characters, self.name = characters, name

    def faults(self, _case, lines):
        spots = [s for line in lines for s in line if s.text in self.characters]
        yield from (f'{s.text} comes from {s.font}' for s in spots if self.name not in s.font)
        if {s.text for s in spots} != set(self.characters):
            yield 'not all of them are there'

    def plant(self, _case, lines):
        next(s for line in lines for s in line if s.text in self.characters).font = 'Other'
        return lines


class Spaces:
    """Word spaces are between these, and alike in a line."""

    def __init__(self, least, most):
        self.least, self.most = least, most

    def faults(self, _case, lines):
        seen = False
        for n, line in enumerate(lines, 1):
            spaces = [space for _, space in word_spaces(line)]
            seen = seen or bool(spaces)
            if spaces and not self.least - NEAR <= min(spaces) <= max(spaces) <= self.most + NEAR:
                yield f'line {n}: word spaces of {min(spaces):.3f} to {max(spaces):.3f} em'
            if spaces and max(spaces) - min(spaces) > NEAR:
                yield f'line {n}: word spaces of {min(spaces):.3f} to {max(spaces):.3f} em in one line'
        if not seen:
            yield 'there are no word spaces'

    def plant(self, _case, lines):
        line = next(line for line in lines if word_spaces(line))
        shift(line, word_spaces(line)[0][0] + 2, self.most)
        return lines


class Spread:
    """Standard deviation of the lines' word spaces, or gaps between Han; the last line does not count."""

    def __init__(self, most, spaces=word_spaces):
        self.most, self.spaces = most, spaces

    def faults(self, _case, lines):
        found = [[space for _, space in self.spaces(line)] for line in lines[:-1]]
        means = [sum(spaces) / len(spaces) for spaces in found if spaces]
        mean = sum(means) / max(len(means), 1)
        deviation = (sum((m - mean) ** 2 for m in means) / max(len(means), 1)) ** 0.5
        if len(means) < 4 or deviation > self.most:
            yield f'a standard deviation of {deviation:.3f} em in {len(means)} lines'

    def plant(self, _case, lines):
        for index, _ in self.spaces(lines[0]):
            shift(lines[0], index + (2 if self.spaces is word_spaces else 1), 10 * self.most)
        return lines


def inserted(case, lines):
    """(line number, letters before, letters after) of each hyphen that is not in the source."""
    source, seen = squeeze(case.source()), 0
    for n, line in enumerate(lines):
        text = squeeze(line.text())
        if text.endswith('-') and source[seen:seen + len(text)] != text:
            after = lines[n + 1].text() if n + 1 < len(lines) else ''
            yield n, re.search(r'\w*(?=-$)', line.text())[0], re.match(r'\w*', after)[0]
            text = text[:-1]
        seen += len(text)


class Hyphens:
    """Words are divided, in these ways where any are told; two letters or more before, three after, no
    more than two lines in a row, none in the last word."""

    def __init__(self, *words):
        self.words = list(words)

    def faults(self, case, lines):
        found = list(inserted(case, lines))
        numbers = [n for n, _, _ in found]
        said = [f'{a}-{b}' for _, a, b in found]
        if self.words and said != self.words or not said:
            yield f'{said}, not {self.words}'
        for n, before, after in found:
            if len(before) < 2 or len(after) < 3 or len(before + after) < 6:
                yield f'{before}-{after}'
            if n + 1 in numbers and n + 2 in numbers:
                yield f'lines {n + 1} to {n + 3} end in hyphens'
            if squeeze(case.source()).rstrip('.').endswith(before + after):
                yield f'the last word is divided: {before}-{after}'

    def plant(self, case, lines):
        n = next(inserted(case, lines))[0]
        return [*lines[:n + 1], Line(lines[n + 1][:2]), Line(lines[n + 1][2:]), *lines[n + 2:]]


class Whole:
    """No word is divided."""

    def faults(self, case, lines):
        yield from (f'{a}-{b}' for _, a, b in inserted(case, lines))

    def plant(self, case, lines):
        hyphen = copy.copy(lines[0][-1])
        hyphen.text = '-'
        return [Line([*lines[0], hyphen]), *lines[1:]]


class Alone:
    """Each hyphen that was set is a glyph of its own."""

    def faults(self, case, lines):
        for n, before, _ in inserted(case, lines):
            if lines[n][-1].text != '-':
                yield f'{before}: {lines[n][-1].text}'
        if not list(inserted(case, lines)):
            yield 'no word is divided'

    def plant(self, case, lines):
        n = next(inserted(case, lines))[0]
        lines[n][-2].text += lines[n].pop().text
        return lines


class Last:
    """The last line has so many Han or letters at least."""

    def __init__(self, least):
        self.least = least

    def count(self, lines):
        return sum(len(s.text) for s in lines[-1] if HAN.match(s.text) or s.text[0].isalnum())

    def faults(self, _case, lines):
        if len(lines) < 2 or self.count(lines) < self.least:
            yield f'{self.count(lines)} in the last of {len(lines)} lines'

    def plant(self, _case, lines):
        return [*lines[:-1], Line(lines[-1][-self.least + 1:])]


class Count:
    """So many lines."""

    def __init__(self, lines):
        self.lines = lines

    def faults(self, _case, lines):
        if len(lines) != self.lines:
            yield f'{len(lines)} lines, not {self.lines}: {"|".join(line.text() for line in lines)}'

    def plant(self, _case, lines):
        return [*lines, lines[-1]]


class Balanced:
    """Lines differ in length by no more than so many em."""

    def __init__(self, most):
        self.most = most

    def faults(self, _case, lines):
        widths = [line[-1].right - line[0].left for line in lines]
        if len(lines) < 2 or max(widths) - min(widths) > self.most:
            yield f'lines of {", ".join(f"{w:.1f}" for w in widths)} em'

    def plant(self, _case, lines):
        shift(lines[0], len(lines[0]) - 1, 2 * self.most)
        return lines


class Spaceless:
    """There is no space in the text."""

    def faults(self, _case, lines):
        yield from (f'a space in {line.text()}' for line in lines if ' ' in line.text())

    def plant(self, _case, lines):
        lines[0][0].text += ' '
        return lines


class Words:
    """The text is the source's, without white space; what was set for it is no more and no less.
    Holds for every case."""

    def faults(self, case, lines):
        expected = squeeze(case.source())
        hyphens = {n for n, _, _ in inserted(case, lines)}
        said = squeeze(''.join(line.text()[:-1] if n in hyphens else line.text() for n, line in enumerate(lines)))
        if said != expected:
            yield f'{said}, not {expected}'

    def plant(self, _case, lines):
        del lines[0][0]
        return lines


def squeeze(text):
    return ''.join(text.split())


def faults(check, case):
    return [f'{type(check).__name__}: {fault}' for fault in check.faults(case, case.lines)]


def is_seen(check, case):
    """Whether the check fails once its lines are spoilt."""
    return bool(list(check.faults(case, check.plant(case, dup(case.lines)))))
