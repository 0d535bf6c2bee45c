// Finding: Lunr suggests and ranks, the texts themselves decide.
//
//   archive.search(query)         a promise of {total, ids}: every article that matches, best first
//   archive.found(query, ids)     a promise of what to show of these articles: [{id, url, date, place, title, snippet}],
//                                 `title` and `snippet` in pieces: [{text, hit}]
(() => {
  "use strict";

  const archive = window.archive;
  const WINDOW = 96; // UTF-16 units in a snippet
  let opening;

  async function open() {
    const [table, index, texts] = await archive.data("folding", "index", "texts");
    const folding = archive.folding(table);
    const known = [];
    return {
      folding,
      texts,
      index: window.lunr.Index.load(index),
      places: new Map(texts.map((text, number) => [text.id, number])),
      // A blank between two passages is a separator: no part of a query reaches over it.
      compared(number) {
        const { title, head, body } = texts[number];
        return (known[number] ??= [title, ...head, ...body].map(folding.normalise).join(" "));
      },
    };
  }

  function opened() {
    opening ??= open().catch((error) => {
      opening = undefined; // so that the next query tries again
      throw error;
    });
    return opening;
  }

  // As generator/search/tokens.py, but only what a match cannot lack: pairs where there are any.
  function terms(part) {
    const characters = Array.from(part);
    if (characters.length === 1) return characters;
    return characters.slice(1).map((character, i) => characters[i] + character);
  }

  // The numbers of the articles that hold every term of every part, best first; the newest have the lowest numbers.
  function candidates(index, parts) {
    const options = { presence: window.lunr.Query.presence.REQUIRED, usePipeline: false };
    const wanted = new Set(parts.flatMap(terms));
    const results = index.query((query) => wanted.forEach((term) => query.term(term, options)));
    return results.sort((a, b) => b.score - a.score || a.ref - b.ref).map((result) => Number(result.ref));
  }

  archive.search = async (query) => {
    const { folding, index, texts, compared } = await opened();
    const parts = folding.parts(query);
    if (!parts.length) return { total: 0, ids: [] };
    const matching = candidates(index, parts).filter((number) => {
      const text = compared(number);
      return parts.every((part) => text.includes(part));
    });
    return { total: matching.length, ids: matching.map((number) => texts[number].id) };
  };

  function pieces(text, hits, from = 0, to = text.length) {
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
  }

  // The stretch of a passage that shows the most different parts, then the most hits; of equals the first.
  function widest(hits) {
    let best = { parts: 0, hits: 0 };
    hits.forEach(({ start, end }, first) => {
      const reach = Math.max(end, start + WINDOW);
      const inside = hits.slice(first).filter((hit) => hit.end <= reach);
      const parts = new Set(inside.map(({ part }) => part)).size;
      if (parts > best.parts || (parts === best.parts && inside.length > best.hits)) {
        best = { parts, hits: inside.length, start, end: Math.max(...inside.map((hit) => hit.end)) };
      }
    });
    return best;
  }

  const isLow = (text, i) => /[\uDC00-\uDFFF]/.test(text[i] ?? "");

  function snippet(folding, passages, parts) {
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
    const shown = pieces(passage, all, from, to);
    if (from > 0) shown.unshift({ text: "…", hit: false });
    if (to < passage.length) shown.push({ text: "…", hit: false });
    return shown;
  }

  archive.found = async (query, ids) => {
    const { folding, texts, places } = await opened();
    const parts = folding.parts(query);
    return ids.map((id) => {
      const { url, date, place, title, head, body } = texts[places.get(id)];
      return {
        id,
        url,
        date,
        place,
        title: pieces(title, folding.hits(title, parts)),
        snippet: snippet(folding, [...body, ...head], parts),
      };
    });
  };
})();
