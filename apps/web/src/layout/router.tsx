import { createElement } from 'react';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { Area } from '../i18n/areas.ts';
import { withTexts } from '../i18n/i18n.ts';
import { caseListSearch } from '../pages/cases/case-list-search.ts';
import { debtorSearch } from '../pages/debtor/debtor-search.ts';
import { debtorListSearch } from '../pages/debtors/debtor-list-search.ts';
import { migrationSearch } from '../pages/migration/migration-search.ts';
import { registerSearch } from '../pages/register/register-search.ts';
import { sandboxSearch } from '../pages/sandbox/sandbox-search.ts';
import { settingsSearch } from '../pages/settings/settings-search.ts';
import { workSearch } from '../pages/work/work-search.ts';
import { Home } from './home.tsx';
import { NotFound } from './not-found.tsx';
import { Shell } from './shell.tsx';
import { Failure } from './states.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: () => createElement(NotFound) });
const getParentRoute = () => root;
const home = createRoute({ getParentRoute, path: '/', component: Home });
const cases = createRoute({
  getParentRoute,
  path: '/cases',
  component: page(() => import('../pages/cases/case-list-page.tsx'), 'CaseListPage', ['cases', 'money', 'repairs']),
  validateSearch: caseListSearch,
});
const oneCase = createRoute({
  getParentRoute,
  path: '/cases/$caseId',
  component: page(() => import('../pages/case/case-page.tsx'), 'CasePage', [
    'case',
    'caseFile',
    'cases',
    'history',
    'ledger',
    'oversight',
    'repairs',
    'work',
  ]),
});
const oneReplay = createRoute({
  getParentRoute,
  path: '/cases/$caseId/replay',
  component: page(() => import('../pages/replay/replay-page.tsx'), 'ReplayPage', [
    'case',
    'caseFile',
    'oversight',
    'replay',
    'work',
  ]),
  validateSearch: ({ step }: Record<string, unknown>): { readonly step?: number } =>
    typeof step === 'number' && step >= 0 ? { step: Math.floor(step) } : {},
});
const work = createRoute({
  getParentRoute,
  path: '/work',
  validateSearch: workSearch,
  component: page(() => import('../pages/work/work-page.tsx'), 'WorkPage', ['desk', 'oversight', 'register', 'work']),
});
const debtors = createRoute({
  getParentRoute,
  path: '/debtors',
  component: page(() => import('../pages/debtors/debtor-list-page.tsx'), 'DebtorListPage', [
    'cases',
    'ledger',
    'money',
  ]),
  validateSearch: debtorListSearch,
});
const debtor = createRoute({
  getParentRoute,
  path: '/debtors/$debtorId',
  validateSearch: debtorSearch,
  component: page(() => import('../pages/debtor/debtor-page.tsx'), 'DebtorPage', [
    'caseFile',
    'cases',
    'history',
    'ledger',
    'oversight',
    'work',
  ]),
});
const imports = createRoute({
  getParentRoute,
  path: '/imports',
  component: page(() => import('../pages/imports/import-page.tsx'), 'ImportPage', ['ledger']),
});
const oversight = createRoute({
  getParentRoute,
  path: '/oversight',
  component: page(() => import('../pages/oversight/oversight-page.tsx'), 'OversightPage', [
    'case',
    'caseFile',
    'cases',
    'money',
    'operations',
    'oversight',
    'repairs',
    'work',
  ]),
});
const procedures = createRoute({
  getParentRoute,
  path: '/procedures',
  component: page(() => import('../pages/procedures/procedures-page.tsx'), 'ProceduresPage', [
    'case',
    'procedures',
    'designerLife',
  ]),
});
const procedure = createRoute({
  getParentRoute,
  path: '/procedures/$processId',
  component: page(() => import('../pages/procedures/procedure-page.tsx'), 'ProcedurePage', [
    'case',
    'designer',
    'procedures',
    'designerLife',
    'migration',
  ]),
});
const migration = createRoute({
  getParentRoute,
  path: '/procedures/$processId/migration',
  component: page(() => import('../pages/migration/migration-page.tsx'), 'MigrationPage', ['case', 'migration']),
  validateSearch: migrationSearch,
});
const designer = createRoute({
  getParentRoute,
  path: '/designer/$draftId',
  component: page(() => import('../pages/designer/designer-page.tsx'), 'DesignerPage', [
    'case',
    'designer',
    'designerChecks',
    'designerLife',
    'oversight',
  ]),
});
const register = createRoute({
  getParentRoute,
  path: '/register',
  component: page(() => import('../pages/register/register-page.tsx'), 'RegisterPage', ['register']),
  validateSearch: registerSearch,
});
const sandbox = createRoute({
  getParentRoute,
  path: '/sandbox',
  component: page(() => import('../pages/sandbox/sandbox-page.tsx'), 'SandboxPage', ['sandbox']),
  validateSearch: sandboxSearch,
});
const settings = createRoute({
  getParentRoute,
  path: '/settings',
  component: page(() => import('../pages/settings/settings-page.tsx'), 'SettingsPage', ['settings']),
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
  defaultErrorComponent: ({ error, reset }) =>
    // A new version has other files than the page that is open: drafts outlive a reload.
    createElement(Failure, { error, retry: isGone(error) ? () => location.reload() : reset, alone: true }),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** A page that is fetched with its texts when somebody opens it. */
function page<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
  texts: readonly Area[],
) {
  return lazyRouteComponent(() => withTexts(load(), ...texts), name);
}

/** A part of the page can't be had. */
function isGone(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|importing a module script/i.test(error.message);
}
