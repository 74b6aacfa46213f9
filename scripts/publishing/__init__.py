"""MkDocs run and listened to, the site's policy, and the swap of the finished site into its place.

In go the project's folder and what is wanted; out comes a folder of files, or every fault in one go.
The one room, with hooks.py, that knows MkDocs; no other room may import it.
"""
