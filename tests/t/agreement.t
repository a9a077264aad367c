#!/usr/bin/env python3
"""PNG and SVG show what the PDF shows: the same pages, drawn by three programs, hardly differ. Page ranges."""
import os
import sys

sys.path.insert(0, 'tests/lib')

import raster
from tap import Tap, jibao, run, scratch

RECORDS = 'tests/editions/complete/bulletin.xml'
DPI, MOST = 100, 0.005
FOLDER = scratch('agreement')


def build(output, *more):
    return jibao('build', RECORDS, '--message-lang', 'en', '-o', f'{FOLDER}/{output}', *more)


def written(pattern, *more):
    """The pages that are written for a list of ranges, by number."""
    for name in os.listdir(FOLDER):
        os.unlink(f'{FOLDER}/{name}')
    made = build(pattern, *more)
    start, end = pattern.split('{page}')
    return made, sorted(int(name[len(start):-len(end)]) for name in os.listdir(FOLDER))


def range_faults(page_count):
    every = list(range(1, page_count + 1))
    for pages, expected in (('2', [2]), ('2,4-', every[1:2] + every[3:]), ('1-2', [1, 2]), ('3-', every[2:]),
                            ('1-9999999999999', every), ('2,2,1-2', [1, 2])):
        for ending in 'png', 'svg':
            made, numbers = written('page-{page}.' + ending, '--dpi', '20', '--pages', pages)
            if made.returncode or numbers != expected:
                yield f'--pages {pages} ({ending}): pages {numbers}, exit {made.returncode}, {made.stderr}'
    for pages in '', '0', '2-1', 'x', '1,', ',1', '1-2-3', '-2', '1 2', '1;2':
        made, numbers = written('page-{page}.png', '--pages', pages)
        if made.returncode != 2 or numbers:
            yield f'--pages "{pages}" is taken: {made.returncode} {numbers}'
    made, numbers = written('page-{page}.png', '--pages', f'{page_count + 1}-')
    if made.returncode != 1 or 'E0908' not in made.stderr or numbers:
        yield f'pages beyond the last: exit {made.returncode}, {made.stderr}'
    made = build('out.pdf', '--pages', '2')
    if made.returncode != 2 or 'a PDF has all pages' not in made.stderr:
        yield f'a PDF of some pages: exit {made.returncode}, {made.stderr}'


def agreement_faults(pages):
    """(page, ending) whose picture differs from the PDF's page."""
    made = [build('all.pdf')] + [build('page-{page}.' + ending, '--dpi', str(DPI), '--pages', pages)
                                 for ending in ('png', 'svg')]
    yield from (m.stderr for m in made if m.returncode)
    numbers = sorted(int(n[5:-4]) for n in os.listdir(FOLDER) if n.startswith('page-') and n.endswith('.svg'))
    for page in numbers:
        expected = raster.of_pdf(f'{FOLDER}/all.pdf', page, DPI, FOLDER)
        for drawn, picture in (('PNG', raster.of_png(f'{FOLDER}/page-{page}.png')),
                               ('SVG', raster.of_svg(f'{FOLDER}/page-{page}.svg', DPI))):
            if (picture.width, picture.height) != (expected.width, expected.height):
                yield f'page {page}: the {drawn} is {picture.width} x {picture.height} pixels'
                continue
            share = raster.share_of_differing(expected, picture)
            print(f'# page {page}, {drawn}: {100 * share:.3f}% of the pixels differ')
            if share > MOST:
                yield f'page {page}: {100 * share:.2f}% of the {drawn} differ from the PDF'


def plants():
    """A line that is set 2 pixels lower, and a page that is another."""
    page = raster.of_pdf(f'{FOLDER}/all.pdf', 2, DPI, FOLDER)
    moved = raster.of_pdf(f'{FOLDER}/all.pdf', 2, DPI, FOLDER)
    moved.data = moved.row(0) * 2 + moved.data[:-2 * 3 * moved.width]
    if raster.share_of_differing(page, page) != 0:
        yield 'a page differs from itself'
    if raster.share_of_differing(page, moved) < MOST:
        yield 'a page that is moved by two pixels does not differ'
    if raster.share_of_differing(page, raster.of_pdf(f'{FOLDER}/all.pdf', 3, DPI, FOLDER)) < MOST:
        yield 'two pages do not differ'


def main():
    tap = Tap()
    build('all.pdf')
    page_count = run('pdfinfo', f'{FOLDER}/all.pdf').stdout.split('Pages:')[1].split()[0]
    tap.ok('the pages that are asked for are written, and no others', range_faults(int(page_count)))
    tap.ok('a page of text, bars and a picture looks the same as PDF, PNG and SVG', agreement_faults('2,3-'))
    tap.ok('planted: pages that differ are seen', plants())
    tap.end()


main()
