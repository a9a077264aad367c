#!/usr/bin/env python3
"""What printers need: bleed, crop marks and the boxes that tell of them; and the mark of a draft, on every page,
behind the text, pale, and not read aloud."""
import sys

sys.path.insert(0, 'tests/lib')

import pdf
import raster
from tap import Tap, jibao, scratch

FOLDER, DPI = scratch('printers'), 72
MM = 72 / 25.4
STYLES = '''<styles format="1"><face name="song" family="Noto Serif CJK SC"/><face name="serif" family="Charis SIL"/>
<colour name="ink" value="#000000"/><colour name="ground" value="#2060A0"/>
<style name="text" han="song" latin="serif" size="9pt" leading="15pt" colour="ink"/></styles>'''
TEMPLATE = '''<template format="1" name="t" style="text" arrangements="parallel">
<page name="all" size="A5-landscape" top="0pt" bottom="40pt" left="0pt" right="0pt"/>
<parallel widths="* *" gutter="10pt"/><body><box fill="ground" height="60pt"/><space height="30pt"/>
<row widths="100pt *"><cell/><cell><box fill="ground" height="20pt"/></cell></row>
<p lang="zh">图</p><section><heading level="1" select="title"/></section><break/><p lang="zh">次页</p></body></template>'''
RECORD = '''<bulletin format="1" id="p" period="2024-Q1" as-of="2024-03-31"{}>
<title><zh>图</zh><en>Picture</en></title></bulletin>'''
WIDTH, HEIGHT = 595.28, 419.53
GROUND, WHITE = (32, 96, 160), (255, 255, 255)


def build(*more, output='out.pdf', state=''):
    for name, text in (('styles.xml', STYLES), ('template.xml', TEMPLATE), ('b.xml', RECORD.format(state))):
        with open(f'{FOLDER}/{name}', 'w', encoding='utf-8') as file:
            file.write(text)
    return jibao('build', f'{FOLDER}/b.xml', '-t', FOLDER, '-o', f'{FOLDER}/{output}', '--message-lang', 'en', *more)


def read(*more, **options):
    made = build(*more, **options)
    if made.returncode:
        raise AssertionError(made.stderr)
    return pdf.Document(f'{FOLDER}/out.pdf')


def differs(name, found, expected, most=0.02):
    if len(found) != len(expected) or any(abs(a - b) > most for a, b in zip(found, expected)):
        yield f'{name}: {found}, not {expected}'


def box_faults():
    for options, bleed, around in ((('--bleed', '3mm'), 3 * MM, 3 * MM), (('--crop-marks',), 0, 3 * MM + 17),
                                   (('--bleed', '5mm', '--crop-marks'), 5 * MM, 5 * MM + 17)):
        document = read(*options)
        trim = [around, around, around + WIDTH, around + HEIGHT]
        expected = {'/MediaBox': [0, 0, WIDTH + 2 * around, HEIGHT + 2 * around], '/TrimBox': trim,
                    '/BleedBox': [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed]}
        for reference in document.page_references:
            page = document.follow(reference)
            for name, box in expected.items():
                yield from differs(f'{options} {name}', page.get(name, []), box)
    page = read().follow(read().page_references[0])
    if '/TrimBox' in page or page['/MediaBox'][2:] != [595.275391, 419.526367]:
        yield from differs('without options', page['/MediaBox'], [0, 0, WIDTH, HEIGHT])
        if '/TrimBox' in page:
            yield 'a trim without need'


def pixel(picture, x, y, around):
    """At x, y of the page, in points."""
    return picture.at(int(x + around), int(y + around))


def ground_faults(picture, around):
    """(x, y, colour): the band at the top runs into the bleed on three sides, the other ground on the right alone."""
    for x, y, colour in ((-6, 30, GROUND), (WIDTH + 5, 30, GROUND), (300, -6, GROUND), (-6, -6, GROUND), (300, 66, WHITE),
                         (300, 100, GROUND), (WIDTH + 5, 100, GROUND), (95, 100, WHITE), (-6, 100, WHITE),
                         (300, HEIGHT + 5, WHITE)):
        found = pixel(picture, x, y, around)
        if max(abs(a - b) for a, b in zip(found, colour)) > 3:
            yield f'at {x},{y}: {found}, not {colour}'


def bleed_faults():
    around = 3 * MM + 17
    for output in 'out.pdf', 'out.png', 'out.svg':
        extra = () if output == 'out.pdf' else ('--pages', '1', '--dpi', '72')
        made = build('--bleed', '3mm', '--crop-marks', *extra, output=output)
        if made.returncode:
            yield made.stderr
            continue
        path = f'{FOLDER}/{output}'
        picture = (raster.of_pdf(path, 1, DPI, FOLDER) if output == 'out.pdf' else
                   raster.of_png(path) if output == 'out.png' else raster.of_svg(path, DPI))
        yield from (f'{output}: {f}' for f in ground_faults(picture, around))


