/* The way out. Without this script the control is a plain link; with it the page is gone at once, also
   when the network is, and takes its place in the history with it.
   Keys: Shift three times, as GOV.UK's "Exit this page". Esc would not do: it closes the panel and stops loading. */
(function () {
  function leave(event) {
    if (event) event.preventDefault();
    var link = document.querySelector("a.leave");
    document.documentElement.style.display = "none";
    document.title = "\u200b";
    document.body.textContent = "";
    location.replace(link.href);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.classList.contains("leave")) return leave(event);
    /* From one help page to the next: the new takes the place of the old, so that Back reaches none of them. */
    if (link.hasAttribute("data-replace")) {
      event.preventDefault();
      location.replace(link.href);
    }
  });

  var presses = 0, timer;
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") return void (presses = 0);
    clearTimeout(timer);
    timer = setTimeout(function () { presses = 0; }, 2000);
    presses += 1;
    var shown = document.querySelector("a.leave"); /* on other pages only while the panel is open */
    if (!shown || !shown.getClientRects().length) return;
    if (presses === 3) leave();
    else say(3 - presses);
  });

  function say(left) {
    var status = document.querySelector(".leave-status");
    if (status) status.textContent = "Bấm Shift thêm " + left + " lần để thoát.";
  }

  /* What is said of keys is true only where this script runs. */
  document.querySelectorAll(".leave-keys").forEach(function (words) { words.hidden = false; });
})();
