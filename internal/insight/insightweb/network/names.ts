// The names in the picture: as many as there is room for, those of the largest
// first, under their nodes, or else over them or at their sides.

import type { ZoomTransform } from "d3-zoom";
import type { Colours } from "./colours";
import type { Graph } from "./graph";
import type { Seen } from "./scene";

const size = 13; // CSS pixels
const longest = 24; // letters
const most = 140; // names
const mustBeNamed = 12; // of the largest, even over smaller nodes
const cell = 4; // the room is reckoned in squares of so many pixels

type Spot = { node: number; dx: number; dy: number }; // how far from its node

export class Names {
  private readonly texts: string[];
  private widths: number[] = [];
  private family = "";
  private spots: Spot[] = [];

  constructor(private readonly graph: Graph) {
    this.texts = graph.nodes.map((n) => shorten(n.mark === "person" ? "" : n.short || n.name));
  }

  // draw places the names and writes them.
  draw(c: CanvasRenderingContext2D, colours: Colours, at: ZoomTransform, room: [number, number], seen: Seen): void {
    this.begin(c, colours);
    this.place(c, at, room, seen);
    for (const { node, dx, dy } of this.spots) this.write(c, at, node, dx, dy, this.texts[node]);
  }

  // drawOver writes the names of what is pointed at, which may have none.
  drawOver(c: CanvasRenderingContext2D, colours: Colours, at: ZoomTransform, seen: Seen): void {
    this.begin(c, colours);
    for (const node of new Set([seen.cursor, seen.hovered])) {
      if (node < 0 || this.spots.some((spot) => spot.node === node)) continue;
      this.write(c, at, node, 0, this.below(node, at.k), this.graph.nodes[node].name);
    }
  }

  private begin(c: CanvasRenderingContext2D, colours: Colours): void {
    if (colours.font !== this.family) this.widths = [];
    this.family = colours.font;
    c.font = `560 ${size}px ${this.family}`;
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.lineJoin = "round";
    c.lineWidth = 3;
    c.strokeStyle = colours.paper;
    c.fillStyle = colours.ink;
  }

  private write(c: CanvasRenderingContext2D, at: ZoomTransform, node: number, dx: number, dy: number, text: string): void {
    const [x, y] = at.apply([this.graph.nodes[node].x, this.graph.nodes[node].y]);
    c.strokeText(text, x + dx, y + dy);
    c.fillText(text, x + dx, y + dy);
  }

  private below(node: number, k: number): number {
    return Math.max(this.graph.radius(node) * k, 2) + size * 0.7;
  }

  private place(c: CanvasRenderingContext2D, at: ZoomTransform, [width, height]: [number, number], seen: Seen): void {
    this.spots = [];
    const nodes = new Room(width, height);
    const names = new Room(width, height);
    const lit = seen.chosen >= 0 ? new Set([seen.chosen, ...this.graph.near[seen.chosen]]) : null;
    const order = lit ? this.graph.largest.filter((i) => lit.has(i)) : this.graph.largest;
    const visible: number[] = [];
    for (const i of order) {
      const [x, y] = at.apply([this.graph.nodes[i].x, this.graph.nodes[i].y]);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const r = this.graph.radius(i) * at.k * 0.8;
      nodes.take(x - r, y - r, x + r, y + r);
      visible.push(i);
    }
    if (seen.chosen >= 0) visible.sort((a, b) => Number(b === seen.chosen) - Number(a === seen.chosen));
    visible.some((i, nth) => {
      const spot = this.texts[i] && this.spotFor(c, at, i, nodes, names, nth < mustBeNamed || lit !== null);
      if (spot) this.spots.push(spot);
      return this.spots.length >= most;
    });
  }

  private spotFor(c: CanvasRenderingContext2D, at: ZoomTransform, node: number, nodes: Room, names: Room, must: boolean): Spot | null {
    const [x, y] = at.apply([this.graph.nodes[node].x, this.graph.nodes[node].y]);
    const half = (this.widths[node] ??= c.measureText(this.texts[node]).width) / 2 + 2;
    const down = this.below(node, at.k);
    const aside = Math.max(this.graph.radius(node) * at.k, 2) + half + 3;
    const tries = [[0, down], [0, -down], [aside, 0], [-aside, 0]];
    for (const over of must ? [false, true] : [false]) {
      for (const [dx, dy] of tries) {
        const box = [x + dx - half, y + dy - size * 0.55, x + dx + half, y + dy + size * 0.55] as const;
        if (!names.isFree(...box) || (!over && !nodes.isFree(...box))) continue;
        names.take(...box);
        return { node, dx, dy };
      }
    }
    return null;
  }
}

function shorten(name: string): string {
  return name.length <= longest ? name : name.slice(0, longest - 1).trimEnd() + "…";
}

// Room is what is taken of the picture.
class Room {
  private readonly columns: number;
  private readonly rows: number;
  private readonly taken: Uint8Array;

  constructor(width: number, height: number) {
    this.columns = Math.ceil(width / cell);
    this.rows = Math.ceil(height / cell);
    this.taken = new Uint8Array(this.columns * this.rows);
  }

  take(left: number, top: number, right: number, bottom: number): void {
    this.each(left, top, right, bottom, (i) => {
      this.taken[i] = 1;
      return true;
    });
  }

  // isFree tells whether nothing is there; outside the picture nothing is free.
  isFree(left: number, top: number, right: number, bottom: number): boolean {
    if (left < 0 || top < 0 || right > this.columns * cell || bottom > this.rows * cell) return false;
    return this.each(left, top, right, bottom, (i) => !this.taken[i]);
  }

  private each(left: number, top: number, right: number, bottom: number, is: (i: number) => boolean): boolean {
    const [x0, x1] = [Math.max(0, Math.floor(left / cell)), Math.min(this.columns - 1, Math.floor(right / cell))];
    const [y0, y1] = [Math.max(0, Math.floor(top / cell)), Math.min(this.rows - 1, Math.floor(bottom / cell))];
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) if (!is(y * this.columns + x)) return false;
    }
    return true;
  }
}
