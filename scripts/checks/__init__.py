"""What a rendered page is held against: numbers against facts, words against labels, links, shape, safety.

In go a page as its writer wrote it and the element tree or HTML made of it; out come faults with their places.
Changes nothing, writes nothing, and knows nothing of MkDocs.
"""
