// On an article's page: the hits of ?h=QUERY are marked, the first is scrolled to, and one can step from one to the next.
(() => {
  "use strict";

  const { archive } = window;
  const query = new URLSearchParams(location.search).get("h");
  const article = document.querySelector("article");
  const BLOCKS = "h1, h2, h3, h4, p, li, td, th, dd, blockquote, figcaption";
  const steps = []; // the <mark>s of each hit; one that crosses an element's border has several

  // The text nodes of each block, with their offsets in its text: a hit may cross what stands inside a line, but not from one
  // block to the next.
  function blocks() {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const found = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const block = node.parentElement.closest(BLOCKS);
      if (!block) continue;
      const before = found.get(block) ?? { text: "", nodes: [] };
      before.nodes.push({ node, at: before.text.length });
      before.text += node.data;
      found.set(block, before);
    }
    return found;
  }

  function mark(nodes, { start, end }) {
    const marks = [];
    for (const { node, at } of nodes) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
      if (from >= to) continue;
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const made = document.createElement("mark");
      range.surroundContents(made);
      marks.push(made);
    }
    return marks;
  }

  // From the last hit of a block to the first: marking cuts a text node short, and only what goes before keeps its offset.
  function markAll(folding, parts, inTitle) {
    for (const [block, { text, nodes }] of blocks()) {
      const stretches = archive.covered(folding.hits(text, block.matches("h1") ? [...parts, ...inTitle] : parts));
      steps.push(...stretches.reverse().map((stretch) => mark(nodes, stretch)).reverse());
    }
  }

  function button(text, label, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", press);
    return made;
  }

  function stepper() {
    const bar = document.createElement("section");
    const status = document.createElement("span");
    let now = 0;
    bar.className = "hits";
    bar.setAttribute("aria-label", "检索所得");
    status.setAttribute("role", "status");

    function go(to, behavior = "auto") {
      steps[now].forEach((made) => made.classList.remove("current"));
      now = (to + steps.length) % steps.length;
      steps[now].forEach((made) => made.classList.add("current"));
      steps[now][0].scrollIntoView({ block: "center", behavior });
      status.textContent = `第 ${now + 1} 处，共 ${steps.length} 处`;
    }

    function end() {
      for (const made of steps.flat()) made.replaceWith(...made.childNodes);
      article.normalize();
      bar.remove();
      const address = new URL(location.href);
      address.searchParams.delete("h");
      history.replaceState(null, "", address);
    }

    bar.append(
      button("↑", "上一处", () => go(now - 1)),
      status,
      button("↓", "下一处", () => go(now + 1)),
      button("×", "不再标出", end),
    );
    document.body.append(bar);
    go(0, "instant");
  }

  async function start() {
    const folding = archive.folding((await archive.manifest()).folding);
    const needs = archive.asked(query, folding).needs.filter(({ not }) => !not);
    const wanted = (field) => needs.filter((need) => need.field === field).map(({ text }) => text);
    markAll(folding, wanted(""), wanted("title"));
    if (steps.length) stepper();
  }

  // Without the table the article is read as ever, only without marks.
  if (query && article) start().catch(() => {});
})();
