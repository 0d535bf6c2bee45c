// How texts are compared, the same as generator/search/normalise.py; and how the scripts that the build wrote are brought in.
//
//   archive.manifest(fresh)      a promise of what the build says of its files
//   archive.load(file)           a promise of what one of them hands over
//   archive.folding(table)       {normalise, compared, hits} from the manifest's table
(() => {
  "use strict";

  const archive = (globalThis.archive ??= {});
  const own = globalThis.document?.currentScript.src ?? globalThis.location.href;
  const folder = new URL("../search/", own);
  const delivered = {};

  archive.deliver = (name, value) => (delivered[name] = value);

  // A few of the latest values by their keys. What could not be had is not kept.
  archive.latest = (size) => {
    const kept = new Map();
    return (key, make) => {
      const value = kept.get(key) ?? make();
      kept.delete(key);
      kept.set(key, value);
      if (kept.size > size) kept.delete(kept.keys().next().value);
      value.catch?.(() => kept.get(key) === value && kept.delete(key));
      return value;
    };
  };

  // A page that was opened from a disk may not fetch, but load scripts. Their names are those of the files, without the build's key.
  function run(file) {
    const name = file.replace(/^[0-9a-f]{12}\//, "").replace(/\.js.*$/, "");
    delete delivered[name];
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(file, folder).href;
      script.onload = () => {
        script.remove?.();
        if (name in delivered) resolve(delivered[name]);
        else reject(new Error(`${file} hands over nothing`));
        if (name !== "manifest") delete delivered[name];
      };
      script.onerror = () => reject(new Error(`cannot load ${file}`));
      document.head.append(script);
    });
  }

  // Over http the same scripts are read rather than run: that works in a worker, and for many at a time.
  async function read(file) {
    const answer = await fetch(new URL(file, folder));
    if (!answer.ok) throw new Error(`cannot load ${file}: ${answer.status}`);
    const text = await answer.text();
    return JSON.parse(`[${text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"))}]`)[1];
  }

  const files = archive.latest(400);

  // Each of the latest files is brought in once; one that could not be had may be asked for again.
  archive.load = (file) =>
    files(file, () => (folder.protocol.startsWith("http") && globalThis.fetch ? read(file) : run(file)));

  // A page may have brought the manifest with its scripts. It may be an old copy whose files are gone since: a fresh one is surely new.
  archive.manifest = async (fresh = false) => {
    if (fresh) return archive.load(`manifest.js?${Date.now()}`);
    return delivered.manifest ?? archive.load("manifest.js");
  };

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
    const steps = [archive.numbers(table.from), archive.numbers(table.to)];
    const codes = [0, 0];
    for (let left = table.pairs; left; left--) {
      steps.forEach((next, i) => {
        const step = next();
        codes[i] += step % 2 ? -(step + 1) / 2 : step / 2;
      });
      pairs.set(String.fromCodePoint(codes[0]), String.fromCodePoint(codes[1]));
    }

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

    // Passages as they are compared: one blank for the marks between two characters, two between passages.
    function compared(passages) {
      return passages.map((text) => normalise(text).replace(/ +/g, " ").trim()).join("  ");
    }

    // Where the parts stand in a text as it is shown: [{start, end, part}] in order; they may overlap.
    function hits(text, wanted) {
      const starts = [];
      const ends = [];
      let value = "";
      let at = 0;
      for (const character of text) {
        const folded = value.endsWith(" ") ? fold(character).trimStart() : fold(character);
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

    return { normalise, compared, hits };
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
