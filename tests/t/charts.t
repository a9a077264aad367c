#!/usr/bin/env python3
"""Charts in the finished PDF: where their shapes stand and how large they are, what they say in words,
whether they are told apart in grey, and the same in PNG and SVG."""
import os
import re
import sys
from datetime import date

sys.path.insert(0, 'tests/lib')

import pdf
import walks
from tap import Tap, jibao, run, scratch

FOLDER = scratch('charts')
EDITION = 'tests/editions/charts/bulletin.xml'
TEMPLATE = 'tests/editions/charts/template'
DAI, RED, INK, TRACK, WHITE = '#1d4557', '#a8231c', '#1b1f23', '#d9e0e4', '#ffffff'
NEAR = 0.02
LIGHTS = ['已完成', '达到序时', '略慢', '滞后', '待报数', '未设目标']
ENGLISH = ['Complete', 'On schedule', 'Slightly behind', 'Behind', 'Not counted yet', 'No target']


def build(out, *more, template=TEMPLATE):
    return jibao('build', EDITION, '-t', template, '--message-lang', 'en', '-o', os.path.join(FOLDER, out), *more)


def near(what, found, expected, within=NEAR):
    if abs(found - expected) > within:
        yield f'{what}: {found:.3f}, not {expected:.3f}'


def same(what, found, expected):
    if found != expected:
        yield f'{what}: {found!r}, not {expected!r}'


def shapes(figure, colour=None, filled=None):
    return [s for m in figure.marks() for s in m.shapes
            if colour in (None, s.colour) and filled in (None, s.filled)]


def figures(document, *starts):
    return [e for e in document.root.walk() if e.role == 'Figure'
            and any((e.alternative or '').startswith(s) for s in starts)]


# --- bars -----------------------------------------------------------------------------------------

def bar_faults(document):
    """ART: 100 by 6, a point for each percent, the tick at 25%, 1 wide and 3 above and below."""
    done = {'加装电梯': 100, '更新电梯': 25, '检修电梯': 15, '改造村道': 14.99, '功能中心': None}
    bars = figures(document, *(f'{label}：' for label in done))
    yield from same('bars', len(bars), len(done))
    for bar, (label, share) in zip(bars, done.items()):
        track, fill, halo, tick = (shapes(bar, c) for c in (TRACK, DAI, WHITE, INK))
        yield from same(f'shapes of {label}', [len(track), len(fill), len(halo), len(tick)],
                        [1, int(share is not None), 1, 1])
        yield from near(f'{label}: track', track[0].width, 100)
        yield from near(f'{label}: height', track[0].height, 6)
        if fill:
            yield from near(f'{label}: fill', fill[0].width, share)
            yield from near(f'{label}: fill begins', fill[0].left, track[0].left)
        yield from near(f'{label}: tick', (tick[0].left + tick[0].right) / 2, track[0].left + 25)
        yield from near(f'{label}: tick is wide', tick[0].width, 1)
        yield from near(f'{label}: tick above', track[0].top - tick[0].top, 3)
        yield from near(f'{label}: tick below', tick[0].below - track[0].below, 3)
        yield from near(f'{label}: white beside it', tick[0].left - halo[0].left, 0.75)


def word_faults(document):
    """No target: no bar. What each chart says comes from the data."""
    said = [e.alternative for e in document.root.walk() if e.role == 'Figure']
    for words in ('加装电梯：完成120.0%，序时进度25%', '功能中心：尚无完成数，序时进度25%',
                  'New urban jobs: First quarter of 2023: 31,200 people; Second quarter of 2023: 58,000 people; '
                  'Third quarter of 2023: no figure; Fourth quarter of 2023: 104,000 people; '
                  'First quarter of 2024: 36,800 people',
                  '招标，计划2024年2月15日，实际2024年2月20日；首批开工，计划2024年3月31日，实际2024年3月10日；'
                  '主体，计划2024年9月30日；验收，计划2025年3月31日；前期手续，实际2023年11月1日'):
        if words not in said:
            yield f'{words!r} is not said'
    yield from (f'{words!r} is a bar without a target' for words in said if words.startswith('手术补助'))
    for figure in (e for e in document.root.walk() if e.role == 'Figure'):
        english = not re.search('[\u4e00-\u9fff]', figure.alternative)
        yield from same(f'language of {figure.alternative!r}', figure.language(), 'en-GB' if english else 'zh-CN')


