// Who and whom: the matrix of countries or actors, and the same as a graph. A cell, an arrow, a circle give their claims.

import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { type Address, follow, go } from "./address";
import type { Label, Matrix, Query } from "./api";
import { Arrow } from "./claim";
import { HEAD, layout } from "./graph";
import { useAnswer } from "./hooks";
import type { Words } from "./i18n";
import { ClaimList } from "./list";
import type { ViewProps } from "./live";
import { Empty, Failed, Loading, Panel } from "./states";
import { clean } from "./text";

const named = (label: Label, words: Words) => clean(words.lang === "ar" ? label.ar : label.en);

/** `accuser~accused`; one of them empty for all of a party's. */
type Pick = [string, string];
const pickOf = (address: Address): Pick | null => {
  const [accuser = "", accused = ""] = address.get("pair").split("~");
  return accuser || accused ? [accuser, accused] : null;
};
const choose = (address: Address, accuser: string, accused: string) => go(address.with({ pair: `${accuser}~${accused}` }));

export function WhoAndWhom({ address, words, countries, version }: ViewProps): VNode {
  const level = address.get("level") === "actor" ? "actor" : "country";
  const graph = address.get("shape") === "graph";
  const answer = useAnswer<Matrix>("matrix", { ...address.query(), level, top: "30" }, version);
  const pick = pickOf(address);
  const tab = (changes: Record<string, string>, text: string, on: boolean) => (
    <a href={address.with({ ...changes, pair: changes.level === undefined ? address.get("pair") : "" }).href} onClick={follow} aria-current={on ? "true" : undefined}>{text}</a>
  );
  const matrix = answer.value;
  return (
    <div class="split">
      <div class="main-column">
        <div class="toolbar">
          <nav class="segmented" aria-label={words.t("matrix")}>{tab({ level: "" }, words.t("countries"), level === "country")}{tab({ level: "actor" }, words.t("actors"), level === "actor")}</nav>
          <nav class="segmented" aria-label={words.t("table")}>{tab({ shape: "" }, words.t("table"), !graph)}{tab({ shape: "graph" }, words.t("graph"), graph)}</nav>
          {!graph && <span class="quiet">{words.t("rowsAccuse")}</span>}
        </div>
        {answer.error ? <Failed words={words} error={answer.error} again={answer.again} />
          : !matrix ? <Loading words={words} />
          : !matrix.cells.length ? <Empty words={words} filtered={address.isFiltered()} />
          : graph ? <Graph matrix={matrix} words={words} address={address} pick={pick} /> : <Table matrix={matrix} words={words} address={address} pick={pick} />}
        {matrix && matrix.left_out > 0 && <p class="quiet">{words.plural("others", matrix.left_out)} {words.t("leftOut")}</p>}
        <p class="quiet note">{words.t("numbersNote")}</p>
      </div>
      <Picked pick={pick} level={level} matrix={matrix} query={address.query()} view={{ address, words, countries, version }} hint={words.t(graph ? "pickNode" : "pickCell")} />
    </div>
  );
}

function Picked({ pick, level, matrix, query, view, hint }: { pick: Pick | null; level: string; matrix: Matrix | null; query: Query; view: ViewProps; hint: string }): VNode {
  const { address, words } = view;
  if (!pick) return <section class="panel hint"><p class="quiet">{hint}</p></section>;
  const label = (key: string) => {
    const found = matrix?.parties.find((party) => party.key === key);
    return found ? named(found, words) : key;
  };
  const [accuser, accused] = pick;
  const side = (key: string) => (key ? `${level}:${key}` : undefined);
  const title = accuser === accused
    ? <bdi>{label(accuser)}</bdi>
    : <span class="pair"><bdi>{accuser ? label(accuser) : words.t("any")}</bdi> <Arrow /> <bdi>{accused ? label(accused) : words.t("any")}</bdi></span>;
  const asked = { ...query, accuser: side(accuser) ?? query.accuser, accused: side(accused) ?? query.accused };
  return (
    <Panel title={title} words={words} onClose={() => go(address.with({ pair: "" }))}>
      <ClaimList {...view} query={asked} />
    </Panel>
  );
}

interface Shown { matrix: Matrix; words: Words; address: Address; pick: Pick | null }

