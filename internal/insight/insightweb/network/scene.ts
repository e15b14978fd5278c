// What is seen of the picture. It is painted on a sheet that is larger than the
// view; while it moves, the sheet is moved, and painted anew once it stands still
// or its edge would show. So it moves as smoothly however much there is in it, also
// where no graphics card helps.

import { zoomIdentity, type ZoomTransform } from "d3-zoom";
import { readColours, type Colours } from "./colours";
import type { Graph } from "./graph";
import { Names } from "./names";
import { Paint } from "./paint";

export interface Seen {
  chosen: number;
  cursor: number;
  hovered: number;
  marked: number[];
}

const margin = 0.5; // of the view, on each side
const coarsest = 2.5; // how much a sheet may be drawn out or in while it moves

export class Scene {
  stale = true; // the sheet is to be painted anew

  private readonly view: CanvasRenderingContext2D;
  private readonly sheet = document.createElement("canvas").getContext("2d")!;
  private readonly paint: Paint;
  private readonly names: Names;
  private colours!: Colours;
  private at: ZoomTransform = zoomIdentity; // of the view, when the sheet was painted
  private width = 0;
  private height = 0;
  private ratio = 1;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly graph: Graph,
  ) {
    this.view = canvas.getContext("2d")!;
    this.paint = new Paint(this.sheet, graph);
    this.names = new Names(graph);
    this.readColours();
  }

  readColours(): void {
    this.colours = readColours(this.canvas, Object.keys(this.graph.data.outlines), this.graph.data.ties);
    this.stale = true;
  }

  resize(width: number, height: number): void {
    this.ratio = Math.min(devicePixelRatio || 1, 2);
    [this.width, this.height] = [width, height];
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.sheet.canvas.width = Math.round(width * (1 + 2 * margin) * this.ratio);
    this.sheet.canvas.height = Math.round(height * (1 + 2 * margin) * this.ratio);
    this.stale = true;
  }

  draw(at: ZoomTransform, seen: Seen, moving: boolean): void {
    const asPainted = at.k === this.at.k && at.x === this.at.x && at.y === this.at.y;
    if (this.stale || !(moving ? this.covers(at) : asPainted)) this.repaint(at, seen);
    const c = this.view;
    const scale = at.k / this.at.k;
    const left = at.x - (this.at.x + margin * this.width) * scale;
    const top = at.y - (this.at.y + margin * this.height) * scale;
    const whole = (n: number) => Math.round(n * this.ratio); // else all would be blurred
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, this.canvas.width, this.canvas.height);
    c.drawImage(this.sheet.canvas, whole(left), whole(top), this.sheet.canvas.width * scale, this.sheet.canvas.height * scale);
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    if (seen.hovered >= 0) this.paint.ring(c, at, seen.hovered, this.colours.ink, 1.5);
    this.names.drawOver(c, this.colours, at, seen);
  }

  private repaint(at: ZoomTransform, seen: Seen): void {
    this.stale = false;
    this.at = at;
    this.graph.seenAt(at.k);
    const moved = zoomIdentity.translate(at.x + margin * this.width, at.y + margin * this.height).scale(at.k);
    this.paint.all(moved, this.ratio, this.colours, seen);
    const c = this.sheet;
    c.setTransform(this.ratio, 0, 0, this.ratio, margin * this.width * this.ratio, margin * this.height * this.ratio);
    this.names.draw(c, this.colours, at, [this.width, this.height], seen);
  }

  // covers tells whether the sheet holds all that the view would show.
  private covers(at: ZoomTransform): boolean {
    const scale = at.k / this.at.k;
    if (scale > coarsest || scale < 1 / coarsest) return false;
    const spare = [margin * this.width, margin * this.height];
    const [left, top] = this.at.invert([-spare[0], -spare[1]]);
    const [right, bottom] = this.at.invert([this.width + spare[0], this.height + spare[1]]);
    const [x, y, width, height] = this.graph.data.box;
    const [x0, y0] = at.invert([0, 0]);
    const [x1, y1] = at.invert([this.width, this.height]);
    // What lies outside the box of the network is empty on any sheet.
    return left <= Math.max(x0, x) && top <= Math.max(y0, y) && right >= Math.min(x1, x + width) && bottom >= Math.min(y1, y + height);
  }
}
