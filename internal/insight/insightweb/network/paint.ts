// How the nodes and the ties of the network are painted. The outlines are the
// server's and the colours those of the legend, so that the picture and its key
// cannot differ.

import type { ZoomTransform } from "d3-zoom";
import type { Colours } from "./colours";
import type { Graph } from "./graph";
import type { Seen } from "./scene";

const faded = 0.14;
const smallestLetter = 7; // CSS pixels of radius from which a node shows its letter
const nearEnough = 0.8; // scale from which a broken outline can be told

// many lines are drawn as thin as the screen can, which is thirty times as quick
// where no graphics card helps; so many are not told apart anyway.
const many = 800;

type Box = { left: number; top: number; right: number; bottom: number };

export class Paint {
  private readonly outlines = new Map<string, Path2D>();
  private at!: ZoomTransform;
  private ratio = 1;
  private colours!: Colours;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly graph: Graph,
  ) {
    for (const [mark, outline] of Object.entries(graph.data.outlines)) this.outlines.set(mark, new Path2D(outline));
  }

  // all paints the network: where a node is chosen, it and its neighbours over the
  // rest, which fades.
  all(at: ZoomTransform, ratio: number, colours: Colours, { chosen, marked }: Seen): void {
    [this.at, this.ratio, this.colours] = [at, ratio, colours];
    const c = this.context;
    const lit = chosen < 0 ? null : new Set([...this.graph.near[chosen], chosen]);
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, c.canvas.width, c.canvas.height);
    c.setTransform(at.k * ratio, 0, 0, at.k * ratio, at.x * ratio, at.y * ratio);
    const box = this.box();
    c.globalAlpha = lit ? faded : 1;
    this.ties(this.graph.data.edges, box);
    this.nodes(this.graph.largest, box);
    c.globalAlpha = 1;
    if (lit) {
      this.ties(this.graph.data.edges.filter(([from, to]) => from === chosen || to === chosen), box, 1.6);
      this.nodes(lit, box);
    }
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.letters(box, lit);
    for (const i of marked) this.ring(c, at, i, colours.warm, 3);
    if (chosen >= 0) this.ring(c, at, chosen, colours.ink, 2.5);
  }

  ring(c: CanvasRenderingContext2D, at: ZoomTransform, i: number, colour: string, width: number): void {
    const [x, y] = at.apply([this.graph.nodes[i].x, this.graph.nodes[i].y]);
    c.beginPath();
    c.arc(x, y, Math.max(this.graph.radius(i) * at.k, 4) + 3, 0, 2 * Math.PI);
    c.strokeStyle = colour;
    c.lineWidth = width;
    c.stroke();
  }

  // box is the part of the plane that is painted.
  private box(): Box {
    const { width, height } = this.context.canvas;
    const [left, top] = this.at.invert([0, 0]);
    const [right, bottom] = this.at.invert([width / this.ratio, height / this.ratio]);
    return { left, top, right, bottom };
  }

  private ties(edges: [number, number, number][], box: Box, thicker = 1): void {
    const paths = this.graph.data.ties.map(() => ({ path: new Path2D(), lines: 0 }));
    for (const [from, to, tie] of edges) {
      const [a, b] = [this.graph.nodes[from], this.graph.nodes[to]];
      if (Math.max(a.x, b.x) < box.left || Math.min(a.x, b.x) > box.right || Math.max(a.y, b.y) < box.top || Math.min(a.y, b.y) > box.bottom) continue;
      paths[tie].path.moveTo(a.x, a.y);
      paths[tie].path.lineTo(b.x, b.y);
      paths[tie].lines++;
    }
    const c = this.context;
    paths.forEach(({ path, lines }, tie) => {
      if (!lines) return;
      const { colour, width, dash } = this.colours.ties[tie];
      c.strokeStyle = colour;
      c.lineWidth = (lines > many ? 1 / this.ratio : thicker * width) / this.at.k;
      c.setLineDash(lines > many ? [] : dash.map((d) => d / this.at.k));
      c.stroke(path);
    });
    c.setLineDash([]);
  }

  // nodes paints those that look alike together, as one path.
  private nodes(all: Iterable<number>, box: Box): void {
    const batches = new Map<string, { mark: string; unknown: boolean; path: Path2D }>();
    for (const i of all) {
      const { mark, unknown, x, y } = this.graph.nodes[i];
      const r = this.graph.radius(i);
      if (x + r < box.left || x - r > box.right || y + r < box.top || y - r > box.bottom) continue;
      const name = mark + (unknown ? "?" : "");
      let batch = batches.get(name);
      if (!batch) batches.set(name, (batch = { mark, unknown: !!unknown, path: new Path2D() }));
      batch.path.addPath(this.outlines.get(mark)!, { a: r, d: r, e: x, f: y });
    }
    for (const { mark, unknown, path } of batches.values()) this.batch(mark, unknown, path);
  }

  private batch(mark: string, unknown: boolean, path: Path2D): void {
    const c = this.context;
    const { fill, edge } = this.colours.marks[mark];
    const isRing = mark === "forum";
    const breaks = unknown && (isRing || this.at.k > nearEnough); // around a small dot it would hide the shape
    c.fillStyle = fill;
    c.fill(path);
    c.strokeStyle = breaks ? this.colours.quiet : edge;
    c.lineWidth = (isRing ? 2 : 1.4) / this.at.k;
    c.setLineDash(breaks ? [2.6 / this.at.k, 2.2 / this.at.k] : []);
    c.stroke(path);
    c.setLineDash([]);
  }

  private letters(box: Box, lit: Set<number> | null): void {
    const c = this.context;
    c.textAlign = "center";
    c.textBaseline = "middle";
    for (const i of this.graph.largest) {
      const { letter, x, y, mark } = this.graph.nodes[i];
      const size = this.graph.radius(i) * this.at.k;
      if (size < smallestLetter) break; // the largest come first
      if (!letter || x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
      const [sx, sy] = this.at.apply([x, y]);
      c.globalAlpha = !lit || lit.has(i) ? 1 : faded;
      c.fillStyle = this.colours.marks[mark].letter;
      c.font = `700 ${Math.round(size * 1.15)}px ${this.colours.font}`;
      c.fillText(letter, sx, sy + size * 0.05);
    }
    c.globalAlpha = 1;
  }
}
