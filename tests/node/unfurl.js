// Reads pages as three link-preview libraries do. In go addresses as arguments, out comes JSON on standard output:
// for each address and library the title, description, image and image text that a forum would show.
import createMetascraper from "metascraper";
import description from "metascraper-description";
import image from "metascraper-image";
import title from "metascraper-title";
import url from "metascraper-url";
import openGraphScraper from "open-graph-scraper";
import { unfurl } from "unfurl.js";

const metascraper = createMetascraper([title(), description(), image(), url()]);

const readers = {
  async "open-graph-scraper"(address, html) {
    const { result } = await openGraphScraper({ html });
    const [first] = result.ogImage;
    return { title: result.ogTitle, description: result.ogDescription, image: first.url, alt: first.alt, url: result.ogUrl, width: first.width };
  },
  async "unfurl.js"(address) {
    const { open_graph: og } = await unfurl(address);
    const [first] = og.images;
    return { title: og.title, description: og.description, image: first.url, alt: first.alt, url: og.url, width: first.width };
  },
  async metascraper(address, html) {
    return metascraper({ url: address, html });
  },
};

const found = {};
for (const address of process.argv.slice(2)) {
  const html = await (await fetch(address)).text();
  found[address] = {};
  for (const [name, read] of Object.entries(readers)) found[address][name] = await read(address, html);
}
console.log(JSON.stringify(found));
