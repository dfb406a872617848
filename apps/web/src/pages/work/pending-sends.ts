import { completeWorkBody, type CompleteWorkBody } from '@krok/contracts/schemas';
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import type { WrapUpDraft } from './wrap-up.ts';

/** Work that its collector has completed, and may still take back. */
export interface PendingSend {
  readonly workId: string;
  readonly title: string;
  readonly body: CompleteWorkBody;
  /** Put back when it is undone or refused. */
  readonly draft: WrapUpDraft;
  /** Epoch ms. */
  readonly sendAt: number;
}

export interface SendOutcome {
  readonly sent: (pending: PendingSend) => void;
  readonly refused: (pending: PendingSend, error: unknown) => void;
}

export const undoMs = 10_000;

/**
 * Completions wait ten seconds before they are sent, so that one can be undone. They are kept in the browser until then:
 * a page that is closed sends at once, one that crashed sends when it is back (the version of the work keeps a second
 * sending from doing harm).
 */
export class PendingSends {
  readonly #key: string;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #watchers = new Set<() => void>();
  #outcome: SendOutcome | null = null;
  #list: readonly PendingSend[] = [];

  constructor(userId: string) {
    this.#key = `krok-pending ${userId}`;
  }

  /** Takes up what a former page left; gives what ends it. */
  begin(outcome: SendOutcome): () => void {
    this.#outcome = outcome;
    const left = this.#stored();
    this.#keep([]);
    for (const { workId, body } of left) void this.#post(workId, body).catch(() => {});
    const leave = () => this.#sendAllAtOnce();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      for (const pending of this.#list) void this.#send(pending);
    };
  }

  add(pending: PendingSend): void {
    this.#keep([...this.#list.filter(({ workId }) => workId !== pending.workId), pending]);
    const wait = Math.max(0, pending.sendAt - Date.now());
    this.#timers.set(
      pending.workId,
      setTimeout(() => void this.#send(pending), wait),
    );
  }

  /** The last one, taken back; undefined where nothing waits. */
  undo(): PendingSend | undefined {
    const last = this.#list.at(-1);
    if (last) this.#forget(last.workId);
    return last;
  }

  useList(): readonly PendingSend[] {
    return useSyncExternalStore(
      (watcher) => {
        this.#watchers.add(watcher);
        return () => this.#watchers.delete(watcher);
      },
      () => this.#list,
    );
  }

  async #send(pending: PendingSend): Promise<void> {
    if (!this.#timers.has(pending.workId)) return;
    clearTimeout(this.#timers.get(pending.workId));
    this.#timers.delete(pending.workId);
    try {
      await this.#post(pending.workId, pending.body);
      this.#outcome?.sent(pending);
    } catch (error) {
      this.#outcome?.refused(pending, error);
    }
    this.#forget(pending.workId);
  }

  #post(workId: string, body: CompleteWorkBody): Promise<unknown> {
    return postJson(path(['work', workId, 'complete']), z.object({ cases: z.array(z.string()) }), body);
  }

  /** The page goes: the browser sends what is left after it. */
  #sendAllAtOnce(): void {
    for (const { workId, body } of this.#list) {
      void fetch(path(['work', workId, 'complete']), {
        method: 'POST',
        keepalive: true,
        credentials: 'same-origin',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      clearTimeout(this.#timers.get(workId));
      this.#timers.delete(workId);
    }
    this.#keep([]);
  }

  #forget(workId: string): void {
    clearTimeout(this.#timers.get(workId));
    this.#timers.delete(workId);
    this.#keep(this.#list.filter((pending) => pending.workId !== workId));
  }

  #keep(list: readonly PendingSend[]): void {
    this.#list = list;
    if (list.length === 0) localStorage.removeItem(this.#key);
    else localStorage.setItem(this.#key, JSON.stringify(list.map(({ workId, body }) => ({ workId, body }))));
    for (const watcher of this.#watchers) watcher();
  }

  #stored(): readonly { readonly workId: string; readonly body: CompleteWorkBody }[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      return z.array(z.object({ workId: z.string(), body: completeWorkBody })).safeParse(kept).data ?? [];
    } catch {
      return [];
    }
  }
}

const ofUser = new Map<string, PendingSends>();

/** One for each person: another page of the same screen goes on with it. */
export function pendingSendsOf(userId: string): PendingSends {
  const found = ofUser.get(userId) ?? new PendingSends(userId);
  ofUser.set(userId, found);
  return found;
}
