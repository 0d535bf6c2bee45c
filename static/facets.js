// Narrowing: how many of the results have which year, place, tag, person or series, and the choice among them.
//
//   archive.facets(choose)   {show(asking, key, total), hide()}; `choose` is told of other filters
//
// A group is counted only where it can be seen: the names of all people of a large archive are much to bring in.
(() => {
  "use strict";

  const { archive } = window;
  const { element } = archive;
  const FEW = 8;
  const MORE = 40;

  archive.facets = (choose) => {
    const whole = document.getElementById("narrow");
    const wide = matchMedia("(min-width: 64rem)");
    let asking;
    let key; // what is asked, for comparing

    function group(details) {
      const by = details.dataset.facet;
      const [list, more, empty, failed] = ["ul", "button", ".empty", ".failed"].map((part) => details.querySelector(`:scope > ${part}`));
      const items = new Map(); // from each value to its item, which is kept: it may have the focus
      let counts = [];
      let limit = FEW;
      let counted; // the key for which the counts stand

      function item(value) {
        const box = element("input", { type: "checkbox" });
        box.addEventListener("change", () => {
          const { filters } = archive.asking.read();
          const others = filters[by].filter((own) => own !== value);
          choose({ filters: { ...filters, [by]: box.checked ? [...others, value] : others } });
        });
        const made = element("li", {}, element("label", {}, box, element("span", {}, archive.asking.name(by, value))));
        made.firstChild.append(element("span", { className: "count" }));
        return made;
      }

      function draw() {
        const wanted = archive.asking.read().filters[by];
        const missing = wanted.filter((value) => !counts.some((own) => own.value === value));
        const all = [...counts, ...missing.map((value) => ({ value, count: 0 }))];
        const shown = all.filter(({ value }, i) => i < limit || wanted.includes(value));
        shown.forEach(({ value, count }, i) => {
          if (!items.has(value)) items.set(value, item(value));
          const own = items.get(value);
          own.querySelector("input").checked = wanted.includes(value);
          own.querySelector(".count").textContent = count;
          if (list.children[i] !== own) list.insertBefore(own, list.children[i] ?? null);
        });
        while (list.children.length > shown.length) list.lastChild.remove();
        empty.hidden = all.length > 0;
        more.hidden = all.length <= shown.length;
        more.textContent = `更多（还有 ${all.length - shown.length} 个）`;
      }

      async function count() {
        if (!whole.open || !details.open || whole.hidden || counted === key) return;
        const own = (counted = key);
        try {
          const { query, filters, sort } = asking;
          const found = await archive.facet(query, { filters, sort }, by);
          if (own !== key) return;
          counts = found;
          failed.hidden = true;
          draw();
        } catch {
          if (own !== key) return;
          counted = undefined;
          failed.hidden = false;
        }
      }

      more.addEventListener("click", () => {
        const next = list.children.length;
        limit += MORE;
        draw();
        list.children[next]?.querySelector("input").focus();
      });
      failed.querySelector("button").addEventListener("click", count);
      details.addEventListener("toggle", count);
      return count;
    }

    const groups = [...whole.querySelectorAll("[data-facet]")].map(group);
    const countAll = () => groups.forEach((count) => count());
    const unfold = () => (whole.open = wide.matches);
    wide.addEventListener("change", unfold);
    whole.addEventListener("toggle", countAll);
    unfold();

    // On a phone the results are far below the groups.
    const done = whole.querySelector(":scope > .done");
    done.addEventListener("click", () => {
      whole.open = false;
      document.getElementById("count").focus();
    });

    function show(next, nextKey, total) {
      [asking, key] = [next, nextKey];
      whole.hidden = false;
      done.textContent = total ? `看这 ${total} 篇` : "收起";
      countAll();
    }

    return { show, hide: () => (whole.hidden = true) };
  };
})();
