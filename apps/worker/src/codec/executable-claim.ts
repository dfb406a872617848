/**
 * A claim stands in a local activity's result where the executable belongs, and only at its very start, so that nothing a
 * user wrote can be taken for one: variables never come first in that result.
 */
const CLAIM = /^\{"executable":\{"claim":"([0-9a-f]{64})"\}/;

/** The text with the claim replaced by the stored bytes; other texts unchanged. */
export async function redeemClaim(text: string, executableBytes: (hash: string) => Promise<string>): Promise<string> {
  const hash = CLAIM.exec(text)?.[1];
  if (hash === undefined) return text;
  const end = text.indexOf('}') + 1;
  return `{"executable":${await executableBytes(hash)}${text.slice(end)}`;
}
