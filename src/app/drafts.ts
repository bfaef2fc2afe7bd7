import type { Result } from '#base';
import { ok, refuse } from '#base';
import type { Body, ProcessState } from '#process';
import { parseJson } from '#record';
import { readBody, readHypotheses } from '#wire';

/** A file with what somebody wants to enter: items as one writes them in a case file; or, in JSON, one body of any kind, `{ "kind": …, "content": … }`. */
export interface Written {
  readonly file: string;
  readonly text: string;
}

/** Refuses `case.*` with file and line, `sign.form`, `body.*`. */
export function readWritten({ file, text }: Written, { charter: { kind, zone, zoneTable }, recorded = 0 }: ProcessState, participant: string): Result<readonly Pick<Body, 'kind' | 'content'>[]> {
  if (file.endsWith('.json')) return oneOf(file, text);
  const items = readHypotheses(file, text, { kind, zone, zoneTable, signedBy: participant, recorded });
  return items.ok ? ok(items.value.flatMap((item) => (item.kind === 'accreditation' ? [] : [{ kind: item.kind, content: item.content }] as readonly Pick<Body, 'kind' | 'content'>[]))) : items;
}

function oneOf(file: string, text: string): Result<readonly Pick<Body, 'kind' | 'content'>[]> {
  const { kind, content } = parsed(text);
  if (typeof kind !== 'string') return refuse('sign.form', { file });
  const read = readBody(kind, content);
  return read.ok ? ok([read.value]) : read;
}

function parsed(text: string): { readonly kind?: unknown; readonly content?: unknown } {
  try {
    return Object(parseJson(text)) as { readonly kind?: unknown };
  } catch {
    return {};
  }
}
