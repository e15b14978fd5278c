// The whole program works without scripts. This one makes two things smoother:
// menus close when they are left, and the list of faults takes the focus.

const menus = () => document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary")?.focus();
  }
});

document.addEventListener("focusin", (event) => {
  for (const menu of menus()) {
    if (!menu.contains(event.target as Node)) menu.open = false;
  }
});

document.querySelector<HTMLElement>("[data-errors]")?.focus();

// A form is sent once, however often its button is pressed; when the browser
// comes back to the page, it can be sent again.
let sent = new WeakSet<HTMLFormElement>();
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  const button = event.submitter;
  if ((button?.getAttribute("formmethod") ?? form.method) !== "post") return;
  if (button?.hasAttribute("formtarget")) return; // only looked at, elsewhere
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
});
addEventListener("pageshow", () => {
  sent = new WeakSet();
});

export {};
