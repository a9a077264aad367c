#!/usr/bin/env python3
"""Pictures: what is printed is what was photographed or drawn, upright, and nothing that a camera wrote goes with it;
files that are broken, or made to do harm, are told and nothing else. Codes say what they should."""
import base64
import os
import random
import re
import shutil
import sys

sys.path.insert(0, 'tests/lib')

import images
import pdf
import raster
from tap import Tap, jibao, run, scratch

FOLDER = scratch('pictures')
MARGIN, DPI = 20, 144
RED, GREEN, BLUE, BLACK, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 200), (0, 0, 0), (255, 255, 255)
QUARTERS = ((RED, GREEN), (BLUE, BLACK))    # rows of a picture that tells how it was turned
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">{}</svg>'
RECORD = '''<bulletin format="1" id="p" period="2024-Q1" as-of="2024-03-31" {attributes}>
<title><zh>图</zh><en>Pictures</en></title>
<theme id="t" number="1"><title><zh>图</zh><en>Pictures</en></title>
<picture src="{src}"><alt><zh>电梯一部</zh><en>A lift</en></alt></picture></theme></bulletin>'''
STYLES = '''<styles format="1"><face name="song" family="Jibao Test Song"/><face name="serif" family="Jibao Test Serif"/>
<colour name="ink" value="#000000"/><colour name="ground" value="#D0E0F0"/>
<style name="text" han="song" latin="serif" size="9pt" leading="15pt" colour="ink"/></styles>'''
TEMPLATE = '''<template format="1" name="t" style="text" arrangements="parallel">
<page name="all" size="A5-landscape" top="20pt" bottom="20pt" left="20pt" right="20pt"/>
<parallel widths="* *" gutter="10pt"/><body>{body}</body></template>'''
PICTURE = '<image select="theme/picture" {}/>'


