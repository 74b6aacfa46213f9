"""How readers reach the makers, and the links for reporting a mistake.

In go the address for mail and the project's public page, of which both may be missing; out come links that are filled in.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote, urlsplit

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PAGE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~%+-]*)*")
# Where new issues are written, and what their title and text are called there.
_FORMS = (
    ("gitlab", "{page}/-/issues/new?issue[title]={title}&issue[description]={text}"),
    ("git|codeberg|forge", "{page}/issues/new?title={title}&body={text}"),
)


class Contact(NamedTuple):
    """What is empty is not there."""

    email: str = ""
    page: str = ""  # the project's public one, without a slash at its end

    def __bool__(self) -> bool:
        return bool(self.email or self.page)

    def report(self, title: str, address: str) -> str:
        """The link to report a mistake on a page: by mail, which needs no account, else at the project's page; empty without both."""
        title, text = quote(f"Mistake: {title}", safe=""), quote(f"{address or '(address of the page)'}\r\n\r\nWhat is wrong: ", safe="")
        if self.email:
            return f"mailto:{self.email}?subject={title}&body={text}"
        host = urlsplit(self.page).netloc
        form = next((form for names, form in _FORMS if re.search(names, host)), "{page}")
        return form.format(page=self.page, title=title, text=text)


def read_contact(extra: Mapping[str, object]) -> Contact:
    """What stands under extra as contact_email and repo_url.

    Raises:
        ValueError: with what to write.
    """
    email, page = (str(extra.get(name) or "").strip() for name in ("contact_email", "repo_url"))
    if email and not _EMAIL.fullmatch(email):
        raise ValueError(f'"{email}" is no address for mail (give contact_email, or CONTACT_EMAIL, as name@example.org)')
    if page and not _PAGE.fullmatch(page):
        raise ValueError(f'"{page}" is no web address (give repo_url, or REPO_URL, as https://example.org/project)')
    return Contact(email, page.rstrip("/"))
