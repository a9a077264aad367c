#!/usr/bin/env python3
"""The page on the properties of styles tells of those that the schema has, with their values and pictures."""
import os
import re
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, 'tests/lib')

from tap import Tap

XS = '{http://www.w3.org/2001/XMLSchema}'
MOST = 30000                            # bytes of a picture


def properties():
    """Each property of the schema with its values; none where they are not listed."""
    root = ET.parse('templates/schema/styles.xsd').getroot()
    values = {t.get('name'): [e.get('value') for e in t.iter(f'{XS}enumeration')]
              for t in root.findall(f'{XS}simpleType')}
    group = next(g for g in root.findall(f'{XS}attributeGroup') if g.get('name') == 'look')
    return {a.get('name'): values.get(a.get('type'), []) for a in group.findall(f'{XS}attribute')}


def sections():
    """For each property that heads a section, the text under the heading."""
    with open('doc/typesetting.md', encoding='utf-8') as file:
        parts = re.split(r'^##+ (.*)$', file.read(), flags=re.M)
    return {name: text for heading, text in zip(parts[1::2], parts[2::2])
            for name in re.findall(r'`([a-z-]+)`', heading)}


def value_faults(known, told):
    for name in known.keys() & told.keys():
        for value in known[name]:
            if f'`{value}`' not in told[name] and {*known[name]} != {'yes', 'no'}:
                yield f'{name}: nothing of {value}'


def manual_faults(known):
    with open('doc/jibao-template.5', encoding='utf-8') as file:
        said = re.split(r'^\.Sh STYLES$', file.read(), flags=re.M)[1]
    terms = {t for line in re.findall(r'^\.It Cm (.*)$', said, re.M) for t in line.split(' , ')}
    yield from (f'{name} is not in jibao-template(5)' for name in known.keys() - terms)
    for name, values in known.items():
        if {*values} != {'yes', 'no'}:
            yield from (f'{name}: {v} is not in jibao-template(5)' for v in values if f'.Ql {v}' not in said)


def picture_faults(told):
    shown = {picture for text in told.values() for picture in re.findall(r'\(typesetting/([a-z]+\.png)\)', text)}
    made = set(os.listdir('doc/typesetting'))
    yield from (f'{name} has no picture' for name, text in told.items() if '](typesetting/' not in text)
    yield from (f'{picture} is shown or there, not both' for picture in shown ^ made)
    for picture in made:
        size = os.path.getsize(f'doc/typesetting/{picture}')
        if size > MOST:
            yield f'{picture} has {size} bytes'


def main():
    tap = Tap()
    known, told = properties(), sections()
    tap.ok('the page tells of every property, and of no other', known.keys() ^ told.keys())
    tap.ok('it tells of every value', value_faults(known, told))
    tap.ok('so does the manual', manual_faults(known))
    tap.ok('every property has a picture, and a small one', picture_faults(told))
    tap.ok('planted: a property, a value and a picture that are missing are seen',
           [] if list(value_faults({'align': ['other']}, told)) and list(manual_faults({'other': []})) and
           list(picture_faults({'align': ''})) else ['they are not'])
    tap.end()


main()
