"""Picture files as cameras, drawing programs and people with bad intent make them."""
import struct
import zlib

# --- PNG ----------------------------------------------------------------------------------------------

SIGNATURE = b'\x89PNG\r\n\x1a\n'
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def _row(values, depth):
    """Samples of a row as bytes."""
    if depth == 16:
        return b''.join(struct.pack('>H', v) for v in values)
    made, bits, filled = bytearray(), 0, 0
    for value in values:
        bits, filled = bits << depth | value, filled + depth
        if filled == 8:
            made.append(bits)
            bits = filled = 0
    if filled:
        made.append(bits << (8 - filled))
    return bytes(made)


ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def png(width, height, pixel, kind=RGB, depth=8, interlaced=False, before=b'', claimed=None):
    """pixel(x, y) gives the samples of a pixel. claimed: the size that the head tells instead."""
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    data = b''.join(b'\0' + _row([v for x in range(left, width, right) for v in pixel(x, y)], depth)
                    for left, top, right, down in passes if left < width for y in range(top, height, down))
    head = struct.pack('>IIBBBBB', *(claimed or (width, height)), depth, kind, 0, 0, interlaced)
    return SIGNATURE + chunk(b'IHDR', head) + before + chunk(b'IDAT', zlib.compress(data)) + chunk(b'IEND', b'')


def palette(colours, alpha=None):
    made = chunk(b'PLTE', b''.join(map(bytes, colours)))
    return made + chunk(b'tRNS', bytes(alpha)) if alpha else made


def resolution(dots_per_inch):
    per_metre = round(dots_per_inch / 0.0254)
    return chunk(b'pHYs', struct.pack('>IIB', per_metre, per_metre, 1))


# --- JPEG: blocks of one colour each, so that nothing but their means is coded ---------------------------

LENGTHS = (0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0)     # of codes for the sizes 0 … 11 (T.81, table K.3)


def _codes():
    code, made = 0, []
    for length, count in enumerate(LENGTHS, 1):
        for _ in range(count):
            made.append((code, length))
            code += 1
        code <<= 1
    return made


def segment(marker, data):
    return bytes((0xFF, marker)) + struct.pack('>H', len(data) + 2) + data


def ycc(red, green, blue):
    return (0.299 * red + 0.587 * green + 0.114 * blue, 128 - 0.168736 * red - 0.331264 * green + 0.5 * blue,
            128 + 0.5 * red - 0.418688 * green - 0.081312 * blue)


