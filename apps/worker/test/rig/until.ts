/** Waits for a condition by asking again and again; fails with `what` after `seconds`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  seconds = 60,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`Expected ${what} within ${seconds} s but it did not come.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
