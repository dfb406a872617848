import { createElement } from 'react';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { withTexts } from '../i18n/i18n.ts';
import { migrationSearch } from '../pages/migration/migration-search.ts';
import { registerSearch } from '../pages/register/register-search.ts';
import { sandboxSearch } from '../pages/sandbox/sandbox-search.ts';
import { settingsSearch } from '../pages/settings/settings-search.ts';
import { Home } from './home.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { Failure } from './states.tsx';

/** What the address of the case list holds, so that a filtered list can be sent to somebody. */
export interface CaseListSearch {
  readonly page?: number;
  readonly status?: string;
  readonly processId?: string;
  readonly text?: string;
  readonly incidents?: 'true';
  readonly suspended?: 'true';
}

/** What the address of the worklist holds. */
export interface WorkSearch {
  readonly queue?: string;
  readonly item?: string;
}

/** What the address of the debtor list holds. */
export interface DebtorListSearch {
  readonly page?: number;
  readonly creditorId?: string;
  readonly text?: string;
  readonly overdue?: 'true';
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home });
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/cases/case-list-page.tsx'), 'cases', 'repairs'),
    'CaseListPage',
  ),
  validateSearch: caseListSearch,
});
const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId',
  component: lazyRouteComponent(
    () =>
      withTexts(
        import('../pages/case/case-page.tsx'),
        'case',
        'caseFile',
        'cases',
        'ledger',
        'oversight',
        'repairs',
        'work',
      ),
    'CasePage',
  ),
});
const oneReplay = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId/replay',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/replay/replay-page.tsx'), 'case', 'caseFile', 'oversight', 'replay', 'work'),
    'ReplayPage',
  ),
  validateSearch: ({ step }: Record<string, unknown>): { readonly step?: number } =>
    typeof step === 'number' && step >= 0 ? { step: Math.floor(step) } : {},
});
const work = createRoute({
  getParentRoute: () => root,
  path: '/work',
  validateSearch: workSearch,
  component: lazyRouteComponent(
    () => withTexts(import('../pages/work/work-page.tsx'), 'desk', 'oversight', 'register', 'work'),
    'WorkPage',
  ),
});
const debtors = createRoute({
  getParentRoute: () => root,
  path: '/debtors',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/debtors/debtor-list-page.tsx'), 'cases', 'ledger'),
    'DebtorListPage',
  ),
  validateSearch: debtorListSearch,
});
const debtor = createRoute({
  getParentRoute: () => root,
  path: '/debtors/$debtorId',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/debtor/debtor-page.tsx'), 'caseFile', 'cases', 'ledger', 'oversight', 'work'),
    'DebtorPage',
  ),
});
const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  component: lazyRouteComponent(() => withTexts(import('../pages/imports/import-page.tsx'), 'ledger'), 'ImportPage'),
});
const oversight = createRoute({
  getParentRoute: () => root,
  path: '/oversight',
  component: lazyRouteComponent(
    () =>
      withTexts(
        import('../pages/oversight/oversight-page.tsx'),
        'case',
        'caseFile',
        'cases',
        'operations',
        'oversight',
        'repairs',
        'work',
      ),
    'OversightPage',
  ),
});
const procedures = createRoute({
  getParentRoute: () => root,
  path: '/procedures',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/procedures/procedures-page.tsx'), 'case', 'designer', 'designerLife'),
    'ProceduresPage',
  ),
});
const procedure = createRoute({
  getParentRoute: () => root,
  path: '/procedures/$processId',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/procedures/procedure-page.tsx'), 'case', 'designer', 'designerLife', 'migration'),
    'ProcedurePage',
  ),
});
const migration = createRoute({
  getParentRoute: () => root,
  path: '/procedures/$processId/migration',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/migration/migration-page.tsx'), 'case', 'migration'),
    'MigrationPage',
  ),
  validateSearch: migrationSearch,
});
const designer = createRoute({
  getParentRoute: () => root,
  path: '/designer/$draftId',
  component: lazyRouteComponent(
    () =>
      withTexts(import('../pages/designer/designer-page.tsx'), 'case', 'designer', 'designerChecks', 'designerLife'),
    'DesignerPage',
  ),
});
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/register/register-page.tsx'), 'register'),
    'RegisterPage',
  ),
  validateSearch: registerSearch,
});
const sandbox = createRoute({
  getParentRoute: () => root,
  path: '/sandbox',
  component: lazyRouteComponent(() => withTexts(import('../pages/sandbox/sandbox-page.tsx'), 'sandbox'), 'SandboxPage'),
  validateSearch: sandboxSearch,
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(
    () => withTexts(import('../pages/settings/settings-page.tsx'), 'settings'),
    'SettingsPage',
  ),
  validateSearch: settingsSearch,
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    cases,
    oneCase,
    oneReplay,
    work,
    debtors,
    debtor,
    imports,
    oversight,
    procedures,
    procedure,
    migration,
    designer,
    register,
    sandbox,
    settings,
  ]),
  defaultErrorComponent: ({ error, reset }) => createElement(Failure, { error, retry: reset }),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

function caseListSearch(search: Record<string, unknown>): CaseListSearch {
  const { page, status, processId, text, incidents, suspended } = search;
  return {
    ...(typeof page === 'number' && page > 1 && { page: Math.floor(page) }),
    ...(typeof status === 'string' && status !== '' && { status }),
    ...(typeof processId === 'string' && processId !== '' && { processId }),
    ...((typeof text === 'string' || typeof text === 'number') && text !== '' && { text: String(text) }),
    ...((incidents === 'true' || incidents === true) && { incidents: 'true' as const }),
    ...((suspended === 'true' || suspended === true) && { suspended: 'true' as const }),
  };
}

function workSearch({ queue, item }: Record<string, unknown>): WorkSearch {
  return {
    ...(typeof queue === 'string' && queue !== '' && { queue }),
    ...(typeof item === 'string' && item !== '' && { item }),
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
