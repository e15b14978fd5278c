// The field that searches in the picture: a combobox over the nodes that are
// shown. What matches is marked in the picture too.

import type { Address } from "./address";
import type { Graph } from "./graph";

interface Doing {
  say(count: number): void;
  match(nodes: number[]): void;
  choose(node: number): void;
}

const most = 10; // matches in the list

export class Search {
  private readonly field: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly texts: string[];
  private found: number[] = [];
  private current = -1;

  constructor(
    live: HTMLElement,
    private readonly graph: Graph,
    private readonly address: Address,
    private readonly doing: Doing,
  ) {
    this.field = live.querySelector<HTMLInputElement>("#net-find")!;
    this.list = live.querySelector<HTMLElement>("#net-found")!;
    this.texts = graph.nodes.map((n) => ` ${n.name} ${n.short ?? ""} `.toLocaleLowerCase());
    this.field.value = address.get("hitta");
    if (this.field.value) this.search();
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("focus", () => this.field.value && this.open());
    this.field.addEventListener("blur", () => this.close());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const option = (event.target as HTMLElement).closest<HTMLElement>("[role=option]");
      if (option) this.take(Number(option.dataset.place));
    });
  }

  private typed(): void {
    this.address.set("hitta", this.field.value.trim());
    this.search();
    this.open();
    if (this.field.value.trim()) this.doing.say(this.found.length);
  }

  // search finds the nodes in whose names each word begins a word, or else stands
  // anywhere; the largest first.
  private search(): void {
    const words = this.field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const has = (before: string) => (i: number) => words.every((word) => this.texts[i].includes(before + word));
    this.found = words.length ? this.graph.largest.filter(has(" ")) : [];
    if (words.length && !this.found.length) this.found = this.graph.largest.filter(has(""));
    this.doing.match(this.found);
  }

  private open(): void {
    this.current = -1;
    this.list.replaceChildren(...this.found.slice(0, most).map((node, i) => this.option(node, i)));
    this.list.hidden = !this.found.length;
    this.tell();
  }

  private option(node: number, place: number): HTMLElement {
    const { name, what } = this.graph.nodes[node];
    const option = document.createElement("li");
    option.id = `net-found-${place}`;
    option.role = "option";
    option.ariaSelected = "false";
    option.dataset.place = String(place);
    const more = document.createElement("span");
    more.className = "quiet";
    more.textContent = what;
    option.append(name, " ", more);
    return option;
  }

  private close(): void {
    this.list.hidden = true;
    this.current = -1;
    this.tell();
  }

  private tell(): void {
    this.field.ariaExpanded = String(!this.list.hidden);
    if (this.current < 0) this.field.removeAttribute("aria-activedescendant");
    else this.field.setAttribute("aria-activedescendant", `net-found-${this.current}`);
    [...this.list.children].forEach((option, i) => {
      option.ariaSelected = String(i === this.current);
      if (i === this.current) option.scrollIntoView({ block: "nearest" });
    });
  }

  private key(event: KeyboardEvent): void {
    const shown = this.list.hidden ? 0 : this.list.children.length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.found.length) {
      if (!shown) this.open();
      const count = this.list.children.length;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.current = this.current < 0 ? (step > 0 ? 0 : count - 1) : (this.current + step + count) % count;
      this.tell();
    } else if (event.key === "Enter") {
      if (this.found.length) this.take(Math.max(this.current, 0));
    } else if (event.key === "Escape" && (shown || this.field.value)) {
      if (!shown) {
        this.field.value = "";
        this.typed();
      }
      this.close();
    } else return;
    event.preventDefault();
  }

  private take(place: number): void {
    this.close();
    this.doing.choose(this.found[place]);
  }
}
