/* The field for searching, in place of the link. Nothing of the search is loaded before somebody goes to the field. */
(function () {
  var box = document.querySelector(".find"), field = box && box.querySelector("input");
  if (!field || !window.fetch) return;
  var link = box.querySelector("a"), script;
  field.hidden = false;
  link.hidden = true;
  field.addEventListener("focus", function () {
    if (script) return;
    script = document.createElement("script");
    script.src = link.href + "search.js";
    script.onerror = function () { script.remove(); script = null; link.hidden = false; };
    script.onload = function () { link.hidden = true; };
    document.head.appendChild(script);
  });
  window.addEventListener("pagehide", function () { field.value = ""; });
})();
