// Days as people write them here, 30/11/2026, whatever language the browser speaks: it shows a day in its own order.
// Beside the browser's field, which stays as the button that opens a calendar, stands one of letters.
const HOW = "Ngày viết theo ngày/tháng/năm. Ví dụ: 05/12/2026";
const OWN = globalThis.HTMLInputElement && Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");

/** "2026-12-05" → "05/12/2026". */
export const shown = (day) => day.split("-").reverse().join("/");

/** "5/12/2026", "5-12-2026", "5.12.2026" or "2026-12-05" → "2026-12-05"; "" for what is no day. */
export function meant(typed) {
  const words = typed.trim();
  const [, day, month, year] = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/.exec(words) ?? [];
  const found = day ? [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-") : words;
  const real = /^\d{4}-\d\d-\d\d$/.test(found) && new Date(`${found}T00:00Z`);
  return real && !Number.isNaN(+real) && real.toISOString().startsWith(found) ? found : "";
}

function beside(calendar) {
  const typed = document.createElement("input");
  Object.assign(typed, { type: "text", inputMode: "numeric", placeholder: "dd/mm/yyyy", autocomplete: "off" });
  typed.className = "day";
  for (const name of ["aria-labelledby", "aria-required", "aria-errormessage"]) {
    if (calendar.hasAttribute(name)) typed.setAttribute(name, calendar.getAttribute(name));
  }
  const show = () => {
    if (document.activeElement !== typed) typed.value = shown(OWN.get.call(calendar));
  };
  // Sveltia CMS puts days into the browser's field: the button "Hôm nay", an opened file.
  Object.defineProperty(calendar, "value", {
    configurable: true,
    get: () => OWN.get.call(calendar),
    set: (day) => (OWN.set.call(calendar, day), show()),
  });
  calendar.addEventListener("input", show);
  typed.addEventListener("input", () => {
    OWN.set.call(calendar, meant(typed.value));
    calendar.dispatchEvent(new Event("input", { bubbles: true }));
  });
  typed.addEventListener("change", () => {
    const wrong = typed.value.trim() !== "" && !meant(typed.value);
    typed.setCustomValidity(wrong ? HOW : "");
    typed.setAttribute("aria-invalid", wrong);
    if (wrong) typed.reportValidity();
    else typed.value = shown(meant(typed.value));
  });
  calendar.before(typed);
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-label", "Mở lịch");
  calendar.removeAttribute("aria-labelledby");
  show();
}

function dress() {
  for (const calendar of document.querySelectorAll('input[type="date"]:not(.calendar)')) {
    calendar.classList.add("calendar");
    beside(calendar);
  }
}

/** Whether some day on the form is none: what was typed would be lost without a word. */
export const wrongDay = () => [...document.querySelectorAll("input.day")].some((typed) => !typed.checkValidity());
export const WRONG_DAY = HOW;

if (globalThis.document) new MutationObserver(dress).observe(document, { childList: true, subtree: true });
