import { z } from 'zod';
import type { EvidenceFile } from '#process';
import { MAX_EVIDENCE } from '#record';
import { count, digest, line, list } from './values.ts';
import type { Shape } from './values.ts';

export const evidence = z.strictObject({
  digest, bytes: count.max(MAX_EVIDENCE), name: line(200).exactOptional(), type: line(100).exactOptional(), sealed: z.boolean().exactOptional(), original: digest.exactOptional(), columns: list(line(500)).exactOptional(),
} satisfies Shape<EvidenceFile>);
