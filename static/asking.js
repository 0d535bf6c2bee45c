// What the search page is asked: {query, filters, sort}. The address says all of it, and what was chosen stands above the results.
//
//   archive.asking.read()            what the address asks
//   archive.asking.address(asking)   the query string that asks it, "" or "?q=…&year=…"
//   archive.asking.filtered(asking)  whether any filter is set
//   archive.asking.nothing(asking)   whether nothing is asked
//   archive.asking.name(by, value)   a filter's value as it is shown
//   archive.chosen(asking, choose)   draws a button for each filter, that takes it away
(() => {
  "use strict";

  const { archive } = window;
  const { element, dated } = archive;
  const LISTS = { year: "年份", place: "地点", tag: "主题", person: "人物", series: "系列" };
  const NAMES = Object.keys(LISTS);

  function read() {
    const given = new URLSearchParams(location.search);
    const lists = NAMES.map((name) => [name, [...new Set(given.getAll(name))]]);
    const date = given.get("date") ?? "";
    return {
      query: given.get("q") ?? "",
      filters: { date: /^\d{4}(-\d\d){0,2}$/.test(date) ? date : "", ...Object.fromEntries(lists) },
      sort: given.get("sort") === "date" ? "date" : "",
    };
  }

  function address({ query, filters, sort }) {
    const given = new URLSearchParams();
    if (query) given.set("q", query);
    if (filters.date) given.set("date", filters.date);
    for (const name of NAMES) for (const value of filters[name] ?? []) given.append(name, value);
    if (sort) given.set("sort", sort);
    const text = given.toString();
    return text && `?${text}`;
  }

  const filtered = ({ filters }) => Object.values(filters).some((wanted) => wanted.length);
  const nothing = (asking) => !asking.query.trim() && !filtered(asking);
  const name = (by, value) => (by === "date" || by === "year" ? dated(value) : value);

  const list = document.getElementById("chosen");

  function chip(by, value, take) {
    const label = `去掉${by === "date" ? "日期" : LISTS[by]}：${name(by, value)}`;
    const cross = element("span", { ariaHidden: "true" }, "×");
    const kind = element("span", { className: "small" }, by === "date" ? "日期" : LISTS[by]);
    const button = element("button", { type: "button", ariaLabel: label }, kind, name(by, value), cross);
    button.addEventListener("click", take);
    return button;
  }

  archive.chosen = (asking, choose) => {
    const { filters } = asking;
    const without = (by, value) => ({ ...filters, [by]: by === "date" ? "" : filters[by].filter((own) => own !== value) });
    const pairs = [...(filters.date ? [["date", filters.date]] : []), ...NAMES.flatMap((by) => filters[by].map((value) => [by, value]))];

    // The button that was pressed is gone: the next one takes its place, or what is said of the results.
    function take(filters, at) {
      choose({ filters });
      const left = list.querySelectorAll("button");
      (left[Math.min(at, left.length - 2)] ?? document.getElementById("count")).focus();
    }

    const chips = pairs.map(([by, value], at) => chip(by, value, () => take(without(by, value), at)));
    const none = Object.fromEntries(["date", ...NAMES].map((by) => [by, by === "date" ? "" : []]));
    const all = element("button", { type: "button", className: "bare" }, "全部清除");
    all.addEventListener("click", () => take(none, 0));
    list.replaceChildren(...chips, all);
    list.hidden = !chips.length;
  };

  archive.asking = { read, address, filtered, nothing, name };
})();
