"""From the YAML files in refs/ to records: studies with their facts, findings, tables, changes.

In go refs/*.yml and the keys of the .bib files; out come frozen records with the line of each node, and faults.
Knows nothing of Markdown pages, of HTML, or of MkDocs.
"""
