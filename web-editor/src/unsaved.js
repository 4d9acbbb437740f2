// Nobody loses what they typed by a slip: leaving a form with changes is asked about first.
const QUESTION = "Bạn có thay đổi chưa lưu. Rời đi thì những thay đổi ấy mất. Vẫn rời đi?";
const LEAVING = "Hủy chỉnh sửa"; // what Sveltia CMS calls the arrow that goes back
const SAVING = "Lưu";

function unsaved() {
  const buttons = [...document.querySelectorAll('button:enabled:not([aria-disabled="true"])')];
  return buttons.some((button) => button.textContent.trim() === SAVING);
}

addEventListener("beforeunload", (event) => {
  if (unsaved()) event.preventDefault(); // the browser asks, in its own words
});
document.addEventListener(
  "click",
  (event) => {
    const back = event.target.closest?.(`button[aria-label="${LEAVING}"]`);
    if (back && unsaved() && !confirm(QUESTION)) event.stopImmediatePropagation();
  },
  { capture: true },
);
