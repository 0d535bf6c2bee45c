// A small archive: all texts and one ordinary Lunr index in two files. The texts decide what matches, Lunr only ranks.
(() => {
  "use strict";

  const { archive } = globalThis;

  const size = (text) => text.split(" ").reduce((sum, word) => sum + Math.max(0, 2 * Array.from(word).length - 1), 0);

  // 2 for what is called exactly so, 1 for what is called so at the beginning.
  function called(title, texts) {
    if (!title.startsWith(texts[0])) return 0;
    const whole = texts.reduce((sum, text) => sum + size(text), 0);
    return texts.every((text) => title.includes(text)) && size(title) === whole ? 2 : 1;
  }

  archive.small = async (_, load, folding) => {
    const [index, texts] = await Promise.all([load("index"), load("texts")]);
    const lunr = globalThis.lunr.Index.load(index);
    const all = texts.map(({ title, head, body }) => ({
      title: folding.compared([title]),
      text: folding.compared([title, ...head, ...body]),
    }));
    const numbers = Uint32Array.from(texts, (_, number) => number);

    return {
      find: async ({ text, field }) => numbers.filter((i) => all[i][field || "text"].includes(text)),
      ranked: async (found, texts) => {
        const terms = archive.terms(texts);
        const presence = globalThis.lunr.Query.presence.REQUIRED;
        const results = lunr.query((query) => terms.forEach((term) => query.term(term, { presence, usePipeline: false })));
        const scores = new Map(results.map(({ ref, score }) => [Number(ref), score]));
        const order = Array.from(found, (i) => ({ article: i, rank: called(all[i].title, texts), score: scores.get(i) ?? 0 }));
        return order.sort(archive.better);
      },
      records: async (wanted) => wanted.map((i) => texts[i]),
      ids: async (wanted) => wanted.map((i) => texts[i].id),
    };
  };
})();
