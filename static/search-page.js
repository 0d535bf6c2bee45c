// The search page: what is typed into the box of the masthead is searched for at once. The address always says what is shown.
(() => {
  "use strict";

  const { archive } = window;
  const { address, filtered, nothing, read } = archive.asking;
  const PAGE = 20;
  const [box, count, list, more, hint, none, problem, offer, sort] = [
    "find", "count", "found", "more", "hint", "none", "problem", "offer", "sort",
  ].map((id) => document.getElementById(id));
  const siteTitle = document.title;
  let asking; // whose results stand or are awaited
  let current; // the same as an address, for comparing
  let turn = 0; // what began in an earlier turn has been overtaken
  let numbers = [];
  let build; // of which these are the numbers
  let typing = false; // whether this bout of typing has its entry in the history already
  const facets = archive.facets(choose);
  const timeline = archive.timeline((date) => choose({ filters: { ...asking.filters, date, year: [] } }));

  // Shows results up to number `wanted`, and says what is left.
  async function show(wanted) {
    const [own, { query }] = [turn, asking];
    const shown = list.children.length;
    const articles = await archive.show(query, numbers.slice(shown, wanted), build);
    if (own !== turn || shown !== list.children.length) return;
    list.append(...articles.map((article) => archive.result(article, list.dataset.root, query)));
    const left = numbers.length - list.children.length;
    more.hidden = left <= 0;
    more.textContent = `再列 ${Math.min(left, PAGE)} 篇（还有 ${left} 篇）`;
  }

  function clear() {
    delete count.dataset.total;
    numbers = [];
    list.replaceChildren();
    problem.querySelectorAll(":scope > p").forEach((p) => p.remove());
    more.hidden = none.hidden = offer.hidden = true;
    hint.hidden = !nothing(asking);
    count.textContent = "";
    const { query, filters } = asking;
    const called = query || (filters.date && archive.dated(filters.date));
    document.title = called ? `${called} - ${siteTitle}` : siteTitle;
  }

  function withoutResults() {
    facets.hide();
    timeline.hide();
    sort.hidden = true;
  }

  function fail() {
    withoutResults();
    problem.append(problem.querySelector("template").content.cloneNode(true));
    problem.querySelector("button").addEventListener("click", () => find(asking, 0, true));
  }

  function said(total) {
    const { query, filters } = asking;
    if (!query.trim()) {
      const only = filters.date && Object.values(filters).flat().length === 1;
      if (only) return `${archive.dated(filters.date)}发表的有 ${total} 篇`;
      return total ? `合于筛选的有 ${total} 篇` : "没有合于筛选的文章";
    }
    const within = filtered(asking) ? "筛选之内" : "";
    if (!total) return `${within}没有文章含有“${query}”`;
    return within ? `${within}，“${query}”见于 ${total} 篇` : `“${query}”见于 ${total} 篇`;
  }

  // A link to another question.
  function leading(next, words) {
    const link = archive.element("a", { href: address(next) || "?" }, words);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      typing = false;
      go(address(next), true);
      box.value = next.query;
      find(read());
      count.focus();
    });
    return link;
  }

  // A query that reads like a date: what was published then, which need not say so. One in Latin letters: what they spell.
  async function offerMore({ date, published }) {
    const { query, filters } = asking;
    const own = turn;
    const links = [];
    if (published && date !== filters.date) {
      links.push(leading({ query: "", filters: { date }, sort: "" }, `${archive.dated(date)}发表的有 ${published} 篇`));
    }
    offer.replaceChildren(...links);
    offer.hidden = !links.length;
    const spelled = await archive.suggest(query).catch(() => []);
    if (own !== turn || !spelled.length) return;
    for (const { kind, value, query: next } of spelled) {
      offer.append(leading({ query: next, filters: {}, sort: "" }, `${archive.kinds[kind]}：${value}`));
    }
    offer.hidden = false;
  }

  // All months stay in sight when some are chosen. Dates and years alone have no history worth telling.
  async function tell(result) {
    const { query, filters, sort } = asking;
    const own = turn;
    const { date, year } = filters;
    const others = { ...filters, date: "", year: [] };
    if (!query.trim() && !filtered({ filters: others })) return timeline.hide();
    const { history } = date || year.length ? await archive.ask(query, { filters: others, sort }) : result;
    if (own !== turn) return undefined;
    const when = date || (year.length === 1 ? year[0] : "");
    return timeline.show(history, when, (next) => address({ query, filters: { ...others, date: next }, sort }));
  }

  // Finds what is asked and shows results up to number `wanted`, or the first ones. What has been overtaken shows nothing.
  async function find(next, wanted = 0, again = false) {
    if (address(next) === current && !again) return;
    [asking, current] = [next, address(next)];
    turn += 1;
    const own = turn;
    delete document.documentElement.dataset.search;
    archive.chosen(asking, choose);
    for (const radio of sort.querySelectorAll("input")) radio.checked = radio.value === asking.sort;
    if (nothing(asking)) {
      clear();
      withoutResults();
      return;
    }
    try {
      const waiting = setTimeout(() => own === turn && (count.textContent = "正在检索……"), 200);
      const result = await archive.ask(asking.query, asking).finally(() => clearTimeout(waiting));
      if (own !== turn) return;
      clear();
      [numbers, build] = [result.numbers, result.key];
      const showing = show(Math.max(wanted, result.first));
      sort.hidden = !asking.query.trim() || result.total < 2;
      offerMore(result);
      await Promise.all([showing, tell(result).catch(timeline.hide)]);
      if (own !== turn) return;
      if (result.total || filtered(asking)) facets.show(asking, current, result.total);
      else facets.hide();
      none.hidden = result.total > 0;
      count.dataset.total = result.total;
      count.textContent = said(result.total);
      document.documentElement.dataset.search = "ready";
    } catch {
      if (own !== turn) return;
      clear();
      fail();
    }
  }

  function go(search, push) {
    if (search === address(read())) return;
    const there = new URL(location.href);
    there.search = search;
    history[push ? "pushState" : "replaceState"](null, "", there);
  }

  // A bout of typing makes one entry in the history, so that going back leads to what was searched for before.
  function typed() {
    const next = { ...asking, query: box.value };
    const push = !typing && !nothing(read());
    find(next);
    if (address(next) === address(read())) return;
    go(address(next), push);
    typing = true;
  }

  // Each choice makes one.
  function choose(change) {
    const next = { ...asking, ...change };
    typing = false;
    go(address(next), true);
    find(next);
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
  sort.addEventListener("change", (event) => choose({ sort: event.target.value }));
  addEventListener("popstate", (event) => {
    typing = false;
    const before = read();
    box.value = before.query;
    find(before, event.state?.shown);
  });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    const own = turn;
    try {
      await show(next + PAGE);
    } catch {
      if (own === turn) fail();
      return;
    }
    list.children[next]?.querySelector("a").focus();
    history.replaceState({ shown: list.children.length }, "");
  });
  for (const press of ["click", "auxclick"]) {
    list.addEventListener(press, (event) => event.target.closest("a") && archive.recents.add(asking.query));
  }

  const first = read();
  box.value = first.query;
  find(first, history.state?.shown);
})();
