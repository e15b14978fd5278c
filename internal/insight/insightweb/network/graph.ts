// The network as the server tells of it, and what is often asked of it.

import { quadtree, type Quadtree } from "d3-quadtree";

export interface Node {
  key: string;
  name: string;
  short?: string;
  what: string;
  mark: string;
  letter?: string;
  x: number;
  y: number;
  r: number;
  unknown?: boolean;
}

export interface Data {
  box: [number, number, number, number]; // of the whole scope, whatever is shown of it
  outlines: Record<string, string>;
  nodes: Node[];
  ties: string[];
  edges: [number, number, number][];
}

const smallest = 4.5; // CSS pixels of radius, if there is room
const mostRoom = 13; // the server leaves so much around each node
const room = 60; // around a box

export class Graph {
  readonly nodes: Node[];
  readonly near: number[][]; // the neighbours of each node, each once
  readonly largest: number[]; // all nodes, the largest first
  private least = 0;
  private readonly places = new Map<string, number>();
  private readonly tree: Quadtree<number>;

  constructor(readonly data: Data) {
    this.nodes = data.nodes;
    this.nodes.forEach((node, i) => this.places.set(node.key, i));
    const near = this.nodes.map(() => new Set<number>());
    for (const [from, to] of data.edges) {
      near[from].add(to);
      near[to].add(from);
    }
    this.near = near.map((all) => [...all]);
    this.largest = this.nodes.map((_, i) => i).sort((a, b) => this.nodes[b].r - this.nodes[a].r || a - b);
    this.tree = quadtree<number>(this.largest, (i) => this.nodes[i].x, (i) => this.nodes[i].y);
  }

  // find gives the place of a node by its key; -1 if it is not shown.
  find(key: string): number {
    return this.places.get(key) ?? -1;
  }

  // radius is how large a node is drawn.
  radius(i: number): number {
    return Math.max(this.nodes[i].r, this.least);
  }

  // seenAt makes the smallest nodes large enough to be seen at a scale, as far as
  // they have room.
  seenAt(scale: number): void {
    this.least = Math.min(smallest / scale, mostRoom);
  }

  // around is the box of a node with its neighbours.
  around(node: number): [number, number, number, number] {
    return this.boxOf([node, ...this.near[node]]);
  }

  // boxOf is the box of some nodes, with room around them.
  boxOf(all: number[]): [number, number, number, number] {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const i of all) {
      const { x, y } = this.nodes[i];
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
    return [box[0] - room, box[1] - room, box[2] - box[0] + 2 * room, box[3] - box[1] + 2 * room];
  }

  // at gives the node at a point, or within so much of its edge; -1 if there is none.
  at(x: number, y: number, slack: number): number {
    const found = this.tree.find(x, y, 40 + slack);
    if (found === undefined) return -1;
    const node = this.nodes[found];
    return Math.hypot(node.x - x, node.y - y) <= this.radius(found) + slack ? found : -1;
  }

  // towards gives the nearest node in a direction: a neighbour if there is any
  // that way, else whatever stands there; -1 at the edge.
  towards(from: number, dx: number, dy: number): number {
    const there = (all: Iterable<number>): number => {
      let best = -1;
      let least = Infinity;
      for (const i of all) {
        const x = this.nodes[i].x - this.nodes[from].x;
        const y = this.nodes[i].y - this.nodes[from].y;
        const along = x * dx + y * dy;
        const aside = Math.abs(x * dy - y * dx);
        if (i === from || along <= 0 || aside > along) continue;
        const far = along + aside;
        if (far < least) [best, least] = [i, far];
      }
      return best;
    };
    const neighbour = there(this.near[from]);
    return neighbour >= 0 ? neighbour : there(this.nodes.keys());
  }
}
