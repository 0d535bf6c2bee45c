// What the search page shows: elements, dates as a reader says them, shares, and one article that was found.
//
//   archive.element(name, properties, ...children)   an element of HTML; text stays text
//   archive.dated(date)                              an EDTF date in words
//   archive.share(part, whole)                       a share in words, "27%"
//   archive.result(article, root, query)             an item of the list of results
(() => {
  "use strict";

  const { archive } = window;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function dated(date) {
    const words = date
      .replace(/(\d{4})(?:-(\d\d))?(?:-(\d\d))?/g, (_, y, m, d) => `${y}年${m ? `${+m}月` : ""}${d ? `${+d}日` : ""}`)
      .replace("/", "至")
      .replace(/[~%?]/g, (doubt) => ({ "~": "（约）", "?": "（存疑）", "%": "（约，存疑）" })[doubt]);
    return words || "日期不详";
  }

  function day(date) {
    const exact = /^\d{4}(-\d\d){0,2}$/.test(date);
    return exact ? element("time", { dateTime: date }, dated(date)) : element("span", {}, dated(date));
  }

  // Whole percents, except where those would say that there is nothing, or all.
  function share(part, whole) {
    const percent = (100 * part) / whole;
    if (!part || part === whole) return `${percent}%`;
    if (percent < 0.1) return "不到0.1%";
    return percent < 1 || percent > 99 ? `${Math.min(percent, 99.9).toFixed(1)}%` : `${Math.round(percent)}%`;
  }

  const marked = (pieces) => pieces.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));

  function result(article, root, query) {
    const href = root + article.url + (query.trim() && `?h=${encodeURIComponent(query)}`);
    const title = article.title.length ? marked(article.title) : ["（无题）"];
    const place = article.place ? [element("span", {}, article.place)] : [];
    const made = element(
      "li",
      {},
      element("a", { className: "entry-title", href }, ...title),
      element("p", { className: "entry-note" }, day(article.date), ...place),
      element("p", { className: "entry-excerpt" }, ...marked(article.snippet)),
    );
    made.dataset.id = article.id;
    return made;
  }

  Object.assign(archive, { element, dated, share, result });
})();
