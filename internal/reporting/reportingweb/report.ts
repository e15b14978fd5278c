// Makes reports livelier; all of it works without. What is chosen shows at once in
// the frame beside it, a text as it is written, and the making as it goes on.

const wait = 300; // ms after the last key or choice
const poll = 400; // ms between two looks at the making

const choices = document.querySelector<HTMLFormElement>("[data-report-choices]");
if (choices) follow(choices);

const text = document.querySelector<HTMLFormElement>("[data-report-text]");
if (text) show(text);

const progress = document.querySelector<HTMLElement>("[data-report-progress]");
if (progress) watch(progress);

// later calls f when nothing has happened for a while.
function later(f: () => void): () => void {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(f, wait);
  };
}

// follow shows each choice in the frame. Another association or template has
// other things to choose, so then the page is made anew.
function follow(form: HTMLFormElement): void {
  const frame = document.querySelector<HTMLIFrameElement>("[data-report-frame]");
  const status = document.querySelector<HTMLElement>("[data-report-status]");
  const update = form.querySelector<HTMLButtonElement>("[data-report-update]")!;
  const choose = later(() => {
    if (!frame) return form.requestSubmit(update); // something was wrong: the server says whether it is mended
    const link = document.querySelector<HTMLAnchorElement>("[data-report-link]");
    const chosen = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const address = frame.dataset.src + "?" + chosen;
    if (link) link.href = address;
    if (status) status.textContent = "";
    frame.addEventListener("load", () => { if (status) status.textContent = status.dataset.says ?? ""; }, { once: true });
    frame.contentWindow?.location.replace(new URL(address, location.href)); // nothing to go back through
  });
  form.addEventListener("change", (event) => {
    const name = (event.target as HTMLInputElement).name;
    if (name === "forbund" || name === "mall") return form.requestSubmit(update);
    if (name !== "format") choose();
  });
}

// show sends a text to be shown as it is written. A frame that is new each time
// leaves nothing to go back through.
function show(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>("[data-report-preview]")!;
  const send = (): void => {
    const frame = document.querySelector<HTMLIFrameElement>("[data-report-frame]")!;
    frame.replaceWith(frame.cloneNode());
    form.requestSubmit(button);
  };
  form.addEventListener("input", later(send));
  send();
}

// watch shows how far the making has come, and the report when it is there.
function watch(box: HTMLElement): void {
  const look = async (): Promise<void> => {
    const answer = await fetch(box.dataset.reportProgress!);
    if (answer.status === 204) return location.reload();
    if (answer.ok) {
      const stop = box.querySelector("a[href^='?']");
      box.innerHTML = await answer.text();
      if (stop) box.querySelector(".cluster")?.append(stop);
    }
    setTimeout(() => void look().catch(() => undefined), poll);
  };
  if (!location.search.includes("stanna")) setTimeout(() => void look().catch(() => undefined), poll);
}
