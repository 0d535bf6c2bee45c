// Names and titles by pinyin, whole or initials: fangkong and fk suggest 防控, by every reading of a character.
//
//   archive.spelled(typed, folding, load, counted)    a promise of [{kind, value, query}], `kind` tag, person, place or title;
//                                                     `counted(text)` promises how many titles hold a text
(() => {
  "use strict";

  const { archive } = globalThis;
  const NAMED = [["tag", "标签"], ["person", "人物"], ["place", "地点"]];
  const [MOST, WAYS] = [8, 60];

  // How much of what is typed a reading may stand for: all of it, its initial, or what has been typed of it so far.
  function taken(reading, typed) {
    const initial = /^[zcs]h/.test(reading) ? [2, 1] : [1];
    const ends = initial.filter((size) => typed.startsWith(reading.slice(0, size)));
    if (typed.startsWith(reading)) ends.push(reading.length);
    else if (reading.startsWith(typed)) ends.push(typed.length);
    return ends;
  }

  archive.spelled = async (typed, folding, load, counted) => {
    const { readings: table, names: letters, titles } = await load("readings");
    const names = letters.includes(typed[0]) ? await load(`names/${typed[0]}`) : { tag: [], person: [], place: [] };
    const written = new Set(titles.split(" "));
    const readings = new Map();
    for (const [syllable, characters] of Object.entries(table)) {
      for (const c of characters) readings.set(c, [...(readings.get(c) ?? []), syllable]);
    }
    const ends = (c, rest) => new Set((readings.get(c) ?? []).flatMap((reading) => taken(reading, rest)));

    // Whether all that is typed stands for characters from one on.
    function reads(characters, from, at) {
      if (at === typed.length) return true;
      if (from === characters.length) return false;
      return [...ends(characters[from], typed.slice(at))].some((size) => reads(characters, from + 1, at + size));
    }

    function named(values) {
      const fitting = values.flatMap((value) => {
        const characters = Array.from(folding.normalise(value));
        const from = characters.findIndex((_, i) => reads(characters, i, 0));
        return from < 0 ? [] : [{ value, from }];
      });
      return fitting.sort((a, b) => Math.min(a.from, 1) - Math.min(b.from, 1)).map(({ value }) => value);
    }

    const pairs = async (own) => (written.has(own) ? load(`titles/${own}`) : []);

    // Pairs of titles, each going on where the one before ended, until all that is typed is read.
    async function titled() {
      let ways = [...new Set(Object.keys(table).flatMap((syllable) => taken(syllable, typed)))].map((at) => ({ text: "", at }));
      const found = new Map();
      for (let first = true; ways.length; first = false) {
        const next = new Map();
        for (const { text, at } of ways) {
          const last = Array.from(text).at(-1);
          const letters = first ? [typed[0]] : [...new Set(readings.get(last).map((reading) => reading[0]))];
          if (at >= typed.length) continue;
          for (const letter of letters) {
            const listed = await pairs(letter + typed[at]); // one after the other: the next may be the same file
            for (let i = 0; i < listed.length; i += 2) {
              const [a, b] = Array.from(listed[i]);
              if (first ? !ends(a, typed).has(at) : a !== last) continue;
              for (const size of ends(b, typed.slice(at))) {
                const way = { text: (first ? a : text) + b, at: at + size, count: listed[i + 1] };
                if (way.at === typed.length) found.set(way.text, Math.max(way.count, found.get(way.text) ?? 0));
                else next.set(`${way.text} ${way.at}`, way);
              }
            }
          }
        }
        ways = [...next.values()].sort((a, b) => b.count - a.count).slice(0, WAYS);
      }
      const best = [...found].sort((a, b) => b[1] - a[1]).slice(0, MOST);
      const counts = await Promise.all(best.map(([text]) => (Array.from(text).length > 2 ? counted(text) : 1)));
      return best.filter((_, i) => counts[i]).map(([text]) => text);
    }

    const quoted = (value) => (/\p{White_Space}/u.test(value) ? `"${value}"` : value);
    const suggested = NAMED.flatMap(([kind, field]) =>
      named(names[kind]).slice(0, MOST).map((value) => ({ kind, value, query: `${field}:${quoted(value)}` })),
    );
    return [...suggested, ...(await titled()).map((value) => ({ kind: "title", value, query: `标题:${value}` }))];
  };
})();
