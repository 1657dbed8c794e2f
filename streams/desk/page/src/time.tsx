// Time: claims by day (or week, month, year) and type; which claim made each peak.

import type { VNode } from "preact";
import { follow, go } from "./address";
import type { Counts, Timeline } from "./api";
import { Heading } from "./claim";
import { TYPES } from "./filters";
import { useAnswer } from "./hooks";
import type { Words } from "./i18n";
import { ClaimList } from "./list";
import type { ViewProps } from "./live";
import { Empty, Failed, Loading, Panel } from "./states";
import { Sentence } from "./text";

const BUCKETS = ["day", "week", "month", "year"] as const;
type Bucket = (typeof BUCKETS)[number];
const DAYS: Record<Bucket, number> = { day: 1, week: 7, month: 30.44, year: 365.25 };
const MOST_BARS = 120;

/** The finest that leaves bars wide enough to be chosen. */
function fitting(counts: Counts): Bucket {
  if (!counts.first || !counts.last) return "day";
  const days = (Date.parse(counts.last) - Date.parse(counts.first)) / 86_400_000;
  return BUCKETS.find((bucket) => days / DAYS[bucket] <= MOST_BARS) ?? "year";
}

export function Time({ address, words, countries, version }: ViewProps): VNode {
  const counts = useAnswer<Counts>("counts", address.query(), version);
  const asked = address.get("bucket") as Bucket;
  const bucket: Bucket | null = BUCKETS.includes(asked) ? asked : counts.value ? fitting(counts.value) : null;
  const answer = useAnswer<Timeline>(bucket && "timeline", { ...address.query(), bucket: bucket ?? undefined }, version);
  const error = counts.error ?? answer.error;
  const pick = address.get("pick");
  const line = answer.value;
  const view = { address, words, countries, version };
  return (
    <div class="split">
      <div class="main-column">
        <div class="toolbar">
          <span class="quiet">{words.t("per")}</span>
          <nav class="segmented" aria-label={words.t("per")}>
            {BUCKETS.map((one) => <a key={one} href={address.with({ bucket: one, pick: "" }).href} onClick={follow} aria-current={one === bucket ? "true" : undefined}>{words.t(one)}</a>)}
          </nav>
          <span class="types-legend">{TYPES.map((type) => <span key={type} class={`key ${type}`}>{words.type(type)}</span>)}</span>
        </div>
        {error ? <Failed words={words} error={error} again={() => { counts.again(); answer.again(); }} />
          : !line || !bucket ? <Loading words={words} rows={3} />
          : !line.points.length ? <Empty words={words} filtered={address.isFiltered()} />
          : <><Bars line={line} bucket={bucket} words={words} pick={pick} onPick={(start) => go(address.with({ pick: start }))} /><Peaks line={line} bucket={bucket} view={view} /></>}
        <p class="quiet note">{words.t("numbersNote")}</p>
      </div>
      {pick && bucket
        ? <Panel title={words.bucket(pick, bucket)} words={words} onClose={() => go(address.with({ pick: "" }))}><ClaimList {...view} query={{ ...address.query(), since: pick, until: lastDay(pick, bucket) }} /></Panel>
        : <section class="panel hint"><p class="quiet">{words.t("pickBar")}</p></section>}
    </div>
  );
}

function next(start: string, bucket: Bucket): Date {
  const date = new Date(start);
  if (bucket === "year") date.setUTCFullYear(date.getUTCFullYear() + 1);
  else if (bucket === "month") date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + (bucket === "week" ? 7 : 1));
  return date;
}

const lastDay = (start: string, bucket: Bucket) => new Date(next(start, bucket).getTime() - 86_400_000).toISOString().slice(0, 10);

