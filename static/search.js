// Finding. What the search page may ask, in this thread or, for large archives, of a worker that runs the same script:
//
//   archive.search(query)              a promise of {total, ids}: every article that matches, best first
//   archive.ask(query, options)        a promise of {total, numbers, key, first, needs, date, published, history}: the same by their
//                                      numbers (the lower, the newer) in the build with that key, how many of them to show at
//                                      first, what was asked for, the date that the query names ("" for none) with how many were
//                                      published then, and by month what was found and what there is: {months, found, all}
//   archive.show(query, numbers, key)  a promise of what to show of some: [{id, url, date, place, title, snippet}], `title` and
//                                      `snippet` in pieces: [{text, hit}]
//   archive.facet(query, options, by)  a promise of [{value, count}]: how many have each year, place, tag, person or series, the other
//                                      filters applied
//   archive.suggest(typed)             a promise of [{kind, value, query}]: tags, people, places and words of titles by pinyin
//
// options: {filters: {date: "2020-07", year: [...], place: [...], tag: [...], person: [...], series: [...]}, sort: "date"}
(() => {
  "use strict";

  const { archive } = globalThis;
  const COLUMNS = ["place", "tag", "person", "series"];
  const FIRST = 20; // results shown at first, where it does not matter how many
  let failed = false;
  let opening;

  async function open(fresh) {
    const manifest = await archive.manifest(fresh);
    const load = (name) => archive.load(`${manifest.key}/${name}.js`);
    const folding = archive.folding(manifest.folding);
    const store = await (manifest.walls ? archive.shards : archive.small)(manifest, load, folding);
    return { manifest, folding, store, load, columns: archive.latest(8), asked: archive.latest(8) };
  }

  // Whatever cannot be had may be gone since a new build: once more with a fresh manifest, then the reader is told.
  async function using(work) {
    opening ??= open(failed);
    try {
      return await work(await opening);
    } catch {
      opening = open(true);
      try {
        return await work(await opening);
      } catch (error) {
        failed = true; // from now on old copies are not trusted
        opening = undefined;
        throw error;
      }
    }
  }

  // ---- Columns: which dates and which names the articles have

  const remembered = (site, name, read) => site.columns(name, () => site.load(name).then(read));

  // A plain day is written as how many days it is before the one before.
  const dates = (site) =>
    remembered(site, "dates", (runs) => {
      const all = [];
      let date = "";
      for (let i = 0; i < runs.length; i += 2) {
        const step = runs[i];
        date = typeof step === "string" ? step : new Date(Date.parse(date) - step * 864e5).toISOString().slice(0, 10);
        for (let n = 0; n < runs[i + 1]; n++) all.push(date);
      }
      return all;
    });

  const column = (site, name) =>
    remembered(site, name, ({ values, of }) => {
      const next = archive.numbers(of);
      const lists = Array.from({ length: site.manifest.count }, () => Array.from({ length: next() }, next));
      return { values, lists };
    });

  const year = (date) => (/^\d{4}/.test(date) ? date.slice(0, 4) : "");
  const month = (date) => (/^\d{4}-\d\d/.test(date) ? date.slice(0, 7) : "");

  // ---- Which articles match

  const everything = (site) => Uint32Array.from({ length: site.manifest.count }, (_, number) => number);

  async function holding(site, need) {
    if (!COLUMNS.includes(need.field)) return site.store.find(need);
    const { values, lists } = await column(site, need.field);
    const fitting = values.map((value) => site.folding.compared([value]).includes(need.text));
    return everything(site).filter((number) => lists[number].some((value) => fitting[value]));
  }

  async function matching(site, needs) {
    const sets = await Promise.all(needs.map((need) => holding(site, need)));
    let found;
    needs.forEach((need, i) => {
      if (need.not) return;
      const other = found && new Set(sets[i]);
      found = found ? found.filter((number) => other.has(number)) : sets[i];
    });
    const without = new Set(needs.flatMap((need, i) => (need.not ? [...sets[i]] : [])));
    return without.size ? found.filter((number) => !without.has(number)) : found;
  }

  // ---- In which order: what is called so, what is called so at the beginning, then as Lunr weighs it; of equals the newest first

  // The terms that Lunr ranks texts by.
  archive.terms = (texts) => [
    ...new Set(texts.flatMap((text) => text.split(" ")).flatMap((word) => archive.cover(word).map(({ term }) => term))),
  ];

  async function ranked(site, found, needs) {
    const texts = needs.filter((need) => !need.not && ["", "title"].includes(need.field)).map(({ text }) => text);
    if (!texts.length || found.length < 2) return found;
    return (await site.store.ranked(found, texts)).articles;
  }

  // The last few queries are remembered: facets, filters and further results ask about them again.
  const answered = (site, query) =>
    site.asked(query, () => {
      const asked = archive.asked(query, site.folding);
      const found = asked.needs.length ? matching(site, asked.needs) : Promise.resolve(new Uint32Array());
      const best = found.then((numbers) => ranked(site, numbers, asked.needs));
      best.catch(() => {}); // told to who asks
      return { ...asked, found, best };
    });

  // ---- Filters

  async function filtered(site, numbers, filters = {}, but = "") {
    let left = numbers;
    const { date } = filters;
    if (date || filters.year?.length) {
      const all = await dates(site);
      if (date) left = left.filter((number) => all[number].startsWith(date));
      if (filters.year?.length && but !== "year") left = left.filter((number) => filters.year.includes(year(all[number])));
    }
    for (const name of COLUMNS) {
      if (!filters[name]?.length || but === name) continue;
      const { values, lists } = await column(site, name);
      const wanted = new Set(filters[name].map((value) => values.indexOf(value)));
      left = left.filter((number) => lists[number].some((value) => wanted.has(value)));
    }
    return left;
  }

  const anyFilter = (filters) => Object.values(filters ?? {}).some((wanted) => wanted?.length);

  // What a query alone finds, in the order asked for; filters alone choose from all.
  async function chosen(site, query, { filters, sort } = {}) {
    const asked = answered(site, query);
    if (!query.trim() && anyFilter(filters)) return everything(site);
    return sort === "date" ? (await asked.found).slice().sort() : asked.best;
  }

  // The months that the archive has articles of, and which of them each article is of (-1: none).
  const months = (site) =>
    (site.months ??= dates(site).then((days) => {
      const list = [...new Set(days.map(month))].filter(Boolean).sort();
      const places = new Map(list.map((when, i) => [when, i]));
      const of = Int32Array.from(days, (day) => places.get(month(day)) ?? -1);
      return { list, of, all: counted(of, of.keys(), list.length) };
    }));

  function counted(of, numbers, size) {
    const counts = new Array(size).fill(0);
    for (const number of numbers) if (of[number] >= 0) counts[of[number]]++;
    return counts;
  }

  const ask = (query, options = {}) =>
    using(async (site) => {
      const { needs, date } = answered(site, query);
      const reading = months(site);
      reading.catch(() => {}); // told below
      const numbers = await filtered(site, await chosen(site, query, options), options.filters);
      const { list, of, all } = await reading;
      const published = date ? (await dates(site)).filter((own) => own.startsWith(date)).length : 0;
      const history = { months: list, found: counted(of, numbers, list.length), all };
      const first = site.store.first ?? FIRST;
      return { total: numbers.length, first, numbers, key: site.manifest.key, needs, date, published, history };
    });

  const search = (query) =>
    using(async (site) => {
      const numbers = Array.from(await chosen(site, query));
      return { total: numbers.length, ids: await site.store.ids(numbers) };
    });

  const facet = (query, options, by) =>
    using(async (site) => {
      const numbers = await filtered(site, await chosen(site, query, options), options.filters, by);
      const counts = new Map();
      const count = (value) => counts.set(value, (counts.get(value) ?? 0) + 1);
      if (by === "year") {
        const all = await dates(site);
        for (const number of numbers) count(year(all[number]));
        return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => (a.value < b.value ? 1 : -1));
      }
      const { values, lists } = await column(site, by);
      for (const number of numbers) lists[number].forEach(count);
      const order = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return order.map(([value, count]) => ({ value: values[value], count }));
    });

  const show = (query, numbers, key) =>
    using(async (site) => {
      if (key !== site.manifest.key) throw new Error("the archive is another one by now, and numbers its articles anew");
      const { needs } = answered(site, query);
      const parts = needs.filter((need) => !need.not && ["", "title"].includes(need.field));
      const inText = parts.filter(({ field }) => !field).map(({ text }) => text);
      const records = await site.store.records(Array.from(numbers));
      return records.map(({ id, date, place, title, head, body }) => ({
        id,
        url: `articles/${id}.html`,
        date,
        place,
        title: archive.pieces(title, site.folding.hits(title, parts.map(({ text }) => text))),
        snippet: archive.snippet(site.folding, [...body, ...head], inText),
      }));
    });

  // What is typed in Latin letters may be pinyin.
  const suggest = (typed) =>
    using(async (site) => {
      const letters = typed.normalize("NFKC").toLowerCase().replace(/['\p{White_Space}]/gu, "").replace(/ü/g, "v");
      if (!/^[a-z]{2,}$/.test(letters)) return [];
      const counted = async (text) => (await site.store.find({ text, field: "title" })).length;
      return archive.spelled(letters, site.folding, site.load, counted);
    });

  const engine = { ask, search, facet, show, suggest };

  // ---- In this thread, or in a worker

  const inWorker = typeof document === "undefined" && typeof importScripts === "function";
  if (inWorker) {
    globalThis.onmessage = async ({ data: { manifest, call, name, given } }) => {
      if (manifest) return archive.deliver("manifest", manifest);
      try {
        globalThis.postMessage({ call, value: await engine[name](...given) });
      } catch (error) {
        globalThis.postMessage({ call, error: String(error) });
      }
    };
    return;
  }

  const own = globalThis.document?.currentScript?.src;
  const calls = new Map();
  let worker;
  let last = 0;

  // From now on this thread does the work.
  function over() {
    worker?.terminate();
    worker = null;
    for (const { again } of calls.values()) again();
    calls.clear();
  }

  function begun(manifest) {
    const made = new Worker(own);
    made.postMessage({ manifest });
    made.onmessage = ({ data: { call, value, error } }) => {
      if (!calls.has(call)) return;
      const { resolve, reject } = calls.get(call);
      calls.delete(call);
      if (error === undefined) resolve(value);
      else reject(new Error(error));
    };
    made.onerror = over;
    return made;
  }

  // A worker where there is much to do and one may be had: not on a page that was opened from a disk.
  async function ways(name, given) {
    const manifest = await archive.manifest().catch(() => ({}));
    if (!manifest.walls || !globalThis.Worker || !own?.startsWith("http")) return engine[name](...given);
    try {
      if (worker === undefined) worker = begun(manifest);
    } catch {
      worker = null;
    }
    if (worker === null) return engine[name](...given);
    return new Promise((resolve, reject) => {
      last += 1;
      calls.set(last, { resolve, reject, again: () => engine[name](...given).then(resolve, reject) });
      worker.postMessage({ call: last, name, given });
    });
  }

  for (const name of Object.keys(engine)) archive[name] = (...given) => ways(name, given);
})();
