// On every page, the key / leads to the search box.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    document.getElementById("find").focus();
    document.getElementById("find").select();
  });
})();
