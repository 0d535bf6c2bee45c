// What is shown of a text: pieces of it with the hits told apart, and of a long one the stretch that shows the most of them.
//
//   archive.pieces(text, hits, from, to)         [{text, hit}]
//   archive.snippet(folding, passages, parts)    the same of one passage
(() => {
  "use strict";

  const { archive } = globalThis;
  const WINDOW = 96; // UTF-16 units in a snippet

  archive.pieces = function pieces(text, hits, from = 0, to = text.length) {
    const made = [];
    let at = from;
    const add = (end, hit) => {
      if (at < end) made.push({ text: text.slice(at, end), hit });
      at = Math.max(at, end);
    };
    for (const { start, end } of archive.covered(hits)) {
      if (end <= from || start >= to) continue;
      add(start, false);
      add(Math.min(end, to), true);
    }
    add(to, false);
    return made;
  };

  // The stretch of a passage that shows the most different parts, then the most hits; of equals the first.
  function widest(hits) {
    let best = { parts: 0, hits: 0 };
    hits.forEach(({ start, end }, first) => {
      const reach = Math.max(end, start + WINDOW);
      const inside = [];
      for (let i = first; i < hits.length && hits[i].start < reach; i++) if (hits[i].end <= reach) inside.push(hits[i]);
      const parts = new Set(inside.map(({ part }) => part)).size;
      if (parts > best.parts || (parts === best.parts && inside.length > best.hits)) {
        best = { parts, hits: inside.length, start, end: Math.max(...inside.map((hit) => hit.end)) };
      }
    });
    return best;
  }

  const isLow = (text, i) => /[\uDC00-\uDFFF]/.test(text[i] ?? "");

  archive.snippet = function snippet(folding, passages, parts) {
    let best = { parts: 0, hits: 0, start: 0, end: 0, passage: passages[0] ?? "", all: [] };
    for (const passage of passages) {
      const all = folding.hits(passage, parts);
      const here = widest(all);
      if (here.parts > best.parts || (here.parts === best.parts && here.hits > best.hits)) best = { ...here, passage, all };
    }
    const { passage, all } = best;
    const spare = Math.max(0, WINDOW - (best.end - best.start));
    let from = Math.max(0, Math.min(best.start - (spare >> 1), passage.length - WINDOW));
    let to = Math.min(passage.length, Math.max(from + WINDOW, best.end));
    from += passage.slice(from, best.start).match(/^[\p{P}\s]*/u)[0].length;
    if (isLow(passage, from)) from -= 1;
    if (isLow(passage, to)) to += 1;
    const shown = archive.pieces(passage, all, from, to);
    if (from > 0) shown.unshift({ text: "…", hit: false });
    if (to < passage.length) shown.push({ text: "…", hit: false });
    return shown;
  };
})();
