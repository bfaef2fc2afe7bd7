import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const data = process.env['COUNTERPART_DATA'];
export const REPORTS = data === undefined ? null : join(data, 'monitoring/reports_ukraine.jsonl');
const TREATY = data === undefined ? null : join(data, 'agreements/pax_1364.json');

/** The reports of the monitors and the text that they report on, where somebody has them; else a message. */
export const haveMinsk = REPORTS !== null && TREATY !== null && existsSync(REPORTS) && existsSync(TREATY);
if (!haveMinsk) console.log('COUNTERPART_DATA has no monitoring reports: what is tried on them is skipped');

interface Provision {
  readonly clause: string;
  /** How its words begin and where the next provision does. */
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly fact: string;
  readonly bearers: readonly string[];
  readonly shape: 'maintain' | 'abstain' | 'achieve';
}

/** Provisions of the Package of Measures of 12 February 2015 that the monitors report on, taken out of its published text by where each begins. */
const PROVISIONS: readonly Provision[] = [
  { clause: '1', from: 'Immediate and comprehensive ceasefire', to: '2.', title: 'Ceasefire', fact: 'ceasefire-violated', bearers: ['SIDE-A', 'SIDE-B'], shape: 'abstain' },
  { clause: '2', from: 'Withdrawal of heavy weapons by both sides', to: '3.', title: 'Heavy weapons withdrawn', fact: 'weapons-in-place', bearers: ['SIDE-A', 'SIDE-B'], shape: 'abstain' },
  { clause: '3', from: 'Ensure effective monitoring and verification', to: '4.', title: 'Monitoring by the OSCE', fact: 'movement-restricted', bearers: ['SIDE-A', 'SIDE-B'], shape: 'abstain' },
  { clause: '6', from: 'Ensure release and exchange', to: '7.', title: 'Release and exchange of detained persons', fact: 'detained-released', bearers: ['SIDE-A', 'SIDE-B'], shape: 'achieve' },
  { clause: '7', from: 'Ensure safe access, delivery, storage', to: '8.', title: 'Safe access of humanitarian assistance', fact: 'assistance-delivered', bearers: ['SIDE-A', 'SIDE-B'], shape: 'achieve' },
];

const FACTS: Readonly<Record<string, readonly [kind: string, label: string, holds: string]>> = {
  'ceasefire-violated': ['event', 'ceasefire violation', 'the ceasefire was violated'],
  'weapons-in-place': ['event', 'weapons in violation of withdrawal lines', 'weapons were seen in violation of withdrawal lines'],
  'movement-restricted': ['event', 'restriction of the freedom of movement of monitors', 'the freedom of movement of the mission was restricted'],
  'detained-released': ['event', 'release of detained persons', 'detained persons were released'],
  'assistance-delivered': ['event', 'delivery of humanitarian assistance', 'humanitarian assistance was delivered'],
};

const quoted = (words: string): string => JSON.stringify(words);

/** A live case of two sides and their monitors whose commitments are those provisions. Whose side is which is nothing here. */
export function minskCase(): ReadonlyMap<string, string> {
  const { segments } = JSON.parse(readFileSync(TREATY ?? '', 'utf8')) as { readonly segments: readonly { readonly text: string }[] }, text = segments.map((one) => one.text).join(' ').replace(/\s+/g, ' ').normalize('NFC');
  const clauses = PROVISIONS.map((provision) => {
    const start = text.indexOf(provision.from), end = text.indexOf(` ${provision.to}`, start + provision.from.length);
    if (start < 0 || end < 0) throw new Error(`the text has no provision ${provision.clause}`);
    return { ...provision, words: text.slice(start, end).trim() };
  });
  return new Map([['case.yaml', `
case: { slug: minsk, seed: minsk-of-a-test, recordedAt: 2015-02-13T00:00:00+00:00, signedBy: head-a, charter: { kind: live, title: A test, purpose: To try documents, fictional: true, zone: UTC, languages: [en, ru], rules: 1, evaluator: 1, zoneTable: 2026c, evidenceWindow: P7D, host: { delay: PT1H } } }
actors:
  - { id: SIDE-A, kind: party, label: One side }
  - { id: SIDE-B, kind: party, label: The other side }
  - { id: SMM, kind: monitor, label: OSCE SMM }
  - { id: TCG, kind: mediator, label: The contact group }
people:
  - { id: head-a, name: Head of one side, actor: SIDE-A, capacity: head }
  - { id: head-b, name: Head of the other, actor: SIDE-B, capacity: head }
  - { id: monitor, name: A monitor, actor: SMM, capacity: monitor }
  - { id: chair, name: A chair, actor: TCG, capacity: mediator }
vocabulary:
${Object.entries(FACTS).map(([id, [kind, label, holds]]) => `  - { id: ${id}, kind: ${kind}, keys: [], label: ${label}, holds: ${holds}, holdsNot: not so }`).join('\n')}
instruments:
  - { id: MINSK2, kind: agreement, title: Package of Measures, date: 2015-02-12, parties: [SIDE-A, SIDE-B], clauses: [${clauses.map(({ clause, words }) => `{ id: '${clause}', text: ${quoted(words)} }`).join(', ')}], sources: [{ url: 'https://www.peaceagreements.org/view/1364' }] }
commitments:
${clauses.map(({ clause, title, fact, bearers, shape }) => `  - { id: M${clause}, instrument: MINSK2, clause: '${clause}', title: ${title}, bearers: { actors: [${bearers.join(', ')}] }, track: security, duty: { shape: ${shape}, ${shape === 'achieve' ? 'goal' : 'act'}: { fact: ${fact} } }, assertedBy: [SIDE-A], verification: { attest: [SMM] } }`).join('\n')}
`]]);
}
