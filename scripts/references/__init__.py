"""From .bib files to printed references, and to files for reference managers.

In go the .bib files in refs/; out come Reference records, their NLM print as HTML, and .bib, .ris and CSL-JSON.
Knows nothing of pages, of evidence, of MkDocs, or of who cites.
"""
