#!/usr/bin/env python3
"""The rules of typesetting, each by cases measured on the finished PDF: where its glyphs stand. Every check
of every case is tried on lines that were spoilt, too."""
import re
import sys

sys.path[:0] = ['tests/lib', 'tests/typography']

import cases_english
import cases_lines
import cases_marks
import cases_mixed
import checks
import sheet
from tap import Tap, run, scratch

CASES = [*cases_marks.CASES, *cases_mixed.CASES, *cases_lines.CASES, *cases_english.CASES]
RULE = re.compile(r'^- \*\*(R[0-9]+b?)\*\* (\w+)\.', re.M)


def rules():
    """Number and state of each rule up to R56, which ends the typesetting of paragraphs."""
    with open('doc/rules.md', encoding='utf-8') as file:
        found = RULE.findall(file.read())
    return [(number, state) for number, state in found if int(number[1:3]) <= 56]


def rule_faults(tap_rules):
    for number, state in tap_rules:
        named = [c for c in CASES if number in c.rules]
        print(f'# {number:4} {state:7} {len(named):2} cases')
        if not named and state != 'open':
            yield f'{number} has no case'
    known = {number for number, _ in tap_rules}
    yield from (f'{c.name()}: no such rule as {r}' for c in CASES for r in c.rules if r not in known)


def case_faults(case):
    if not case.lines:
        return ['there are no lines']
    all_checks = [checks.Words(), *case.checks]
    found = [fault for check in all_checks for fault in checks.faults(check, case)]
    if found:
        found.append('|'.join(line.text() for line in case.lines))
        return found
    return [f'{type(check).__name__}: a planted fault is not seen'
            for check in all_checks if not checks.is_seen(check, case)]


def reading_faults(path):
    """What pdftotext says: each line as it stands, and divided words whole. In columns too narrow for it to
    see that lines belong together it does not join them."""
    laid_out = checks.squeeze(run('pdftotext', '-layout', path, '-').stdout)
    flowing = checks.squeeze(run('pdftotext', path, '-').stdout)
    joined = 0
    for case in CASES:
        for line in case.lines:
            if checks.squeeze(line.text()) not in laid_out:
                yield f'not read: {line.text()}'
        for _, before, after in checks.inserted(case, case.lines) if case.measure >= 12 else ():
            joined += 1
            if before + after not in flowing:
                yield f'{before}{after} is not joined'
    if joined < 3:
        yield f'only {joined} divided words'


def main():
    tap = Tap()
    path, made = sheet.build(CASES, scratch('typography'))
    tap.ok('the cases are set', [made.stderr] if made.returncode else [])
    tap.ok('each is a paragraph', sheet.read(CASES, path))
    tap.ok('every rule that is held has a case', rule_faults(rules()))
    for case in CASES:
        tap.ok(case.name(), case_faults(case))
    tap.ok('a reader of text finds the lines, and divided words whole (R55)', reading_faults(path))
    tap.end()


main()
