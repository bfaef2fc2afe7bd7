import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** A script for the page, which those who hear it would be wronged without: `addInitScript` it where one page goes to many addresses. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(context: { readonly exclude: readonly string[] }): Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] }>;
}

/** What is wrong with a page for those who hear it, each rule with the first place; `exclude`: parts that are not listened to. */
export async function violations(page: Page, exclude: readonly string[] = []): Promise<readonly string[]> {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe);
  return page.evaluate(async (without) => (await (globalThis as unknown as { readonly axe: Axe }).axe.run({ exclude: without })).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`), [...exclude]);
}
