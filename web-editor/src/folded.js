// A folded item opens where people click it: on its name, not only on the small arrow above it.
document.addEventListener("click", ({ target }) => {
  const item = target.closest?.(".summary")?.closest(".item, .wrapper");
  item?.querySelector('button[aria-expanded="false"]')?.click();
});
