import type { ReadFile, Verified, VerifyOptions } from '#audit';
import { verifyPublished } from '#audit';
import type { Refusal } from '#base';
import { checkForkProof, fromUtf8, loadMlDsa44, readForkProof } from '#record';
import { readBody } from '#wire';
import type { Words } from '#words';

/** Checks a published log and says in words what came of it: first whether it is right, then what that means and what it does not. */
export async function verified(file: ReadFile, options: Omit<VerifyOptions, 'read'>, words: Words): Promise<{ readonly right: boolean; readonly read: boolean; readonly lines: readonly string[] }> {
  const found = await verifyPublished(file, { ...options, read: readBody });
  const wrong = found.wrong, unreadable = wrong?.step === 'file' && found.size === 0;
  return { right: wrong === null, read: !unreadable, lines: [...verdict(found, words), ...(wrong === null ? meaning(options, words) : [])] };
}

/** What is said of a proof that a host told two histories; `null` for a file that has not its form. */
export async function judgedFork(file: Uint8Array, words: Words): Promise<{ readonly right: boolean; readonly lines: readonly string[] } | null> {
  const text = fromUtf8(file), read = text.ok ? readForkProof(text.value) : text;
  if (!read.ok) return null;
  if (read.value.charter.includes('"mlDsa":')) await loadMlDsa44();
  const checked = checkForkProof(read.value);
  if (!checked.ok) return { right: false, lines: verdict(notRead(checked.refusal, 'fork'), words) };
  const { process, first, second } = checked.value;
  return { right: true, lines: [words.say('cli.fork', { process, first: first.size, second: second.size }), words.say('verify.fork')] };
}

/** What is said of a bag that cannot be opened. */
export function unopened(refusal: Refusal, words: Words): readonly string[] {
  return verdict(notRead(refusal, 'file'), words);
}

const notRead = (refusal: Refusal, step: string): Verified => ({ process: null, size: 0, root: null, hostKey: null, steps: [], wrong: { step, position: null, entry: null, refusal }, signed: false });

function verdict({ wrong, signed, size, root, process, hostKey, steps }: Verified, words: Words): readonly string[] {
  if (wrong !== null) {
    const sentence = words.has(`refusal.${wrong.refusal.code}`) ? words.say(`refusal.${wrong.refusal.code}`, wrong.refusal) : JSON.stringify(wrong.refusal);
    return [words.say('cli.audit.wrong', { step: wrong.step, position: wrong.position ?? -1, entry: wrong.entry ?? 'none' }), sentence, words.say('verify.code', { code: wrong.refusal.code }), ...(signed ? [words.say('verify.signed')] : wrong.step === 'body' ? [words.say('verify.unsigned')] : [])];
  }
  const counts = steps.map(({ step, count }) => words.say(`cli.audit.${step}`, { count }));
  return [words.say('verify.right', { size }), ...counts, words.say('verify.named', { process: process ?? '', root: root ?? '', key: hostKey ?? '' })];
}

/** What a check of one copy shows, and what only another copy or an earlier head can. */
function meaning({ key, since }: Omit<VerifyOptions, 'read'>, words: Words): readonly string[] {
  return [words.say('verify.shows'), words.say(since === undefined ? 'verify.alone' : 'verify.goes-on'), ...(key === undefined ? [] : [words.say('verify.keyed')]), words.say('verify.not')];
}
