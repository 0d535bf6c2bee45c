// The search box of every page: the keys that lead to it, and the list below it of what was searched for before, which is kept on
// this device alone.
//
//   archive.recents.add(query)   called when a query was sent or a result of it opened, never while typing
//
// Where `archive.suggest(text)` is there, a promise of [{kind, value, query}], the list has what it says as well.
(() => {
  "use strict";

  const archive = (window.archive ??= {});
  const box = document.getElementById("find");
  const KEY = `searches ${new URL(box.form.action).pathname}`; // a host may have several archives
  const KEPT = 8;
  const BESIDE = 3; // of these, while there is something in the box
  archive.kinds = { tag: "主题", person: "人物", place: "地点", title: "标题" };

  // ---- What was searched for. Storage may be forbidden; then nothing is kept.

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return kept.filter((query) => typeof query === "string" && query.trim()).slice(0, KEPT);
    } catch {
      return [];
    }
  }

  function keep(queries) {
    try {
      if (queries.length) localStorage.setItem(KEY, JSON.stringify(queries));
      else localStorage.removeItem(KEY);
    } catch {
      // see read()
    }
  }

  function add(query) {
    const text = query.trim();
    if (text) keep([text, ...read().filter((own) => own !== text)].slice(0, KEPT));
  }

  archive.recents = { add };

  // ---- The list

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  const list = element("ul", { id: "before", role: "listbox", ariaLabel: "检索过的" });
  const forget = element("button", { type: "button", className: "bare" }, "清除记录");
  const foot = element("p", { className: "small" }, "只记在这台设备上", forget);
  const popup = element("div", { className: "before", hidden: true }, list, foot);
  box.after(popup);

  let offers = [];
  let active = -1;
  let asked = 0; // a list that comes late is not wanted any more

  // A combobox only where there may be something to choose: else it is a plain box, and said to be one.
  function become() {
    const chooses = read().length > 0 || Boolean(archive.suggest);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "before", "aria-expanded": !popup.hidden };
    for (const [name, value] of Object.entries(roles)) {
      if (chooses) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  }

  function activate(to) {
    active = to;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", i === active));
    if (active < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  function close() {
    asked += 1;
    popup.hidden = true;
    activate(-1);
    become();
  }

  function item({ kind, value }, i) {
    const made = element("li", { id: `before-${i}`, role: "option" }, element("span", {}, value));
    if (kind) made.append(element("span", { className: "small" }, archive.kinds[kind] ?? ""));
    made.addEventListener("click", () => choose(i));
    return made;
  }

  async function open() {
    const own = (asked += 1);
    const text = box.value.trim();
    const fitting = read().filter((query) => query !== text && query.toLowerCase().startsWith(text.toLowerCase()));
    const before = (text ? fitting.slice(0, BESIDE) : fitting).map((query) => ({ value: query, query }));
    const others = text && archive.suggest ? await archive.suggest(text).catch(() => []) : [];
    if (own !== asked || document.activeElement !== box) return;
    const known = before.map(({ query }) => query);
    offers = [...before, ...others.filter(({ query }) => !known.includes(query))];
    if (!offers.length) {
      close();
      return;
    }
    list.replaceChildren(...offers.map(item));
    foot.hidden = !before.length;
    popup.hidden = false;
    activate(-1);
    become();
  }

  function choose(i) {
    box.value = offers[i].query;
    close();
    box.form.requestSubmit();
  }

  function press(event) {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      const step = key === "ArrowDown" ? 1 : -1;
      const places = offers.length + 1; // one of them is the box itself
      if (popup.hidden) open();
      else activate(((active + 1 + step + places) % places) - 1);
    } else if (!popup.hidden && key === "Escape") {
      event.preventDefault();
      close();
    } else if (!popup.hidden && key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    }
  }

  box.addEventListener("focus", open);
  box.addEventListener("click", () => popup.hidden && open());
  box.addEventListener("input", (event) => (event.isComposing ? close() : open()));
  box.addEventListener("compositionend", open);
  box.addEventListener("keydown", press);
  box.form.addEventListener("submit", () => {
    add(box.value);
    close();
  });
  box.form.addEventListener("focusout", ({ relatedTarget }) => popup.contains(relatedTarget) || relatedTarget === box || close());
  popup.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  forget.addEventListener("click", () => {
    keep([]);
    box.focus();
    close();
  });

  // ---- Keys

  const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

  function leads(event) {
    if (event.isComposing || event.altKey || document.activeElement === box) return false;
    if (event.key?.toLowerCase() === "k") return event.ctrlKey !== event.metaKey && !event.shiftKey;
    return event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest?.(WRITING);
  }

  document.addEventListener("keydown", (event) => {
    if (!leads(event)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  box.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  box.title = /Mac|iPhone|iPad/.test(navigator.platform) ? "按 / 或 ⌘K 到这里" : "按 / 或 Ctrl-K 到这里";
  addEventListener("pageshow", become);
  document.addEventListener("DOMContentLoaded", become);
})();
