#!/usr/bin/env python3
"""Display text: a title shrinks to one line where it may, and a numeral's ink meets the margin."""
import os
import sys

sys.path.insert(0, 'tests/lib')

import pdf
from tap import Tap, jibao, run, scratch

LEFT, WIDTH = 60, 300                       # pt
LONG = '一季度民生实事项目有序推进情况'      # 15 characters
STYLES = '''<styles format="1">
  <face name="song" family="Noto Serif CJK SC"/><face name="charis" family="Charis SIL"/>
  <colour name="ink" value="#000000"/>
  <style name="text" han="song" latin="charis" size="24pt" leading="30pt" colour="ink" align="start"/>
  <style name="shrinks" based-on="text" shrink-to="16pt"/>
  <style name="body" based-on="text" size="72pt" leading="80pt"/>
  <style name="ink" based-on="body" edge="ink"/>
  <style name="ink-end" based-on="ink" align="end"/>
</styles>'''
RECORDS = '''<bulletin format="1" id="display" period="2024-Q1" as-of="2024-03-31">
  <title><zh>题</zh><en>Title</en></title></bulletin>'''


def build(folder, *paragraphs):
    body = ''.join(f'<p lang="{lang}" style="{style}">{text}</p>' for style, lang, text in paragraphs)
    template = os.path.join(folder, 'template')
    os.makedirs(template, exist_ok=True)
    for name, text in (('template/styles.xml', STYLES), ('bulletin.xml', RECORDS), ('template/template.xml',
                       '<template format="1" name="display" style="text" arrangements="parallel">'
                       f'<page name="all" size="A4" top="60pt" bottom="60pt" left="{LEFT}pt" right="{595.28 - LEFT - WIDTH:.2f}pt"/>'
                       f'<parallel widths="* *" gutter="16pt"/><body>{body}</body></template>')):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(text)
    path = os.path.join(folder, 'display.pdf')
    made = jibao('build', os.path.join(folder, 'bulletin.xml'), '-t', template, '-o', path)
    assert made.returncode == 0, made.stderr
    return path


def lines(path):
    """(text, advance of a character) of each line."""
    found = {}
    for reader in pdf.Document(path).readers:
        for mark in reader.marks:
            for glyph in mark.glyphs:
                found.setdefault((mark.page, round(glyph.y, 1)), []).append(glyph)
    return [(''.join(g.text for g in line), (line[-1].right - line[0].left) / len(line)) for line in found.values()]


def shrink_faults(folder):
    found = lines(build(folder, ('shrinks', 'zh', LONG)))
    text, size = found[0]
    if len(found) > 1 or text != LONG or abs(size - WIDTH / len(LONG)) > 0.02:
        yield f'{text} at {size:.2f}pt, not on one line at {WIDTH / len(LONG):.2f}pt'
    [(_, size)] = lines(build(folder, ('shrinks', 'zh', LONG[:6])))
    if abs(size - 24) > 0.02:
        yield f'a short title is set at {size:.2f}pt'
    for style, text in (('text', LONG), ('shrinks', LONG + LONG)):
        found = lines(build(folder, (style, 'zh', text)))
        if len(found) < 2 or abs(found[0][1] - 24) > 0.5:
            yield f'{style}: {found}, not several lines at 24pt'


def ink(path):
    """The first and last column with ink, in points from the page's left edge."""
    picture = run('pdftoppm', '-r', '288', '-gray', path, path.removesuffix('.pdf'))
    assert picture.returncode == 0
    with open(path.removesuffix('.pdf') + '-1.pgm', 'rb') as file:
        _, size, _, pixels = file.read().split(b'\n', 3)
    width = int(size.split()[0])
    dark = {i % width for i, value in enumerate(pixels) if value < 128}
    return min(dark) / 4, (max(dark) + 1) / 4


def edge_faults(folder):
    body, edge = (ink(build(folder, (style, 'en', '10')))[0] for style in ('body', 'ink'))
    if abs(edge - LEFT) > 0.3:
        yield f'ink begins at {edge:.2f}pt, not at the margin, {LEFT}pt'
    if body - LEFT < 1:
        yield f'without it ink begins at {body:.2f}pt: this shows nothing'
    end = ink(build(folder, ('ink-end', 'en', '10')))[1]
    if abs(end - LEFT - WIDTH) > 0.3:
        yield f'ink ends at {end:.2f}pt, not at {LEFT + WIDTH}pt'


def main():
    tap = Tap()
    folder = scratch('display')
    tap.ok('a title shrinks to one line, and no further than it may', shrink_faults(folder))
    tap.ok('ink meets the margin at either end', edge_faults(folder))
    tap.end()


main()
