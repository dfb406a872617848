/**
 * Done already: the transaction that stored the step also wrote the act, the subscription, the outbox row or the case's
 * end. Doing it here as well would be a dual write.
 */
export const inTheLog = (): void => {};
