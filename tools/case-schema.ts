// Writes cases/schema.json, by which editors complete and check case files: `node tools/case-schema.ts`.
import { writeFileSync } from 'node:fs';
import { caseFileSchema } from '#wire';

writeFileSync(new URL('../cases/schema.json', import.meta.url), `${JSON.stringify(caseFileSchema(), null, 2)}\n`);
