"""Checks of breaking pages on lines that were measured; each yields what is wrong."""
from sheet import AREA, HEIGHT, BOTTOM, LEFT, RIGHT, TOP, WIDTH, by_page, lines_of


def squeeze(text):
    return ''.join(text.split())


def text_faults(elements, expected):
    """Nothing is lost, doubled or in another order."""
    found = squeeze(''.join(e.text() for e in elements))
    if found != squeeze(expected):
        at = next((i for i, (a, b) in enumerate(zip(found, squeeze(expected))) if a != b), len(found))
        yield f'{len(found)} characters; at {at}: {found[at:at + 20]!r}, not {squeeze(expected)[at:at + 20]!r}'


def area_faults(lines, top=TOP, bottom=HEIGHT - BOTTOM, right=WIDTH - RIGHT):
    for line in lines:
        if not top < line.y < bottom or min(g.left for g in line.glyphs) < LEFT - 5.1 or \
                max(g.right for g in line.glyphs) > right + 5.1:
            yield f'page {line.page}: {line.text()[:12]!r} at {line.glyphs[0].left:.1f},{line.y:.1f} is outside'


def pitch_faults(lines, leading):
    """On a page, lines of a paragraph stand at the leading, without stretch (R63)."""
    for above, below in zip(lines, lines[1:]):
        if above.page == below.page and abs(below.y - above.y - leading) > 0.1:
            yield f'page {above.page}: {below.y - above.y:.2f} between lines'


def alone_faults(lines):
    """R61: two lines at least on each page."""
    pages = by_page(lines)
    for number, here in pages.items():
        if len(pages) > 1 and len(here) < 2:
            yield f'page {number}: one line alone, {here[0].text()[:12]!r}'


def full_faults(lines, leading, spare):
    """A page that is followed has no room for as much as was spared."""
    pages = by_page(lines)
    for number in sorted(pages)[:-1]:
        white = HEIGHT - BOTTOM - pages[number][-1].y
        if white > spare * leading:
            yield f'page {number}: {white:.0f} pt of white at its foot'


def bond_faults(heading, text):
    """R62: a heading stands above two lines of its text."""
    last = heading[-1]
    below = [line for line in text if line.page == last.page and line.y > last.y]
    if len(below) < min(2, len(text)):
        yield f'page {last.page}: {len(below)} lines below the heading {last.text()!r}'


def step_faults(zh, en):
    """R70, R71: on each page both halves, from one baseline."""
    left, right = by_page(zh), by_page(en)
    if sorted(left) != sorted(right):
        yield f'zh is on {sorted(left)}, en on {sorted(right)}'
    for number in sorted(set(left) & set(right)):
        if abs(left[number][0].y - right[number][0].y) > 0.5:
            yield f'page {number}: {left[number][0].y:.2f} and {right[number][0].y:.2f}'


def paragraph_lines(elements):
    return [line for e in elements for line in lines_of(e)]


def whole_faults(lines):
    """R71: a short pair is on one page."""
    if len(by_page(lines)) > 1:
        yield f'on pages {sorted(by_page(lines))}'


def scant_faults(lines):
    """R63: the last page has more than a line."""
    pages = by_page(lines)
    last = pages[max(pages)]
    if len(pages) > 1 and len(last) < 2:
        yield f'the last page has nothing but {last[0].text()!r}'


__all__ = [name for name in dir() if name.endswith('_faults')] + ['AREA', 'paragraph_lines', 'squeeze']
