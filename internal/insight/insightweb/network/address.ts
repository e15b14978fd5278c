// What is chosen in the picture stands in the address, so that it can be shared,
// and in the form and the links of the page, so that it stays when they are used.

const names = ["nod", "hitta", "vy"];

export class Address {
  private waiting = 0;
  private readonly values = new Map<string, string>();

  constructor() {
    const asked = new URLSearchParams(location.search);
    for (const name of names) this.values.set(name, asked.get(name) ?? "");
  }

  get(name: string): string {
    return this.values.get(name) ?? "";
  }

  // set writes a value in a moment: a browser lets an address be changed only so
  // often.
  set(name: string, value: string): void {
    if (this.get(name) === value) return;
    this.values.set(name, value);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.write(), 200);
  }

  private write(): void {
    history.replaceState(history.state, "", this.on(new URL(location.href)));
    for (const link of document.querySelectorAll<HTMLAnchorElement>("main a[href]")) {
      const isOurs = link.pathname === location.pathname && link.origin === location.origin;
      if (isOurs && link.search && !link.closest("[data-net]")) link.href = this.on(new URL(link.href)).href;
    }
    for (const form of document.querySelectorAll<HTMLFormElement>("main form[method=get]")) this.onForm(form);
  }

  private on(url: URL): URL {
    for (const [name, value] of this.values) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    return url;
  }

  private onForm(form: HTMLFormElement): void {
    if (new URL(form.action).pathname !== location.pathname) return;
    for (const [name, value] of this.values) {
      let field = form.querySelector<HTMLInputElement>(`input[type=hidden][name=${name}]`);
      if (!value) {
        field?.remove();
        continue;
      }
      if (!field) {
        field = document.createElement("input");
        field.type = "hidden";
        field.name = name;
        form.append(field);
      }
      field.value = value;
    }
  }
}
