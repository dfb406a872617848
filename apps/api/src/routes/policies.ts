import {
  contactPolicyHistory,
  contactPolicyPut,
  contactPolicyView,
  type ContactPolicyBody,
  formalitiesPut,
  formalitiesView,
} from '@krok/contracts/schemas';
import { localDate } from '@krok/calendar';
import {
  checkContactPolicy,
  claimRulesOn,
  CONTACT_POLICY_BOUNDS,
  type ContactPolicy,
  type Formalities,
  KRD,
  listingRulesOn,
} from '@krok/receivables';
import type { Setting, Store } from '@krok/store';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

const MINUTE = 60_000;

/** Settings of the whole organisation, in versions: how debtors may be approached, and facts that no statute gives. */
export function policyRoutes(app: ApiApp, store: Store): void {
  const tags = ['settings'];
  const read = { permission: 'settings.read' } as const;
  const change = { permission: 'settings.change' } as const;

  app.get(
    '/api/contact-policy',
    { config: read, schema: { tags, summary: 'The contact policy in force', response: { 200: contactPolicyView } } },
    async (request) => policyView(asking(request).organisationId),
  );

  app.get(
    '/api/contact-policy/history',
    {
      config: read,
      schema: {
        tags,
        summary: 'Versions of the contact policy, newest first',
        response: { 200: contactPolicyHistory },
      },
    },
    async (request) => {
      const { organisationId } = asking(request);
      const [versions, people] = await Promise.all([
        store.settings.contactPolicyHistory(organisationId),
        peopleOf(organisationId),
      ]);
      return { items: versions.map((each) => ({ ...versionView(each, people), policy: policyBody(each.content) })) };
    },
  );

  app.put(
    '/api/contact-policy',
    {
      config: change,
      schema: {
        tags,
        summary: 'Put a contact policy in force',
        description: 'A new version; acts that wait for a window or a cap are looked at again.',
        body: contactPolicyPut,
        response: { 200: contactPolicyView },
      },
    },
    async (request) => {
      const { organisationId, userId: by } = asking(request);
      const { version: over, policy, note } = request.body;
      const content = policyOf(policy);
      const errors = checkContactPolicy(content).map(({ field, expected }) => ({
        pointer: POINTERS[field],
        detail: expected,
      }));
      if (errors.length > 0) throw new ApiProblem('invalid-input', { errors });
      await store.settings.setContactPolicy({ organisationId, over, content, by, ...(note !== undefined && { note }) });
      return policyView(organisationId);
    },
  );

  app.get(
    '/api/formalities',
    {
      config: read,
      schema: { tags, summary: 'Facts and rules of formal steps', response: { 200: formalitiesView } },
    },
    async (request) => formalView(asking(request).organisationId),
  );

  app.put(
    '/api/formalities',
    {
      config: change,
      schema: {
        tags,
        summary: 'Set facts that no statute gives',
        body: formalitiesPut,
        response: { 200: formalitiesView },
      },
    },
    async (request) => {
      const { organisationId, userId: by } = asking(request);
      const { version: over, bureauName, bureauAddress, largestClaim, note } = request.body;
      const content: Formalities = {
        bureau: { code: KRD.code, name: bureauName, address: bureauAddress },
        largestClaim,
      };
      await store.settings.setFormalities({ organisationId, over, content, by, ...(note !== undefined && { note }) });
      return formalView(organisationId);
    },
  );

  async function policyView(organisationId: string) {
    const [setting, people] = await Promise.all([
      store.settings.contactPolicy(organisationId),
      peopleOf(organisationId),
    ]);
    const { joiningDelay, ...bounds } = CONTACT_POLICY_BOUNDS;
    const minutes = { ...joiningDelay, least: joiningDelay.least / MINUTE, most: joiningDelay.most / MINUTE };
    return {
      ...versionView(setting, people),
      policy: policyBody(setting.content),
      bounds: { ...bounds, joiningDelayMinutes: minutes },
    };
  }

  async function formalView(organisationId: string) {
    const [setting, people, { now }, { zone }] = await Promise.all([
      store.settings.formalities(organisationId),
      peopleOf(organisationId),
      store.clock.read(organisationId),
      store.organisations.read(organisationId),
    ]);
    const { bureau, largestClaim } = setting.content;
    return {
      ...versionView(setting, people),
      bureauName: bureau.name,
      bureauAddress: bureau.address,
      largestClaim,
      rules: rulesOn(localDate(now, zone)),
    };
  }

  async function peopleOf(organisationId: string): Promise<ReadonlyMap<string, string>> {
    return new Map((await store.users.list(organisationId)).map(({ id, name }) => [id, name]));
  }
}

const POINTERS: Readonly<Record<keyof typeof CONTACT_POLICY_BOUNDS, string>> = {
  opens: '/policy/window/opens',
  closes: '/policy/window/closes',
  maxPerDay: '/policy/maxPerDay',
  maxPerWeek: '/policy/maxPerWeek',
  joiningDelay: '/policy/joiningDelayMinutes',
  promiseGraceDays: '/policy/promiseGraceDays',
  longestHoldDays: '/policy/longestHoldDays',
};

function policyOf({ joiningDelayMinutes, ...policy }: ContactPolicyBody): ContactPolicy {
  return { ...policy, joiningDelay: joiningDelayMinutes * MINUTE };
}

function policyBody({ joiningDelay, window, ...policy }: ContactPolicy): ContactPolicyBody {
  return { ...policy, window: { ...window }, joiningDelayMinutes: Math.round(joiningDelay / MINUTE) };
}

function versionView(
  { version, note, setBy, setAt }: Setting<unknown>,
  people: ReadonlyMap<string, string>,
): { version: number; note: string | null; setBy: string | null; setAt: string | null } {
  return {
    version,
    note,
    setBy: setBy === null ? null : (people.get(setBy) ?? ''),
    setAt: setAt === null ? null : iso(setAt),
  };
}

/** Numbers of the law in force on a day, each with its source. */
function rulesOn(day: string) {
  const listing = listingRulesOn(day);
  const claim = claimRulesOn(day);
  const of = ({ from, source }: { readonly from: string; readonly source: string }) => ({ from, source });
  return [
    { name: 'listingLeastConsumer', value: listing.leastTotal.consumer, unit: 'grosze', ...of(listing) },
    { name: 'listingLeastBusiness', value: listing.leastTotal.business, unit: 'grosze', ...of(listing) },
    { name: 'listingDaysOverdue', value: listing.daysOverdue, unit: 'days', ...of(listing) },
    { name: 'listingMonthsAfterDemand', value: listing.monthsAfterDemand, unit: 'months', ...of(listing) },
    { name: 'listingUpdateDays', value: listing.updateDays, unit: 'days', ...of(listing) },
    { name: 'claimYearsDue', value: claim.yearsDue, unit: 'years', ...of(claim) },
    { name: 'claimMostEvidence', value: claim.mostEvidence, unit: 'items', ...of(claim) },
    { name: 'claimRefileMonths', value: claim.refileMonths, unit: 'months', ...of(claim) },
  ];
}