def english_faults():
    """The words for those who listen are in the language that the chart is said to have."""
    made = build('english.pdf', template=variant('lang', lambda t: t.replace('tick="ink"/>', 'tick="ink" lang="en"/>')))
    if made.returncode:
        yield made.stderr
        return
    document = pdf.Document(os.path.join(FOLDER, 'english.pdf'))
    said = [e.alternative for e in document.root.walk() if e.role == 'Figure']
    for words in ('Lifts added: 120.0% done; 25% of the year elapsed', 'Behind',
                  'Functional centres: no figure yet; 25% of the year elapsed',
                  'Tendering, planned 15 February 2024, reached 20 February 2024; First batch started, planned '):
        if not any(s.startswith(words) for s in said):
            yield f'{words!r} is not said'
    yield from (f'{s!r} is not English' for s in said if re.search('[\u4e00-\u9fff]', s))


# --- lights ---------------------------------------------------------------------------------------

def light_faults(document):
    """Each status has its shapes, inside of the light's box, and the word as its alternative."""
    expected = [[(DAI, True), (WHITE, False)], [(DAI, True)], [(DAI, False), (DAI, True)], [(RED, True)],
                [(INK, False)], [(INK, False)]]
    found = [e for e in figures(document, *LIGHTS) if e.alternative in LIGHTS]
    yield from same('lights', [e.alternative for e in found], LIGHTS)
    for light, wanted in zip(found, expected):
        drawn = shapes(light)
        yield from same(light.alternative, [(s.colour, s.filled) for s in drawn], wanted)
        for shape in drawn:
            if max(shape.width, shape.height) > 9:
                yield f'{light.alternative}: {shape.width:.2f} by {shape.height:.2f}'
    corners = [len({(round(x, 2), round(y, 2)) for x, y in shapes(e)[0].points}) for e in found]
    yield from same('points of each', corners, [12, 12, 12, 3, 4, 2])
    half = shapes(found[2])
    yield from near('half of the disc', half[1].width * 2, half[0].width, 1.1)
    status = [e for e in document.root.walk() if e.role == 'P' and e.text() in LIGHTS + ENGLISH]
    yield from same('words', [e.text() for e in status], [w for pair in zip(LIGHTS, ENGLISH) for w in pair])


def key_lights(document):
    """Frames (page, left, top, right, below) of the lights of the key, each 18 wide."""
    return [frame(document, e) for e in document.root.walk() if e.role == 'Figure' and e.alternative in ENGLISH]


def frame(document, element):
    left, below, right, top = document.follow(element.entries['/A'])['/BBox']
    return left, document.readers[0].height - top, right, document.readers[0].height - below


def read_grey(path):
    """Width and rows of a binary PGM or, as grey, PPM."""
    data = open(path, 'rb').read()
    kind, width, height, _ = re.match(rb'(P[56])\s+(\d+)\s+(\d+)\s+(\d+)\s', data).groups()
    start, width, height = re.match(rb'(P[56])\s+(\d+)\s+(\d+)\s+(\d+)\s', data).end(), int(width), int(height)
    if kind == b'P5':
        return [data[start + y * width:start + (y + 1) * width] for y in range(height)]
    return [bytes((299 * data[i] + 587 * data[i + 1] + 114 * data[i + 2]) // 1000
                  for i in range(start + 3 * y * width, start + 3 * (y + 1) * width, 3)) for y in range(height)]


def cut(rows, box, scale, size):
    left, top = round(box[0] * scale), round(box[1] * scale)
    return [rows[top + y][left:left + size] for y in range(size)]


def difference(a, b):
    return sum(abs(p - q) for r, s in zip(a, b) for p, q in zip(r, s)) / (255 * len(a) * len(a))


