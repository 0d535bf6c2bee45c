// How texts are compared, the same as generator/search/normalise.py; and how the scripts that the build wrote are brought in.
//
//   archive.data(...names)       a promise of the values under these names, all of one build
//   archive.folding(table)       {normalise, parts, hits} from the table "folding"
(() => {
  "use strict";

  const archive = (window.archive ??= {});
  const folder = new URL("../search/", document.currentScript.src);
  const delivered = new Map();

  archive.deliver = (name, value) => delivered.set(name, value);

  // A script, not fetch(): a page that was opened from a disk may not fetch.
  function run(file) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(file, folder).href;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${file}`));
      document.head.append(script);
    });
  }

  async function collect(names, manifest) {
    await run(manifest);
    const files = delivered.get("manifest");
    await Promise.all(names.map((name) => run(files[name])));
    return names.map((name) => delivered.get(name));
  }

  // The manifest may be an old copy whose files are gone since: one more try, with one that is surely new.
  archive.data = (...names) =>
    collect(names, "manifest.js").catch(() => collect(names, `manifest.js?${Date.now()}`));

  // `ranges` is flat: first, last, first, last ...
  function within(ranges, code) {
    let low = 0;
    let high = ranges.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (code > ranges[2 * middle + 1]) low = middle + 1;
      else high = middle;
    }
    return 2 * low < ranges.length && code >= ranges[2 * low];
  }

  archive.folding = (table) => {
    const pairs = new Map();
    const known = new Map();
    const characters = Array.from(table.pairs);
    for (let i = 0; i < characters.length; i += 2) pairs.set(characters[i], characters[i + 1]);

    function compute(character) {
      let folded = table.longer[character] ?? pairs.get(character);
      if (folded === undefined) {
        const native = within(table.native, character.codePointAt(0));
        const plain = native ? character.normalize("NFKC").toLowerCase() : character;
        folded = Array.from(plain, (c) => pairs.get(c) ?? c).join("");
      }
      return Array.from(folded, (c) => {
        const code = c.codePointAt(0);
        if (within(table.dropped, code)) return "";
        return within(table.separating, code) ? " " : c;
      }).join("");
    }

    function fold(character) {
      let folded = known.get(character);
      if (folded === undefined) known.set(character, (folded = compute(character)));
      return folded;
    }

    function normalise(text) {
      let value = "";
      for (const character of text) value += fold(character);
      return value;
    }

    // What all must stand in a text for a query to match it: its words, cut at punctuation.
    function parts(query) {
      const words = query.split(/\p{White_Space}+/u).flatMap((word) => normalise(word).split(" "));
      return [...new Set(words)].filter(Boolean);
    }

    // Where the parts stand in a text as it is shown: [{start, end, part}] in order; they may overlap.
    function hits(text, wanted) {
      const starts = [];
      const ends = [];
      let value = "";
      let at = 0;
      for (const character of text) {
        const folded = fold(character);
        for (let i = 0; i < folded.length; i++) {
          starts.push(at);
          ends.push(at + character.length);
        }
        value += folded;
        at += character.length;
      }
      const found = [];
      for (const part of wanted) {
        for (let i = value.indexOf(part); i >= 0; i = value.indexOf(part, i + 1)) {
          found.push({ start: starts[i], end: ends[i + part.length - 1], part });
        }
      }
      return found.sort((a, b) => a.start - b.start || a.end - b.end);
    }

    return { normalise, parts, hits };
  };

  // The stretches that hits cover, each once.
  archive.covered = (hits) => {
    const stretches = [];
    for (const { start, end } of hits) {
      const last = stretches.at(-1);
      if (last && start < last.end) last.end = Math.max(last.end, end);
      else stretches.push({ start, end });
    }
    return stretches;
  };
})();
