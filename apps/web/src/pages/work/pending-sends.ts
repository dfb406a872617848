import { completeWorkBody, type CompleteWorkBody } from '@krok/contracts/schemas';
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { ApiError, path, postJson } from '../../api/client.ts';
import type { StepPlace } from './drafts.ts';
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
  /** Of a step whose listeners may refuse it: what was entered is kept. */
  readonly place?: StepPlace | undefined;
  /** It was sent and nothing answered: it is sent again when there is a line. */
  readonly waiting?: true;
}

type StoredSend = Pick<PendingSend, 'workId' | 'body'>;

export interface SendOutcome {
  readonly sent: (pending: PendingSend) => void;
  readonly refused: (pending: PendingSend, error: unknown) => void;
}

export const undoMs = 10_000;
const againMs = 15_000;

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
  /** Of a former page, not yet answered. */
  #left: readonly StoredSend[] = [];

  constructor(userId: string) {
    this.#key = `krok-pending ${userId}`;
  }

  /** Takes up what a former page left; gives what ends it. */
  begin(outcome: SendOutcome): () => void {
    this.#outcome = outcome;
    this.#left = this.#stored().filter(({ workId }) => !this.#list.some((each) => each.workId === workId));
    this.#sendLeft();
    const leave = () => this.#sendAllAtOnce();
    const back = () => {
      this.#sendLeft();
      this.#sendWaiting();
    };
    window.addEventListener('pagehide', leave);
    window.addEventListener('online', back);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('online', back);
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
      if (error instanceof ApiError && error.code === 'offline') return this.#wait(pending);
      this.#outcome?.refused(pending, error);
    }
    this.#forget(pending.workId);
  }

  /** Not lost and not refused: the version of the work tells whether it still counts when it arrives. */
  #wait(pending: PendingSend): void {
    if (!this.#list.some(({ workId }) => workId === pending.workId)) return;
    const waiting = { ...pending, waiting: true as const };
    this.#keep(this.#list.map((each) => (each.workId === pending.workId ? waiting : each)));
    this.#timers.set(
      pending.workId,
      setTimeout(() => void this.#send(waiting), againMs),
    );
  }

  /** Kept until something answers: yes or no, the work and its draft tell the rest. */
  #sendLeft(): void {
    for (const one of this.#left) {
      const answered = () => {
        this.#left = this.#left.filter((each) => each !== one);
        this.#keep(this.#list);
      };
      this.#post(one.workId, one.body).then(answered, (error: unknown) => {
        if (!(error instanceof ApiError && error.code === 'offline')) answered();
      });
    }
  }

  #sendWaiting(): void {
    for (const pending of this.#list) if (pending.waiting) void this.#send(pending);
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
    // Without a line nothing leaves now: the next page sends it.
    if (navigator.onLine) this.#keep([]);
  }

  #forget(workId: string): void {
    clearTimeout(this.#timers.get(workId));
    this.#timers.delete(workId);
    this.#keep(this.#list.filter((pending) => pending.workId !== workId));
  }

  #keep(list: readonly PendingSend[]): void {
    this.#list = list;
    const stored = [...this.#left, ...list.map(({ workId, body }) => ({ workId, body }))];
    if (stored.length === 0) localStorage.removeItem(this.#key);
    else localStorage.setItem(this.#key, JSON.stringify(stored));
    for (const watcher of this.#watchers) watcher();
  }

  #stored(): readonly StoredSend[] {
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
