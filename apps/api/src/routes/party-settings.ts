import {
  creditorSettings,
  creditorSettingsBody,
  debtorBody,
  debtorIdentity,
  identifier,
  partyChanges,
} from '@krok/contracts/schemas';
import type { PartyChange, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { ownCreditor, ownDebtor } from '../ledger-view/own-parties.ts';
import { creditorChanges, creditorSettingsView, debtorChanges, debtorIdentityView } from '../parties/party-settings.ts';
import { asking } from '../sign-in/person.ts';

const params = z.object({ id: identifier });

/** What is known of creditor companies and debtors, and who changed it. */
export function partySettingRoutes(app: ApiApp, store: Store): void {
  const tags = ['settings'];

  app.get(
    '/api/creditors/:id/settings',
    {
      config: { permission: 'settings.read' },
      schema: { tags, summary: 'Settings of a creditor company', params, response: { 200: creditorSettings } },
    },
    async (request) => creditorSettingsView(await ownCreditor(store, request.params.id, asking(request))),
  );

  app.patch(
    '/api/creditors/:id/settings',
    {
      config: { permission: 'settings.change' },
      schema: {
        tags,
        summary: 'Change settings of a creditor company',
        description: 'Only what is given changes; null empties a field. Identifiers are checked by their checksums.',
        params,
        body: creditorSettingsBody,
        response: { 200: creditorSettings },
      },
    },
    async (request) => {
      const person = asking(request);
      const creditor = await ownCreditor(store, request.params.id, person);
      await store.parties.changeCreditor(creditor.id, creditorChanges(creditor, request.body), person.userId);
      return creditorSettingsView(await store.parties.creditor(creditor.id));
    },
  );

  app.get(
    '/api/creditors/:id/changes',
    {
      config: { permission: 'settings.read' },
      schema: { tags, summary: 'Who changed which fields', params, response: { 200: partyChanges } },
    },
    async (request) => {
      const person = asking(request);
      const { id } = await ownCreditor(store, request.params.id, person);
      return { items: await changeViews(await store.parties.changes(id), person.organisationId) };
    },
  );

  app.get(
    '/api/debtors/:id/identity',
    {
      config: { permission: 'ledger.read' },
      schema: { tags, summary: 'What identifies a debtor', params, response: { 200: debtorIdentity } },
    },
    async (request) => debtorIdentityView(await ownDebtor(store, request.params.id, asking(request))),
  );

  app.patch(
    '/api/debtors/:id',
    {
      config: { permission: 'debtors.change' },
      schema: {
        tags,
        summary: 'Change what identifies a debtor, and how to reach him',
        description: 'Only what is given changes; null empties a field. Identifiers are checked by their checksums.',
        params,
        body: debtorBody,
        response: { 200: debtorIdentity },
      },
    },
    async (request) => {
      const person = asking(request);
      const debtor = await ownDebtor(store, request.params.id, person);
      await store.parties.changeDebtor(debtor.id, debtorChanges(debtor, request.body), person.userId);
      return debtorIdentityView(await store.parties.debtor(debtor.id));
    },
  );

  async function changeViews(changes: readonly PartyChange[], organisationId: string) {
    const people = new Map((await store.users.list(organisationId)).map(({ id, name }) => [id, name]));
    return changes.map(({ fields, by, at }) => ({
      fields: [...fields],
      by: by === null ? null : (people.get(by) ?? ''),
      at: iso(at),
    }));
  }
}