def write(name, content):
    path = os.path.join(FOLDER, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(content if isinstance(content, bytes) else content.encode())
    return path


def build(output='out.pdf', body=PICTURE.format('width="72pt"'), src='pictures/p', attributes='', more=(), **options):
    write('office/styles.xml', STYLES)
    write('office/template.xml', TEMPLATE.format(body=body))
    records = write('edition/bulletin.xml', RECORD.format(src=src, attributes=attributes))
    path = os.path.join(FOLDER, output)
    if os.path.exists(path):
        os.unlink(path)
    return jibao('build', records, '-t', f'{FOLDER}/office', '-o', path, '--font-path', 'tests/fonts',
                 '--ignore-system-fonts', '--message-lang', 'en', '--diagnostics', 'short', *more, **options)


def print_picture(content, **options):
    write('edition/pictures/p', content)
    return build(**options)


def codes(made):
    return re.findall(r'\[([EWN]\d{4})\]', made.stderr)


def refused(name, content, code, said='', **options):
    """The one code that is told; nothing is written."""
    made = print_picture(content, **options)
    if made.returncode != 1 or codes(made) != [code] or said not in made.stderr:
        yield f'{name}: exit {made.returncode}, {made.stderr or "not a word"}'
    if os.path.exists(f'{FOLDER}/out.pdf'):
        yield f'{name}: something was written'


def is_near(colour, expected, most=12):
    return all(abs(a - b) <= most for a, b in zip(colour, expected))


def quarter_faults(picture, width, height, expected=QUARTERS, dpi=DPI):
    """The middles of the quarters of a picture that is width x height pt, in the corner of the type area."""
    for row in 0, 1:
        for column in 0, 1:
            x, y = (MARGIN + width * (1 + 2 * column) / 4), (MARGIN + height * (1 + 2 * row) / 4)
            colour = picture.at(int(x * dpi / 72), int(y * dpi / 72))
            if not is_near(colour, expected[row][column]):
                yield f'quarter {row},{column} is {colour}, not {expected[row][column]}'


def page_of(made, name='out.pdf', dpi=DPI):
    if made.returncode:
        raise AssertionError(f'exit {made.returncode}: {made.stderr}')
    path = f'{FOLDER}/{name}'
    if name.endswith('.pdf'):
        return raster.of_pdf(path, 1, dpi, FOLDER)
    return raster.of_png(path) if name.endswith('.png') else raster.of_svg(path, dpi)


def quarters(width, height, colours=QUARTERS):
    return lambda x, y: colours[int(2 * y >= height)][int(2 * x >= width)]


def photograph(across=30, down=20, before=images.JFIF, **options):
    colours = quarters(across, down)
    return images.jpeg(across, down, lambda x, y: images.ycc(*colours(x, y)), before=before, **options)


# --- what is printed -------------------------------------------------------------------------------

def png_kinds():
    """(name, PNG, colours of its quarters)."""
    at, colours = quarters(240, 160), [c for row in QUARTERS for c in row]
    grey = ((0, 85), (170, 255))
    level, plain = quarters(240, 160, grey), tuple(tuple((g, g, g) for g in row) for row in grey)
    glass = ((RED, WHITE), (BLUE, (127, 127, 127)))
    alpha = quarters(240, 160, ((255, 0), (255, 128)))
    yield 'colours', images.png(240, 160, at), QUARTERS
    yield 'interlaced', images.png(240, 160, at, interlaced=True), QUARTERS
    yield '16 bits', images.png(240, 160, lambda x, y: [v * 257 for v in at(x, y)], depth=16), QUARTERS
    yield 'palette', images.png(240, 160, lambda x, y: [colours.index(at(x, y))], images.PALETTE, 2,
                                before=images.palette(colours)), QUARTERS
    yield 'transparent palette', images.png(240, 160, lambda x, y: [colours.index(at(x, y))], images.PALETTE, 4,
                                            before=images.palette(colours, (255, 0, 255, 128))), glass
    yield 'alpha', images.png(240, 160, lambda x, y: (*at(x, y), alpha(x, y)), images.RGBA), glass
    yield '16 bits with alpha', images.png(240, 160, lambda x, y: [v * 257 for v in (*at(x, y), alpha(x, y))],
                                           images.RGBA, 16), glass
    yield 'grey', images.png(240, 160, lambda x, y: [level(x, y)], images.GREY), plain
    yield '2 bits of grey', images.png(240, 160, lambda x, y: [level(x, y) // 85], images.GREY, 2), plain
    yield 'grey with alpha', images.png(240, 160, lambda x, y: (level(x, y), 255), images.GREY_ALPHA,
                                        interlaced=True), plain


def png_faults():
    for name, content, expected in png_kinds():
        colours = [c for row in expected for c in row]
        yield from (f'{name}: {f}' for f in quarter_faults(page_of(print_picture(content)), 72, 48, expected))
        space = '/DeviceGray' if all(len(set(c)) == 1 for c in colours) else '/DeviceRGB'
        found = [e.get('/ColorSpace') for e in picture_objects()]
        if found != [space]:
            yield f'{name}: {found}, not {space}'


def picture_objects(name='out.pdf'):
    return [e for _, e in pdf.Document(f'{FOLDER}/{name}').dictionaries() if e.get('/Subtype') == '/Image']


def turned(orientation):
    """The quarters as they are seen: Exif tells where the first row and the first column stand."""
    row, column = {1: 'tl', 2: 'tr', 3: 'br', 4: 'bl', 5: 'lt', 6: 'rt', 7: 'rb', 8: 'lb'}[orientation]
    seen = [[None, None], [None, None]]
    for r in 0, 1:
        for c in 0, 1:
            if row in 'tb':
                seen[r if row == 't' else 1 - r][c if column == 'l' else 1 - c] = QUARTERS[r][c]
            else:
                seen[c if column == 't' else 1 - c][r if row == 'l' else 1 - r] = QUARTERS[r][c]
    return seen


def upright_faults():
    for orientation in range(1, 9):
        content = photograph(before=images.JFIF + images.exif(orientation, little=orientation % 2))
        height = 72 * 240 / 160 if orientation > 4 else 72 * 160 / 240
        size = f'width="72pt" height="{height}pt"'
        for output in 'out.pdf', 'out.png', 'out.svg':
            made = print_picture(content, output=output, body=PICTURE.format(size), more=('--dpi', str(DPI)))
            yield from (f'orientation {orientation}, {output}: {f}'
                        for f in quarter_faults(page_of(made, output), 72, height, turned(orientation)))


def scan_of(content):
    return content[content.index(b'\xff\xda'):]


def privacy_faults():
    """What says where, when and by whom stays behind; what is to be seen is as it was compressed."""
    before = (images.JFIF_WITH_THUMBNAIL + images.exif(1) + images.XMP + images.MAKER + images.COMMENT)
    for name, frame in (('baseline', 0xC0), ('progressive', 0xC2)):
        content = photograph(before=before, frame=frame) + b'GPS behind the end'
        page_of(print_picture(content))
        document = pdf.Document(f'{FOLDER}/out.pdf')
        found = [(r, e) for r, e in document.dictionaries() if e.get('/Subtype') == '/Image']
        if len(found) != 1 or found[0][1].get('/Filter') != '/DCTDecode':
            yield f'{name}: {found}'
            continue
        kept = document.stream(found[0][0])
        yield from (f'{name}: {f}' for f in secret_faults(kept))
        if scan_of(kept) != scan_of(photograph(before=b'', frame=frame)):
            yield f'{name}: it was compressed anew'
        page_of(print_picture(content, output='out.svg'), 'out.svg')
        with open(f'{FOLDER}/out.svg', encoding='utf-8') as file:
            drawn = base64.b64decode(re.search(r'data:image/jpeg;base64,([^"]*)"', file.read())[1])
        if drawn != kept:
            yield f'{name}: the SVG holds another picture'


def secret_faults(kept):
    yield from (f'{secret!r} is in the PDF' for secret in (b'GPS', b'Exif', b'xmp', b'Camera', b'THUMB', b'Serial', b'MPF')
                if secret in kept)


def colour_faults():
    """Red, green and blue that were never turned into brightness and colour: Adobe's marker says so."""
    at = quarters(30, 20)
    content = images.jpeg(30, 20, at, before=images.ADOBE_RGB)
    for output in 'out.pdf', 'out.png':
        yield from quarter_faults(page_of(print_picture(content, output=output, more=('--dpi', str(DPI))), output), 72, 48)
    grey = ((0, 85), (170, 255))
    level = quarters(30, 20, grey)
    made = print_picture(images.jpeg(30, 20, lambda x, y: [level(x, y)], 1))
    yield from quarter_faults(page_of(made), 72, 48, tuple(tuple((g, g, g) for g in row) for row in grey))
    found = [e.get('/ColorSpace') for e in picture_objects()]
    if found != ['/DeviceGray']:
        yield f'a grey photograph is {found}'


# --- sizes -----------------------------------------------------------------------------------------

def frame_of(name='out.pdf'):
    figures = [e for e in pdf.Document(f'{FOLDER}/{name}').root.walk() if e.role == 'Figure']
    left, bottom, right, top = figures[0].entries['/A']['/BBox']
    return left, bottom, right - left, top - bottom


def size_faults():
    """(attributes, resolution of the file, width and height): 240 x 160 pixels in a column of 555.28."""
    for attributes, dots, expected in (
            ('width="72pt"', 0, (72, 48)), ('height="40pt"', 0, (60, 40)), ('width="72pt" height="24pt"', 0, (36, 24)),
            ('resolution="240"', 0, (72, 48)), ('resolution="240"', 300, (72, 48)), ('', 300, (57.6, 38.4)),
            ('', 96, (180, 120)), ('', 0, (180, 120)), ('width="9000mm"', 0, None), ('width="7000pt"', 0, (555.28, 370.18))):
        content = images.png(240, 160, quarters(240, 160), before=images.resolution(dots) if dots else b'')
        made = print_picture(content, body=PICTURE.format(attributes))
        blurred = expected and expected[0] > 240 * 72 / 150
        if not expected or blurred:
            if made.returncode != 1 or codes(made) not in (['E0771'], ['E0308']):
                yield f'{attributes}: exit {made.returncode}, {made.stderr}'
            continue
        found = (page_of(made), frame_of()[2:])[1]
        if any(abs(a - b) > 0.05 for a, b in zip(found, expected)):
            yield f'{attributes} of {dots} dots: {found}, not {expected}'
    for align, left in (('start', 20), ('centre', 20 + (555.28 - 72) / 2), ('end', 575.28 - 72)):
        page_of(print_picture(content, body=PICTURE.format(f'width="72pt" align="{align}"')))
        if abs(frame_of()[0] - left) > 0.05:
            yield f'{align}: it stands at {frame_of()[0]}, not {left}'


def dots_faults():
    """Over 72pt, that is an inch, pixels are dots."""
    for pixels, expected, status in ((220, [], 0), (219, ['W0773'], 0), (150, ['W0773'], 0), (149, ['E0771'], 1)):
        made = print_picture(images.png(pixels, 10, lambda x, y: RED))
        if codes(made) != expected or made.returncode != status:
            yield f'{pixels} dots: exit {made.returncode}, {made.stderr}'


# --- SVG -------------------------------------------------------------------------------------------

DRAWN = ''.join(f'<rect x="{20 * c}" y="{10 * r}" width="20" height="10" style="fill:rgb{QUARTERS[r][c]}"/>'
                for r in (0, 1) for c in (0, 1))


def svg_faults():
    for name, inside in (('shapes', DRAWN), ('a title, not shown', '<title>GPS</title>' + DRAWN),
                         ('use', f'<defs><g id="a">{DRAWN}</g></defs><use xlink:href="#a"/>'),
                         ('an editor\'s own', '<e:view xmlns:e="urn:e"><e:text href="http://a/"/></e:view>' + DRAWN)):
        for output in 'out.pdf', 'out.png', 'out.svg':
            made = print_picture(SVG.format(inside), output=output, more=('--dpi', str(DPI)))
            yield from (f'{name}, {output}: {f}' for f in quarter_faults(page_of(made, output), 72, 36))
    page_of(print_picture(SVG.format(DRAWN)))
    if picture_objects():
        yield 'it was turned into pixels'


REFUSED_SVG = (
    ('text', '<text>a</text>'), ('text by a prefix', '<svg:text xmlns:svg="http://www.w3.org/2000/svg">a</svg:text>'),
    ('text by another prefix', '<z:text xmlns:z="http://www.w3.org/2000/svg">a</z:text>'),
    ('a script', '<script>alert(1)</script>'), ('an event', '<g onload="alert(1)"/>'),
    ('a picture by http', '<image href="http://example.org/a.png"/>'), ('HTML', '<foreignObject/>'),
    ('a picture inside', '<image xlink:href="data:image/png;base64,AAAA"/>'),
    ('use of a file', '<use xlink:href="file:///etc/passwd#a"/>'), ('a link', '<a href="http://a/"/>'),
    ('use of another file', '<use href=" other.svg#a"/>'), ('a filter', '<filter id="a"/>'),
    ('a ground outside', '<rect fill="url(http://a/#b)"/>'), ('quoted', '<rect style="fill: url( \'http://a/#b\')"/>'),
    ('escaped', '<rect style="fill:u\\72l(http://a/#b)"/>'), ('by entity', '<rect fill="url(&#104;ttp://a/#b)"/>'),
    ('import', '<style>@import "a.css";</style>'), ('in CDATA', '<style><![CDATA[a{fill:URL(http://a/)}]]></style>'),
    ('an instruction', '<?xml-stylesheet href="a.css"?>'), ('a base', '<g xml:base="http://a/"/>'))


def svg_refusals():
    for name, inside in REFUSED_SVG:
        yield from refused(name, SVG.format(inside + DRAWN), 'E0768')
    yield from refused('entities', '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format(DRAWN), 'E0768',
                       'DOCTYPE')
    yield from refused('UTF-7', '<?xml version="1.0" encoding="UTF-7"?>' + SVG.format(DRAWN), 'E0768')
    for name, text in (('an unknown entity', SVG.format('&a;')), ('cut off', SVG.format(DRAWN)[:-9]),
                       ('HTML', '<html></html>'), ('no root', '<!-- -->'), ('UTF-16', SVG.format(DRAWN).encode('utf-16'))):
        made = print_picture(text)
        if made.returncode != 1 or not set(codes(made)) <= {'E0762', 'E0763', 'E0768'}:
            yield f'{name}: exit {made.returncode}, {made.stderr}'


def library_faults():
    """Without librsvg an SVG is told, and what has no SVG is not hurt."""
    folder = os.path.dirname(write('without/librsvg-2.so.2', ''))
    without = {'env': {**os.environ, 'LD_LIBRARY_PATH': folder}}
    yield from refused('no librsvg', SVG.format(DRAWN), 'E0767', **without)
    made = print_picture(photograph(), **without)
    if made.returncode:
        yield made.stderr


# --- broken and hostile files ----------------------------------------------------------------------

def broken_faults():
    at = quarters(240, 160)
    good_png, good_jpeg = images.png(240, 160, at), photograph()
    yield from refused('no bytes', b'', 'E0762')
    yield from refused('text', 'hello', 'E0762')
    yield from refused('a GIF by another name', b'GIF89a' + bytes(99), 'E0762')
    yield from refused('half a PNG', good_png[:len(good_png) // 2], 'E0763')
    yield from refused('a PNG that claims to be larger', images.png(240, 160, at, claimed=(240, 320)), 'E0763')
    yield from refused('a PNG of 20,000 x 20,000', images.png(9, 9, at, claimed=(20000, 20000)), 'E0764', '20000')
    yield from refused('a PNG with nothing in it', images.SIGNATURE, 'E0763')
    yield from refused('half a JPEG', good_jpeg[:-40], 'E0763')
    yield from refused('a JPEG without its end', good_jpeg[:-2], 'E0763')
    yield from refused('a JPEG that claims to be larger', photograph(claimed=(240, 320)), 'E0763')
    yield from refused('a JPEG of 60,000 x 60,000', photograph(claimed=(60000, 60000)), 'E0764', '60000')
    yield from refused('a JPEG without size', photograph(claimed=(0, 0)), 'E0763')
    yield from refused('CMYK', images.jpeg(30, 20, lambda x, y: (9, 9, 9, 9), 4), 'E0765', 'CMYK')
    yield from refused('12 bits', photograph(frame=0xC1, precision=12), 'E0766')
    yield from refused('arithmetic', photograph(frame=0xC9), 'E0766')
    yield from refused('lossless', photograph(frame=0xC3), 'E0766')
    yield from refused('two components', images.jpeg(30, 20, lambda x, y: (9, 9), 2), 'E0766')
    scans = good_jpeg[:-2] + scan_of(good_jpeg)[:-2] * 300 + b'\xff\xd9'
    yield from refused('hundreds of scans', scans, 'E0763', 'scans')


def mutants():
    """Files with a few bytes changed or the end cut off, the same ones each time."""
    chance = random.Random(5)
    kinds = [images.png(60, 40, quarters(60, 40), interlaced=True), photograph(8, 5, images.JFIF + images.exif(6)),
             photograph(8, 5, images.exif(3, little=False), frame=0xC2), SVG.format(DRAWN).encode()]
    for kind in kinds:
        for _ in range(40):
            content = bytearray(kind)
            for _ in range(chance.choice((1, 1, 2, 8))):
                content[chance.randrange(len(content))] = chance.choice((0, 255, chance.randrange(256)))
            yield bytes(content[:chance.choice((len(content), chance.randrange(len(content)))) or 1])


def mutant_faults():
    seen = {0: 0, 1: 0}
    for number, content in enumerate(mutants()):
        made = print_picture(content, body=PICTURE.format('width="9pt"'))
        if made.returncode not in seen or (made.returncode == 1) == (not codes(made)):
            yield f'file {number}: exit {made.returncode}, {made.stderr[-400:]}'
        else:
            seen[made.returncode] += 1
    if not all(seen.values()):
        yield f'all ended alike: {seen}'


def path_faults():
    write('edition/pictures/p', photograph())
    outside = write('outside.png', images.png(240, 160, quarters(240, 160)))
    for name, target in (('link', outside), ('loop', 'loop')):
        link = f'{FOLDER}/edition/pictures/{name}'
        if not os.path.lexists(link):
            os.symlink(os.path.abspath(target) if target != name else target, link)
    pipe = f'{FOLDER}/edition/pictures/pipe'
    if not os.path.exists(pipe):
        os.mkfifo(pipe)
    for src, expected in (('../outside.png', 'E0251'), (os.path.abspath(outside), 'E0251'), ('pictures/link', 'E0251'),
                          ('pictures/../../outside.png', 'E0251'), ('pictures/pipe', 'E0252'), ('pictures', 'E0252'),
                          ('pictures/none', 'E0252'), ('pictures/loop', 'E0252')):
        made = build(src=src, timeout=60)
        if codes(made) != [expected]:
            yield f'{src}: {made.stderr or "taken"}'
    for src, expected in (('../outside.png', 'E0772'), ('/etc/passwd', 'E0772'), ('none.png', 'E0761'), ('.', 'E0761')):
        made = build(body=f'<image src="{src}"/>', timeout=60)
        if not set(codes(made)) <= {expected, 'E0772'} or not codes(made):
            yield f'the template\'s {src}: {made.stderr or "taken"}'


def many_faults():
    """Each within its limit, together beyond theirs: told, and not held in memory all at once."""
    big = images.png(9, 9, quarters(9, 9), claimed=(7000, 7000))
    for n in range(12):
        write(f'office/{n}.png', big)
    made = build(body=''.join(f'<image src="{n}.png" width="9pt"/>' for n in range(12)))
    found = codes(made)
    if made.returncode != 1 or set(found) != {'E0763', 'E0764'}:
        yield f'exit {made.returncode}: {found}'


# --- elements --------------------------------------------------------------------------------------

def element_faults():
    write('office/logo.png', images.png(240, 160, quarters(240, 160)))
    page_of(print_picture(photograph(), body=PICTURE.format('width="72pt"') + PICTURE.format('width="72pt"') + '<break/>' +
                          PICTURE.format('width="72pt" lang="en"') + '<image src="logo.png" width="30pt" alt="徽标"/>'
                          '<break/><image src="logo.png" width="30pt"/>'))
    document = pdf.Document(f'{FOLDER}/out.pdf')
    figures = [e for e in document.root.walk() if e.role == 'Figure']
    found = [(e.alternative, e.language(), len(e.kids)) for e in figures]
    expected = [('电梯一部', 'zh-CN', 1), ('电梯一部', 'zh-CN', 1), ('A lift', 'en-GB', 1), ('徽标', 'zh-CN', 1)]
    if found != expected:
        yield f'{found}, not {expected}'
    kinds = [m.role for r in document.readers for m in r.marks if m.paints]
    if kinds.count('Figure') != 4 or kinds.count('Artifact') != 1:
        yield f'what is painted is {kinds}'
    yield from (f for r in document.readers for f in r.faults)
    if len(picture_objects()) != 3:         # one for all pages, and another for the second use on a page
        yield f'{len(picture_objects())} pictures for two files'
    if any(e.get('/Interpolate') for e in picture_objects()):
        yield 'it asks for interpolation'


def select_faults():
    for body, expected in (('<image select="theme" width="9pt"/>', 'E0770'), ('<image select="note"/>', 'E0505'),
                           ('<qr select="theme/@stage"/>', 'E0505'), ('<qr text="' + 'a' * 3000 + '"/>', 'E0769')):
        made = print_picture(photograph(), body=body)
        if codes(made) != [expected]:
            yield f'{body[:40]}: {made.stderr or "taken"}'


# --- codes -----------------------------------------------------------------------------------------

def modules_of(picture, side, count, dpi):
    """Rows of modules of a code whose side is so many points, in the corner of the type area."""
    module = side / (count + 8)
    at = [int((MARGIN + module * (4.5 + i)) * dpi / 72) for i in range(count)]
    return [[picture.at(x, y)[0] < 128 for x in at] for y in at]


def code_faults():
    for text, count in (('https://a.cn', 21), ('https://www.wj.gov.cn/2024q1', 29), ('https://例.cn/a', 25)):
        body = f'<box fill="ground"><qr text="{text}" size="74pt"/></box>'
        for output in 'out.pdf', 'out.png', 'out.svg':
            made = build(output, body=body, more=('--dpi', '288'))
            picture = page_of(made, output, 288)
            try:
                found = images.read_qr(modules_of(picture, 74, count, 288))
            except AssertionError as fault:
                found = str(fault)
            if found != text:
                yield f'{output} of {text}: {found}'
            edge = [picture.at(int((MARGIN + 1) * 4 + i), int((MARGIN + 1) * 4)) for i in range(int(70 * 4))]
            if set(edge) != {WHITE}:
                yield f'{output} of {text}: no white round it'
        page_of(build(body=body))
        figures = [e.alternative for e in pdf.Document(f'{FOLDER}/out.pdf').root.walk() if e.role == 'Figure']
        if figures != [text]:
            yield f'screen readers hear {figures}'
    for size, expected in (('33pt', []), ('32pt', ['W0774'])):  # 29 modules of 0.4 mm are 32.9 pt
        made = build(body=f'<qr text="https://a.cn" size="{size}"/>')
        if codes(made) != expected or made.returncode:
            yield f'{size}: {made.stderr or "not a word"}'


# --- can these tests fail? -------------------------------------------------------------------------

def plants():
    for orientation in range(2, 9):
        if turned(orientation) == turned(1):
            yield f'orientation {orientation} is as upright'
    made = print_picture(photograph(before=images.JFIF + images.exif(3)))
    if not list(quarter_faults(page_of(made), 72, 48)):
        yield 'a picture upside down is not seen'
    if not list(secret_faults(images.exif(1))) or not list(secret_faults(images.XMP)):
        yield 'what a camera wrote is not seen'
    page_of(build('out.png', body='<qr text="https://a.cn" size="74pt"/>', more=('--dpi', '288')), 'out.png')
    dark = modules_of(raster.of_png(f'{FOLDER}/out.png'), 74, 21, 288)
    for row in range(9, 21):
        dark[row][20] = not dark[row][20]
        dark[row][19] = not dark[row][19]
    try:
        read = images.read_qr(dark)
    except (AssertionError, UnicodeDecodeError):
        read = ''
    if read == 'https://a.cn':
        yield 'a spoilt code is read'


def main():
    shutil.rmtree(f'{FOLDER}/edition', ignore_errors=True)
    tap = Tap()
    tap.ok('PNG of every kind is printed as it looks, what is transparent on white', png_faults())
    tap.ok('a photograph is upright however the camera was held, in PDF, PNG and SVG', upright_faults())
    tap.ok('a photograph is passed through, and nothing that tells of camera, place or time', privacy_faults())
    tap.ok('a photograph has its colours however they are coded', colour_faults())
    tap.ok('the size follows from what is given, and never leaves the column', size_faults())
    tap.ok('too few dots are told', dots_faults())
    tap.ok('SVG is drawn as shapes', svg_faults())
    tap.ok('SVG with anything else is refused', svg_refusals())
    tap.ok('only SVG needs librsvg', library_faults())
    tap.ok('broken, lying and unusual files are told', broken_faults())
    tap.ok('files with changed bytes are printed or told', mutant_faults())
    tap.ok('only files of the edition and of the template are opened', path_faults())
    tap.ok('pictures have a limit together', many_faults())
    tap.ok('a picture is a figure with its alternative, an ornament is none', element_faults())
    tap.ok('what is no picture, and no text for a code, is told', select_faults())
    tap.ok('a code says what it should, with white round it and modules that can be scanned', code_faults())
    tap.ok('planted: what is wrong is seen', plants())
    tap.end()


main()
