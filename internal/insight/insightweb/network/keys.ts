// The picture is one step for the tab key; the other keys go about in it.

import type { Graph } from "./graph";
import type { Picture } from "./picture";

interface Doing {
  told(node: number): void; // says what the arrows have come to
  choose(node: number): void;
  leave(): void;
}

const directions: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function steer(picture: Picture, graph: Graph, doing: Doing): void {
  const go = (dx: number, dy: number) => {
    const from = picture.cursor;
    const to = from < 0 ? graph.largest[0] : graph.towards(from, dx, dy);
    if (to === undefined || to < 0) return;
    picture.point(to);
    doing.told(to);
  };
  picture.root.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = directions[event.key];
    if (direction) go(...direction);
    else if (event.key === "Enter" && picture.cursor >= 0) doing.choose(picture.cursor);
    else if (event.key === "Escape") doing.leave();
    else if (event.key === "+" || event.key === "=") picture.zoom(1.5);
    else if (event.key === "-" || event.key === "_") picture.zoom(1 / 1.5);
    else if (event.key === "0") picture.fit();
    else return;
    event.preventDefault();
  });
}
