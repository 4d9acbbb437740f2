/* Leads on, and takes the anchor along: to where that part went, else to the same anchor of the new page. Opened from a
   file it stays, as it would lead to the list of a folder. */
(function () {
  var part = location.hash && document.getElementById(location.hash.slice(1));
  var way = part ? part.querySelector("a") : document.querySelector("a.way");
  if (!way || location.protocol === "file:") { return; }
  if (!part && !way.hash) { way.hash = location.hash; }
  location.replace(way.href);
})();
