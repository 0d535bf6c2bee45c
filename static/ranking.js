// The order of what was found in a large archive: Lunr's, unmodified, by the statistics of the whole archive.
//
//   archive.ranking(manifest, store)   a function of articles and texts: a promise of {articles, scores}, best first
//
// `store` has lengths(), how many terms each article has in each field; postings(term); holding(text); rowsOf(sorted, wanted).
(() => {
  "use strict";

  const { archive } = globalThis;
  const FIELDS = [["title", 8], ["head", 4], ["about", 4], ["body", 1]];
  const [K1, B] = [1.2, 0.75]; // as Lunr's builder has them
  const RANKED = 300; // how many candidates Lunr ranks at most

  archive.ranking = (manifest, store) => {
    // 2 for what is called exactly so, 1 for what is called so at the beginning.
    async function called(found, texts, size) {
      const held = await Promise.all(texts.map(store.holding));
      const words = texts.flatMap((text) => text.split(" "));
      const whole = words.reduce((sum, word) => sum + 2 * Array.from(word).length - 1, 0);
      const classes = new Uint8Array(found.length);
      if (!held[0].titles.includes(2)) return classes;
      const rows = held.map(({ articles }) => store.rowsOf(articles, found));
      for (let i = 0; i < found.length; i++) {
        if (held[0].titles[rows[0][i]] !== 2) continue;
        const all = held.every(({ titles }, j) => titles[rows[j][i]] > 0);
        classes[i] = all && size[found[i]] === whole ? 2 : 1;
      }
      return classes;
    }

    // In how many fields of how many articles a term stands, as Lunr counts it.
    function held(posting) {
      posting.held ??= FIELDS.reduce((sum, [field]) => {
        let own = 0;
        for (const often of posting[field]) if (often) own++;
        return sum + own;
      }, 0);
      return posting.held;
    }

    // What Lunr's builder would have written of some articles: the weight of each term in each field, article by article.
    function weights(found, posted, counts) {
      const written = new Float64Array(found.length * FIELDS.length * posted.length);
      posted.forEach((posting, j) => {
        const own = held(posting);
        const idf = Math.log(1 + Math.abs((manifest.count - own + 0.5) / (own + 0.5)));
        const rows = store.rowsOf(posting.articles, found);
        FIELDS.forEach(([field, boost], f) => {
          const often = posting[field];
          const [lengths, average] = [counts[f], manifest.average[f]];
          for (let i = 0; i < found.length; i++) {
            const times = f ? often[rows[i]] : often[rows[i]] >> 1;
            if (!times) continue;
            const norm = 1 - B + B * (lengths[found[i]] / average);
            const score = ((idf * ((K1 + 1) * times)) / (K1 * norm + times)) * boost;
            written[(i * FIELDS.length + f) * posted.length + j] = Math.round(score * 1000) / 1000;
          }
        });
      });
      return written;
    }

    // An article's score, added up in the order in which Lunr adds, for sums of fractions depend on it.
    function scored(written, i, terms) {
      const weight = (f, j) => written[(i * FIELDS.length + f) * terms + j];
      let [score, seen] = [0, 0];
      for (let first = 0; first < terms; first++) {
        for (let f = 0; f < FIELDS.length; f++) {
          if ((seen >> f) & 1 || !weight(f, first)) continue;
          seen |= 1 << f;
          let dot = 0;
          for (let j = first; j < terms; j++) dot += weight(f, j);
          score += dot / Math.sqrt(terms);
        }
      }
      return score;
    }

    // What Lunr itself makes of the best.
    function byLunr(best, terms, written) {
      const order = terms.map((_, j) => j).sort((a, b) => (terms[a] < terms[b] ? -1 : 1)); // as UTF-16, as Lunr reads them
      const fieldVectors = [];
      const inverted = terms.map((_, j) => ({ _index: j, title: {}, head: {}, about: {}, body: {} }));
      for (const { i, article } of best) {
        FIELDS.forEach(([field], f) => {
          const vector = [];
          for (let j = 0; j < terms.length; j++) {
            const weight = written[(i * FIELDS.length + f) * terms.length + j];
            if (!weight) continue;
            vector.push(j, weight);
            inverted[j][field][article] = {};
          }
          fieldVectors.push([`${field}/${article}`, vector]);
        });
      }
      const index = globalThis.lunr.Index.load({
        version: globalThis.lunr.version,
        fields: FIELDS.map(([field]) => field),
        fieldVectors,
        invertedIndex: order.map((j) => [terms[j], inverted[j]]),
        pipeline: [],
      });
      const presence = globalThis.lunr.Query.presence.REQUIRED;
      const results = index.query((query) => terms.forEach((term) => query.term(term, { presence, usePipeline: false })));
      return new Map(results.map(({ ref, score }) => [Number(ref), score]));
    }

    // All, best first, with their scores: of those that weigh most, as Lunr scores them.
    async function ranked(found, texts) {
      const terms = archive.terms(texts);
      const [counts, posted] = await Promise.all([store.lengths(), Promise.all(terms.map(store.postings))]);
      const classes = await called(found, texts, counts[0]);
      const written = weights(found, posted, counts);
      const scores = Float64Array.from(found, (_, i) => scored(written, i, terms.length));
      const better = (a, b) => classes[b] - classes[a] || scores[b] - scores[a] || a - b; // the lower, the newer
      const order = Uint32Array.from(found.keys()).sort(better);
      const best = order.subarray(0, RANKED);
      const own = byLunr(Array.from(best, (i) => ({ i, article: found[i] })), terms, written);
      for (const i of best) scores[i] = own.get(found[i]) ?? scores[i];
      best.sort(better);
      return { articles: order.map((i) => found[i]), scores: Float64Array.from(order, (i) => scores[i]) };
    }

    return ranked;
  };
})();
