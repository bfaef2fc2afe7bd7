// Words of the record: the 178 reports of monitors, and the same sentences as 100,000 reports of one each, indexed and asked. `COUNTERPART_DATA=… npm run bench -- search [reports]`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document, ProcessState, Report } from '#process';
import { Search } from '#search';
import { readDocuments } from '#wire';

const COUNT = Number(process.argv[2] ?? 100_000), SEED = 60_901, ROUNDS = 2_000;
const file = join(process.env['COUNTERPART_DATA'] ?? '', 'monitoring/reports_ukraine.jsonl');

let state = SEED;
const below = (limit: number): number => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((state / 2_147_483_648) * limit); };
const percentile = (times: readonly number[], part: number): number => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
const memory = (): number => { globalThis.gc?.(); return process.memoryUsage().heapUsed / 1_048_576; };

const started = performance.now(), read = readDocuments([{ file: 'reports.jsonl', text: readFileSync(file, 'utf8') }], { author: 'A mission', by: null, language: 'en', date: null, url: null });
if (!read.ok) throw new Error(JSON.stringify(read.refusal));
const documents = read.value.map(({ document }) => document), sentences = documents.flatMap((document) => document.sentences);
console.log(`${documents.length} documents of ${sentences.length} sentences read in ${(performance.now() - started).toFixed(0)} ms; seed ${SEED}`);

const empty = Object.fromEntries(['items', 'matters', 'commitments', 'instruments', 'geography', 'signatures', 'coverage', 'minutes', 'places', 'proposals', 'sessions', 'minutesCorrections', 'answers', 'agendas', 'drafts', 'confirmations', 'reservations', 'challenges', 'progress'].map((name) => [name, new Map()])) as unknown as ProcessState;
const source = { entry: '', position: 0, author: '', capacity: 'monitor', madeAt: 0, recorded: 0, known: 0 } as const;
const ofDocuments = (all: readonly Document[]): ProcessState => ({ ...empty, matters: new Map(all.map((value) => [value.id, { kind: 'document', value, source }])) });
const ofReports = (count: number): ProcessState => ({ ...empty, items: new Map(Array.from({ length: count }, (_, index) => [`r${index}`, { kind: 'report', source, history: [], value: { id: `r${index}`, category: 'observation', date: '2022-01-01', summary: { en: sentences[below(sentences.length)] ?? '' }, accounts: [] } satisfies Report }])) });

/** One to four words as they stand beside one another in a sentence. */
function question(): string {
  const words = (sentences[below(sentences.length)] ?? '').split(' '), from = below(words.length);
  return words.slice(from, from + 1 + below(4)).join(' ');
}

for (const [name, held] of [['documents', ofDocuments(documents)], [`${COUNT} reports`, ofReports(COUNT)]] as const) {
  const before = memory(), begun = performance.now(), search = new Search().at(held), made = performance.now() - begun, size = memory() - before;
  const again = performance.now();
  search.at({ ...held });
  const grown = performance.now() - again, times: number[] = [];
  for (let round = 0; round < (name === 'documents' ? ROUNDS : ROUNDS / 10); round += 1) {
    const asked = question(), at = performance.now();
    search.find({ text: asked, known: 1, kind: null, language: null, by: null });
    times.push(performance.now() - at);
  }
  console.log(`${name}: indexed in ${made.toFixed(0)} ms, ${size.toFixed(1)} MB; gone on to a state without news in ${grown.toFixed(1)} ms; a question p50 ${percentile(times, 0.5).toFixed(2)} ms, p99 ${percentile(times, 0.99).toFixed(2)} ms`);
}
