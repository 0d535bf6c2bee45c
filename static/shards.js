// A large archive: shards of an index of all characters and all pairs of neighbours (generator/search/shards.py), of which a query
// fetches few. One or two characters are found by the index alone, more by the places of pairs that touch or overlap; so no text is
// fetched but what is shown. Lunr, unmodified, ranks the best candidates by the statistics of the whole archive.
(() => {
  "use strict";

  const { archive } = globalThis;
  const CODE = 2 ** 21;
  const FIELDS = 4;
  const KEPT = 256; // how many shards are kept read
  const TOGETHER = 64; // texts that are fetched at once to be looked through
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
    const kept = archive.latest(KEPT);
    const matches = archive.latest(32); // what was found of each text, to rank by

    const shard = (kind, at, read) => kept(`${kind}/${at}`, () => load(`${kind}/${at}`).then(read));

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
      lengths().catch(() => {}); // wanted for ranking
      const segments = text.split(" ");
      const found = segments.length > 1 ? await phrased(text, segments) : await joined(archive.cover(text));
      const some = found.filter(({ title, rest }) => title || rest);
      return { articles: Uint32Array.from(some, ({ article }) => article), titles: some.map(({ title }) => title) };
    }

    // The same where these terms stand one behind the other, by the index alone: [{article, title, rest}].
    async function joined(pairs) {
      const placing = pairs.length > 1 && Promise.all(pairs.map(({ term }) => places(term)));
      if (placing) placing.catch(() => {}); // told below
      const found = await Promise.all(pairs.map(({ term }) => postings(term)));
      if (!found.every(Boolean)) return [];
      if (!placing) {
        const [{ articles, title, head, body }] = found;
        return Array.from(articles, (article, row) => ({
          article,
          title: title[row] & 1 ? 2 : Number(title[row] > 0),
          rest: head[row] + body[row] > 0,
        }));
      }
      const own = (await placing).map((pair, i) => ({ ...pair, at: pairs[i].at, articles: found[i].articles }));
      own.sort((a, b) => a.articles.length - b.articles.length); // the places of the first are tried: the fewer the better
      const all = common(found);
      const rows = own.map(({ articles }) => rowsOf(articles, all));
      const here = new Int32Array(rows.length);
      return Array.from(all, (article, i) => {
        for (let k = 0; k < rows.length; k++) here[k] = rows[k][i];
        return { article, title: stands(own, here, 0), rest: stands(own, here, 1) > 0 || stands(own, here, 2) > 0 };
      });
    }

    // The same of a phrase with marks in it. The index knows how far its parts stand from each other, but not what stands between
    // them: of those that are left the texts must tell, some at a time.
    async function phrased(text, segments) {
      let offset = 0;
      const pairs = segments.flatMap((segment) => {
        const own = archive.cover(segment).map(({ term, at }) => ({ term, at: at + offset }));
        offset += Array.from(segment).length + 1;
        return own.filter(({ term }) => Array.from(term).length > 1);
      });
      const parts = await Promise.all(segments.map(holding));
      if (pairs.length > 1) {
        const near = (await joined(pairs)).filter(({ title, rest }) => title || rest);
        parts.push({ articles: Uint32Array.from(near, ({ article }) => article) });
      }
      const all = Array.from(common(parts));
      const found = [];
      for (let i = 0; i < all.length; i += TOGETHER) {
        const some = all.slice(i, i + TOGETHER);
        (await records(some)).forEach(({ title, head, body }, k) => {
          const own = folding.compared([title]);
          const rest = folding.compared([...head, ...body]).includes(text);
          found.push({ article: some[k], title: own.startsWith(text) ? 2 : Number(own.includes(text)), rest });
        });
      }
      return found;
    }

    const holding = (text) => matches(text, () => holders(text));

    async function find({ text, field }) {
      const { articles, titles } = await holding(text);
      return field === "title" ? articles.filter((_, i) => titles[i]) : articles;
    }

    // ---- Ranking (ranking.js)

    let counting;

    // How many terms each article has in each field.
    function lengths() {
      counting ??= load("lengths").then((text) => {
        const next = archive.numbers(text);
        return Array.from({ length: FIELDS }, () => Uint32Array.from({ length: manifest.count }, next));
      });
      counting.catch(() => (counting = undefined));
      return counting;
    }

    const ranked = archive.ranking(manifest, { lengths, postings, holding, rowsOf });

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
