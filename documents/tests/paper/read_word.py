"""A Word file as lines: each section, then each paragraph in the order of the page."""

import sys

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

document = docx.Document(sys.argv[1])
for section in document.sections:
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    size = (section.page_width, section.page_height)
    header = "".join(it._p.xml for it in section.header.paragraphs)
    print(
        "section",
        "x".join(str(round(it.mm)) for it in size),
        "margins",
        ",".join(str(round(it.mm)) for it in sides),
        "number" if "PAGE" in header else "no-number",
        "not-on-the-first" if section.different_first_page_header_footer else "on-every",
    )

styles = document.styles.element.xml
print("default", "Times New Roman" in styles, 'w:sz w:val="28"' in styles)


def said(paragraph, place):
    text = paragraph.text.replace("\n", "⏎")
    if not text.strip():
        return
    run = next(it for it in paragraph.runs if it.text.strip())
    size = run.font.size.pt if run.font.size else 14.0
    looks = ("b" if run.font.bold else "") + ("i" if run.font.italic else "")
    alignment = str(paragraph.alignment).split(" ")[0].lower()
    print(place, f"{size:g}", looks or "-", alignment, text)


def walk(parent, body, place):
    for child in body.iterchildren():
        if child.tag.endswith("}p"):
            said(Paragraph(child, parent), place)
        elif child.tag.endswith("}tbl"):
            for row in Table(child, parent).rows:
                for cell in row.cells:
                    walk(cell, cell._tc, "cell")


walk(document, document.element.body, "text")
