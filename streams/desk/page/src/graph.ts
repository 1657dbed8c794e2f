// Where the circles and arrows of the graph go: d3-force, run to its end at once, so that nothing moves under the reader.

import { type SimulationNodeDatum, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { Matrix } from "./api";

type Cell = Matrix["cells"][number];
export interface Node extends SimulationNodeDatum { key: string; party: Matrix["parties"][number]; r: number; x: number; y: number }
export interface Placed { nodes: Node[]; edges: { cell: Cell; path: string }[] }

const STEPS = 300;
/** Length of an arrow's head, of which four fifths lie before the end of its line: the head is to be wider than any line. */
export const HEAD = 12;

export function layout(matrix: Matrix, { width, height }: { width: number; height: number }): Placed {
  const most = Math.max(1, ...matrix.parties.map((party) => party.made + party.received));
  const among = new Set(matrix.cells.flatMap((cell) => [cell.accuser, cell.accused]));
  const nodes: Node[] = matrix.parties.filter((party) => among.has(party.key)).map((party, i) => ({
    key: party.key, party, r: 7 + 19 * Math.sqrt((party.made + party.received) / most),
    // A spiral to begin with, so that the same numbers always give the same picture.
    x: width / 2 + 12 * Math.sqrt(i) * Math.cos(2.4 * i), y: height / 2 + 12 * Math.sqrt(i) * Math.sin(2.4 * i),
  }));
  const at = new Map(nodes.map((node) => [node.key, node]));
  const cells = matrix.cells.filter((cell) => cell.accuser !== cell.accused && at.has(cell.accuser) && at.has(cell.accused));
  const links = cells.map((cell) => ({ source: at.get(cell.accuser) as Node, target: at.get(cell.accused) as Node }));
  const simulation = forceSimulation(nodes).force("link", forceLink(links).distance(120).strength(0.25))
    .force("charge", forceManyBody().strength(-420)).force("x", forceX(width / 2).strength(0.07)).force("y", forceY(height / 2).strength(0.11))
    .force("collide", forceCollide<Node>((node) => node.r + 20)).stop();
  simulation.tick(STEPS);
  for (const node of nodes) {
    node.x = Math.round(Math.min(width - 50, Math.max(50, node.x)));
    node.y = Math.round(Math.min(height - 40, Math.max(30, node.y)));
  }
  return { nodes, edges: cells.map((cell) => ({ cell, path: arrow(at.get(cell.accuser) as Node, at.get(cell.accused) as Node) })) };
}

/** A curve to the right of the straight line, so that two that accuse each other have two arrows. */
function arrow(from: Node, to: Node): string {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const bend = { x: (from.x + to.x) / 2 - dy * 0.14, y: (from.y + to.y) / 2 + dx * 0.14 };
  const short = (node: Node, gap: number) => {
    const x = bend.x - node.x;
    const y = bend.y - node.y;
    const away = Math.hypot(x, y) || length;
    return `${(node.x + (x / away) * (node.r + gap)).toFixed(1)} ${(node.y + (y / away) * (node.r + gap)).toFixed(1)}`;
  };
  return `M${short(from, 1)}Q${bend.x.toFixed(1)} ${bend.y.toFixed(1)} ${short(to, 3 + HEAD * 0.8)}`;
}
