// The search: loaded by search-opener.js at the first need, as is its index, which scripts/pages/search.py makes.
(() => {
  "use strict";

  // ---- Words ----
  const IDLE = new Set(`a about also am an and any are as at be been but by can could did do does for from get had has have how i if
    in into is it its just like me my of on or our she should so tell that the them then there these they this to was we were what
    when which who why will with would you your`.split(/\s+/));
  const EXACT = 1, OTHER = 0.8, BEGINS = 0.7, SLIP = 0.5; // how much a word counts by how it was found

  // British spelling, endings and common slips go away on both sides, so a form need be no word: "fibre" and "fibers" are "fiber".
  const stemOf = (word) => {
    let bare = word.replace(/(.{4})ness$/, "$1").replace(/ies$/, "y").replace(/([^s])s$/, "$1")
      .replace(/our/g, "or").replace(/([bt])re$/, "$1er").replace(/ae|oe/g, "e").replace(/y/g, "i").replace(/ph/g, "f").replace(/(\D)\1/g, "$1");
    bare = bare.replace(/(.{3})(ing|ed|ion|ive|li)$/, "$1").replace(/(.{5})at$/, "$1");
    return bare.length > 4 ? bare.replace(/[ei]$/, "") : bare;
  };
  const known = new Map();
  const stem = (word) => {
    if (!known.has(word)) known.set(word, stemOf(word));
    return known.get(word);
  };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’']s\b|[’']/g, "").toLowerCase();

  // Each word with its place. "IL-2R" is il2r, too, and "small-fiber" smallfiber.
  const words = (text) => {
    const found = [];
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}’']+(?:-[\p{L}\p{N}\p{M}’']+)*/gu)) {
      const parts = plain(match[0]).split("-");
      const place = { start: match.index, end: match.index + match[0].length };
      if (parts.length > 1) found.push({ ...place, stem: stem(parts.join("")) });
      let start = match.index;
      for (const part of parts) {
        found.push({ ...place, stem: stem(part), word: part });
        start += part.length + 1;
      }
    }
    return found;
  };

  // Letters to change, add, leave out or swap, up to `most`, else Infinity.
  const slips = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return Infinity;
    let before, last = [], now = Array.from({ length: other.length + 1 }, (_, index) => index);
    for (let i = 1; i <= one.length; i += 1) {
      [before, last, now] = [last, now, [i]];
      for (let j = 1; j <= other.length; j += 1) {
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
      }
    }
    return now[other.length] <= most ? now[other.length] : Infinity;
  };

  const stems = (text) => words(text).filter(({ word }) => word !== undefined);
  const telling = (found) => { // without words that stand everywhere, unless there are no others
    const some = found.filter(({ word }) => !IDLE.has(word));
    return some.length ? some : found;
  };

  // ---- Ranking: BM25 (k1 1.2, b 0.5), where a word in a title counts as four ----
  class Ranking {
    constructor({ pages, sections, words: records }) {
      Object.assign(this, { pages, sections });
      this.places = new Map(); // word -> number of the section -> how much of it stands there
      this.lengths = sections.map(([page, anchor, title, text], number) =>
        this.add(number, title, 4) + this.add(number, pages[page][1], anchor ? 1 : 2) + this.add(number, text, 1));
      this.mean = this.lengths.reduce((sum, one) => sum + one, 0) / this.lengths.length;
      this.titles = sections.map(([, , title]) => telling(stems(title)).map((one) => one.stem));
      const listed = (some) => some.map((one) => one.stem);
      this.others = records.filter(([, means]) => means).map(([typed, means]) =>
        ({ typed: typed.map((one) => listed(telling(stems(one)))), means: listed(telling(stems(means))) }));
      this.first = new Map();
      for (const [typed, , number] of records) if (number >= 0) for (const one of typed) for (const key of this.keys(stems(one))) this.first.set(key, number);
      this.known = new Set([...this.places.keys(), ...records.flatMap(([typed]) => typed.flatMap((one) => listed(stems(one))))]);
    }

    add(number, text, weight) {
      const found = words(text);
      for (const { stem: word } of found) {
        const counts = this.places.get(word) ?? new Map();
        this.places.set(word, counts.set(number, (counts.get(number) ?? 0) + weight));
      }
      return found.length * weight;
    }

    // Under what a best bet is kept: all words typed and, where two or more tell what is meant, those.
    keys(found) {
      const some = telling(found);
      return [found, ...(some.length > 1 ? [some] : [])].map((list) => list.map((one) => one.stem).join(" "));
    }

    rarity(word) {
      const count = this.places.get(word)?.size ?? 0;
      return Math.log(1 + (this.lengths.length - count + 0.5) / (count + 0.5));
    }

    // The known words that are fewest slips away from one that is not known.
    near(word) {
      const most = word.length > 6 ? 2 : word.length > 3 ? 1 : 0;
      const found = [...this.known].map((other) => [other, slips(word, other, most)]).filter(([, by]) => by <= most);
      const least = Math.min(...found.map(([, by]) => by));
      return found.filter(([, by]) => by === least).map(([other]) => other);
    }

    // What counts as a word that was typed, and how much: itself, what begins with it, or what was perhaps meant.
    counting(word, isLast) {
      const found = new Map();
      if (this.places.has(word)) found.set(word, EXACT);
      if (word.length > 2 && (isLast || !this.known.has(word))) {
        for (const other of this.places.keys()) if (other.startsWith(word) && other !== word) found.set(other, BEGINS);
      }
      if (!found.size && !this.known.has(word)) for (const other of this.near(word)) if (this.places.has(other)) found.set(other, SLIP);
      return found;
    }

    // One group for each word typed.
    groups(typed) {
      const groups = typed.map((one, place) => ({ ...one, found: this.counting(one.stem, place === typed.length - 1) }));
      groups.forEach((group, place) => { // "auto immune" is autoimmune
        const next = groups[place + 1];
        const both = next && stem(group.word + next.word);
        if (both && this.places.has(both)) for (const one of [group, next]) one.found.set(both, EXACT);
      });
      for (const { typed: phrases, means } of this.others) {
        for (const phrase of phrases) {
          for (let place = 0; place + phrase.length <= groups.length; place += 1) {
            const part = groups.slice(place, place + phrase.length);
            if (part.some((group, index) => group.meant !== phrase[index])) continue;
            for (const group of part) {
              for (const word of means) group.found.set(word, Math.max(OTHER, group.found.get(word) ?? 0));
              if (part.length === 1) group.most = Math.min(group.most ?? Infinity, ...means.map((word) => this.rarity(word)));
            }
          }
        }
      }
      return groups;
    }

    // How much each section holds of one group. A rare word counts no more than the common one that was typed or is meant.
    scores({ stem: typed, found, most: meant = Infinity }) {
      const best = new Map();
      const most = this.places.has(typed) ? Math.min(meant, this.rarity(typed)) : meant;
      for (const [word, weight] of found) {
        const rarity = Math.min(most, this.rarity(word));
        for (const [number, count] of this.places.get(word) ?? []) {
          const value = weight * rarity * count * 2.2 / (count + 1.2 * (0.5 + 0.5 * this.lengths[number] / this.mean));
          best.set(number, Math.max(best.get(number) ?? 0, value));
        }
      }
      return best;
    }

    // The numbers of the sections, best first, and all words that count.
    find(text) {
      const typed = stems(text).map((one) => ({ ...one, meant: this.known.has(one.stem) ? one.stem : this.near(one.stem)[0] ?? one.stem }));
      const groups = this.groups(telling(typed));
      const counting = new Set(groups.flatMap(({ found }) => [...found.keys()]));
      const sums = new Map();
      for (const best of groups.map((group) => this.scores(group))) {
        for (const [number, value] of best) {
          const sum = sums.get(number) ?? { value: 0, matched: 0 };
          sums.set(number, { value: sum.value + value, matched: sum.matched + 1 });
        }
      }
      const worth = new Map();
      for (const [number, { value, matched }] of sums) {
        const isWhole = this.titles[number].every((word) => counting.has(word)); // its title says just this
        worth.set(number, value * (matched / groups.length) ** 2 * (isWhole ? 1.5 : 1) * (this.sections[number][4] ? 0.5 : 1));
      }
      const least = Math.max(0, ...worth.values()) / 20;
      const first = this.keys(typed.map(({ meant, ...one }) => ({ ...one, stem: meant }))).map((key) => this.first.get(key)).find((one) => one >= 0);
      if (first !== undefined) worth.set(first, Infinity);
      const found = [...worth].filter(([, value]) => value >= least).sort(([a, one], [b, other]) => (one === other ? a - b : other - one));
      return { numbers: found.map(([number]) => number), counting };
    }
  }

  // ---- What is shown ----
  const MOST = 10; // results
  const LONGEST = 180; // letters of an excerpt
  const dialog = document.querySelector(".search-dialog");
  const input = dialog.querySelector("input");
  const list = dialog.querySelector(".search-results");
  const status = dialog.querySelector("[role=status]");
  const script = new URL(document.currentScript.src);
  const site = new URL("..", script);
  let ranking, saying;
  let problem = "";

  // A screen reader speaks when typing pauses, not at each letter.
  const say = (text) => {
    clearTimeout(saying);
    saying = setTimeout(() => { status.textContent = text; }, 300);
  };

  const element = (name, className, ...children) => {
    const made = Object.assign(document.createElement(name), { className });
    made.append(...children);
    return made;
  };

  // The sentence that holds the most of what counts, and what follows it, with these words marked.
  const excerpt = (text, counting) => {
    const sentences = text.match(/.+?(?:[.?!]["”)]*(?=\s|$)|$)\s*/gs) ?? [];
    const held = sentences.map((one) => new Set(words(one).map(({ stem: word }) => word).filter((word) => counting.has(word))).size);
    const place = held.indexOf(Math.max(...held));
    let part = sentences.slice(place).join("").trim();
    const at = words(part).find((one) => counting.has(one.stem))?.start ?? 0;
    if (at > LONGEST - 40) part = `… ${part.slice(part.indexOf(" ", at - 60) + 1)}`;
    if (part.length > LONGEST) part = `${part.slice(0, part.lastIndexOf(" ", LONGEST)).replace(/[\s.,;:!?]+$/, "")} …`;
    const made = element("p", "search-excerpt");
    let end = 0;
    for (const one of words(part)) {
      if (!counting.has(one.stem) || one.start < end) continue;
      made.append(part.slice(end, one.start), element("mark", "", part.slice(one.start, one.end)));
      end = one.end;
    }
    made.append(part.slice(end));
    return made;
  };

  const result = (number, counting) => {
    const [page, anchor, title, text] = ranking.sections[number];
    const [address, name] = ranking.pages[page];
    const link = Object.assign(element("a", "", title), { href: new URL(anchor ? `${address}#${anchor}` : address, site).href });
    return element("li", "", link, ...(name === title ? [] : [element("p", "search-page", name)]), excerpt(text, counting));
  };

  const show = () => {
    const typed = input.value.trim();
    if (!ranking) return say(problem || (typed ? "Getting the search ready" : ""));
    const { numbers, counting } = /[\p{L}\p{N}]/u.test(typed) ? ranking.find(typed) : { numbers: [] };
    list.replaceChildren(...numbers.slice(0, MOST).map((number) => result(number, counting)));
    list.hidden = !numbers.length;
    dialog.querySelector(".search-ways").hidden = numbers.length > 0;
    if (!typed) say("");
    else if (!numbers.length) say(`Nothing found for "${typed}". Try other words, or one of the three ways below.`);
    else say(numbers.length > MOST ? `${MOST} best of ${numbers.length} found` : `${numbers.length} found`);
    if ("entered" in dialog.dataset) list.querySelector("a")?.focus(); // on a phone this puts the keys away
    delete dialog.dataset.entered;
  };

  const fetchIndex = async () => {
    problem = "";
    try {
      const answer = await fetch(new URL("search.json", script));
      if (!answer.ok) throw new Error(String(answer.status));
      ranking = new Ranking(await answer.json());
      show();
    } catch {
      problem = "The search did not load. Check your connection, then press Enter.";
      show();
    }
  };

  input.addEventListener("input", show);
  dialog.querySelector("form").addEventListener("submit", () => (ranking ? show() : fetchIndex()));
  list.addEventListener("click", ({ target }) => { // a place on this very page is behind the dialog
    if (target.closest("a")?.pathname === location.pathname) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [input, ...dialog.querySelectorAll("li a")].filter((one) => one.checkVisibility?.() ?? one.offsetParent);
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  show();
  fetchIndex();
})();