def grey_faults(document, path):
    """Rendered in grey, and at the size of print, each light differs from each other by more than a
    twentieth of its box."""
    run('pdftoppm', '-r', '144', '-gray', '-singlefile', path, os.path.join(FOLDER, 'grey'))
    rows = read_grey(os.path.join(FOLDER, 'grey.pgm'))
    lights = [cut(rows, box, 2, 36) for box in key_lights(document)]
    yield from same('lights of the key', len(lights), 6)
    for i, a in enumerate(lights):
        if difference(a, [b'\xff' * 36] * 36) < 0.03:
            yield f'{ENGLISH[i]} is hardly seen'
        for k in range(i):
            if difference(a, lights[k]) < 0.05:
                yield f'{ENGLISH[i]} and {ENGLISH[k]} differ by {difference(a, lights[k]):.3f}'


# --- donuts, columns, timeline ----------------------------------------------------------------------

def donut_faults(document):
    """The ring is 48 less the room for its tick, 7 thick; the figure stands in its middle."""
    rings = [e for e in figures(document, '新增城镇就业：完成', '改造管线：完成', '净增绿道：完成')]
    yield from same('donuts', len(rings), 3)
    for ring, text, parts in zip(rings, ('33.5%', '25.5%', '−17.5%'), (1, 1, 0)):
        track = shapes(ring, TRACK)[0]
        yield from near(f'{text}: outer', track.width, 45, 0.05)
        yield from same(f'{text}: pieces done', len(shapes(ring, DAI)), parts)
        yield from same('figure', ring.text(), text)
        glyphs = [g for _, g in ring.glyphs()]
        yield from near(f'{text}: middle', (glyphs[0].left + glyphs[-1].right) / 2, (track.left + track.right) / 2, 0.1)
        yield from near(f'{text}: baseline', glyphs[0].y, (track.top + track.below) / 2 + 3, 0.5)
        tick = shapes(ring, INK)[0]
        yield from near(f'{text}: tick at a quarter past', tick.top, (track.top + track.below) / 2)
        if tick.left < track.left + 22.5:
            yield f'{text}: the tick is on the wrong side'


def column_faults(document):
    """On one scale: heights as the values, the highest 24; this quarter in another grey."""
    jobs, greenways = figures(document, 'New urban jobs: ', 'Greenways, net: ')
    before, now = shapes(jobs, '#aeb7bd'), shapes(jobs, DAI)
    for shape, value in zip(before + now, (31200, 58000, 104000, 36800)):
        yield from near(f'column of {value}', shape.height, 24 * value / 104000)
    yield from same('columns', (len(before), len(now)), (3, 1))
    yield from same('labels', re.sub(r'\s', '', jobs.text()),
                    '31,200Q1202358,000Q2—Q3104,000Q436,800Q12024')
    down = shapes(greenways, DAI)[0]
    line = shapes(greenways, INK)[0]
    yield from near('below the line', down.top, line.top, 0.1)
    yield from near('how far', down.height, 24 * 3.5 / 9.75, 0.05)
    yield from near('this quarter below this quarter', down.left, now[0].left)


def timeline_faults(document):
    """Marks where their days are in the year: planned ones are lines, reached ones filled; those of other
    years are arrows at the ends."""
    (line,) = figures(document, '招标，')
    axis = max(shapes(line, TRACK), key=lambda s: s.width)
    place = lambda d: axis.left + axis.width * (d - date(2024, 1, 1)).days / 366
    discs = [s for s in shapes(line, DAI) if len(s.points) > 12]
    middles = lambda filled: sorted((s.left + s.right) / 2 for s in discs if s.filled == filled)
    for filled, days in ((False, ((2, 15), (3, 31), (9, 30))), (True, ((2, 20), (3, 10)))):
        found = middles(filled)
        yield from same('marks', len(found), len(days))
        for x, day in zip(found, days):
            yield from near(f'{day}', x, place(date(2024, *day)), 0.06)
    arrows = [s for s in shapes(line) if len(set(s.points)) == 3]
    yield from same('arrows', sorted((s.colour, s.filled) for s in arrows),
                    sorted([(DAI, True), (DAI, False), (DAI, False), (WHITE, True)]))
    if not any(s.right <= axis.left + NEAR for s in arrows) or not any(s.left >= axis.right - NEAR for s in arrows):
        yield 'no arrow to the year before, or to the one after'
    now = max(shapes(line, INK), key=lambda s: s.height)
    yield from near('the date of the edition', (now.left + now.right) / 2, place(date(2024, 3, 31)), 0.06)
    yield from same('quarters', re.sub(r'\s', '', line.text()), '一季度二季度三季度四季度')


