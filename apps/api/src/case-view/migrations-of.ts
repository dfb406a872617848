import type { Command } from '@krok/engine';

type Migrate = Extract<Command, { readonly kind: 'migrate' }>;

/** The versions that a case has gone over to, in order. */
export function migrationsOf(steps: readonly { readonly command: Command }[]): readonly Migrate[] {
  return steps.flatMap(({ command }) => (command.kind === 'migrate' ? [command] : []));
}
