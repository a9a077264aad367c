"""Small documents of many pages: notes of a record, a template around them, and where their lines stand."""
import os

import pdf
from tap import jibao

SIZE, LEADING = 10, 16                  # pt
WIDTH, HEIGHT = 419.53, 595.28          # A5
TOP, BOTTOM, LEFT, RIGHT = 40, 60, 50, 50
AREA = HEIGHT - TOP - BOTTOM
ZH = '城乡居民就业服务持续推进社区养老设施改造完成道路绿化与公园建设按期开工学校医院用房竣工'
EN = ('Residents found work and the streets were planted while schools and clinics were built in each town '
      'with homes for older people near them ').split(' ')
SHEET = ('<styles format="1"><face name="song" family="Noto Serif CJK SC"/><face name="latin" family="Charis SIL"/>'
         '<colour name="ink" value="#000000"/><colour name="pale" value="#DDEEEE"/>'
         f'<style name="text" han="song" latin="latin" size="{SIZE}pt" leading="{LEADING}pt" colour="ink" '
         'align="justify"/><style name="title" based-on="text" size="14pt" leading="22pt" space-before="12pt"/>'
         '<style name="en" based-on="text"><en leading="13pt" size="9pt"/></style>'
         '<style name="small" based-on="text" size="8pt" leading="11pt"/></styles>')


def zh(count, start=0):
    """So many Chinese characters, each stretch unlike the last one."""
    return ''.join(ZH[(start + i + i // len(ZH)) % len(ZH)] for i in range(count))


def en(count, start=0):
    words = [EN[(start + i + i // len(EN)) % (len(EN) - 1)] for i in range(count)]
    return ' '.join(words)


def note(chinese, english='A note.'):
    return f'<note><zh>{chinese}</zh><en>{english}</en></note>'


def page(more='', **given):
    look = {'top': f'{TOP}pt', 'bottom': f'{BOTTOM}pt', 'left': f'{LEFT}pt', 'right': f'{RIGHT}pt', **given}
    look = ' '.join(f'{name.replace("_", "-")}="{value}"' for name, value in look.items())
    return f'<page name="all" size="A5" {look}>{more}</page>'


class Made:
    """A finished document; its faults where it could not be made."""

    def __init__(self, folder, name, notes, body, pages=None, head='', style='text', sheet=SHEET,
                 more='', arrangements='parallel stacked'):
        self.path = os.path.join(folder, f'{name}.pdf')
        self.folder = os.path.join(folder, name)
        os.makedirs(self.folder, exist_ok=True)
        self.write('styles.xml', sheet)
        self.write('template.xml', f'<template format="1" name="sheet" arrangements="{arrangements}" '
                   f'style="{style}" {more}>{pages or page()}<parallel widths="* *" gutter="20pt"/>{head}<body>{body}</body></template>')
        self.write('records.xml', '<bulletin format="1" id="sheet" period="2024-Q1" as-of="2024-03-31">'
                   f'<title><zh>页</zh><en>Pages</en></title>{"".join(notes)}</bulletin>')
        self.said = jibao('build', os.path.join(self.folder, 'records.xml'), '-t', self.folder, '-o', self.path,
                          '--message-lang', 'en', '--diagnostics', 'short')
        self.document = pdf.Document(self.path) if self.said.returncode == 0 else None

    def write(self, name, text):
        with open(os.path.join(self.folder, name), 'w', encoding='utf-8') as file:
            file.write(text)

    def faults(self):
        return [self.said.stderr] if self.document is None else []

    def elements(self, role):
        return [e for e in self.document.root.walk() if e.role == role]


class Line:
    """Glyphs of one element on one baseline."""

    def __init__(self, page, y, glyphs, element):
        self.page, self.y, self.glyphs, self.element = page, y, glyphs, element

    def text(self):
        return ''.join(g.text for g in self.glyphs)


def lines_of(element):
    lines = []
    for number, glyph in element.glyphs():
        if not lines or lines[-1].page != number or abs(lines[-1].y - glyph.y) > 5:
            lines.append(Line(number, glyph.y, [], element))
        lines[-1].glyphs.append(glyph)
    return lines


def by_page(lines):
    pages = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return pages


def all_lines(made, role='P'):
    return [lines_of(e) for e in made.elements(role)]
