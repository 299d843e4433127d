"""How PDF files are read, compared with another reader: ``python -m eval.pdf_check FOLDER``.

Prints the share of sampled lines that do not stand in the text of their page, and of those that
stand there in another order than PDFium's, and each page on which there are more than one in 200.
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus import UnreadableFile, compared_pages

MOST = 0.005  # of the lines of a page


def main(folder: Path) -> None:
    """Compare and print."""
    sampled = lost = moved = pages = 0
    for file in sorted(folder.glob("*.pdf")):
        try:
            found = compared_pages(file)
        except UnreadableFile as error:
            print(error)
            continue
        for page in found:
            pages += 1
            sampled += page.sampled
            lost += len(page.lost)
            moved += len(page.moved)
            if len(page.lost) + len(page.moved) > MOST * page.sampled:
                print(f"{file.name}, page {page.number} ({page.sampled} lines)")
                for name, lines in (("lost", page.lost), ("moved", page.moved)):
                    print("".join(f"  {name}: {line.strip()[:90]}\n" for line in lines), end="")
    shares = [f"{count} ({count / max(sampled, 1):.4f})" for count in (lost, moved)]
    print(
        f"{pages} pages, {sampled} lines: {shares[0]} not in the text, {shares[1]} in another order"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
