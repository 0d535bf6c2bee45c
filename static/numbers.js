// Numbers that generator/search/codec.py wrote as text.
//
//   archive.numbers(text)   a function that gives the next number each time, and raw(n), that gives the next n bytes
(() => {
  "use strict";

  globalThis.archive.numbers = (text) => {
    let at = 0;

    function byte() {
      const code = text.charCodeAt(at++);
      return code > 92 ? code - 36 : code - 35;
    }

    function next() {
      let value = byte();
      if (value < 128) return value;
      value -= 128;
      for (let unit = 128; ; unit *= 128) {
        const more = byte();
        if (more < 128) return value + more * unit;
        value += (more - 128) * unit;
      }
    }

    next.raw = (size) => Uint8Array.from({ length: size }, byte);
    return next;
  };
})();
