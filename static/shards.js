// A large archive: shards of an index of all characters and all pairs of neighbours (generator/search/shards.py), of which a query
// fetches few. One or two characters are found by the index alone, more by the places of pairs that touch or overlap; so no text is
// fetched but what is shown. Lunr, unmodified, ranks the best candidates by the statistics of the whole archive.
(() => {
  "use strict";

  const { archive } = globalThis;
  const CODE = 2 ** 21;
  const FIELDS = [["title", 8], ["head", 4], ["about", 4], ["body", 1]];
  const [K1, B] = [1.2, 0.75]; // as Lunr's builder has them
  const RANKED = 300; // how many candidates Lunr ranks at most
  const KEPT = 256; // how many shards are kept read
  const FIRST = 8; // results shown at first: each is a file

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
      postings[i].articles.set(next.map(articles));
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
    const rows = new Int32Array(wanted.length);
    let row = 0;
    for (let i = 0; i < wanted.length; i++) {
      while (row < sorted.length && sorted[row] < wanted[i]) row++;
      rows[i] = sorted[row] === wanted[i] ? row : -1;
    }
    return rows;
  }

  function common(postings) {
    const [first, ...rest] = [...postings].sort((a, b) => a.articles.length - b.articles.length);
    let left = first.articles;
    for (const { articles } of rest) {
      const rows = rowsOf(articles, left);
      left = left.filter((_, i) => rows[i] >= 0);
    }
    return left;
  }

  // Whether all pairs stand in one field of an article one behind the other: 2 at its beginning, 1 elsewhere, 0 nowhere.
  // `rows` are the article's in the postings of each pair.
  function stands(pairs, rows, field) {
    const [first, ...rest] = pairs;
    const end = first.starts[3 * rows[0] + field + 1];
    const cursors = rest.map(({ starts }, k) => starts[3 * rows[k + 1] + field]);
    let found = 0;
    for (let at = first.starts[3 * rows[0] + field]; at < end; at++) {
      const start = first.places[at] - first.at;
      if (start < 0) continue;
      let all = true;
      for (let k = 0; all && k < rest.length; k++) {
        const { places, starts, at: offset } = rest[k];
        const last = starts[3 * rows[k + 1] + field + 1];
        while (cursors[k] < last && places[cursors[k]] < start + offset) cursors[k]++;
        if (cursors[k] === last) return found;
        all = places[cursors[k]] === start + offset;
      }
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
          const placed = (await placing).map((pair, i) => ({ ...pair, ...pairs[i] }));
          const rarest = (a, b) => own.get(a.term).articles.length - own.get(b.term).articles.length;
          placed.sort(rarest); // its places are tried, so the fewer the better
          const all = common(found);
          const rows = placed.map(({ term }) => rowsOf(own.get(term).articles, all));
          const here = new Int32Array(rows.length);
          all.forEach((article, i) => {
            for (let k = 0; k < rows.length; k++) here[k] = rows[k][i];
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
      const texts = await records(Array.from(articles));
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
      const words = texts.flatMap((text) => text.split(" "));
      const whole = words.reduce((sum, word) => sum + 2 * Array.from(word).length - 1, 0);
      const classes = new Uint8Array(found.length);
      if (!held[0].titles.includes(2)) return classes;
      const rows = held.map(({ articles }) => rowsOf(articles, found));
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
        const rows = rowsOf(posting.articles, found);
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
      const [counts, posted] = await Promise.all([lengths(), Promise.all(terms.map(postings))]);
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
