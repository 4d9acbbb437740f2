/* The site may be mounted under any path, which this file cannot know: walk up from the address
   until a folder holds the site's calendar file, and point the links there. */
(async function () {
  var links = document.querySelectorAll("a.site"), base = document.body.getAttribute("data-base");
  for (var path = location.pathname; path; path = path.slice(0, -1)) {
    path = path.slice(0, path.lastIndexOf("/") + 1);
    try {
      var answer = await fetch(path + "lich.ics", { method: "HEAD" });
      if (answer.ok) {
        links.forEach(function (link) { link.href = path + link.getAttribute("href").slice(base.length); });
        return;
      }
    } catch (error) { return; }
  }
})();
