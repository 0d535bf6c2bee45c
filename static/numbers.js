// Numbers that generator/search/codec.py wrote as text.
//
//   archive.numbers(text)   a function that gives the next number each time, and map(count): which of so many are set, from a bitmap
(() => {
  "use strict";

  const [LAST, BASE, BITS] = [64, 29, 6];

  // The place of a character among those that are printed and need no escape.
  const place = (code) => code - 32 - (code > 34) - (code > 92);

  globalThis.archive.numbers = (text) => {
    let at = 0;

    function next() {
      let [value, unit] = [0, 1];
      for (;;) {
        if (at >= text.length) throw new Error("numbers end before they should");
        const digit = place(text.charCodeAt(at++));
        if (digit < LAST) return value + digit * unit;
        value += (digit - LAST) * unit;
        unit *= BASE;
      }
    }

    next.map = (count) => {
      const set = [];
      for (let first = 0; first < count; first += BITS) {
        const bits = place(text.charCodeAt(at++));
        for (let i = 0; i < BITS; i++) if ((bits >> i) & 1) set.push(first + i);
      }
      return set;
    };
    return next;
  };
})();
