// From what the index says of a page: the places in it that answer, each with a few words or lines of code around.
// The index counts words; a line of code begins with a word of its own, which also tells its indentation.

const LINE = /^⏎(·*)$/;
const HEADING = /^(h[1-6]|dt)$/;
const BEFORE = 7;
const AFTER = 20;
const SHOWN = 3;

// → [{anchor, title, parts, code}], best first; `parts` are [text, isFound] pairs.
export function places(data) {
  const words = data.content.split(/\s+/);
  const found = new Set(data.weighted_locations.map((hit) => hit.location));
  const sections = data.anchors.filter((anchor) => HEADING.test(anchor.element) && anchor.text);
  const groups = new Map();
  for (const hit of data.weighted_locations) {
    const section = sections.findLast((one) => one.location <= hit.location);
    if (!section) continue;
    groups.set(section, [...(groups.get(section) ?? []), hit]);
  }
  return [...groups]
    .map(([section, hits]) => ({ section, hits, score: total(hits) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, SHOWN)
    .map(({ section, hits }) => {
      const next = sections[sections.indexOf(section) + 1];
      const span = [section.location + section.text.split(/\s+/).length, next?.location ?? words.length];
      return { anchor: section.id, title: section.text, ...around(words, found, hits, span, codes(data)) };
    });
}

function total(hits) {
  return hits.reduce((sum, hit) => sum + hit.balanced_score, 0);
}

// The spans of words that are blocks of code.
function codes(data) {
  const ends = new Map(data.anchors.map((anchor) => [anchor.id, anchor.location]));
  return data.anchors
    .filter((anchor) => /^code-\d+$/.test(anchor.id))
    .map((anchor) => [anchor.location, ends.get(`${anchor.id}-end`)]);
}

function around(words, found, hits, [first, last], blocks) {
  const place = Math.max(densest(hits), first);
  const block = blocks.find(([from, to]) => from <= place && place < to);
  if (block) return { code: true, parts: lines(words, found, place, block) };
  const from = Math.max(first, place - BEFORE, ...blocks.map(([, to]) => (to <= place ? to : 0)));
  const to = Math.min(last, place + AFTER, ...blocks.map(([start]) => (start > place ? start : Infinity)));
  const parts = span(words, found, from, to);
  if (from > first) parts.unshift(["… ", false]);
  if (to < last) parts.push(["…", false]);
  return { code: false, parts };
}

// The word after which most of what was asked for follows soon.
function densest(hits) {
  const soon = (hit) => hits.filter((one) => one.location >= hit.location && one.location < hit.location + AFTER);
  const best = hits.reduce((one, other) => (total(soon(other)) > total(soon(one)) ? other : one));
  return best.location;
}

function span(words, found, from, to) {
  const parts = [];
  for (let place = from; place < to; place += 1) parts.push([words[place], found.has(place)], [" ", false]);
  return parts;
}

// The line of code that holds the word, between its neighbours.
function lines(words, found, place, [from, to]) {
  const starts = [];
  for (let at = from; at < to; at += 1) if (LINE.test(words[at])) starts.push(at);
  const filled = starts.filter((at, number) => (starts[number + 1] ?? to) > at + 1);
  const middle = Math.max(0, filled.findLastIndex((at) => at <= place));
  const shown = filled.slice(Math.max(0, middle - 1), middle + 2);
  const indents = shown.map((at) => words[at].length - 1);
  const least = Math.min(...indents);
  return shown.flatMap((at, number) => [
    [" ".repeat(indents[number] - least), false],
    ...span(words, found, at + 1, starts.find((start) => start > at) ?? to),
    ["\n", false],
  ]);
}
