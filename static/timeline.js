// A term's history: in which months what was found stands, relative to what the archive holds of each month.
//
//   archive.timeline(choose)   {show(history, date), hide()}; `choose` is told the date of what was pressed
//
// A long time is shown by years, and a year that was chosen by its months. The same numbers stand in a table, by months.
(() => {
  "use strict";

  const { archive } = window;
  const { element, dated, share } = archive;
  const MANY = 60; // months that can be told apart on a phone
  const [TOP, GROUND, BELOW] = [20, 100, 116]; // where the columns begin and end, and the base of what is written below

  const ordinal = (month) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;
  const named = (at) => `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;

  function drawn(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // What is to be shown: {units, rows}, of which the units are columns, also where the archive has nothing.
  function scope({ months, found, all }, date) {
    const rows = months.map((month, i) => ({ date: month, found: found[i], all: all[i] }));
    let [first, last] = [ordinal(months[0]), ordinal(months.at(-1))];
    const long = last - first >= MANY;
    const year = date.slice(0, 4);
    if (long && !year) {
      const years = Array.from({ length: Math.floor(last / 12) - Math.floor(first / 12) + 1 }, (_, i) => named(first + 12 * i).slice(0, 4));
      const sums = new Map(years.map((own) => [own, { date: own, found: 0, all: 0 }]));
      for (const row of rows) {
        const sum = sums.get(row.date.slice(0, 4));
        sum.found += row.found;
        sum.all += row.all;
      }
      return { units: [...sums.values()], rows };
    }
    if (long) [first, last] = [ordinal(`${year}-01`), ordinal(`${year}-12`)];
    const known = new Map(rows.map((row) => [row.date, row]));
    const units = Array.from({ length: last - first + 1 }, (_, i) => {
      const own = named(first + i);
      return known.get(own) ?? { date: own, found: 0, all: 0 };
    });
    return { units, rows: rows.filter((row) => units[0].date <= row.date && row.date <= units.at(-1).date) };
  }

  const ratio = ({ found, all }) => (all ? found / all : 0);

  // The highest share; of equal ones the one with more articles, then the later.
  const higher = (a, b) => (ratio(b) - ratio(a) || b.found - a.found) >= 0 ? b : a;

  const sentence = (unit) => `${dated(unit.date)}：${unit.all} 篇中有 ${unit.found} 篇，占 ${share(unit.found, unit.all)}`;

  // Which columns have a name below: at most six, years where there are several.
  function labels(units) {
    const several = units.length > 18 && units[0].date.length > 4;
    const named = units.map(({ date }, i) => ({ i, text: several ? date.slice(0, 4) : date }));
    const fit = several ? named.filter(({ i }) => i === 0 || units[i].date.endsWith("-01")) : named;
    if (several && fit.length > 1 && fit[1].i < units.length / 6) fit.shift();
    const step = Math.ceil(fit.length / (units[0].date.length > 4 && !several ? 5 : 6));
    return fit.filter((_, i) => i % step === 0);
  }

  function chart({ units }, date, said) {
    const width = 100 / units.length;
    const peak = units.reduce(higher);
    const anchor = (middle) => (middle < 16 ? "start" : middle > 84 ? "end" : "middle");
    const edge = (i, middle) => ({ start: i * width, middle, end: (i + 1) * width })[anchor(middle)];

    function written(text, i, y, kind) {
      const middle = (i + 0.5) * width;
      return drawn("text", { x: `${edge(i, middle)}%`, y, "text-anchor": anchor(middle), class: kind }, text);
    }

    const within = ({ date: own }) => date !== "" && own.startsWith(date);
    const all = units.every(within);
    const columns = units.flatMap((unit, i) => {
      if (!unit.all) return [];
      const high = Math.max(unit.found && 2, (ratio(unit) / ratio(peak)) * (GROUND - TOP));
      const across = { x: `${(i + 0.08) * width}%`, width: `${0.84 * width}%` };
      const whole = drawn("rect", { ...across, y: TOP, height: GROUND - TOP, class: "held" });
      const part = drawn("rect", { ...across, y: GROUND - high, height: high, class: "had" });
      const title = drawn("title", {}, sentence(unit));
      const kind = [unit.found && "some", unit === peak && "most", within(unit) && !all && "now"].filter(Boolean).join(" ");
      const ground = drawn("line", { x1: `${i * width}%`, x2: `${(i + 1) * width}%`, y1: GROUND + 0.5, y2: GROUND + 0.5 });
      return [drawn("g", { class: kind }, title, whole, part, ground)];
    });
    return drawn(
      "svg",
      { role: "img", "aria-label": said, width: "100%", height: BELOW + 6 },
      drawn("title", {}, "历时分布"),
      drawn("desc", {}, said),
      ...columns,
      written(`${peak.date}　${share(peak.found, peak.all)}`, units.indexOf(peak), TOP - 6, "peak"),
      ...labels(units).map(({ i, text }) => written(text, i, BELOW, "when")),
    );
  }

  archive.timeline = (choose) => {
    const whole = document.getElementById("timeline");
    const place = whole.querySelector(".chart");
    const numbers = whole.querySelector(".numbers");
    let shown;

    // A column is narrow on a phone: the nearest within a thumb's reach is meant.
    function press(event) {
      const { left, width } = place.firstChild.getBoundingClientRect();
      const own = width / shown.units.length;
      const from = ({ i }) => Math.abs(left + (i + 0.5) * own - event.clientX);
      const some = shown.units.map(({ date, found }, i) => ({ date, found, i })).filter(({ found }) => found);
      const [nearest] = some.sort((a, b) => from(a) - from(b));
      if (nearest && from(nearest) <= Math.max(own / 2, 14)) choose(nearest.date);
    }

    function row({ date, found, all }) {
      const link = element("a", { href: shown.address(date) }, dated(date));
      if (date === shown.date) link.setAttribute("aria-current", "true");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        choose(date);
      });
      const month = element("th", { scope: "row" }, found ? link : dated(date));
      return element("tr", {}, month, ...[found, all, share(found, all)].map((cell) => element("td", {}, String(cell))));
    }

    // Hundreds of rows are made only for who wants to read them.
    function list() {
      if (numbers.open && shown) numbers.querySelector("tbody").replaceChildren(...shown.rows.map(row));
    }

    function hide() {
      shown = undefined;
      whole.hidden = true;
    }

    // `address` tells where a date leads.
    function show(history, date, address) {
      if (history.months.length < 2) return hide();
      const { units, rows } = scope(history, date);
      if (units.length < 2 || !units.some(({ found }) => found)) return hide();
      shown = { units, rows, date, address };
      const [first, last] = [units[0], units.at(-1)].map((unit) => dated(unit.date));
      place.replaceChildren(chart(shown, date, `自${first}至${last}，占比最高的是${sentence(units.reduce(higher))}。`));
      list();
      whole.hidden = false;
    }

    place.addEventListener("click", press);
    numbers.addEventListener("toggle", list);
    whole.open = matchMedia("(min-width: 64rem)").matches;
    return { show, hide };
  };
})();
