"""Pages as rows of pixels, whatever drew them, and how much two of them differ."""
from tap import run


class Picture:
    def __init__(self, path):
        with open(path, 'rb') as file:
            kind, size, _, self.data = file.read().split(b'\n', 3)
        assert kind == b'P6'
        self.width, self.height = map(int, size.split())

    def at(self, x, y):
        """Red, green, blue of the pixel there."""
        start = 3 * (y * self.width + x)
        return tuple(self.data[start:start + 3])

    def row(self, y):
        return self.data[3 * y * self.width:3 * (y + 1) * self.width]


def of_pdf(path, page, dpi, folder):
    made = f'{folder}/pdf-{page}'
    run('pdftoppm', '-r', str(dpi), '-f', str(page), '-l', str(page), '-singlefile', path, made)
    return Picture(made + '.ppm')


def of_png(path):
    """MuPDF takes a pixel of it for 1/96 inch: pixels stay what they are."""
    run('mutool', 'draw', '-q', '-r', '96', '-o', path + '.ppm', path)
    return Picture(path + '.ppm')


def of_svg(path, dpi):
    run('rsvg-convert', '-d', str(dpi), '-p', str(dpi), '-o', path + '.png', path)
    return of_png(path + '.png')


# Of 255, after a blur: Poppler sets glyphs on whole pixels downwards and on quarters across, which a blur of one
# pixel does not wholly take away from a thin stroke.
TOLERANCE = 48


def _sums(rows):
    """Of each number and its neighbours in three rows of differences."""
    column = [a + b + c for a, b, c in zip(*rows)]
    return [a + b + c for a, b, c in zip([0, 0, 0] + column, column, column[3:] + [0, 0, 0])]


def share_of_differing(a, b):
    """The share of pixels that differ by more than the tolerance in some colour, after a blur of one pixel. Blurring
    the difference is differing after a blur, and most rows of it are nothing."""
    none = [0] * (3 * a.width)
    differences = [none]
    for y in range(a.height):
        first, second = a.row(y), b.row(y)
        differences.append(none if first == second else [p - q for p, q in zip(first, second)])
    differences.append(none)
    count = 0
    for y in range(1, a.height + 1):
        rows = differences[y - 1:y + 2]
        if any(row is not none for row in rows):
            sums = [abs(s) > 9 * TOLERANCE for s in _sums(rows)]
            count += sum(map(max, zip(sums[::3], sums[1::3], sums[2::3])))
    return count / (a.width * a.height)
