// A small archive: all texts and one ordinary Lunr index in two files. The texts decide what matches, Lunr only ranks.
(() => {
  "use strict";

  const { archive } = globalThis;

  archive.small = async ({ count }, load, folding) => {
    const [index, texts] = await Promise.all([load("index"), load("texts")]);
    const lunr = globalThis.lunr.Index.load(index);
    const all = texts.map(({ title, head, body }) => ({
      title: folding.compared([title]),
      text: folding.compared([title, ...head, ...body]),
    }));
    const numbers = Uint32Array.from(texts, (_, number) => number);

    return {
      count,
      find: async ({ text, field }) => numbers.filter((i) => all[i][field || "text"].includes(text)),
      titles: async (found) => Array.from(found, (i) => all[i].title),
      scores: async (found, terms) => {
        const presence = globalThis.lunr.Query.presence.REQUIRED;
        const results = lunr.query((query) => terms.forEach((term) => query.term(term, { presence, usePipeline: false })));
        return new Map(results.map(({ ref, score }) => [Number(ref), score]));
      },
      records: async (wanted) => wanted.map((i) => texts[i]),
      ids: async (wanted) => wanted.map((i) => texts[i].id),
    };
  };
})();
