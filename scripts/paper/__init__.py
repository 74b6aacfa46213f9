"""Built pages as PDF files: the whole site as one document, and leaflets. And all that the site holds as images.

In go the pages as the build wrote them, and records of what is drawn; out come the bytes of PDF/UA and PNG files.
Knows nothing of Markdown, of records, or of MkDocs.
"""
