// The site's own scripts outside a browser: one JSON request a line on standard input, one answer a line on standard output.
//   {"scripts": {path: text}}        a new page that can load these scripts; the static ones run at once
//   {"queries": [...]}               [{total, ids}, ...]
//   {"found": query, "ids": [...]}   what archive.show says of these, in their order
//   {"fold": [first, end]}           the normalised form of every code point, joined by a character that none of them has
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const home = path.resolve(__dirname, "../..");
const read = (name) => fs.readFileSync(path.join(home, name), "utf-8");
const own = ["normalise", "numbers", "query", "snippet", "small", "shards", "search"].map((name) => `static/${name}.js`).map((name) => new vm.Script(read(name), { filename: name }));
const lunr = new vm.Script(read("node_modules/lunr/lunr.js"));
let page;

function open(scripts) {
  const load = (script) => {
    const text = scripts[script.src.replace("https://site.example/sub/", "").replace(/\?.*/, "")];
    if (text === undefined) return script.onerror();
    vm.runInContext(text, page);
    script.onload();
  };
  page = vm.createContext({ URL });
  page.window = page;
  page.document = {
    currentScript: { src: "https://site.example/sub/assets/normalise.0123456789.js" },
    createElement: () => ({}),
    head: { append: (script) => setImmediate(load, script) },
  };
  for (const script of [lunr, ...own]) script.runInContext(page);
}

async function fold([first, end]) {
  const [table] = await page.archive.data("folding");
  const { normalise } = page.archive.folding(table);
  const forms = [];
  for (let code = first; code < end; code++) forms.push(normalise(String.fromCodePoint(code)));
  return forms.join("\n");
}

async function answer(request) {
  const { archive } = page ?? {};
  if (request.scripts) return open(request.scripts);
  if (request.fold) return fold(request.fold);
  if (request.queries) return Promise.all(request.queries.map((query) => archive.search(query)));
  const { numbers } = await archive.ask(request.found);
  const ids = (await archive.search(request.found)).ids;
  const shown = await archive.show(request.found, numbers.filter((_, i) => request.ids.includes(ids[i])));
  return request.ids.map((id) => shown.find((article) => article.id === id));
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const reply = (await answer(JSON.parse(line))) ?? null;
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
})();
