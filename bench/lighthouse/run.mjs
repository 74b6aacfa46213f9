// Lighthouse on a built site, compressed as servers send it: `node run.mjs SITE PORT [PATH …]`. Prints the four scores of each
// page on a slow phone; exit code 1 where one is below its goal. The site must have been built for http://localhost:PORT/.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [site, port, ...paths] = process.argv.slice(2);
const GOALS = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
  ".png": "image/png", ".woff2": "font/woff2", ".xml": "application/xml", ".txt": "text/plain" };
const PACKED = new Set([".html", ".css", ".js", ".json", ".xml", ".txt"]);

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  let file = join(site, path);
  try {
    if ((await stat(file)).isDirectory()) file = join(file, "index.html");
    const content = await readFile(file);
    const kind = extname(file);
    response.setHeader("Content-Type", TYPES[kind] ?? "application/octet-stream");
    response.setHeader("Cache-Control", "max-age=31536000");
    if (PACKED.has(kind)) response.setHeader("Content-Encoding", "gzip");
    response.end(PACKED.has(kind) ? gzipSync(content, { level: 9 }) : content);
  } catch {
    response.writeHead(404).end();
  }
}).listen(Number(port));

const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
let missed = 0;
for (const path of paths.length ? paths : ["", "findings/skin-nerves/", "newer-findings/", "studies/", "sources/"]) {
  const { lhr } = await lighthouse(`http://localhost:${port}/${path}`, { port: chrome.port, output: "json", logLevel: "error" });
  const scores = Object.entries(GOALS).map(([name, goal]) => {
    const score = Math.round(lhr.categories[name].score * 100);
    if (score < goal) missed += 1;
    return `${name} ${score}${score < goal ? ` (goal ${goal})` : ""}`;
  });
  console.log(`/${path}: ${scores.join(", ")}; largest paint ${lhr.audits["largest-contentful-paint"].displayValue}, shift ${lhr.audits["cumulative-layout-shift"].displayValue}`);
  for (const name of Object.keys(GOALS).slice(1)) {
    for (const { id } of lhr.categories[name].auditRefs) {
      const { score, title, scoreDisplayMode } = lhr.audits[id];
      if (score !== null && score < 1 && scoreDisplayMode !== "informative") console.log(`  ${name}: ${title}`);
    }
  }
}
await chrome.kill();
server.close();
process.exit(missed ? 1 : 0);
