"""The site as pages: heads, the pages of findings, preview images, and addresses that never die.

In go records and what was noted page by page; out come texts and files by their place on the site.
Knows nothing of MkDocs, and writes nothing itself.
"""
