// The reader's choice of colours, kept on the device: as the system has it, light, or dark. Runs before the page is drawn.
(() => {
  "use strict";

  const KEY = "theme";
  const CHOICES = { auto: ["自动", "(prefers-color-scheme: dark)"], light: ["浅色", "not all"], dark: ["深色", "all"] };
  const names = Object.keys(CHOICES);

  // Storage may be forbidden; the choice then holds for this page.
  function read() {
    try {
      const kept = localStorage.getItem(KEY);
      return names.includes(kept) ? kept : "auto";
    } catch {
      return "auto";
    }
  }

  function keep(name) {
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // see read()
    }
  }

  function use(name) {
    document.getElementById("dark").media = CHOICES[name][1];
  }

  let chosen = read();
  use(chosen);
  document.documentElement.classList.add("js");

  document.addEventListener("DOMContentLoaded", () => {
    const said = document.getElementById("theme-now");
    const say = () => (said.textContent = CHOICES[chosen][0]);
    say();
    document.getElementById("theme").addEventListener("click", () => {
      chosen = names[(names.indexOf(chosen) + 1) % names.length];
      keep(chosen);
      use(chosen);
      say();
    });
  });
})();
