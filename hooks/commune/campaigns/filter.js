/* Chooses among all materials at once. Without it the same choices are links to pages of their own. */
(function () {
  const find = (query, part = document) => Array.from(part.querySelectorAll(query));
  const nav = find(".facets")[0], list = find(".entries")[0], said = find(".chosen [role=status]")[0];
  if (!nav || !said) return;
  const tools = said.nextElementSibling, own = find("a", tools)[0], pager = find(".pager")[0];
  const cards = find("li", list), first = find("li:not([hidden])", list).length;
  const pressed = find.bind(null, "[aria-pressed=true]");

  // A card stays that has, in every group where something is chosen, one of the things chosen.
  function show() {
    let shown = 0;
    const all = pressed(nav), groups = find("section", nav).map(pressed).filter(group => group[0]);
    cards.forEach((card, at) => {
      const terms = card.dataset.terms.split(" ");
      const fits = groups.every(group => group.some(one => terms.includes(one.value)));
      card.hidden = all[0] ? !fits : at >= first;
      shown += !card.hidden;
    });
    said.textContent = all[0] ? said.dataset[shown ? "some" : "none"].replace("#", shown) : "";
    tools.hidden = !all[0];
    own.hidden = all.length !== 1;
    if (all[0]) own.href = all[0].dataset.page;
    if (pager) pager.hidden = !tools.hidden;
  }

  function press(button, on) { button.setAttribute("aria-pressed", on); }

  find("a", nav).forEach(link => {
    const button = document.createElement("button");
    button.type = "button";
    button.value = link.dataset.term;
    button.dataset.page = link.href;
    press(button, false);
    button.append(...link.childNodes);
    button.onclick = () => { press(button, !pressed(button.parentNode)[0]); show(); };
    link.replaceWith(button);
  });
  function forget() {
    pressed(nav).forEach(button => press(button, false));
    show();
  }

  find("button", tools)[0].onclick = () => { find("summary", nav)[0].focus(); forget(); };
  // A page that is kept when it is left would show on Back what somebody looked for.
  onpagehide = onpageshow = event => { if (event.persisted) forget(); };
  show();
})();