def _scan(across, down, block, ac):
    codes, bits, count, last = _codes(), 0, 0, {}

    def put(value, length):
        nonlocal bits, count
        bits, count = bits << length | value, count + length

    for y in range(down):
        for x in range(across):
            for number, mean in enumerate(block(x, y)):
                value = round((mean - 128) * 8 / 8)
                difference = value - last.get(number, 0)
                last[number] = value
                size = abs(difference).bit_length()
                put(*codes[size])
                put(difference if difference > 0 else difference + (1 << size) - 1, size) if size else None
                if ac:
                    put(0, 1)               # no more coefficients
    pad = -count % 8
    data = (bits << pad | (1 << pad) - 1).to_bytes((count + pad) // 8, 'big')
    return data.replace(b'\xff', b'\xff\0')


def jpeg(across, down, block, components=3, before=b'', frame=0xC0, claimed=None, precision=8):
    """block(x, y) gives the means of the components of 8 x 8 pixels. frame C2 makes it progressive."""
    width, height = claimed or (8 * across, 8 * down)
    parts = b''.join(bytes((n, 0x11, 0)) for n in range(1, components + 1))
    made = b'\xff\xd8' + before + segment(0xDB, b'\0' + b'\x08' * 64)
    made += segment(frame, struct.pack('>BHHB', precision, height, width, components) + parts)
    made += segment(0xC4, b'\0' + bytes(LENGTHS) + bytes(range(12)))
    if frame != 0xC2:
        made += segment(0xC4, b'\x10' + bytes((1,) + (0,) * 15) + b'\0')
    selectors = b''.join(bytes((n, 0)) for n in range(1, components + 1))
    last = b'\0\0\0' if frame == 0xC2 else b'\0\x3f\0'
    made += segment(0xDA, bytes((components,)) + selectors + last)
    return made + _scan(across, down, block, frame != 0xC2) + b'\xff\xd9'


def exif(orientation, little=True):
    """With the place where the picture was taken, and the camera's name and number."""
    order = '<' if little else '>'
    entry = struct.pack(order + 'HHI', 0x0112, 3, 1) + struct.pack(order + 'HH', orientation, 0)
    maker = struct.pack(order + 'HHII', 0x010F, 2, 12, 62)
    place = struct.pack(order + 'HHII', 0x8825, 4, 1, 74)
    directory = struct.pack(order + 'H', 3) + maker + entry + place + struct.pack(order + 'I', 0)
    head = (b'II*\0' if little else b'MM\0*') + struct.pack(order + 'I', 8)
    tail = b'CameraMaker1' + b'GPS\0 N31 42 E119 56'
    return segment(0xE1, b'Exif\0\0' + head + directory + b'\0' * (54 - len(directory)) + tail)


JFIF = segment(0xE0, b'JFIF\0\1\1\1' + struct.pack('>HHBB', 300, 300, 0, 0))
JFIF_WITH_THUMBNAIL = segment(0xE0, b'JFIF\0\1\1\1' + struct.pack('>HHBB', 300, 300, 4, 4) + b'THUMB' * 9 + b'xyz')
XMP = segment(0xE1, b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPSLatitude</x:xmpmeta>')
COMMENT = segment(0xFE, b'taken by someone, SerialNumber 4711')
ADOBE_RGB = segment(0xEE, b'Adobe\0\x64\0\0\0\0\0')
MAKER = segment(0xE2, b'MPF\0GPS of another picture') + segment(0xED, b'Photoshop 3.0\0GPS')


# --- reading a QR code: version 1 to 3 at level M, without mending errors --------------------------------

MASKS = (lambda r, c: (r + c) % 2, lambda r, c: r % 2, lambda r, c: c % 3, lambda r, c: (r + c) % 3,
         lambda r, c: (r // 2 + c // 3) % 2, lambda r, c: r * c % 2 + r * c % 3,
         lambda r, c: (r * c % 2 + r * c % 3) % 2, lambda r, c: ((r + c) % 2 + r * c % 3) % 2)


def _is_function(size, row, column):
    """Whether the module is no data: finders with the format beside them, timing, alignment."""
    if row == 6 or column == 6 or (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9):
        return True
    return size > 21 and abs(row - (size - 7)) <= 2 and abs(column - (size - 7)) <= 2


def read_qr(dark):
    """The text of rows of modules, True where one is dark; raises where it is no code."""
    size = len(dark)
    assert size in (21, 25, 29), f'{size} modules'
    for row, column in ((0, 0), (0, size - 7), (size - 7, 0)):
        ring = [dark[row][column + i] and dark[row + 6][column + i] and dark[row + i][column] for i in range(7)]
        assert all(ring) and not dark[row + 1][column + 1] and dark[row + 3][column + 3], 'no finder'
    form = [dark[8][i] for i in (0, 1, 2, 3, 4)]
    bits = sum(b << (4 - i) for i, b in enumerate(form)) ^ 0b10101
    assert bits >> 3 == 0, 'not level M'
    mask, data, up = MASKS[bits & 7], [], True
    for right in [c for c in range(size - 1, 6, -2)] + [5, 3, 1]:
        for row in range(size - 1, -1, -1) if up else range(size):
            for column in right, right - 1:
                if not _is_function(size, row, column):
                    data.append(dark[row][column] ^ (mask(row, column) == 0))
        up = not up
    number = int(''.join('1' if b else '0' for b in data[:12]), 2)
    assert number >> 8 == 4, 'not bytes'
    text = data[12:12 + 8 * (number & 255)]
    return bytes(int(''.join('1' if b else '0' for b in text[i:i + 8]), 2) for i in range(0, len(text), 8)).decode()