def frame_faults(document):
    """A figure's frame holds all that is drawn of it."""
    for figure in (e for e in document.root.walk() if e.role == 'Figure'):
        left, top, right, below = frame(document, figure)
        for shape in shapes(figure):
            if not (left - 0.6 <= shape.left and shape.right <= right + 0.6
                    and top - 0.6 <= shape.top and shape.below <= below + 0.6):
                yield f'{figure.alternative}: a shape stands out of {left:.1f},{top:.1f} {right:.1f},{below:.1f}'


# --- the other ways out -----------------------------------------------------------------------------

def png_faults(document, path):
    """PNG shows the same page but for the rendering of edges."""
    made = build('page.png', '--format', 'png')
    if made.returncode:
        yield made.stderr
        return
    names = sorted(n for n in os.listdir(FOLDER) if n.startswith('page') and n.endswith('.png'))
    run('pdftoppm', '-r', '150', '-singlefile', path, os.path.join(FOLDER, 'pdf'))
    a = read_grey(os.path.join(FOLDER, 'pdf.ppm'))
    b = read_png(os.path.join(FOLDER, names[0]))
    yield from same('size', (len(b), len(b[0])), (len(a), len(a[0])))
    yield from near('pixels that differ', sum(abs(p - q) > 128 for r, s in zip(a, b) for p, q in zip(r, s)) /
                    (len(a) * len(a[0])), 0, 0.005)
    for word, box in zip(ENGLISH, key_lights(document)):
        yield from near(f'{word}: pixels', difference(*(cut(rows, box, 150 / 72, 37) for rows in (a, b))), 0, 0.02)


