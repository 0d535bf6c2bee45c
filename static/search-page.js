// The search page: what is typed into the box of the masthead is searched for at once. The address always says what is shown.
(() => {
  "use strict";

  const { archive } = window;
  const PAGE = 20;
  const [box, count, list, more, hint, none, problem] = [
    "find", "count", "found", "more", "hint", "none", "problem",
  ].map((id) => document.getElementById(id));
  const siteTitle = document.title;
  let current; // the query whose results stand or are awaited
  let numbers = [];
  let typing = false; // whether this bout of typing has its entry in the history already

  const asked = () => new URLSearchParams(location.search).get("q") ?? "";

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  const marked = (pieces) => pieces.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));

  // An EDTF date as a reader says it.
  function day(date) {
    const words = date
      .replace(/(\d{4})(?:-(\d\d))?(?:-(\d\d))?/g, (_, y, m, d) => `${y}年${m ? `${+m}月` : ""}${d ? `${+d}日` : ""}`)
      .replace("/", "至")
      .replace(/[~%?]/g, (doubt) => ({ "~": "（约）", "?": "（存疑）", "%": "（约，存疑）" })[doubt]);
    const exact = /^\d{4}(-\d\d){0,2}$/.test(date);
    return exact ? element("time", { dateTime: date }, words) : element("span", {}, words || "日期不详");
  }

  function item(article) {
    const href = `${list.dataset.root}${article.url}?h=${encodeURIComponent(current)}`;
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

  // Shows results up to number `wanted`, and says what is left.
  async function show(wanted) {
    const query = current;
    const shown = list.children.length;
    const articles = await archive.show(query, numbers.slice(shown, wanted));
    if (query !== current) return;
    list.append(...articles.map(item));
    const left = numbers.length - list.children.length;
    more.hidden = left <= 0;
    more.textContent = `再列 ${Math.min(left, PAGE)} 篇（还有 ${left} 篇）`;
  }

  function clear() {
    delete count.dataset.total;
    numbers = [];
    list.replaceChildren();
    problem.querySelectorAll(":scope > p").forEach((p) => p.remove());
    more.hidden = none.hidden = true;
    hint.hidden = current.trim() !== "";
    count.textContent = "";
    document.title = current ? `${current} - ${siteTitle}` : siteTitle;
  }

  function fail() {
    count.textContent = "";
    problem.append(problem.querySelector("template").content.cloneNode(true));
    problem.querySelector("button").addEventListener("click", () => find(current, PAGE, true));
  }

  // Finds a query and shows its results up to number `wanted`. A query that has been overtaken shows nothing.
  async function find(query, wanted = PAGE, again = false) {
    if (query === current && !again) return;
    current = query;
    delete document.documentElement.dataset.search;
    if (!query.trim()) {
      clear();
      return;
    }
    try {
      const waiting = setTimeout(() => (count.textContent = "正在检索……"), 200);
      const result = await archive.ask(query).finally(() => clearTimeout(waiting));
      if (query !== current) return;
      clear();
      numbers = result.numbers;
      await show(wanted);
      if (query !== current) return;
      none.hidden = result.total > 0;
      count.dataset.total = result.total;
      count.textContent = result.total ? `“${query}”见于 ${result.total} 篇` : `没有文章含有“${query}”`;
      document.documentElement.dataset.search = "ready";
    } catch {
      if (query !== current) return;
      clear();
      fail();
    }
  }

  // A bout of typing makes one entry in the history, so that going back leads to what was searched for before.
  function remember(query) {
    if (query === asked()) return;
    const address = new URL(location.href);
    address.searchParams.delete("q");
    if (query) address.searchParams.set("q", query);
    history[typing || !asked() ? "replaceState" : "pushState"](null, "", address);
    typing = true;
  }

  function typed() {
    find(box.value);
    remember(box.value);
  }

  // An input method's half-written letters are not a query.
  box.addEventListener("input", (event) => event.isComposing || typed());
  box.addEventListener("compositionend", typed);
  box.addEventListener("change", () => (typing = false));
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed();
    typing = false;
  });
  addEventListener("popstate", (event) => {
    typing = false;
    box.value = asked();
    find(box.value, event.state?.shown);
  });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    await show(next + PAGE);
    list.children[next]?.querySelector("a").focus();
    history.replaceState({ shown: list.children.length }, "");
  });

  box.value = asked();
  find(box.value, history.state?.shown);
})();
