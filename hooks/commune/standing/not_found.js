/* The site may be mounted under any path, which this file cannot know: walk up from the address
   until a folder holds the site's calendar file, and point the links there. Then offer the page whose
   address is nearest to what was asked for; nothing is sent anywhere for it. */
(async function () {
  var links = document.querySelectorAll("a.site"), base = document.body.getAttribute("data-base"), root = base;
  for (var path = location.pathname; path; path = path.slice(0, -1)) {
    path = path.slice(0, path.lastIndexOf("/") + 1);
    try {
      var answer = await fetch(path + "lich.ics", { method: "HEAD" });
      if (answer.ok) {
        root = path;
        links.forEach(function (link) { link.href = path + link.getAttribute("href").slice(base.length); });
        break;
      }
    } catch (error) { break; }
  }
  // Pairs of letters, of the address without marks, capitals and ".html".
  function pairs(address) {
    try { address = decodeURIComponent(address); } catch (error) { /* as it is */ }
    var letters = address.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
    letters = "/" + letters.replace(/\.\w+$|\/index$/, "").replace(/[^a-z0-9/]+/g, "-").replace(/^\/|\/$/g, "") + "/";
    var found = [];
    for (var at = 1; at < letters.length; at++) found.push(letters.slice(at - 1, at + 1));
    return found;
  }
  function likeness(one, other) {
    var left = other.slice(), shared = one.filter(function (pair) {
      var at = left.indexOf(pair);
      return at >= 0 && left.splice(at, 1);
    });
    return 2 * shared.length / (one.length + other.length);
  }
  var asked = pairs(location.pathname.slice(root.length)), best = 0.6, near = document.getElementById("near");
  JSON.parse(document.getElementById("ways").textContent).forEach(function (way) {
    var link = near.querySelector("a"), like = likeness(asked, pairs(way[0]));
    if (like <= best) return;
    best = like;
    link.textContent = way[1];
    link.href = root + (way[2] || way[0]).slice(1);
    near.hidden = false;
  });
})();