def read_png(path):
    """Rows of grey of an RGB picture without interlacing (PNG 9.2)."""
    import zlib
    data, at, packed = open(path, 'rb').read(), 8, b''
    while at < len(data):
        length, kind = int.from_bytes(data[at:at + 4], 'big'), data[at + 4:at + 8]
        if kind == b'IHDR':
            width, height, depth, colour = (int.from_bytes(data[at + 8:at + 12], 'big'),
                                            int.from_bytes(data[at + 12:at + 16], 'big'), data[at + 16], data[at + 17])
        if kind == b'IDAT':
            packed += data[at + 8:at + 8 + length]
        at += length + 12
    step = {2: 3, 6: 4}[colour]
    raw, line, rows, last = zlib.decompress(packed), width * step, [], bytearray(width * step)
    for y in range(height):
        kind, row = raw[y * (line + 1)], bytearray(raw[y * (line + 1) + 1:(y + 1) * (line + 1)])
        unfilter(kind, row, last, step)
        rows.append(bytes((299 * row[i] + 587 * row[i + 1] + 114 * row[i + 2]) // 1000 for i in range(0, line, step)))
        last = row
    return rows


def unfilter(kind, row, last, step):
    for i in range(len(row)) if kind else ():
        a, b, c = row[i - step] if i >= step else 0, last[i], last[i - step] if i >= step else 0
        near_p = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
        row[i] = (row[i] + (0, a, b, (a + b) // 2, near_p)[kind]) & 255


def svg_faults(document):
    """SVG has each shape of the PDF, filled and drawn as a line."""
    made = build('page.svg', '--format', 'svg')
    if made.returncode:
        yield made.stderr
        return
    names = sorted(n for n in os.listdir(FOLDER) if n.startswith('page') and n.endswith('.svg'))
    text = open(os.path.join(FOLDER, names[0]), encoding='utf-8').read()
    drawn = [s for r in document.readers for m in r.marks for s in m.shapes]
    lines = len(re.findall(r'<(?:path|rect)[^>]*stroke:rgb', text))
    yield from same('lines', lines, sum(not s.filled for s in drawn))
    curves = len(re.findall(r'<path[^>]* d="[^"]* C [^"]*"', text[text.rfind('</defs>'):]))
    yield from same('curves', curves, sum(len(set(s.points)) > 4 for s in drawn))


# --- what may go wrong --------------------------------------------------------------------------------

def variant(name, change):
    folder = os.path.join(FOLDER, f'template-{name}')
    os.makedirs(folder, exist_ok=True)
    for file in ('template.xml', 'styles.xml'):
        text = open(f'{TEMPLATE}/{file}', encoding='utf-8').read()
        with open(f'{folder}/{file}', 'w', encoding='utf-8') as out:
            out.write(change(text) if file == 'template.xml' else text)
    return folder


def threshold_faults():
    """The share of the schedule that is slightly behind is the template's."""
    for percent, words in (('60%', ['略慢', '滞后']), ('59.96%', ['略慢', '略慢']), ('60.01%', ['滞后', '滞后'])):
        made = build('threshold.pdf', template=variant('threshold', lambda t: t.replace('"60%"', f'"{percent}"')))
        if made.returncode:
            yield made.stderr
            continue
        document = pdf.Document(os.path.join(FOLDER, 'threshold.pdf'))
        yield from same(percent, [e.alternative for e in figures(document, *LIGHTS)][2:4], words)


def bare_faults():
    """Charts of measures that lack what they need, in places that are too small for them."""
    inside = ('<each select="//measure"><row widths="3pt 9pt *"><cell><light size="1pt" fill="dai" alert="red"/></cell>'
              '<cell><donut size="2pt" ring="900pt" style="column-head" fill="dai" track="track" tick="ink"/></cell>'
              '<cell><multiples width="0" height="0" quarters="9" style="column-head" fill="dai" track="hair" tick="ink"/>'
              '<bar width="0" height="0" fill="dai" track="track" tick="ink"/></cell></row></each>'
              '<each select="theme"><timeline width="1pt" height="0" style="column-head" fill="dai" track="hair" tick="ink"/>'
              '<timeline select="measure/milestone" height="9pt" fill="dai" track="hair" tick="ink"/></each>')
    made = build('bare.pdf', template=variant('bare', lambda t: re.sub('<part.*</body>', f'<body>{inside}</body>', t, flags=re.S)))
    if made.returncode or 'W0406' not in made.stderr:
        yield made.stderr


def limit_faults():
    """Where "slightly behind" ends is said once, at the template's root: words and lights follow."""
    folder = os.path.join(FOLDER, 'limit')
    os.makedirs(folder, exist_ok=True)
    for name, text in (('styles.xml', '<styles format="1"/>'),
                       ('template.xml', '<template format="1" name="limit" extends="quarterly" slightly-behind="95.5%"/>')):
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.write(text)
    for template, limit in (('quarterly', '60%'), (folder, '95.5%')):
        made = build('limit.pdf', template=template)
        yield from [made.stderr] if made.returncode else []
        text = pdf.Document(os.path.join(FOLDER, 'limit.pdf')).root.text()
        if f'at least {limit} of that' not in text or f'其{limit}为' not in text.replace(' ', ''):
            yield f'{limit} is not told'


def main():
    tap, path = Tap(), os.path.join(FOLDER, 'charts.pdf')
    made = build('charts.pdf')
    if made.returncode:
        tap.ok('the charts are built', [made.stderr])
        tap.end()
    document = pdf.Document(path)
    for name, faults in (
            ('bars are as their shares, with a tick at the schedule', bar_faults(document)),
            ('each chart says its data in words, in its language', word_faults(document)),
            ('in English where that is asked for', english_faults()),
            ('each status has a light of its own, and its word', light_faults(document)),
            ('lights differ from each other in grey', grey_faults(document, path)),
            ('where slightly behind ends is told as it is judged', limit_faults()),
            ('donuts have their figure in the middle', donut_faults(document)),
            ('columns of quarters stand on one scale', column_faults(document)),
            ('milestones stand at their days', timeline_faults(document)),
            ('frames hold what is drawn', frame_faults(document)),
            ('every shape is in the tree of elements, or an artifact', walks.mark_faults(document)),
            ('the elements have what a conforming file asks for', walks.element_faults(document)),
            ('PNG shows the same', png_faults(document, path)),
            ('SVG shows the same', svg_faults(document)),
            ('what is slightly behind is for the template to say', threshold_faults()),
            ('charts without room or data do no harm', bare_faults())):
        tap.ok(name, faults)
    tap.end()


main()
