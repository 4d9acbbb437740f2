/* "Cần hỗ trợ?": what stands folded in the page opens as a dialog. No request, no change of address, no history. */
(function () {
  var folded = document.querySelector("details.panel"), dialog = document.querySelector("dialog.panel");
  if (!folded || !dialog) return;

  /* Browsers keep a page that is left as it was and show it again on Back: it is left closed. Some keep it although they
     said nothing of leaving, so it is closed once more before it is seen. */
  function close() {
    folded.open = false;
    if (dialog.open) dialog.close();
  }
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", function (event) { if (event.persisted) close(); });
  folded.querySelector(".panel-stays").remove(); /* what is said where no script can close it */

  if (!dialog.showModal) return;
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
