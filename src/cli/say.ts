import type { Fault, Json, Refusal } from '#base';
import { canonical } from '#base';
import type { Dossier } from '#app';
import type { Words } from '#words';

type Facts = { readonly [fact: string]: Json | undefined };

/** A refusal in words, with the place in the files and the refusal inside it, where it has them. */
export function sayRefusal(refusal: Refusal, words: Words): string {
  const problems = refusal['problems'];
  if (Array.isArray(problems)) return problems.map((problem) => sayProblem(problem as Refusal, words)).join('\n');
  const inner = refusal['refusal'];
  const place = typeof refusal['file'] === 'string' && refusal['file'] !== '' ? `${refusal['file']}:${String(refusal['line'])} ` : '';
  if (typeof inner === 'object' && inner !== null) return `${place}${String(refusal['id'] ?? '')}: ${sayRefusal(inner as unknown as Refusal, words)}`;
  return `${place}${sentence(`refusal.${refusal.code}`, refusal, words)}`;
}

function sayProblem(problem: Refusal, words: Words): string {
  const { file, line, column, field } = problem, at = file === undefined ? '' : `${String(file)}:${String(line)}:${String(column)} `;
  return `${`${at}${String(field || '')}`.trim()} - ${sentence(`refusal.${problem.code}`, problem, words)} [${problem.code}]`;
}

export function sayFault(fault: Fault, words: Words): string {
  return sentence(`fault.${fault.code}`, fault.facts, words);
}

/** What a host answered that is no result: the sentence for its refusal or fault, else the answer itself. */
export function sayAnswer(body: string, words: Words): string {
  const said = answered(body), key = ['refusal', 'fault'].map((kind) => `${kind}.${said.code ?? ''}`).find((one) => words.has(one));
  return key === undefined ? body.slice(0, 200) : words.say(key, said as Facts);
}

function answered(body: string): { readonly code?: string } {
  try {
    return Object(JSON.parse(body)) as { readonly code?: string };
  } catch {
    return {};
  }
}

/** A code without a sentence is shown as it is, with its facts: better than nothing, and a test finds it. */
function sentence(key: string, facts: Facts, words: Words): string {
  return words.has(key) ? words.say(key, facts) : `${key} ${canonical(facts as Json)}`;
}

/** The name of an actor, or of a perspective: of a selection the names of all. */
export function nameOf(id: string, { actors }: Dossier['state'], words: Words): string {
  return words.list(id.split('+').map((one) => words.text(actors.get(one)?.label ?? { en: one }).words));
}

/** An entry by its position and the beginning of its id. */
export const namedEntry = (entry: string, { positions }: Dossier['state'], words: Words): string =>
  words.say('cli.entry', { position: positions.get(entry) ?? -1, entry: entry.slice(0, 12) });
