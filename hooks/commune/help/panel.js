/* "Cần hỗ trợ?": what stands folded in the page opens as a dialog. No request, no change of address, no history. */
(function () {
  var folded = document.querySelector("details.panel"), dialog = document.querySelector("dialog.panel");
  if (!folded || !dialog || !dialog.showModal) return;
  var button = document.createElement("button");
  button.type = "button";
  button.className = "need-help";
  button.textContent = folded.querySelector("summary").textContent;
  button.setAttribute("aria-haspopup", "dialog");
  dialog.appendChild(folded.querySelector(".panel-words"));
  folded.replaceWith(button);
  button.addEventListener("click", function () { dialog.showModal(); });
  dialog.querySelector(".panel-close").hidden = false;
  dialog.querySelector(".panel-close").addEventListener("click", function () { dialog.close(); });
})();
