import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { CasePage } from '../pages/case/case-page.tsx';
import { CaseListPage } from '../pages/cases/case-list-page.tsx';
import { DebtorListPage } from '../pages/debtors/debtor-list-page.tsx';
import { DebtorPage } from '../pages/debtor/debtor-page.tsx';
import { ImportPage } from '../pages/imports/import-page.tsx';
import { MailsPage } from '../pages/mails/mails-page.tsx';
import { OversightPage } from '../pages/oversight/oversight-page.tsx';
import { ProceduresPage } from '../pages/procedures/procedures-page.tsx';
import { WorkPage } from '../pages/work/work-page.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';

/** What the address of the case list holds, so that a filtered list can be sent to somebody. */
export interface CaseListSearch {
  readonly page?: number;
  readonly status?: string;
  readonly processId?: string;
  readonly text?: string;
  readonly incidents?: 'true';
}

/** What the address of the debtor list holds. */
export interface DebtorListSearch {
  readonly page?: number;
  readonly creditorId?: string;
  readonly text?: string;
  readonly overdue?: 'true';
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/cases', search: {} });
  },
});
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  component: CaseListPage,
  validateSearch: caseListSearch,
});
const oneCase = createRoute({ getParentRoute: () => root, path: '/cases/$caseId', component: CasePage });
const work = createRoute({ getParentRoute: () => root, path: '/work', component: WorkPage });
const debtors = createRoute({
  getParentRoute: () => root,
  path: '/debtors',
  component: DebtorListPage,
  validateSearch: debtorListSearch,
});
const debtor = createRoute({ getParentRoute: () => root, path: '/debtors/$debtorId', component: DebtorPage });
const imports = createRoute({ getParentRoute: () => root, path: '/imports', component: ImportPage });
const oversight = createRoute({ getParentRoute: () => root, path: '/oversight', component: OversightPage });
const procedures = createRoute({ getParentRoute: () => root, path: '/procedures', component: ProceduresPage });
const mails = createRoute({ getParentRoute: () => root, path: '/mails', component: MailsPage });

export const router = createRouter({
  routeTree: root.addChildren([home, cases, oneCase, work, debtors, debtor, imports, oversight, procedures, mails]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function caseListSearch(search: Record<string, unknown>): CaseListSearch {
  const { page, status, processId, text, incidents } = search;
  return {
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
    ...(typeof status === 'string' && status !== '' && { status }),
    ...(typeof processId === 'string' && processId !== '' && { processId }),
    ...((typeof text === 'string' || typeof text === 'number') && text !== '' && { text: String(text) }),
    ...((incidents === 'true' || incidents === true) && { incidents: 'true' as const }),
  };
}

function debtorListSearch(search: Record<string, unknown>): DebtorListSearch {
  const { page, creditorId, text, overdue } = search;
  return {
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
    ...(typeof creditorId === 'string' && creditorId !== '' && { creditorId }),
    ...((typeof text === 'string' || typeof text === 'number') && text !== '' && { text: String(text) }),
    ...((overdue === 'true' || overdue === true) && { overdue: 'true' as const }),
  };
}
