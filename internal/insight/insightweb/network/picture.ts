// The picture that can be moved: what part of it is seen, what is pointed at, and
// when it is drawn anew.

import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import type { Address } from "./address";
import type { Graph } from "./graph";
import { Scene } from "./scene";

const settled = 160; // milliseconds without movement after which names are placed anew

export class Picture {
  chosen = -1; // its card is shown, its neighbours are lit
  cursor = -1; // where the arrows are
  onClick: (node: number) => void = () => {};

  private hovered = -1;
  private marked: number[] = [];
  private width = 0;
  private height = 0;
  private at: ZoomTransform = zoomIdentity;
  private moving = 0;
  private asked = false;
  private drawn = false;
  private readonly scene: Scene;
  private readonly ring: HTMLElement;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly zoomer = zoom<HTMLElement, unknown>();

  constructor(
    readonly root: HTMLElement,
    private readonly graph: Graph,
    private readonly address: Address,
  ) {
    this.scene = new Scene(root.querySelector("canvas")!, graph);
    this.ring = root.querySelector<HTMLElement>("[data-net-ring]")!;
  }

  // begin shows the part that the address tells of, or all.
  begin(): void {
    const { root, zoomer } = this;
    this.resize();
    zoomer
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey || document.activeElement === root : !event.button))
      .clickDistance(4)
      .duration(this.calm.matches ? 0 : 250)
      .on("zoom", (event) => this.move(event.transform));
    select(root).call(zoomer).on("dblclick.zoom", null);
    select(root).call(zoomer.transform, this.fromAddress() ?? this.first());
    new ResizeObserver(() => this.resize()).observe(root);
    root.addEventListener("click", (event) => this.onClick(this.nodeAt(event)));
    root.addEventListener("pointermove", (event) => event.pointerType !== "touch" && this.hover(this.nodeAt(event)));
    root.addEventListener("pointerleave", () => this.hover(-1));
    root.addEventListener("focus", () => this.ask());
    root.addEventListener("blur", () => this.ask());
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      matchMedia(query).addEventListener("change", () => {
        this.scene.readColours();
        this.ask();
      });
    }
    document.fonts.ready.then(() => this.repaint());
  }

  // choose lights a node and its neighbours; -1 lights all alike.
  choose(node: number): void {
    this.chosen = node;
    if (node >= 0) this.cursor = node;
    this.repaint();
  }

  // point moves the cursor, and the picture after it where it must.
  point(node: number): void {
    this.cursor = node;
    const [x, y] = this.at.apply([this.graph.nodes[node].x, this.graph.nodes[node].y]);
    const edge = 40;
    if (x < edge || y < edge || x > this.width - edge || y > this.height - edge) this.centre(node);
    this.ask();
  }

  // show brings a node with all its neighbours into the picture.
  show(node: number): void {
    this.go(this.seeing(this.graph.around(node), 1.2));
  }

  // mark rings what a search has found.
  mark(nodes: number[]): void {
    this.marked = nodes;
    this.repaint();
  }

  zoom(times: number): void {
    select(this.root).call(this.zoomer.scaleTo, Math.max(this.least(), this.at.k * times));
  }

  // fit shows all that is shown.
  fit(): void {
    this.go(this.seeing(this.graph.boxOf(this.graph.largest)));
  }

  private go(to: ZoomTransform): void {
    const root = select(this.root);
    if (this.calm.matches) root.call(this.zoomer.transform, to);
    else root.transition().duration(250).call(this.zoomer.transform, to);
  }

  private centre(node: number): void {
    const { x, y } = this.graph.nodes[node];
    this.go(zoomIdentity.translate(this.width / 2, this.height / 2).scale(this.at.k).translate(-x, -y));
  }

  private move(to: ZoomTransform): void {
    this.at = to;
    clearTimeout(this.moving);
    this.moving = setTimeout(() => this.rest(), settled);
    this.ask();
  }

  // rest writes down what is seen once the picture stands still, and draws it with
  // care.
  private rest(): void {
    this.moving = 0;
    const [x, y] = this.at.invert([this.width / 2, this.height / 2]);
    const whole = this.seeing(this.graph.data.box);
    const isWhole = Math.abs(whole.k / this.at.k - 1) < 0.001 && Math.abs(whole.x - this.at.x) + Math.abs(whole.y - this.at.y) < 2;
    this.address.set("vy", isWhole ? "" : `${Math.round(x)}_${Math.round(y)}_${this.at.k.toFixed(3)}`);
    this.ask();
  }

  private fromAddress(): ZoomTransform | null {
    const [x, y, k] = this.address.get("vy").split("_").map(Number);
    if (![x, y, k].every(Number.isFinite) || k <= 0) return null;
    const scale = Math.min(Math.max(k, this.least()), 8);
    return zoomIdentity.translate(this.width / 2, this.height / 2).scale(scale).translate(-x, -y);
  }

  // first is what is seen first: the chosen node with its neighbours, or the whole
  // scope, whatever is shown of it.
  private first(): ZoomTransform {
    return this.chosen < 0 ? this.seeing(this.graph.data.box) : this.seeing(this.graph.around(this.chosen), 1.2);
  }

  private fitting([, , width, height]: readonly number[]): number {
    return Math.min(this.width / width, this.height / height);
  }

  private least(): number {
    return Math.min(this.fitting(this.graph.data.box) / 2, 1);
  }

  // seeing is the part of the plane that just shows a box.
  private seeing(box: readonly number[], nearest = 2): ZoomTransform {
    const k = Math.max(Math.min(this.fitting(box), nearest), this.least());
    const [x, y] = [box[0] + box[2] / 2, box[1] + box[3] / 2];
    return zoomIdentity.translate(this.width / 2, this.height / 2).scale(k).translate(-x, -y);
  }

  // resize keeps the middle in the middle.
  private resize(): void {
    const { clientWidth, clientHeight } = this.root;
    if (!clientWidth || (clientWidth === this.width && clientHeight === this.height)) return;
    const [dx, dy] = [(clientWidth - this.width) / 2, (clientHeight - this.height) / 2];
    const first = !this.width;
    [this.width, this.height] = [clientWidth, clientHeight];
    this.scene.resize(clientWidth, clientHeight);
    const [left, top, width, height] = this.graph.data.box;
    this.zoomer.scaleExtent([this.least(), 8]).translateExtent([
      [left - width, top - height],
      [left + 2 * width, top + 2 * height],
    ]);
    if (first) return;
    const moved = zoomIdentity.translate(this.at.x + dx, this.at.y + dy).scale(this.at.k);
    select(this.root).call(this.zoomer.transform, moved);
    this.draw(); // at once: to be resized has emptied the canvas
  }

  private nodeAt(event: MouseEvent): number {
    const box = this.root.getBoundingClientRect();
    const inside = [event.clientX - box.left - this.root.clientLeft, event.clientY - box.top - this.root.clientTop];
    const [x, y] = this.at.invert(inside as [number, number]);
    return this.graph.at(x, y, 8 / this.at.k);
  }

  private hover(node: number): void {
    if (node === this.hovered) return;
    this.hovered = node;
    this.root.classList.toggle("netview__pic--over", node >= 0);
    this.ask();
  }

  private repaint(): void {
    this.scene.stale = true;
    this.ask();
  }

  // ask draws in the next frame, once however often it is asked for.
  private ask(): void {
    if (this.asked || !this.width) return;
    this.asked = true;
    requestAnimationFrame(() => this.draw());
  }

  private draw(): void {
    this.asked = false;
    const { chosen, cursor, hovered, marked } = this;
    this.scene.draw(this.at, { chosen, cursor, hovered, marked }, this.moving !== 0);
    this.placeRing();
    if (this.drawn) return;
    this.drawn = true;
    // By the time of the next frame this one has been shown.
    requestAnimationFrame(() => performance.mark("net:drawn"));
  }

  // placeRing puts the ring around what the cursor is on.
  private placeRing(): void {
    const { ring, cursor } = this;
    ring.hidden = cursor < 0 || (document.activeElement !== this.root && cursor !== this.chosen);
    if (ring.hidden) return;
    const node = this.graph.nodes[cursor];
    const [x, y] = this.at.apply([node.x, node.y]);
    const r = Math.max(this.graph.radius(cursor) * this.at.k, 5) + 5;
    ring.style.width = ring.style.height = `${2 * r}px`;
    ring.style.transform = `translate(${x - r}px, ${y - r}px)`;
  }
}
