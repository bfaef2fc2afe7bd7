import { claimPage } from './claims/claim-page.tsx';
import { claimsPage } from './claims/claims-page.tsx';
import { statementPage } from './claims/statement-page.tsx';
import { documentPage } from './documents/document-page.tsx';
import { documentsPage } from './documents/documents-page.tsx';
import { searchPage } from './documents/search-page.tsx';
import { followPage } from './follow/follow-page.tsx';
import { summaryPage } from './follow/summary-page.tsx';
import { registerPage, registersPage } from './registers/register-page.tsx';
import { reportPage } from './registers/report-page.tsx';
import { workPage } from './registers/work-page.tsx';
import type { PageOf } from './visit.ts';

/** The reading pages of what comes from the field. */
export const FIELD_PAGES: readonly (readonly [string, PageOf])[] = [
  ['/:slug/registers', registersPage], ['/:slug/registers/:name', registerPage], ['/:slug/reports/:id', reportPage], ['/:slug/work', workPage],
  ['/:slug/claims', claimsPage], ['/:slug/claims/:id', claimPage], ['/:slug/statements/:id', statementPage], ['/:slug/summary', summaryPage], ['/:slug/follow', followPage],
  ['/:slug/documents', documentsPage], ['/:slug/documents/:id', documentPage], ['/:slug/search', searchPage],
];
