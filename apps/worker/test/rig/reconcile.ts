import { type Store, StoreError } from '@krok/store';

/**
 * A person looks at what the receiver has and says so. Where the attempt itself, slow but alive, came back meanwhile, that
 * stands and the person is told.
 */
export async function reconcile(store: Store, effectId: string, arrived: boolean, person: string): Promise<void> {
  try {
    await store.acts.reconcileEffect(effectId, arrived ? 'delivered' : 'notDelivered', person);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'EFFECT_NOT_UNKNOWN') throw error;
  }
}
