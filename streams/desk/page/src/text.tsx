// Words of strangers: always text, never markup; set apart, so that nothing in them turns the page around.

import type { ComponentChildren, VNode } from "preact";
import type { Event, Party, Span } from "./api";
import type { Words } from "./i18n";

/** Marks that order text, and control characters: they could make a sentence look like another. */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2060\ufeff\ufff9-\ufffb]/g;

export const clean = (text: string) => text.replace(UNSAFE, "");

export const Foreign = ({ children }: { children: string }) => <bdi>{clean(children)}</bdi>;

export const Arabic = ({ children, className }: { children: ComponentChildren; className?: string }) => (
  <span lang="ar" dir="auto" class={className}>{children}</span>
);

/** An address that may be followed; anything else than http(s) is no link. */
export function webAddress(url: string | null): string | null {
  if (!url) return null;
  try {
    const parsed = new URL(url);
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch {
    return null;
  }
}

type Role = "accuser" | "accused" | "trigger" | "content";
export interface Mark extends Span { role: Role }

export function marksOf(event: Event): Mark[] {
  const party = (role: Role) => (one: Party): Mark => ({ ...one, role });
  const marks: Mark[] = [{ ...event.trigger, role: "trigger" }, ...event.accusers.map(party("accuser")), ...event.accused.map(party("accused"))];
  return event.content ? [...marks, { ...event.content, role: "content" }] : marks;
}

/** `text` begins at `offset` of its field; offsets count code points. What lies inside of another is marked inside of it. */
export function Marked({ text, offset, marks, words }: { text: string; offset: number; marks: Mark[]; words: Words }): VNode {
  const points = Array.from(text);
  const inside = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start - offset), end: Math.min(points.length, mark.end - offset) }))
    .filter((mark) => mark.start < mark.end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const render = (from: number, to: number, left: Mark[]): ComponentChildren[] => {
    const parts: ComponentChildren[] = [];
    let at = from;
    for (let i = 0; i < left.length; ) {
      const mark = left[i] as Mark;
      let next = i + 1;
      while (next < left.length && (left[next] as Mark).start < mark.end) next++;
      if (mark.start >= at && mark.start < to) {
        const end = Math.min(mark.end, to);
        parts.push(clean(points.slice(at, mark.start).join("")));
        const label = words.t(mark.role);
        parts.push(<mark class={`mark ${mark.role}`} title={label} key={`${mark.role}${mark.start}`}>{render(mark.start, end, left.slice(i + 1, next))}</mark>);
        at = end;
      }
      i = next;
    }
    parts.push(clean(points.slice(at, to).join("")));
    return parts;
  };
  return <>{render(0, points.length, inside)}</>;
}

/** The words of a span as people read them: what is no prose was made invisible in `shown`. */
export function wordsOf(span: Span, event: Event): string {
  const from = event.sentence.start;
  const inside = span.start >= from && span.end <= event.sentence.end;
  return clean(inside ? Array.from(event.shown).slice(span.start - from, span.end - from).join("") : span.text).trim();
}

export function Sentence({ event, words }: { event: Event; words: Words }): VNode {
  return (
    <p class="sentence" lang="ar" dir="rtl">
      <Marked text={event.shown} offset={event.sentence.start} marks={marksOf(event)} words={words} />
    </p>
  );
}

export function Legend({ words }: { words: Words }): VNode {
  return (
    <p class="legend">
      <span class="quiet">{words.t("legend")}</span>
      {(["accuser", "trigger", "accused", "content"] as const).map((role) => (
        <mark class={`mark ${role}`} key={role}>{words.t(role)}</mark>
      ))}
    </p>
  );
}
