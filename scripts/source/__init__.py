"""Source files as writers wrote them: pages, YAML and text, within bounds, each read once.

In go files; out come Page records, YAML values and Text in which words are found again, with faults at their lines.
Must not know what records mean, how a page is rendered, or that there is MkDocs.
"""
