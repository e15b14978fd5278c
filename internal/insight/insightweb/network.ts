// The moving picture of the network. The page works without it: the server has
// drawn the same as a picture that stands still, with tables and a card. This
// script fetches the picture as data and puts one that can be moved in its place.

import { Address } from "./network/address";
import { Cards } from "./network/cards";
import { Graph, type Data } from "./network/graph";
import { Picture } from "./network/picture";
import { Search } from "./network/search";
import { steer } from "./network/keys";

const root = document.querySelector<HTMLElement>("[data-net]");
if (root) start(root).catch((error) => console.warn(error)); // the still picture stays

async function start(root: HTMLElement): Promise<void> {
  const answer = await fetch(root.dataset.src!, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const text = await answer.text();
  performance.mark("net:data");
  const graph = new Graph(JSON.parse(text) as Data);
  show(root, graph);
}

// show puts the moving picture where the still one stands, and lets its parts
// know of each other.
function show(root: HTMLElement, graph: Graph): void {
  const template = root.querySelector<HTMLTemplateElement>("template[data-net-live]")!;
  const words = template.dataset;
  const live = template.content.firstElementChild!.cloneNode(true) as HTMLElement;
  template.after(live);
  root.classList.add("netview--live");

  const address = new Address();
  const status = live.querySelector<HTMLElement>("[data-net-says]")!;
  const say = (said: string | undefined) => (status.textContent = said ?? "");
  const picture = new Picture(live.querySelector<HTMLElement>("[data-net-pic]")!, graph, address);
  const cards = new Cards(root, words, say);

  const choose = async (node: number, focusCard = false) => {
    picture.choose(node);
    address.set("nod", node < 0 ? "" : graph.nodes[node].key);
    if (node < 0) cards.close();
    else await cards.open(graph.nodes[node].key, focusCard);
  };
  const leave = () => {
    if (picture.chosen < 0) return;
    void choose(-1);
    say(words.closed);
  };
  const told = (node: number) => {
    const n = graph.nodes[node];
    say(fill(words.at!, n.name, n.what, String(graph.near[node].length)));
  };

  picture.onClick = (node) => (node < 0 ? leave() : void choose(node));
  steer(picture, graph, { told, choose: (node) => void choose(node), leave });
  new Search(live, graph, address, {
    say: (n) => say(n ? fill(words.found!, String(n)) : words.nothing),
    match: (nodes) => picture.mark(nodes),
    choose: (node) => {
      picture.show(node);
      void choose(node);
      picture.root.focus();
    },
  });
  cards.onLeave = () => {
    leave();
    picture.root.focus();
  };
  cards.onChoose = (key) => {
    const node = graph.find(key);
    if (node < 0) return false;
    picture.show(node);
    void choose(node, true);
    return true;
  };
  live.querySelector("[data-net-in]")!.addEventListener("click", () => picture.zoom(1.5));
  live.querySelector("[data-net-out]")!.addEventListener("click", () => picture.zoom(1 / 1.5));
  live.querySelector("[data-net-all]")!.addEventListener("click", () => picture.fit());

  const chosen = graph.find(address.get("nod"));
  if (chosen >= 0) picture.choose(chosen);
  picture.begin();
}

function fill(words: string, ...values: string[]): string {
  return words.replace(/\{(\d)\}/g, (_, n) => values[Number(n)]);
}
