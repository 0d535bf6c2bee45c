// A large archive: shards of an index of all characters and all pairs of neighbours (generator/search/shards.py), of which a query
// fetches few. One or two characters are found by the index alone, more by the places of pairs that touch or overlap; so no text is
// fetched but what is shown. Lunr, unmodified, ranks the best candidates by the statistics of the whole archive.
(() => {
  "use strict";

  const { archive } = globalThis;
  const CODE = 2 ** 21;
  const FIELDS = [["title", 8], ["head", 4], ["about", 4], ["body", 1]];
  const [K1, B] = [1.2, 0.75]; // as Lunr's builder has them
  const RANKED = 1000; // how many candidates Lunr ranks at most
  const KEPT = 256; // how many shards are kept read
  const FIRST = 10; // results shown at first: each is a file

  const number = (term) => {
    const [first, second] = Array.from(term, (c) => c.codePointAt(0));
    return first * CODE + (second ?? 0);
  };

  // ---- Reading

  function names(next, count) {
    let [first, second] = [0, 0];
    return Array.from({ length: count }, () => {
      const step = next();
      first += step;
      second = step ? next() : second + next();
      return first * CODE + second;
    });
  }

  function walls(text) {
    const next = archive.numbers(text);
    return names(next, next());
  }

  // The shard that holds a term, if any does: the first whose last term is not before it.
  function shardOf(lasts, term) {
    let [low, high] = [0, lasts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lasts[middle] < term) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Each term's articles, and for each of these how often it stands in each field; of titles twice that, plus one at the beginning.
  function readPostings(text, articles) {
    const next = archive.numbers(text);
    const terms = names(next, next());
    const heads = terms.map(() => [next(), next(), next(), next()]);
    const postings = heads.map(([sizes]) => ({ articles: new Uint32Array(sizes >> 1) }));
    heads.forEach(([sizes], i) => {
      if (sizes & 1) return;
      let last = -1;
      const own = postings[i].articles;
      for (let row = 0; row < own.length; row++) own[row] = last += next() + 1;
    });
    heads.forEach(([sizes], i) => {
      if (!(sizes & 1)) return;
      const map = next.raw((articles + 7) >> 3);
      let row = 0;
      for (let at = 0; at < articles; at++) if ((map[at >> 3] >> (at & 7)) & 1) postings[i].articles[row++] = at;
    });
    for (const posting of postings) posting.body = Uint32Array.from(posting.articles, next);
    ["title", "head", "about"].forEach((field, f) => {
      postings.forEach((posting, i) => {
        const often = (posting[field] = new Uint32Array(posting.articles.length));
        let row = -1;
        for (let left = heads[i][f + 1]; left; left--) {
          row += next() + 1;
          often[row] = next();
        }
      });
    });
    postings.forEach((posting, i) => Object.assign(posting, { at: i, among: terms.length }));
    return new Map(terms.map((term, i) => [term, postings[i]]));
  }

  // The places of a shard's pairs, pair by pair, as distances.
  function readPlaces(text, pairs) {
    const next = archive.numbers(text);
    const counts = Array.from({ length: pairs }, next);
    return counts.map((count) => Uint32Array.from({ length: count }, next));
  }

  // A pair's distances as places, with where those of each row begin in the title, the head and the body.
  function placed(posting, distances) {
    const steps = distances.slice(); // the shard may be asked again
    const starts = new Uint32Array(3 * posting.articles.length + 1);
    let at = 0;
    for (let row = 0; row < posting.articles.length; row++) {
      const often = [posting.title[row] >> 1, posting.head[row], posting.body[row]];
      for (let f = 0; f < 3; f++) {
        starts[3 * row + f] = at;
        for (let last = 0, end = at + often[f]; at < end; at++) steps[at] = last += steps[at];
      }
    }
    starts[3 * posting.articles.length] = at;
    return { places: steps, starts };
  }

  // ---- Matching

  // Where a sorted list has each of some sorted numbers, or -1.
  function rowsOf(sorted, wanted) {
    let row = 0;
    return wanted.map((value) => {
      while (row < sorted.length && sorted[row] < value) row++;
      return sorted[row] === value ? row : -1;
    });
  }

  function common(postings) {
    const [first, ...rest] = [...postings].sort((a, b) => a.articles.length - b.articles.length);
    let left = Array.from(first.articles);
    for (const { articles } of rest) {
      const rows = rowsOf(articles, left);
      left = left.filter((_, i) => rows[i] >= 0);
    }
    return left;
  }

  // Whether all pairs stand in one field of an article one behind the other: 2 at its beginning, 1 elsewhere, 0 nowhere.
  function stands(pairs, rows, field) {
    const own = pairs.map(({ starts }, i) => [starts[3 * rows[i] + field], starts[3 * rows[i] + field + 1]]);
    let rarest = 0;
    own.forEach(([from, to], i) => {
      if (to - from < own[rarest][1] - own[rarest][0]) rarest = i;
    });
    const cursors = own.map(([from]) => from);
    let found = 0;
    for (let at = own[rarest][0]; at < own[rarest][1]; at++) {
      const start = pairs[rarest].places[at] - pairs[rarest].at;
      if (start < 0) continue;
      const all = pairs.every(({ places, at: offset }, i) => {
        while (cursors[i] < own[i][1] && places[cursors[i]] < start + offset) cursors[i]++;
        return cursors[i] < own[i][1] && places[cursors[i]] === start + offset;
      });
      if (all && start === 0) return 2;
      if (all) found = 1;
    }
    return found;
  }

  archive.shards = async (manifest, load, folding) => {
    const lasts = walls(manifest.walls);
    const kept = new Map();
    const matches = new Map(); // what was found of each text, to rank by

    function shard(kind, at, read) {
      const name = `${kind}/${at}`;
      if (!kept.has(name)) {
        const reading = load(name).then(read);
        kept.set(name, reading);
        reading.catch(() => kept.delete(name));
        if (kept.size > KEPT) kept.delete(kept.keys().next().value);
      }
      return kept.get(name);
    }

    async function postings(term) {
      const at = shardOf(lasts, number(term));
      if (at === lasts.length) return undefined;
      return (await shard("postings", at, (text) => readPostings(text, manifest.count))).get(number(term));
    }

    async function places(term) {
      const at = shardOf(lasts, number(term));
      if (at === lasts.length) return undefined;
      const [text, posting] = await Promise.all([load(`places/${at}`), postings(term)]);
      if (!posting) return undefined;
      const read = await shard("places", at, () => readPlaces(text, posting.among));
      return (posting.placed ??= placed(posting, read[posting.at]));
    }

    // Every article that holds a text, with a flag for its title: 2 when it begins so, 1 when it holds it.
    async function holders(text) {
      const segments = text.split(" ");
      let offset = 0;
      const pairs = segments.flatMap((segment) => {
        const own = archive.cover(segment).map(({ term, at }) => ({ term, at: at + offset }));
        offset += Array.from(segment).length + 1;
        return own;
      });
      const terms = [...new Set(pairs.map(({ term }) => term))];
      const placing = pairs.length > 1 ? Promise.all(pairs.map(({ term }) => places(term))) : undefined;
      placing?.catch(() => {}); // told below
      lengths().catch(() => {}); // wanted for ranking
      const found = await Promise.all(terms.map(postings));
      const articles = [];
      const titles = [];
      const other = [];
      const add = (article, title, elsewhere) => {
        if (!title && !elsewhere) return;
        articles.push(article);
        titles.push(title);
        other.push(elsewhere);
      };
      if (found.every(Boolean)) {
        if (!placing) {
          const [{ articles: all, title, head, body }] = found;
          all.forEach((article, row) => add(article, title[row] & 1 ? 2 : Number(title[row] > 0), head[row] + body[row] > 0));
        } else if (segments.length > 1 && segments.some((segment) => Array.from(segment).length === 1)) {
          const [texts, all] = [await spelled(common(found)), common(found)];
          texts.forEach(({ title, rest }, i) => {
            add(all[i], title.startsWith(text) ? 2 : Number(title.includes(text)), rest.includes(text));
          });
        } else {
          const own = new Map(terms.map((term, i) => [term, found[i]]));
          const placed = (await placing).map((pair, i) => ({ ...pair, at: pairs[i].at }));
          const all = common(found);
          const rows = pairs.map(({ term }) => rowsOf(own.get(term).articles, all));
          all.forEach((article, i) => {
            const here = rows.map((row) => row[i]);
            add(article, stands(placed, here, 0), stands(placed, here, 1) > 0 || stands(placed, here, 2) > 0);
          });
        }
      }
      return { articles: Uint32Array.from(articles), titles, other };
    }

    function holding(text) {
      if (!matches.has(text)) {
        const found = holders(text);
        matches.set(text, found);
        found.catch(() => matches.delete(text));
        if (matches.size > 32) matches.delete(matches.keys().next().value);
      }
      return matches.get(text);
    }

    // A phrase with a character by itself between two marks: the texts must tell.
    async function spelled(articles) {
      const texts = await records(articles);
      return texts.map(({ title, head, body }) => ({
        title: folding.compared([title]),
        rest: folding.compared([...head, ...body]),
      }));
    }

    async function find({ text, field }) {
      const { articles, titles } = await holding(text);
      return field === "title" ? articles.filter((_, i) => titles[i]) : articles;
    }

    // ---- Ranking

    let counting;

    // How many terms each article has in each field.
    function lengths() {
      counting ??= load("lengths").then((text) => {
        const next = archive.numbers(text);
        return FIELDS.map(() => Uint32Array.from({ length: manifest.count }, next));
      });
      counting.catch(() => (counting = undefined));
      return counting;
    }

    // 2 for what is called exactly so, 1 for what is called so at the beginning.
    async function called(found, texts, size) {
      const held = await Promise.all(texts.map(holding));
      const rows = held.map(({ articles }) => rowsOf(articles, found));
      const words = texts.flatMap((text) => text.split(" "));
      const whole = words.reduce((sum, word) => sum + 2 * Array.from(word).length - 1, 0);
      return found.map((article, i) => {
        const titles = held.map(({ titles: own }, j) => own[rows[j][i]] ?? 0);
        if (titles[0] < 2) return 0;
        return titles.every(Boolean) && size[article] === whole ? 2 : 1;
      });
    }

    // What Lunr's builder would have written for an article's terms in each field.
    function weigher(found, posted, counts) {
      const rows = posted.map(({ articles }) => rowsOf(articles, found));
      const idf = posted.map((posting) => {
        const held = FIELDS.reduce((sum, [field]) => sum + posting[field].reduce((n, often) => n + (often > 0), 0), 0);
        return Math.log(1 + Math.abs((manifest.count - held + 0.5) / (held + 0.5)));
      });
      return (i, f) =>
        posted.map((posting, j) => {
          const [field, boost] = FIELDS[f];
          const value = posting[field][rows[j][i]] ?? 0;
          const often = f ? value : value >> 1;
          if (!often) return 0;
          const norm = 1 - B + B * (counts[f][found[i]] / manifest.average[f]);
          return Math.round(((idf[j] * ((K1 + 1) * often)) / (K1 * norm + often)) * boost * 1000) / 1000;
        });
    }

    function byLunr(best, terms, weights) {
      const order = terms.map((_, j) => j).sort((a, b) => (terms[a] < terms[b] ? -1 : 1)); // as UTF-16, as Lunr reads them
      const fieldVectors = [];
      const inverted = new Map(order.map((j) => [j, { _index: j, title: {}, head: {}, about: {}, body: {} }]));
      for (const { i, article } of best) {
        FIELDS.forEach(([field], f) => {
          const own = weights(i, f);
          const vector = own.flatMap((weight, j) => (weight ? [j, weight] : []));
          for (let k = 0; k < vector.length; k += 2) inverted.get(vector[k])[field][article] = {};
          fieldVectors.push([`${field}/${article}`, vector]);
        });
      }
      const index = globalThis.lunr.Index.load({
        version: globalThis.lunr.version,
        fields: FIELDS.map(([field]) => field),
        fieldVectors,
        invertedIndex: order.map((j) => [terms[j], inverted.get(j)]),
        pipeline: [],
      });
      const presence = globalThis.lunr.Query.presence.REQUIRED;
      const results = index.query((query) => terms.forEach((term) => query.term(term, { presence, usePipeline: false })));
      return new Map(results.map(({ ref, score }) => [Number(ref), score]));
    }

    async function ranked(numbers, texts) {
      const found = Array.from(numbers);
      const terms = archive.terms(texts);
      const [counts, posted] = await Promise.all([lengths(), Promise.all(terms.map(postings))]);
      const classes = await called(found, texts, counts[0]);
      const weights = weigher(found, posted, counts);
      const total = (i) => FIELDS.reduce((sum, _, f) => sum + weights(i, f).reduce((a, b) => a + b, 0), 0);
      const all = found.map((article, i) => ({ i, article, rank: classes[i], score: total(i) / Math.sqrt(terms.length) }));
      all.sort(archive.better);
      const best = all.slice(0, RANKED);
      const scores = byLunr(best, terms, weights);
      for (const one of best) one.score = scores.get(one.article) ?? one.score;
      return [...best.sort(archive.better), ...all.slice(RANKED)];
    }

    // ---- Showing

    async function inBlocks(name, size, wanted) {
      const blocks = new Map();
      for (const article of wanted) blocks.set(Math.floor(article / size), undefined);
      await Promise.all([...blocks.keys()].map(async (block) => blocks.set(block, await load(`${name}/${block}`))));
      return wanted.map((article) => blocks.get(Math.floor(article / size))[article % size]);
    }

    const records = (wanted) => inBlocks("texts", manifest.texts, wanted);
    const ids = (wanted) => inBlocks("ids", manifest.ids, wanted);

    return { first: FIRST, find, ranked, records, ids };
  };
})();
