// What there is for a person, while one answers. The page works without this:
// the form is posted and the answer is a page. With it the same form is posted
// as soon as anything is ticked or written, and what the answer says takes the
// place of what stood there. Nothing is kept, and nothing comes into the history.

const form = document.querySelector<HTMLFormElement>("[data-fit]");
if (form) start(form);

function start(form: HTMLFormElement): void {
  const says = form.querySelector<HTMLElement>("[data-fit-says]")!;
  let running: AbortController | undefined;
  let waiting = 0;
  let asked = ""; // what was posted last: to leave a field asks nothing new
  form.addEventListener("change", (event) => {
    if ((event.target as HTMLElement).matches("input:not([data-fit-keep])")) later(0);
  });
  form.addEventListener("input", (event) => {
    if ((event.target as HTMLInputElement).type === "text") later(400);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation(); // it may be sent as often as one likes
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null;
    const pressed = button?.closest("#fit-answer") ? button : null;
    void send(pressed, button);
  });
  form.addEventListener("click", (event) => {
    if ((event.target as HTMLElement).closest("[data-fit-print]")) print();
  });
  showPrint();

  // later posts the form in a while. An answer under way is to what no longer
  // stands there, and must not take back what was ticked meanwhile.
  function later(ms: number): void {
    clearTimeout(waiting);
    running?.abort();
    asked = running ? "" : asked;
    waiting = setTimeout(() => void send(null, null), ms);
  }

  // send posts the form as the button does, if one was pressed, and shows what
  // comes back. What fails is posted as without scripts.
  async function send(pressed: HTMLButtonElement | null, button: HTMLButtonElement | null): Promise<void> {
    clearTimeout(waiting);
    const facts = new URLSearchParams(new FormData(form) as never);
    if (!button && facts.toString() === asked) return;
    asked = facts.toString();
    if (button?.name) facts.append(button.name, button.value);
    running?.abort();
    const mine = (running = new AbortController());
    try {
      const answer = await fetch(form.action, { method: "POST", body: facts, signal: mine.signal, cache: "no-store" });
      if (answer.status !== 200 && answer.status !== 422) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine.signal.aborted) return;
      running = undefined;
      show(page, pressed, button);
    } catch (error) {
      if (mine.signal.aborted) return;
      if (button?.name) form.append(hidden(button.name, button.value));
      HTMLFormElement.prototype.submit.call(form);
    }
  }

  function show(page: Document, pressed: HTMLButtonElement | null, button: HTMLButtonElement | null): void {
    const kept = form.querySelector<HTMLInputElement>("[data-fit-keep]")?.checked;
    const focused = document.activeElement;
    const open = !!form.querySelector("details.fit__no[open]");
    for (const now of document.querySelectorAll<HTMLElement>("[data-live]")) {
      const next = page.getElementById(now.id);
      // All that is wrong is told on top of the page to those who ask, not to those
      // who are still writing: it would move what they are about to tick.
      if (now.id === "fit-errors" && !button && !now.innerHTML) continue;
      if (next && next.innerHTML !== now.innerHTML) {
        now.innerHTML = next.innerHTML;
        now.className = next.className;
      }
    }
    fill(page, !!button);
    const paper = form.querySelector<HTMLInputElement>("[data-fit-keep]");
    if (paper) paper.checked = !!kept;
    form.querySelector<HTMLDetailsElement>("details.fit__no")?.toggleAttribute("open", open);
    showPrint();
    says.textContent = page.querySelector("[data-fit-says]")?.textContent ?? "";
    if (button && !pressed) document.querySelector<HTMLElement>("[data-errors], .fit__out")?.focus();
    else if (pressed || !focused?.isConnected) form.querySelector<HTMLElement>("#fraga, .fit__out")?.focus();
  }

  // fill ticks what an answer has ticked. What is being written is left alone.
  function fill(page: Document, texts: boolean): void {
    for (const now of form.querySelectorAll<HTMLInputElement>(".fit__facts input")) {
      const next = page.getElementById(now.id) as HTMLInputElement | null;
      if (!next) continue;
      if (now.type === "checkbox") now.checked = next.checked;
      else if (texts && now !== document.activeElement) now.value = next.value;
      for (const name of ["aria-invalid", "aria-describedby"]) {
        const said = next.getAttribute(name);
        if (said === null) now.removeAttribute(name);
        else now.setAttribute(name, said);
      }
    }
  }

  function showPrint(): void {
    form.querySelector("[data-fit-print]")?.removeAttribute("hidden");
  }
}

function hidden(name: string, value: string): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  return field;
}

export {};