function Table({ matrix, words, address, pick }: Shown): VNode {
  const claims = new Map(matrix.cells.map((cell) => [`${cell.accuser}~${cell.accused}`, cell.claims]));
  const most = Math.max(...matrix.cells.map((cell) => cell.claims));
  const shade = (count: number) => 1 + Math.round((4 * Math.log(count)) / Math.log(Math.max(2, most)));
  const rows = matrix.parties.filter((party) => party.made);
  const columns = matrix.parties.filter((party) => party.received);
  const press = (event: KeyboardEvent) => moveInTable(event, words.dir);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words.t("matrix")}>
      <table class="matrix" onKeyDown={press}>
        <thead>
          <tr>
            <td class="corner"><span>{words.t("accuser")}</span><Arrow /><span>{words.t("accused")}</span></td>
            {columns.map((party) => (
              <th scope="col" key={party.key} title={named(party, words)}><div><span>{named(party, words)}</span></div></th>
            ))}
            <th scope="col" class="sum"><div><span>{words.t("made")}</span></div></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" title={named(row, words)}><bdi>{named(row, words)}</bdi></th>
              {columns.map((column) => {
                const count = claims.get(`${row.key}~${column.key}`);
                const on = pick?.[0] === row.key && pick[1] === column.key;
                return (
                  <td key={column.key} class={row.key === column.key ? "self" : undefined}>
                    {count && <button class={`cell s${shade(count)}`} aria-pressed={on} onClick={() => choose(address, row.key, column.key)}
                      title={words.plural("claims", count)}><span class="hidden">{`${named(row, words)} → ${named(column, words)}: `}</span>{words.n(count)}</button>}
                  </td>
                );
              })}
              <td class="sum">{words.n(row.made)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row">{words.t("received")}</th>{columns.map((party) => <td class="sum" key={party.key}>{words.n(party.received)}</td>)}<td /></tr></tfoot>
      </table>
    </div>
  );
}

/** Arrow keys go from cell to cell, over the empty ones; up and down leave a column that has no more of them. */
function moveInTable(event: KeyboardEvent, dir: string): void {
  const cell = (event.target as HTMLElement).closest("td");
  const row = cell?.parentElement as HTMLTableRowElement | null;
  const body = row?.parentElement as HTMLTableSectionElement | null;
  if (!cell || !row || !body) return;
  const forward = dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const column = cell.cellIndex;
  const line = row.sectionRowIndex;
  const all = (list: HTMLTableCellElement[]) => list.find((one) => one.querySelector("button"))?.querySelector("button");
  const inColumn = (rows: HTMLTableRowElement[]) => all(rows.map((one) => one.cells[column]).filter((one) => one !== undefined));
  const beyond = (rows: HTMLTableRowElement[]) => inColumn(rows) ?? all(rows.flatMap((one) => [...one.cells]));
  const rows = [...body.rows];
  const cells = [...row.cells];
  const target = event.key === forward ? all(cells.slice(column + 1))
    : event.key === back ? all(cells.slice(0, column).reverse())
    : event.key === "ArrowDown" ? beyond(rows.slice(line + 1))
    : event.key === "ArrowUp" ? beyond(rows.slice(0, line).reverse()) : null;
  if (target) { event.preventDefault(); target.focus(); }
}

const SIZE = { width: 920, height: 640 };

function Graph({ matrix, words, address, pick }: Shown): VNode {
  const placed = useMemo(() => layout(matrix, SIZE), [matrix]);
  const most = Math.max(...matrix.cells.map((cell) => cell.claims));
  const name = (key: string) => named(matrix.parties.find((party) => party.key === key) as Label, words);
  const button = (label: string, accuser: string, accused: string) => ({
    role: "button" as const, tabIndex: 0, "aria-label": label, "aria-pressed": pick?.[0] === accuser && pick[1] === accused,
    onClick: () => choose(address, accuser, accused),
    onKeyDown: (event: KeyboardEvent) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(address, accuser, accused); } },
  });
  return (
    <svg class="graph" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="group" aria-label={words.t("graph")}>
      <defs><marker id="tip" viewBox="0 0 10 10" refX="2" refY="5" markerWidth={HEAD} markerHeight={HEAD} markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 10 5 0 10z" /></marker></defs>
      {placed.edges.map(({ cell, path }) => (
        <g key={`${cell.accuser}~${cell.accused}`} class="edge" {...button(`${name(cell.accuser)} → ${name(cell.accused)}: ${words.plural("claims", cell.claims)}`, cell.accuser, cell.accused)}>
          <title>{`${name(cell.accuser)} → ${name(cell.accused)}: ${words.plural("claims", cell.claims)}`}</title>
          <path d={path} class="hit" /><path d={path} class="line" style={{ strokeWidth: 1 + (3 * cell.claims) / most }} marker-end="url(#tip)" />
        </g>
      ))}
      {placed.nodes.map((node) => (
        <g key={node.key} class="node" transform={`translate(${node.x},${node.y})`} {...button(`${named(node.party, words)}: ${words.t("made")} ${words.n(node.party.made)}, ${words.t("received")} ${words.n(node.party.received)}`, node.key, "")}>
          <circle r={node.r} /><text y={node.r + 13}>{named(node.party, words)}</text>
        </g>
      ))}
    </svg>
  );
}
