// Takes the reader of an old address to the new one, to the same place on the page.
"use strict";

const to = new URL(document.currentScript.dataset.to, location.href);
to.search = location.search;
if (location.hash) to.hash = location.hash;
location.replace(to);
