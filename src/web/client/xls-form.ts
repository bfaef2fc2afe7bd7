import type { Result } from '#base';
import type { Form } from '#wire';
import { readXlsForm } from '#wire';

/** Reads a workbook of XLSForm: loaded only by who takes one in. Refuses what `readXlsForm` refuses. */
export async function formFrom(bytes: Uint8Array, category: string): Promise<Result<Form>> {
  const read = await readXlsForm(bytes, category);
  return read.ok ? { ok: true, value: read.value.form } : read;
}
