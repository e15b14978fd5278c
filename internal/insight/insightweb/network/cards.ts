// The card of the chosen node, which the server writes.

export class Cards {
  onLeave: () => void = () => {};
  onChoose: (key: string) => boolean = () => false; // false: the link is followed

  private readonly place: HTMLElement;
  private readonly largest: HTMLElement;
  private asked = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly words: DOMStringMap,
    private readonly say: (text: string | undefined) => void,
  ) {
    const side = root.querySelector<HTMLElement>("[data-net-side]")!;
    this.place = side.querySelector<HTMLElement>("[data-net-card]")!;
    this.largest = side.querySelector<HTMLElement>("[data-net-largest]")!;
    side.addEventListener("click", (event) => this.click(event));
    side.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.largest.contains(event.target as HTMLElement)) this.onLeave();
    });
  }

  private click(event: MouseEvent): void {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as HTMLElement).closest("a");
    const key = link?.dataset.node;
    if (link?.hasAttribute("data-net-close")) this.onLeave();
    else if (!key || !this.onChoose(key)) return;
    event.preventDefault();
  }

  // open shows the card of a node; what was asked for later wins.
  async open(key: string, focus: boolean): Promise<void> {
    const mine = ++this.asked;
    const path = key.split("/").map(encodeURIComponent).join("/");
    try {
      const answer = await fetch(`${this.root.dataset.cards}${path}?${this.root.dataset.query}`);
      if (!answer.ok) throw new Error(`${answer.status}`);
      const html = await answer.text();
      if (mine !== this.asked) return;
      this.place.innerHTML = html; // written by our own server
    } catch {
      if (mine === this.asked) this.say(this.words.broken);
      return;
    }
    this.largest.hidden = true;
    this.place.closest("[data-net-side]")!.scrollTop = 0;
    const card = this.place.querySelector<HTMLElement>("[data-key]");
    this.say(this.words.opened?.replace("{0}", card?.dataset.name ?? ""));
    if (focus) card?.querySelector<HTMLElement>("h3")?.focus();
  }

  close(): void {
    this.asked++;
    this.place.replaceChildren();
    this.largest.hidden = false;
  }
}
