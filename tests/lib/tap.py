"""TAP for the end-to-end tests, and the program under test."""
import os
import subprocess
import sys

JIBAO = os.path.abspath(os.environ.get('JIBAO', 'build/jibao'))
SCRATCH = os.path.join(os.environ.get('BUILD', 'build'), 'tests')


class Tap:
    def __init__(self):
        self.number = 0
        self.failed = False

    def ok(self, name, faults):
        """Holds where there are no faults; the first ones are shown."""
        faults = list(faults)
        self.number += 1
        self.failed = self.failed or bool(faults)
        print(f'{"not " if faults else ""}ok {self.number} - {name}')
        for fault in faults[:12]:
            print('# ' + str(fault).rstrip().replace('\n', '\n#   '))
        if len(faults) > 12:
            print(f'# … and {len(faults) - 12} more')

    def end(self):
        print(f'1..{self.number}')
        sys.exit(1 if self.failed else 0)


def scratch(name):
    folder = os.path.join(SCRATCH, name)
    os.makedirs(folder, exist_ok=True)
    return folder


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def jibao(*arguments, **options):
    return run(JIBAO, *arguments, **options)
