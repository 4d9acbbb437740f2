/* The field for searching, in place of the link. Nothing of the search is loaded before somebody goes to the field, and
   the lines to call wait for none of it: they come with the first letter, until search.js knows what is asked about. */
(function () {
  var box = document.querySelector(".find"), field = box && box.querySelector("input");
  if (!field || !window.fetch) return;
  var link = box.querySelector("a"), help, said, script, ready;
  field.hidden = false;
  link.hidden = true;
  box.classList.add("ready"); // a link that moved as it is pressed would not be followed
  function part(name, into) {
    return into.appendChild(document.createElement(name));
  }
  // They stand on every page already, in the panel or at the foot of it.
  function lines() {
    var style = part("link", document.head), first = document.querySelector(".first-lines, .bottom ul"), way;
    style.rel = "stylesheet";
    style.href = link.href + "search.css";
    said = document.createElement("p");
    said.className = "found-said";
    said.setAttribute("role", "status"); // always there, so that what it says is heard
    said.tabIndex = -1;
    help = document.createElement("div");
    help.className = "found-help";
    help.hidden = true;
    part("p", help).textContent = "Nếu bạn, hay ai đó, đang bị làm hại:";
    if (first) help.appendChild(first.cloneNode(true));
    way = part("a", help);
    way.href = link.href + "../ho-tro/";
    way.textContent = "Gọi rồi thì ai biết, còn báo được ở đâu";
    document.querySelector("main").prepend(said, help);
  }
  field.addEventListener("focus", function () {
    if (!help) lines();
    if (script) return;
    script = part("script", document.head);
    script.src = link.href + "search.js";
    script.onerror = function () { script.remove(); script = null; link.hidden = false; say(); };
    script.onload = function () { link.hidden = ready = true; };
  });
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) said.focus(); // the keyboard of a phone goes
  });
  field.addEventListener("input", function () {
    if (!ready && help) help.hidden = !field.value;
    if (!ready) say();
  });
  // On a slow network it takes a while until search.js answers.
  function say() {
    said.textContent = !field.value ? "" : script ? "Đang tải phần tìm …" : "Chưa tải được phần tìm: mạng yếu. Bấm “Tìm” để xem mọi trang.";
  }
  // Who comes back finds nothing of what was typed, even where the browser kept the page as it was.
  function forget() {
    field.value = "";
    if (help) help.hidden = true;
    if (said) said.textContent = "";
    window.dispatchEvent(new Event("forget"));
  }
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", function (event) { if (event.persisted) forget(); });
})();
