/* The field for searching, in place of the link. Nothing of the search is loaded before somebody goes to the field. */
(function () {
  var box = document.querySelector(".find"), field = box && box.querySelector("input");
  if (!field || !window.fetch) return;
  var link = box.querySelector("a");
  field.hidden = false;
  link.hidden = true;
  field.addEventListener("focus", function () {
    var script = document.createElement("script");
    script.src = link.href + "search.js";
    document.head.appendChild(script);
  }, { once: true });
})();
