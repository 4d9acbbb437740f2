/* What is on a long page stands beside it where there is room: unfolded. */
if (matchMedia("(min-width: 64rem)").matches) document.querySelectorAll("details.contents").forEach(part => { part.open = true; });
