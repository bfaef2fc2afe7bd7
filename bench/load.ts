// Loads a synthetic live case of reports and asks for the status of all its commitments. `npm run bench -- load [reports]`.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Counterpart } from '#app';
import { caseLog } from '../src/app/case-log.ts';
import { openStore } from '#store';
import type { Case, CaseItem } from '#wire';

const REPORTS = Number(process.argv[2] ?? 100_000), COMMITMENTS = 200, DAY = 86_400, START = Date.UTC(2024, 0, 1) / 1000;
const iso = (instant: number): string => new Date(instant * 1000).toISOString().slice(0, 10);

/** Two parties, four monitors; roads closed and opened, requests answered or not; one report in five comes up to seven days late. */
function syntheticCase(): Case {
  let state = 20_240_101;
  console.log(`seed ${state}`);
  const chance = (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const place = { file: 'bench', line: 1, column: 1 };
  const item = (kind: CaseItem['kind'], id: string, content: unknown, signedBy: string, recordedAt: number): CaseItem => ({ kind, id, content, signedBy, recordedAt, place }) as CaseItem;
  const roads = Array.from({ length: COMMITMENTS }, (_, index) => `road-${index}`);
  const monitors = ['M1', 'M2', 'M3', 'M4'];
  const instrument = { id: 'I', kind: 'agreement', title: { en: 'Agreement' }, date: '2024-01-01', parties: ['A', 'B'], clauses: [{ id: '1', text: { en: 'Roads stay open.' } }], sources: [] };
  const commitment = (road: string, index: number) => ({
    id: `C-${road}`, instrument: 'I', clause: '1', title: { en: road }, bearers: { actors: [index % 2 === 0 ? 'A' : 'B'] }, track: 'infrastructure',
    ...(index % 4 === 3
      ? { duty: { shape: 'abstain', act: { fact: 'fire', of: { road } } } }
      : { duty: { shape: 'maintain', state: { fact: 'open', of: { road } }, tolerance: { single: 'PT24H' } } }),
  });
  const report = (index: number): CaseItem => {
    const at = START + Math.floor((index / REPORTS) * 700 * DAY), late = chance(5) === 0 ? chance(7 * DAY) : 0;
    const by = monitors[chance(4)] as string, road = roads[chance(roads.length)] as string, isFire = chance(20) === 0;
    const fact = isFire ? { fact: 'fire', of: { road }, at: iso(at) } : { fact: 'open', of: { road }, holds: chance(3) !== 0, from: iso(at) };
    return item('report', `R${index}`, { id: `R${index}`, date: iso(at), category: isFire ? 'incident' : 'observation', summary: { en: `Patrol ${index} on ${road}` }, accounts: [{ by, stance: 'asserts', facts: [fact] }] }, `${by}-chief`, at + DAY + late);
  };
  const reports = Array.from({ length: REPORTS }, (_, index) => report(index)).sort((a, b) => a.recordedAt - b.recordedAt);
  const label = (id: string) => ({ en: id });
  return {
    slug: 'bench', seed: 'bench', recordedAt: START, signedBy: 'A-head',
    charter: {
      kind: 'live', fictional: true, title: label('Bench'), purpose: label('Bench'), zone: 'UTC', languages: ['en'], rules: 1, evaluator: 1, zoneTable: '2026c', evidenceWindow: 'P14D', seed: 'bench', host: { delay: 'PT1H' },
      actors: [{ id: 'A', kind: 'party', label: label('A') }, { id: 'B', kind: 'party', label: label('B') }, ...monitors.map((id) => ({ id, kind: 'monitor' as const, label: label(id) }))],
    },
    people: [{ id: 'A-head', name: 'A', actor: 'A', capacity: 'head' }, { id: 'B-head', name: 'B', actor: 'B', capacity: 'head' }, ...monitors.map((id) => ({ id: `${id}-chief`, name: id, actor: id, capacity: 'monitor' as const }))],
    items: [
      item('vocabulary', 'vocabulary', { facts: [
        { id: 'open', kind: 'state', keys: ['road'], label: label('open'), holds: label('open'), holdsNot: label('closed') }, { id: 'fire', kind: 'event', keys: ['road'], label: label('fire'), holds: label('fire'), holdsNot: label('no fire') },
      ] }, 'A-head', START),
      item('instrument', 'I', instrument, 'A-head', START), ...roads.map((road, index) => item('commitment', `C-${road}`, commitment(road, index), 'A-head', START)), ...reports,
    ],
  };
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const rows: (readonly [string, string, string])[] = [];
const seconds = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e9;
const cpu = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const rate = (count: number, time: number): string => `${Math.round(count / time).toLocaleString('en')}/s`;

/** The bare floor: as many signatures and durable inserts as a log of this size needs, and nothing else. */
function floor(count: number): number {
  const { privateKey } = generateKeyPairSync('ed25519');
  const database = new DatabaseSync(join(folder, 'floor.sqlite'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL, body BLOB NOT NULL) STRICT; BEGIN');
  const insert = database.prepare('INSERT INTO entry VALUES (?, ?, ?)');
  const from = process.hrtime.bigint();
  for (let position = 0; position < count; position += 1) {
    const body = JSON.stringify({ id: `R${position}`, date: '2024-01-01', summary: { en: `Patrol ${position}` }, accounts: [{ by: 'M1', stance: 'asserts' }] });
    const header = Buffer.from(JSON.stringify({ position, body: createHash('sha256').update(body).digest('hex') }));
    insert.run(position, Buffer.concat([header, sign(null, header, privateKey)]), Buffer.from(body));
  }
  database.exec('COMMIT');
  const time = seconds(from);
  database.close();
  return time;
}

const source = syntheticCase(), total = source.items.length + 1;
let from = process.hrtime.bigint(), used = cpu();
const log = caseLog(source);
if (!log.ok) throw new Error(JSON.stringify(log.refusal));
const making = seconds(from), makingCpu = cpu() - used;
const store = await openStore({ folder, mode: 'write' });
from = process.hrtime.bigint();
await store.create(log.value.held, log.value.batch);
const keeping = seconds(from);
const bare = floor(total);
const app = new Counterpart(store);
from = process.hrtime.bigint();
const dossier = await app.dossier('bench');
const opening = seconds(from);
if (dossier === null) throw new Error('not held');
const asOf = { valid: dossier.range.to, known: dossier.range.known }, six = dossier.perspectives.slice(0, 6);
from = process.hrtime.bigint();
const table = await app.status('bench', asOf, six);
const first = seconds(from);
from = process.hrtime.bigint();
await app.status('bench', asOf, six);
const again = seconds(from);
from = process.hrtime.bigint();
const audited = await app.audit('bench');
const auditing = seconds(from);
await store.close();
rmSync(folder, { recursive: true });

rows.push(['make: canonical, signed, admitted by the rules', rate(total, making), `${rate(total, makingCpu)} a CPU-second`]);
rows.push(['keep: SQLite, durable', rate(total, keeping), '']);
rows.push(['both together', rate(total, making + keeping), `${(bare / (making + keeping)).toFixed(2)} of the bare floor (${rate(total, bare)}: signatures and inserts alone)`]);
rows.push(['open: parsed, admitted again, folded', rate(total, opening), `${opening.toFixed(1)} s`]);
rows.push([`status of ${COMMITMENTS} commitments by 6 perspectives`, `${(first * 1000).toFixed(0)} ms`, `again ${(again * 1000).toFixed(0)} ms; ${table?.statuses.length ?? 0} statuses`]);
rows.push(['audit: bytes, signatures, tree, tiles, rules', rate(total, auditing), audited?.ok === true ? 'nothing wrong' : `WRONG ${JSON.stringify(audited?.wrong)}`]);
rows.push(['memory at the end', `${Math.round(process.memoryUsage().rss / 1e6)} MB`, '']);
console.log(`\n${total.toLocaleString('en')} entries\n`);
for (const row of rows) console.log(`${row[0].padEnd(50)} ${row[1].padStart(12)}  ${row[2]}`);
