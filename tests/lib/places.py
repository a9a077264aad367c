"""Where the words of a page stand: what overlaps, and what is outside."""


def ink(word):
    """Boxes are as tall as the face says; ink keeps off their edges, and off the blank half of a mark."""
    text, left, top, right, bottom = word
    height = bottom - top
    return (left + 0.3 * height * (text[0] in '“‘（《【'), top + 0.24 * height,
            right - 0.3 * height * (text[-1] in '”’）》】，。；、：'), bottom - 0.2 * height)


def is_watermark(word):
    """What a draft carries behind its text."""
    return word[0] in ('草稿', 'DRAFT') and word[4] - word[2] > 60


def overlaps(a, b):
    (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) = ink(a), ink(b)
    return (min(right, other_right) - max(left, other_left) > 0.8 and
            min(bottom, other_bottom) - max(top, other_top) > 0)


def overlap_faults(pages):
    for number, words in enumerate(pages, 1):
        words = sorted(words, key=lambda w: w[2])
        for i, word in enumerate(words):
            for other in words[i + 1:]:
                if other[2] > word[4]:
                    break
                if overlaps(word, other):
                    yield f'page {number}: {word[0]!r} over {other[0]!r} at {word[1]:.0f},{word[2]:.0f}'
