"""A CSV table as a spreadsheet opens it, changes cells and saves it."""
import csv


def read(path):
    """Column names and rows; the last word of a header's cell is the name."""
    with open(path, encoding='utf-8-sig', newline='') as file:
        head, *rows = csv.reader(file)
    return head, rows


def names(head):
    return [cell.split()[-1] for cell in head]


def change(rows, head, cells):
    """cells: {(id, column): text}."""
    columns = names(head)
    for (key, column), text in cells.items():
        next(row for row in rows if row[0] == key)[columns.index(column)] = text
    return rows


def write(path, head, rows, encoding='utf-8-sig', **form):
    with open(path, 'w', encoding=encoding, newline='') as file:
        csv.writer(file, **form).writerows([head, *rows])
    return path


def edit(path, cells, to=None, **form):
    head, rows = read(path)
    return write(to or path, head, change(rows, head, cells), **form)
