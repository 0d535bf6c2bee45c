// What is asked for: how a query is read, on the search page and where an article's hits are marked.
//
//   archive.asked(text, folding)  {needs: [{text, field, not}], months: [EDTF prefix]}
//   archive.cover(text)           the pairs that prove a text, with their offsets: [{term, at}]
//
// Blanks mean AND; "…" is a phrase, whatever marks stand in it; -词 excludes; 标题: 标签: 人物: 地点: look in one field.
(() => {
  "use strict";

  const { archive } = globalThis;
  const FIELDS = { 标题: "title", 标签: "tag", 人物: "person", 地点: "place" };
  const WORD = /(-?)(?:(标题|标签|人物|地点|標題|標籤|地點)[:：](?=\P{White_Space}))?(?:"([^"]*)"(?!\P{White_Space})|“([^”]*)”(?!\P{White_Space})|(\P{White_Space}+))/gu;
  const SAME = { 標題: "标题", 標籤: "标签", 地點: "地点" };

  // A word falls apart at its punctuation, and all of it is needed; a phrase is needed as one, with one blank for its marks.
  function needs({ minus, name, phrase, word }, folding) {
    const whole = folding.normalise(phrase ?? word);
    const texts = phrase === undefined ? whole.split(" ") : [whole.replace(/ +/g, " ").trim()];
    const field = FIELDS[SAME[name] ?? name] ?? "";
    return texts.filter(Boolean).map((text) => ({ text, field, not: minus }));
  }

  const NUMERALS = new Map(Array.from("〇零一二三四五六七八九", (c, i) => [c, Math.max(0, i - 1)]));

  // Years are read digit by digit (二〇二〇), months and days as they are counted (十一, 二十).
  function figure(text) {
    if (/^\d+$/.test(text)) return Number(text);
    const digit = (c) => (c ? NUMERALS.get(c) : undefined);
    const ten = text.match(/^(.?)十(.?)$/u);
    if (ten) return (digit(ten[1]) ?? 1) * 10 + (digit(ten[2]) ?? 0);
    return Number(Array.from(text, digit).join(""));
  }

  const CJK = "[〇零一二三四五六七八九十]";
  const DATES = [
    /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/,
    /^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$/,
    /^(\d{4})(?:年(?:(\d{1,2})月(?:(\d{1,2})[日号號]?)?)?)?$/,
    new RegExp(`^(${CJK}{4})年(?:(${CJK}{1,3})月(?:(${CJK}{1,3})[日号號]?)?)?$`, "u"),
  ];

  // The beginning of the EDTF dates that a query names: 2020年7月 is 2020-07; "" when it names none.
  function date(text) {
    const plain = text.normalize("NFKC").replace(/\p{White_Space}/gu, "");
    for (const pattern of DATES) {
      const found = plain.match(pattern);
      if (!found) continue;
      const [year, month, day] = found.slice(1).map((part) => (part ? figure(part) : 0));
      if (year < 1000 || month > 12 || day > 31) return "";
      const two = (number) => `-${String(number).padStart(2, "0")}`;
      return String(year) + (month ? two(month) : "") + (month && day ? two(day) : "");
    }
    return "";
  }

  archive.asked = (text, folding) => {
    const words = [...text.matchAll(WORD)].map(([, minus, name, straight, curled, word]) => ({
      minus: minus === "-",
      name,
      phrase: straight ?? curled,
      word,
    }));
    let found = words.flatMap((word) => needs(word, folding));
    // What excludes all excludes nothing: -19 alone is a piece of COVID-19.
    if (!found.some((need) => !need.not)) found = found.map((need) => ({ ...need, not: false }));
    const seen = new Map(found.map((need) => [`${need.not} ${need.field} ${need.text}`, need]));
    return { needs: [...seen.values()], date: date(text) };
  };

  // Pairs of neighbours that touch or overlap from the first character to the last: where all stand, the text stands.
  archive.cover = (text) => {
    const characters = Array.from(text);
    const last = characters.length - 2;
    if (last < 0) return [{ term: text, at: 0 }];
    const starts = [];
    for (let at = 0; at < last; at += 2) starts.push(at);
    return [...starts, last].map((at) => ({ term: characters[at] + characters[at + 1], at }));
  };
})();
