"""What a writer may write in a page: citations, lists of sources, and blocks that print records, with quotes to paste.

In go Markdown, references and records; out come Python-Markdown extensions and what they noted of a page.
Knows nothing of MkDocs, of the head of a page, or of paper.
"""
