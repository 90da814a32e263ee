"""What a file is by its first bytes, when it is no plain text: a document under another name is still a document."""

from __future__ import annotations

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADS = {
    b"%PDF": "un PDF",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"\x1f\x8b": "un fichier compressé",
    b"{\\rtf": "un document de traitement de texte (RTF)",
}
# Of a ZIP file, the names of what is in it are not compressed.
_INSIDE = {
    b"mimetypeapplication/vnd.oasis.opendocument.text": "un document de LibreOffice (.odt)",
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet": "un classeur de LibreOffice (.ods)",
    b"word/document.xml": "un document Word (.docx)",
    b"xl/workbook.xml": "un classeur Excel (.xlsx)",
}


def kind_of(data: bytes) -> str:
    """What a file is, in French; nothing when its first bytes may be those of a text."""
    if data.startswith(ZIP):
        return next((kind for sign, kind in _INSIDE.items() if sign in data), "un document, un classeur ou une archive (Word, Excel, LibreOffice, zip)")
    if data.startswith(OLE):
        return "un ancien document de Word ou d’Excel"
    return next((kind for head, kind in _HEADS.items() if data.startswith(head)), "")