/** All buckets from the first to the last, the empty ones too: a silence shows. */
function filled(line: Timeline, bucket: Bucket): Timeline["points"] {
  const found = new Map(line.points.map((point) => [point.start, point]));
  const first = line.points[0];
  const last = line.points[line.points.length - 1];
  if (!first || !last) return [];
  const points: Timeline["points"] = [];
  for (let at = first.start; at <= last.start && points.length < 5000; at = next(at, bucket).toISOString().slice(0, 10)) {
    points.push(found.get(at) ?? { start: at, claims: 0, by_type: {} });
  }
  return points;
}

const W = 960;
const H = 280;
const PAD = { top: 14, bottom: 26, side: 40 };

function Bars({ line, bucket, words, pick, onPick }: { line: Timeline; bucket: Bucket; words: Words; pick: string; onPick: (start: string) => void }): VNode {
  const points = filled(line, bucket);
  const most = Math.max(1, ...points.map((point) => point.claims));
  const step = (W - PAD.side * 2) / points.length;
  const width = Math.max(1, Math.min(46, step * 0.78));
  const scale = (H - PAD.top - PAD.bottom) / most;
  const rtl = words.dir === "rtl";
  // Time runs as the text does.
  const x = (i: number) => (rtl ? W - PAD.side - (i + 0.5) * step : PAD.side + (i + 0.5) * step);
  const every = Math.max(1, Math.ceil(points.length / 8));
  const ticks = [...new Set([0, Math.ceil(most / 2), most])];
  return (
    <svg class="chart" viewBox={`0 0 ${W} ${H}`} role="group" aria-label={`${words.t("per")} ${words.t(bucket)}`}>
      {ticks.map((tick) => (
        <g class="tick" key={tick}><line x1={PAD.side} x2={W - PAD.side} y1={H - PAD.bottom - tick * scale} y2={H - PAD.bottom - tick * scale} />
          <text x={rtl ? W - PAD.side + 8 : PAD.side - 8} y={H - PAD.bottom - tick * scale + 4} class="scale">{words.n(tick)}</text></g>
      ))}
      {points.map((point, i) => {
        let top = H - PAD.bottom;
        const label = `${words.bucket(point.start, bucket)}: ${words.plural("claims", point.claims)}`;
        const types = [...TYPES, ...Object.keys(point.by_type).filter((type) => !TYPES.includes(type))];
        const bars = types.filter((type) => point.by_type[type]).map((type) => {
          const height = (point.by_type[type] ?? 0) * scale;
          top -= height;
          return <rect key={type} class={type} x={x(i) - width / 2} width={width} y={top} height={Math.max(0.8, height - 0.6)} />;
        });
        if (!point.claims) return null;
        return (
          <g key={point.start} class="bar-group" role="button" tabIndex={0} aria-label={label} aria-pressed={pick === point.start} onClick={() => onPick(point.start)}
            onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); onPick(point.start); } }}>
            <title>{label}</title><rect class="hit" x={x(i) - step / 2} width={step} y={PAD.top} height={H - PAD.top - PAD.bottom} />{bars}
          </g>
        );
      })}
      {points.map((point, i) => i % every === 0 && <text key={point.start} x={x(i)} y={H - 7} class="date">{words.bucket(point.start, bucket)}</text>)}
    </svg>
  );
}

function Peaks({ line, bucket, view }: { line: Timeline; bucket: Bucket; view: ViewProps }): VNode {
  const { address, words, countries } = view;
  return (
    <section class="peaks">
      <h2>{words.t("peaks")}</h2>
      <ol>
        {line.peaks.map((peak) => (
          <li key={peak.start}>
            <a class="peak-date" href={address.with({ pick: peak.start }).href} onClick={follow}>
              <b>{words.bucket(peak.start, bucket)}</b><span>{words.plural("claims", peak.claims)}</span>
            </a>
            <div>
              <p class="peak-heading"><Heading event={peak.leading} words={words} countries={countries} /><span class="quiet">{words.plural("papers", Math.max(1, peak.leading.papers))}</span></p>
              <Sentence event={peak.leading} words={words} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
