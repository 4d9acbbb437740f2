/* The rules for large text are a media query, which knows the size that a browser is set to. Where text alone is enlarged
   (Firefox's zoom of text, a style sheet of one's own) it knows nothing: then this script puts the same rules to use. */
(function () {
  var root = document.documentElement, query = /\(max-width: 19\.9em\)/, rules = [];
  if (!window.ResizeObserver) return;
  Array.from(document.styleSheets).forEach(function (sheet) {
    try {
      rules.push.apply(rules, Array.from(sheet.cssRules).filter(function (rule) {
        return rule.media && query.test(rule.media.mediaText);
      }));
    } catch (error) { /* opened from a file */ }
  });
  function look() {
    var large = root.clientWidth < 19.9 * parseFloat(getComputedStyle(root).fontSize);
    rules.forEach(function (rule) {
      var wanted = large ? "all" : "(max-width: 19.9em)";
      if (rule.media.mediaText !== wanted) rule.media.mediaText = wanted;
    });
  }
  new ResizeObserver(look).observe(document.body);
})();
