// The site's own scripts outside a browser: one JSON request a line on standard input, one answer a line on standard output.
//   {"scripts": {path: text}}        a new page that can load these scripts; the static ones run at once
//   {"queries": [...]}               [{total, ids}, ...]
//   {"found": query, "ids": [...]}   what archive.show says of these, in their order
//   {"scores": query}                [[number, score], ...]: how the archive's store ranks it, best first
//   {"lunr": [[terms of each field], ...], "boosts": {field: boost}, "of": [term, ...]}
//                                    the same of all that hold the terms, by one index that lunr.js builds of everything
//   {"suggest": text}                what archive.suggest says
//   {"fold": [first, end]}           the normalised form of every code point, joined by a character that none of them has
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const vm = require("node:vm");

const home = path.resolve(__dirname, "../..");
const read = (name) => fs.readFileSync(path.join(home, name), "utf-8");
const own = ["normalise", "numbers", "query", "snippet", "small", "ranking", "shards", "pinyin", "search"].map((name) => `static/${name}.js`).map((name) => new vm.Script(read(name), { filename: name }));
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
  const { normalise } = page.archive.folding((await page.archive.manifest()).folding);
  const forms = [];
  for (let code = first; code < end; code++) forms.push(normalise(String.fromCodePoint(code)));
  return forms.join("\n");
}

async function scores(query) {
  const { archive } = page;
  const manifest = await archive.manifest();
  const load = (name) => archive.load(`${manifest.key}/${name}.js`);
  const folding = archive.folding(manifest.folding);
  const store = await (manifest.walls ? archive.shards : archive.small)(manifest, load, folding);
  const texts = archive.asked(query, folding).needs.map(({ text }) => text);
  const { numbers } = await archive.ask(query);
  if (!numbers.length) return [];
  const { articles, scores } = await store.ranked(Uint32Array.from(numbers).sort(), texts);
  return Array.from(articles, (article, i) => [article, scores[i]]);
}

function monolith({ lunr: documents, boosts, of }) {
  const { lunr } = page;
  const builder = new lunr.Builder();
  for (const [field, boost] of Object.entries(boosts)) builder.field(field, { boost });
  documents.forEach((terms, id) => {
    builder.add({ id, ...Object.fromEntries(Object.keys(boosts).map((field, i) => [field, terms[i]])) });
  });
  const presence = lunr.Query.presence.REQUIRED;
  const results = builder.build().query((query) => of.forEach((term) => query.term(term, { presence, usePipeline: false })));
  const found = results.map(({ ref, score }) => [Number(ref), score]);
  return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

async function answer(request) {
  const { archive } = page ?? {};
  if (request.scripts) return open(request.scripts);
  if (request.lunr) return monolith(request);
  if (request.scores) return scores(request.scores);
  if (request.suggest) return archive.suggest(request.suggest);
  if (request.fold) return fold(request.fold);
  if (request.queries) return Promise.all(request.queries.map((query) => archive.search(query)));
  const { numbers, key } = await archive.ask(request.found);
  const ids = (await archive.search(request.found)).ids;
  const shown = await archive.show(request.found, numbers.filter((_, i) => request.ids.includes(ids[i])), key);
  return request.ids.map((id) => shown.find((article) => article.id === id));
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const reply = (await answer(JSON.parse(line))) ?? null;
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
})();
