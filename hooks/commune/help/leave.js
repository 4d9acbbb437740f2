/* The way out. Without this script the control is a plain link; with it the page is gone at once, also
   when the network is, and takes its place in the history with it.
   Keys: Shift three times, as GOV.UK's "Exit this page". Esc would not do: it closes the panel and stops loading. */
(function () {
  function leave(event) {
    if (event) event.preventDefault();
    var link = shown() || document.querySelector("a.leave"), home = document.querySelector("header a");
    document.documentElement.style.display = "none";
    /* Where the next page is slow to answer, stopping and loading again shows the first page and no help. */
    try {
      history.replaceState(null, "", home.href);
      /* Of the first page this is the name; before that line it would be one for the page that is left, in a history. */
      document.title = home.textContent.trim();
    } catch (error) { /* opened from a file */ }
    document.body.textContent = "";
    location.replace(link.href);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a");
    if (!link) return;
    if (link.classList.contains("leave")) return leave(event);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    /* From a help page to any other place: the new takes the place of the old, so that Back reaches none of them. */
    if (link.closest("[data-replace]") && link.protocol !== "tel:") {
      event.preventDefault();
      location.replace(link.href);
    }
  });

  var presses = 0, together = false, timer;
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") together = event.shiftKey; /* Shift + Tab walks backwards: no wish to leave */
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") return void (presses = 0);
    if (together) return void (together = presses = 0);
    clearTimeout(timer);
    timer = setTimeout(function () { presses = 0; say(""); }, 2000);
    presses += 1;
    if (!shown()) return;
    if (presses === 3) leave();
    else say("Bấm Shift thêm " + (3 - presses) + " lần để thoát.");
  });

  /* The control that can be seen: on most pages there is one only while the panel is open. */
  function shown() {
    return Array.from(document.querySelectorAll("a.leave")).find(function (link) { return link.getClientRects().length; });
  }

  function say(words) {
    var link = shown();
    if (link) link.parentNode.querySelector(".leave-status").textContent = words;
  }

  /* What is said of keys is true only where this script runs. */
  document.querySelectorAll(".leave-keys").forEach(function (words) { words.hidden = false; });
})();
