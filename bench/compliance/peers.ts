// The same log for programs that we did not write: json-rules-engine, event by event, and MonPoly where it is installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TopLevelCondition } from 'json-rules-engine';
import { Engine } from 'json-rules-engine';
import type { Log } from './log.ts';
import { DAY, FACTS, HOUR } from './log.ts';
import { worded } from './reference.ts';

export interface Peer {
  readonly rate: number;
  readonly found: ReadonlySet<string>;
}

type Heard = Map<number, { readonly at: number; readonly other: number }[]>;

/** What can be asked when an event arrives. What never arrives raises no event: a grant that is never given is beyond it. */
function eventRules(): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  const rule = (type: string, what: string, measure: string, operator: string, value: number): void => {
    const conditions: TopLevelCondition = { all: [{ fact: 'what', operator: 'equal', value: what }, { fact: measure, operator, value }] };
    engine.addRule({ conditions, event: { type } });
  };
  rule('response', 'grant', 'sinceOpened', 'greaterThan', 72 * HOUR);
  rule('reopening', 'reopening', 'sinceOpened', 'greaterThan', 24 * HOUR);
  rule('notice', 'act', 'sinceNotice', 'lessThan', 24 * HOUR);
  rule('sources', 'finding', 'sources', 'lessThan', 2);
  return engine;
}

/** It keeps nothing between events, so the latest request, the notice and the sources in seven days are looked up for it among what has arrived. */
export async function jsonRules(log: Log, size: number): Promise<Peer> {
  const engine = eventRules(), heard = FACTS.map((): Heard => new Map()), found = new Set<string>();
  const { user, system } = process.cpuUsage();
  for (let index = 0; index < size; index += 1) {
    const kind = log.what[index] as number, which = log.which[index] as number, at = log.at[index] as number;
    const list = (fact: string) => heard[FACTS.indexOf(fact as (typeof FACTS)[number])]?.get(which) ?? [];
    const own = heard[kind] as Heard;
    if (own.has(which)) own.get(which)?.push({ at, other: log.other[index] as number });
    else own.set(which, [{ at, other: log.other[index] as number }]);
    const opened = list(FACTS[kind] === 'grant' ? 'request' : 'closure').findLast((one) => one.at <= at)?.at;
    const facts = {
      what: FACTS[kind], sinceOpened: opened === undefined ? -1 : at - opened, sinceNotice: at - (list('notice')[0]?.at ?? at),
      sources: new Set(list('report').filter((one) => one.at <= at && one.at >= at - 7 * DAY).map(({ other }) => other)).size,
    };
    for (const { type } of (await engine.run(facts)).events) found.add(worded(type, String(which), type === 'response' || type === 'reopening' ? opened ?? at : at));
  }
  const used = process.cpuUsage({ user, system });
  return { rate: size / ((used.user + used.system) / 1e6), found };
}

/** The 72 hour rule alone, fed by arrival as `@time event`. It must be told that time has passed: a last line long after. `null` without a binary. */
export function monpoly(log: Log): Peer | null {
  const binary = process.env['MONPOLY'];
  if (binary === undefined || binary === '') return null;
  const folder = mkdtempSync(join(tmpdir(), 'monpoly-')), at = (name: string): string => join(folder, name);
  const lines: string[] = [];
  for (let index = 0; index < log.size; index += 1) if ((log.what[index] as number) < 2) lines.push(`@${log.at[index]} ${FACTS[log.what[index] as number]} (${log.which[index]})`);
  writeFileSync(at('log'), `${lines.join('\n')}\n@${log.at.reduce((last, one) => Math.max(last, one), 0) + 20 * DAY}\n`);
  writeFileSync(at('sig'), 'request(int)\ngrant(int)\n');
  writeFileSync(at('formula'), `request(x) AND NOT EVENTUALLY[0,${72 * HOUR}] grant(x)\n`);
  const from = process.hrtime.bigint();
  const ran = spawnSync(binary, ['-sig', at('sig'), '-formula', at('formula'), '-log', at('log')], { encoding: 'utf8', maxBuffer: 1e9 });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  rmSync(folder, { recursive: true });
  if (ran.status !== 0) throw new Error(`MonPoly ended with ${ran.status}: ${ran.stderr}`);
  const found = new Set([...ran.stdout.matchAll(/^@(\d+).*?: (.*)$/gm)].flatMap(([, time, args]) => [...(args ?? '').matchAll(/\((\d+)\)/g)].map(([, which]) => worded('response', which ?? '', time ?? ''))));
  return { rate: lines.length / seconds, found };
}
