"""Built pages as PDF files: the whole site as one document, and leaflets.

In go the pages as the build wrote them; out come the bytes of PDF/UA files.
Knows nothing of Markdown, of records, or of MkDocs.
"""