def crop_faults():
    """Each corner has two marks that point at it, outside of the bleed."""
    around = 3 * MM + 17
    document = read('--bleed', '3mm', '--crop-marks')
    picture = raster.of_pdf(document.path, 2, 4 * 72, FOLDER)
    for x in 0, WIDTH:
        for y in 0, HEIGHT:
            left, up = (-1 if x == 0 else 1), (-1 if y == 0 else 1)
            for name, at in (('across', (x + left * (3 * MM + 7), y)), ('down', (x, y + up * (3 * MM + 7)))):
                column, row = round(4 * (at[0] + around)), round(4 * (at[1] + around))
                near = [picture.at(column + i * (name == 'down'), row + i * (name == 'across'))[0] for i in (-8, -1, 0, 1, 8)]
                if min(near[1:4]) > 160 or near[0] < 250 or near[4] < 250:
                    yield f'the mark {name} at {x},{y}: {near}'
            inside = picture.at(round(4 * (x + around + left * 2)), round(4 * (y + around + up * 2)))
            if inside != WHITE:
                yield f'a mark inside the bleed at {x},{y}'
    yield from (f for r in document.readers for f in r.faults)


def place_faults():
    """Text, figures and the outline's places move with the page."""
    around = 3 * MM + 17
    plain, moved = read(), read('--bleed', '3mm', '--crop-marks')
    for name in 'plain', 'moved':
        document = plain if name == 'plain' else moved
        texts = [m.text() for r in document.readers for m in r.marks if m.text()]
        if texts != [m.text() for r in plain.readers for m in r.marks if m.text()]:
            yield f'{name}: {texts}'
    for a, b in zip([g for r in plain.readers for m in r.marks for g in m.glyphs],
                    [g for r in moved.readers for m in r.marks for g in m.glyphs]):
        yield from differs(a.text, (b.left - a.left, b.y - a.y), (around, around), 0.05)


# --- drafts ----------------------------------------------------------------------------------------

def watermarks(document):
    """For each page, the artifacts that say so, by their place among all that is painted."""
    for reader in document.readers:
        painted = [m for m in reader.marks if m.paints]
        yield [(n, m.role, m.text()) for n, m in enumerate(painted) if '草稿' in m.text()]


def draft_faults():
    for state, options, expected in ((' state="draft"', (), True), (' state=" draft "', (), True), ('', ('--draft',), True),
                                     (' state="final"', ('--draft',), True), (' state="final"', (), False),
                                     (' state="review"', (), False), ('', (), False)):
        found = list(watermarks(read(*options, state=state)))
        if found != [[(0, 'Artifact', '草稿DRAFT')] if expected else []] * 2:
            yield f'{state} {options}: {found}'
    document = read('--draft')
    if 'DRAFT' in document.root.text() or '草稿' in document.root.text():
        yield 'it is read aloud'
    glyphs = [g for m in document.readers[1].marks for g in m.glyphs if '草稿' in m.text()]
    middle = (min(g.left for g in glyphs) + max(g.right for g in glyphs)) / 2
    yield from differs('its middle', (middle,), (WIDTH / 2,), 12)


def luminance(colour):
    parts = [v / 255 for v in colour]
    parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast_faults():
    """The darkest pixel of an otherwise empty place carries the grey of secondary text."""
    read('--draft')
    picture = raster.of_pdf(f'{FOLDER}/out.pdf', 2, DPI, FOLDER)
    darkest = min((picture.at(x, y) for x in range(100, 500, 2) for y in range(80, 400, 2)), key=sum)
    contrast = (luminance(darkest) + 0.05) / (luminance((0x50, 0x58, 0x5F)) + 0.05)
    if not 4.5 < contrast < 7:
        yield f'{darkest}: secondary text has a contrast of {contrast:.2f} on it'


def usage_faults():
    for bleed in '-3mm', '3', '3em', '1000mm', '', 'x':
        made = build('--bleed', bleed)
        if made.returncode != 2 or '--bleed' not in made.stderr:
            yield f'--bleed "{bleed}": exit {made.returncode}, {made.stderr}'


def main():
    tap = Tap()
    tap.ok('the boxes of a page tell paper, bleed and trim', box_faults())
    tap.ok('grounds that touch the trim run into the bleed, and no others, in PDF, PNG and SVG', bleed_faults())
    tap.ok('crop marks point at each corner from outside the bleed', crop_faults())
    tap.ok('what stands on a page stands where it stood', place_faults())
    tap.ok('a draft says so on every page, first of all that is painted, as an artifact', draft_faults())
    tap.ok('text keeps its contrast on it', contrast_faults())
    tap.ok('a bleed that is none is told', usage_faults())
    tap.end()


main()
