#!/usr/bin/env python3
"""The manual pages name every element and attribute that the XSDs have, and none that is not there."""
import re
import sys

sys.path.insert(0, 'tests/lib')

from tap import Tap
from xsd import SCHEMAS, Schema

PAGES = {'doc/jibao-records.5': ('records', 'units', 'terms'), 'doc/jibao-template.5': ('template', 'styles')}
ELEMENTS = re.compile(r'<([a-z][a-z-]*)>')


class Page:
    """What a page tells under .It Sy <element> and, in lists inside or beside those, under .It Cm attribute."""

    def __init__(self, lines):
        self.elements, self.own, self.shared = {}, set(), set()
        self.lists = []             # for each open list: the elements of its current item
        self.read(lines)

    def read(self, lines):
        for number, line in enumerate(lines, 1):
            if line.startswith('.Bl'):
                self.lists.append(())
            elif line.startswith('.El'):
                self.lists.pop()
            elif line.startswith('.It Sy <'):
                self.lists[-1] = ELEMENTS.findall(line)
                self.elements.update((name, number) for name in self.lists[-1])
            elif line.startswith('.It Cm'):
                self.take_attributes(line, number)

    def take_attributes(self, line, number):
        names = re.sub(r' P[qo] .*', '', line[len('.It Cm'):]).replace(' Cm ', ' ').replace(',', ' ').split()
        owners = next((found for found in reversed(self.lists) if found), None)
        if owners:
            self.own |= {(owner, name, number) for owner in owners for name in names}
        else:
            self.shared |= {(name, number) for name in names}


def attributes_by_element(which):
    """{element: names of its attributes}, over all declarations of that name in these schemas."""
    found = {}
    for path in (SCHEMAS[name] for name in which):
        schema = Schema(path)
        for chain in schema.chains().values():
            names = {attribute.get('name') for attribute in schema.attributes(chain[-1])}
            found.setdefault(chain[-1].get('name'), set()).update(names)
    return found


def page_faults(path, lines, schemas):
    page, there = Page(lines), attributes_by_element(schemas)
    yield from (f'{path}: nothing is said of <{name}>' for name in sorted(set(there) - set(page.elements)))
    yield from (f'{path}:{line}: there is no element <{name}>' for name, line in page.elements.items() if name not in there)
    every = set().union(*there.values())
    yield from (f'{path}:{line}: no element has the attribute {name}' for name, line in sorted(page.shared) if name not in every)
    yield from (f'{path}:{line}: <{owner}> has no attribute {name}' for owner, name, line in sorted(page.own)
                if name not in there.get(owner, every))
    told = {(owner, name) for owner, name, _ in page.own}
    shared = {name for name, _ in page.shared}
    yield from (f'{path}: nothing is said of the attribute {name} of <{owner}>' for owner in sorted(there)
                for name in sorted(there[owner]) if (owner, name) not in told and name not in shared)


def lines_of(path):
    with open(path, encoding='utf-8') as file:
        return file.read().splitlines()


def plants():
    path, schemas = next(iter(PAGES.items()))
    lines = lines_of(path)
    sound = len(list(page_faults(path, lines, schemas)))
    for name, there, instead in (('an element that is not told of', '.It Sy <ballot>', '.It Sy'),
                                 ('an element that is not there', '.It Sy <ballot>', '.It Sy <ballot> , <balot>'),
                                 ('an attribute that is not told of', '.It Cm hedge', '.It'),
                                 ('an attribute that is not there', '.It Cm hedge', '.It Cm hedge , hegde')):
        spoilt = [line.replace(there, instead) for line in lines]
        if len(list(page_faults(path, spoilt, schemas))) <= sound:
            yield f'{name}: not seen'


def main():
    tap = Tap()
    for path, schemas in PAGES.items():
        tap.ok(f'{path} names every element and attribute of {", ".join(schemas)}, and no others',
               page_faults(path, lines_of(path), schemas))
    tap.ok('planted: elements and attributes too few and too many are seen', plants())
    tap.end()


main()
