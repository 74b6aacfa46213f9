"""The shown references as files that reference managers read: BibTeX, RIS and CSL-JSON.

In go References, out come the files' texts. Field values come from the records, never from the source text, so that a
journal's name or a date reads the same in all three. What a page prints survives each: where a format has no field for
it, a note carries it as `name: value`, with the name that it has in a .bib file.
"""

from references.bibtex_export import to_bibtex
from references.csl_export import to_csl_json
from references.ris_export import to_ris

__all__ = ["to_bibtex", "to_csl_json", "to_ris"]
